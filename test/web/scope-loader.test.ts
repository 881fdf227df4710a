/** Whose numbers the page has: those of the mode and day asked for, or none. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Api, ApiError, type Scope, Unreachable } from '../../web/api/client.ts';
import { Districts } from '../../web/api/districts.ts';
import type { District } from '../../web/api/types.ts';
import { ScopeLoader } from '../../web/viewer/scope-loader.ts';
import { troubleSentence } from '../../web/viewer/trouble-sentence.ts';

beforeEach(() => {
  vi.stubGlobal('window', { setTimeout, addEventListener() {}, removeEventListener() {} });
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      close() {}
    },
  );
});
const leaving: (() => void)[] = [];
afterEach(() => {
  for (const leave of leaving.splice(0)) leave(); // what still waits finds no window
  vi.unstubAllGlobals();
});

const scope = (mode: Scope['mode'], asOf: string | null = null): Scope => ({ district: 'demo', mode, asOf });
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A server that answers when it is let, or is out of reach; a summary says what it was asked for. */
function server() {
  const waiting: (() => void)[] = [];
  let isLost = false;
  let version = 1;
  const failing = new Set<string>();
  const reads = (name: string, answer: unknown) => async () => {
    if (failing.has(name)) throw new Unreachable('Failed to fetch');
    return answer;
  };
  let asked = 0;
  let drawing = Promise.resolve(); // before strips are answered
  let arriving = Promise.resolve(); // before what is asked now of the districts is there
  const districts = [{ key: 'demo', name: '青浦', version, counts: { towns: 0 } }];
  const none = async () => [];
  const api = {
    connection: { origin: '', share: null },
    districts: async () => {
      const answer = districts.map((each) => ({ ...each, version }));
      await arriving;
      return answer;
    },
    basemap: async () => null,
    summary: ({ mode, asOf }: Scope) => {
      asked++;
      return new Promise((resolve, reject) => {
        const answer = () =>
          isLost ? reject(new Unreachable('Failed to fetch')) : resolve({ of: [mode, asOf], version });
        waiting.push(answer);
      });
    },
    coverage: async (_: Scope, group: string) => (group === 'river' ? [{ river_id: 3 }, { river_id: 4 }] : []),
    ...{ gaps: none, events: () => '' },
    ...{ months: reads('months', [{ month: '2024-01' }]), zoneFlags: reads('flags', [{ id: 7 }]) },
    strips: async (_: Scope, rivers: number[]) => {
      await drawing;
      const drawn = rivers.map((river_id) => ({ river_id, name: `of ${version}` }));
      return reads('strips', drawn)();
    },
    zonesMissing: async () => ({ kinds: [], levels: [] }),
  } as unknown as Api;
  const loader: ScopeLoader = new ScopeLoader(
    { addController() {}, removeController() {}, updateComplete: Promise.resolve(true), requestUpdate },
    api,
  );
  let shown: Scope | null = null;
  function requestUpdate() {
    if (shown) loader.show(shown); // as an element does before it draws
  }
  const show = async (next: Scope) => {
    shown = next;
    loader.show(next);
    await settled();
  };
  leaving.push(() => {
    shown = null;
    loader.hostDisconnected();
  });
  const answer = async () => {
    for (const each of waiting.splice(0)) each();
    await settled();
  };
  const lose = (isGone = true) => {
    isLost = isGone;
  };
  const grow = () => {
    version++;
  };
  const holdStrips = () => {
    let go = () => {};
    drawing = new Promise((resolve) => {
      go = resolve;
    });
    return go;
  };
  const holdDistricts = () => {
    const before = arriving;
    let go = () => {};
    arriving = new Promise((resolve) => {
      go = resolve;
    });
    const release = () => {
      arriving = before;
    };
    return { go, release };
  };
  const remove = () => districts.pop();
  const connect = async () => {
    loader.hostConnected();
    await settled();
  };
  return { loader, show, answer, lose, grow, failing, connect, holdStrips, holdDistricts, remove, asked: () => asked };
}

