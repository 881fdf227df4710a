/** One way to fail and to be asked again, for everything a page reads. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, connect, Unreachable } from '../../web/api/client.ts';
import { Questions, unlessRefused } from '../../web/api/questions.ts';
import { openBasemap } from '../../web/map/basemap.ts';
import { troubleSentence } from '../../web/viewer/trouble-sentence.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const LOST = new Unreachable('Failed to fetch');
const BUSY = new ApiError(503, { code: 'busy' } as ApiError['problem']);
const CHANGING = new ApiError(409, { code: 'data_changing' } as ApiError['problem']);
const SLOW = new ApiError(408, { code: 'request_timeout' } as ApiError['problem']);
const REFUSED = new ApiError(404, { code: 'outfall_not_found' } as ApiError['problem']);

/** Something to read that fails until it is mended. */
function source(error: unknown) {
  let failure: unknown = error;
  const read = vi.fn(async () => {
    if (failure) throw failure;
  });
  const mend = () => {
    failure = null;
  };
  return { read, mend };
}
const waited = () => vi.advanceTimersByTimeAsync(5000);

describe('what was not answered', () => {
  it.each([
    ['out of reach', LOST, 'lost'],
    ['busy', BUSY, 'refused'],
    ['written to without a pause', CHANGING, 'refused'],
    ['out of patience', SLOW, 'refused'],
  ])('of a server that is %s is asked again by itself until it is', async (_, error, kind) => {
    const changed = vi.fn();
    const questions = new Questions(changed);
    const { read, mend } = source(error);
    await questions.ask('strips', read);
    await waited();
    expect(questions.trouble).toMatchObject({ kind });
    mend();
    changed.mockClear();
    await waited();
    expect(questions.trouble).toBeNull();
    expect(changed).toHaveBeenCalledTimes(1);
    const asked = read.mock.calls.length;
    await waited();
    expect(read).toHaveBeenCalledTimes(asked);
  });

  it('is told for as long as it stands, whatever else is answered, with the time all was well', async () => {
    const questions = new Questions(() => {});
    await questions.ask('districts', source(null).read);
    const well = new Date();
    await questions.ask('numbers', source(LOST).read);
    await waited();
    await questions.ask('districts', source(null).read);
    expect(questions.trouble).toEqual({ kind: 'lost', since: well });
  });

  it('is let go with its question, and where another of the same name was asked meanwhile', async () => {
    const questions = new Questions(() => {});
    const abort = new AbortController();
    const { read } = source(LOST);
    await questions.ask('numbers', read, abort.signal);
    abort.abort();
    expect(questions.trouble).toBeNull();
    await waited();
    expect(read).toHaveBeenCalledTimes(1);
    let fail = (_: unknown) => {};
    const slow = questions.ask('card', () => new Promise((_, reject) => (fail = reject)));
    await questions.ask('card', source(null).read);
    fail(LOST);
    await slow;
    expect(questions.trouble).toBeNull();
  });

  it('is not asked again by itself where it was refused for good, but is when a token was given', async () => {
    const questions = new Questions(() => {});
    const { read, mend } = source(REFUSED);
    await questions.ask('card', read);
    await waited();
    expect(read).toHaveBeenCalledTimes(1);
    expect(questions.trouble).toEqual({ kind: 'refused', error: REFUSED });
    mend();
    questions.again();
    await waited();
    expect(questions.trouble).toBeNull();
  });

  it('is asked no more after it stopped, also what was under way', async () => {
    const questions = new Questions(() => {});
    const { read } = source(LOST);
    const asked = questions.ask('numbers', read);
    questions.stop();
    await asked;
    await waited();
    expect(read).toHaveBeenCalledTimes(1);
    expect(questions.trouble).toBeNull();
  });
});

describe('a question that takes the place of one that failed', () => {
  it('is not overwritten by it: the failed one is not asked again, and is told until the new one is answered', async () => {
    const questions = new Questions(() => {});
    const { read: old } = source(LOST);
    await questions.ask('area', old);
    let answer = () => {};
    const slow = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)));
    const asked = questions.ask('area', slow);
    await waited();
    questions.again();
    await waited();
    expect([old.mock.calls.length, slow.mock.calls.length]).toEqual([1, 1]);
    expect(questions.trouble).toMatchObject({ kind: 'lost' });
    answer();
    await asked;
    expect(questions.trouble).toBeNull();
  });

  it('takes its trouble along where nobody has it any more', async () => {
    const questions = new Questions(() => {});
    await questions.ask('area', source(LOST).read);
    const abort = new AbortController();
    void questions.ask('area', () => new Promise(() => {}), abort.signal);
    abort.abort();
    expect(questions.trouble).toBeNull();
  });
});

describe('an error of the page itself', () => {
  it('reaches the console, is not asked again by itself, and is not told as a lost connection', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const bug = new TypeError('undefined is not a function');
    const questions = new Questions(() => {});
    const { read } = source(bug);
    await questions.ask('numbers', read);
    await waited();
    expect(reported.mock.calls).toEqual([[bug]]);
    expect(read).toHaveBeenCalledTimes(1);
    const { trouble } = questions;
    expect([troubleSentence(trouble, 'zh'), troubleSentence(trouble, 'en')]).toEqual([
      '页面自身出错，请重新加载。',
      'Something in this page itself failed: reload it.',
    ]);
    vi.unstubAllGlobals();
  });

  it.each([
    ['a server that is away', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['an answer that breaks off', async () => new Response('{"items": [')],
  ])('is not %s', async (_, fetched) => {
    vi.stubGlobal('fetch', fetched);
    await expect(connect({ origin: '', share: null }).districts()).rejects.toBeInstanceOf(Unreachable);
    vi.unstubAllGlobals();
  });
});

it('a part of the page that could not be loaded is as a server that is away', async () => {
  vi.doMock('../../web/map/pmtiles-basemap.ts', () => Promise.reject(new TypeError('Failed to fetch')));
  const setting = { kind: 'archive', url: '/basemap.pmtiles' } as unknown as Parameters<typeof openBasemap>[0];
  await expect(openBasemap(setting, 'http://atlas.example')).rejects.toBeInstanceOf(Unreachable);
  vi.doUnmock('../../web/map/pmtiles-basemap.ts');
});

describe('what not everyone may read', () => {
  it('is nothing where it is refused for good, and a failure where the server is away', async () => {
    expect(await unlessRefused(Promise.reject(REFUSED))).toBeNull();
    await expect(unlessRefused(Promise.reject(BUSY))).rejects.toBe(BUSY);
    await expect(unlessRefused(Promise.reject(LOST))).rejects.toBe(LOST);
  });
});