describe('the numbers of a page', () => {
  it('are none from the moment another mode or day is asked for until its answer is there', async () => {
    const { loader, show, answer, connect } = server();
    await connect();
    await show(scope('above_water'));
    await answer();
    expect(loader.data?.summary).toMatchObject({ of: ['above_water', null] });
    await show(scope('under_water'));
    expect(loader.data).toBeNull();
    await answer();
    expect(loader.data?.summary).toMatchObject({ of: ['under_water', null] });
    await show(scope('under_water', '2022-06-30'));
    expect(loader.data).toBeNull();
    await answer();
    loader.hostDisconnected();
  });

  it('come back with the mode they are of when the server is lost, which is not asked without end', async () => {
    const { loader, show, answer, lose, connect, asked } = server();
    await connect();
    await show(scope('above_water'));
    await answer();
    lose();
    await show(scope('under_water'));
    await answer();
    expect(loader.trouble).toMatchObject({ kind: 'lost' });
    expect(loader.data).toBeNull();
    expect(asked()).toBe(2); // the next poll asks again, not each drawing
    await show(scope('above_water'));
    await answer();
    expect(loader.data?.summary).toMatchObject({ of: ['above_water', null] });
    loader.hostDisconnected();
  });
});

describe('a newer version', () => {
  it('is shown with the strips that were in sight, and the old one with its own until they are there', async () => {
    const { loader, show, answer, grow, connect, holdStrips } = server();
    await connect();
    await show(scope('above_water'));
    await answer();
    await loader.strips([3]);
    const go = holdStrips();
    grow();
    loader.again();
    await settled();
    await answer();
    expect(loader.data).toMatchObject({ summary: { version: 1 }, strips: new Map([[3, { name: 'of 1' }]]) });
    go();
    await settled();
    expect(loader.data).toMatchObject({ summary: { version: 2 }, strips: new Map([[3, { name: 'of 2' }]]) });
    expect(loader.data!.strips.size).toBe(1); // what was never in sight is not read
    loader.hostDisconnected();
  });
});

describe('an answer that comes after a later one', () => {
  it('takes nothing back: neither the version nor the numbers that are being read of it', async () => {
    const { loader, show, answer, grow, connect, holdDistricts, asked } = server();
    await connect();
    await show(scope('above_water'));
    await answer();
    const { go, release } = holdDistricts();
    loader.again(); // answered with version 1, which is long on its way
    release();
    grow();
    loader.again();
    await settled();
    expect(loader.district('demo')?.version).toBe(2);
    go();
    await settled();
    expect(loader.district('demo')?.version).toBe(2);
    await answer();
    expect(loader.data?.summary.version).toBe(2);
    expect(loader.olderVersion).toBeNull();
    expect(asked()).toBe(2);
    loader.hostDisconnected();
  });
});

describe('a district that is deleted while it is shown', () => {
  it('has no numbers any more, and is told as the one that is gone', async () => {
    const { loader, show, answer, connect, remove } = server();
    await connect();
    await show(scope('above_water'));
    await answer();
    expect([loader.district(null)?.key, loader.gone(null)]).toEqual(['demo', null]);
    remove();
    loader.again();
    await settled();
    expect([loader.district(null), loader.gone(null)?.name, loader.gone('demo')?.name]).toEqual([null, '青浦', '青浦']);
    expect(loader.gone('other')).toBeNull();
    loader.show(null); // as the page does where there is none
    expect([loader.data, loader.latest, loader.selected]).toEqual([null, null, null]);
    expect(loader.trouble).toBeNull();
    loader.hostDisconnected();
  });

  it('does not give way to another one by itself', () => {
    const districts = new Districts();
    const [demo, other] = ['demo', 'other'].map((key) => ({ key }) as District);
    districts.list = [demo, other];
    expect(districts.find(null)).toBe(demo);
    districts.show('demo');
    districts.list = [other];
    expect([districts.find(null), districts.gone(null)]).toEqual([null, demo]);
    districts.show('other');
    expect([districts.find(null), districts.gone(null), districts.gone('demo')]).toEqual([other, null, null]);
    districts.list = [{ ...demo }, other]; // one that comes before it
    expect(districts.find(null)).toBe(other);
  });
});

describe('while the numbers fail and the list of districts is answered', () => {
  it('says so until they are read, with the version that those shown are of', async () => {
    const { loader, show, answer, lose, grow, connect } = server();
    await connect();
    await show(scope('above_water'));
    await answer();
    expect(loader.olderVersion).toBeNull();
    lose();
    grow();
    loader.again();
    await settled();
    expect(loader.olderVersion).toBe(1);
    await answer();
    for (let polls = 0; polls < 2; polls++) {
      loader.again();
      await settled();
      expect(loader.trouble).toMatchObject({ kind: 'lost' }); // the districts were answered
      await answer();
      expect(loader.trouble).toMatchObject({ kind: 'lost' });
      expect(loader.data?.summary.version).toBe(1);
      expect(loader.olderVersion).toBe(1);
    }
    lose(false);
    loader.again();
    await settled();
    await answer();
    expect(loader.trouble).toBeNull();
    expect(loader.data?.summary.version).toBe(2);
    expect(loader.olderVersion).toBeNull();
    loader.hostDisconnected();
  });

  it('asks again for months, outfalls in zones and strips that failed once, and says so meanwhile', async () => {
    const { loader, show, answer, failing, connect } = server();
    for (const name of ['months', 'flags', 'strips']) failing.add(name);
    await connect();
    await show(scope('above_water'));
    await answer();
    await loader.strips([3]);
    for (const name of ['strips', 'flags', 'months']) {
      expect(loader.trouble).toMatchObject({ kind: 'lost' });
      failing.delete(name);
      loader.again();
      await settled();
    }
    expect(loader.trouble).toBeNull();
    expect([...loader.data!.strips.keys()]).toEqual([3]);
    expect(loader.data!.flags).toEqual([{ id: 7 }]);
    expect(loader.months).toEqual([{ month: '2024-01' }]);
    loader.hostDisconnected();
  });
});

describe('the sentence of a lost server', () => {
  const lost = { kind: 'lost', since: new Date(2026, 0, 1, 2, 49) } as const;
  const of = { mode: 'under_water', aboveOnly: false, asOf: '2022-06-30' } as const;

  it('says of which mode and day the numbers shown are', () => {
    expect(troubleSentence(lost, 'zh', { ...of, areRead: true })).toBe(
      '连接中断，显示的是 02:49 的数据（水下 · 截至 2022-06-30）。恢复后自动更新。',
    );
    expect(troubleSentence(lost, 'en', { ...of, asOf: null, areRead: true })).toContain('(Under water · As of Latest)');
  });

  it('says of which version they are where there is a newer one, also when the server refuses', () => {
    const older = { ...of, areRead: true, olderVersion: 20 };
    expect(troubleSentence(lost, 'zh', older)).toContain('数字还是数据版本 0020 的，新版本尚未读到。');
    const busy = {
      kind: 'refused',
      error: new ApiError(503, { code: 'busy', detail: 'Busy.' } as ApiError['problem']),
    } as const;
    expect(troubleSentence(busy, 'en', older)).toBe(
      'The server gave no data: Busy. Numbers are still of data version 0020; the newer one is not read yet.',
    );
    expect(troubleSentence(lost, 'zh', { ...older, areRead: false })).not.toContain('0020');
  });

  it('says that there are none where they were not read', () => {
    expect(troubleSentence(lost, 'zh', { ...of, areRead: false })).toContain('没有读到“水下 · 截至 2022-06-30”的数据');
  });
});

it.each([
  ['a window of its own', false, 1],
  ['a frame, where polls tell as well and others want the connections', true, 0],
])('in %s the viewer’s data hold their streams (framed: %s): %i', async (_, isFramed, held) => {
  const streams: string[] = [];
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      constructor(address: string) {
        super();
        streams.push(address);
      }
      close() {}
    },
  );
  const own = {};
  const top = isFramed ? {} : own;
  vi.stubGlobal('window', { setTimeout, addEventListener() {}, removeEventListener() {}, self: own, top });
  const { connect, show, loader } = server();
  await connect();
  await show(scope('above_water'));
  expect(streams).toHaveLength(held);
  loader.hostDisconnected();
});
