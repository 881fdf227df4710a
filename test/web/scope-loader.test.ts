/** Whose numbers the page has: those of the mode and day asked for, or none. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api, Scope } from '../../web/api/client.ts';
import { ScopeLoader } from '../../web/viewer/scope-loader.ts';
import { troubleSentence } from '../../web/viewer/trouble-sentence.ts';

beforeEach(() => {
  vi.stubGlobal('window', { setTimeout, addEventListener() {}, removeEventListener() {} });
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      close() {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const scope = (mode: Scope['mode'], asOf: string | null = null): Scope => ({ district: 'demo', mode, asOf });
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A server that answers when it is let, or is out of reach; a summary says what it was asked for. */
function server() {
  const waiting: (() => void)[] = [];
  let isLost = false;
  let asked = 0;
  const none = async () => [];
  const api = {
    connection: { origin: '' },
    districts: async () => [{ key: 'demo', version: 1, counts: { towns: 0 } }],
    basemap: async () => null,
    summary: ({ mode, asOf }: Scope) => {
      asked++;
      return new Promise((resolve, reject) => {
        const answer = () => (isLost ? reject(new TypeError('Failed to fetch')) : resolve({ of: [mode, asOf] }));
        waiting.push(answer);
      });
    },
    ...{ coverage: none, gaps: none, months: none, zoneFlags: none, events: () => '' },
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
  const answer = async () => {
    for (const each of waiting.splice(0)) each();
    await settled();
  };
  const lose = () => {
    isLost = true;
  };
  const connect = async () => {
    loader.hostConnected();
    await settled();
  };
  return { loader, show, answer, lose, connect, asked: () => asked };
}

describe('the numbers of a page', () => {
  it('are none from the moment another mode or day is asked for until its answer is there', async () => {
    const { loader, show, answer, connect } = server();
    await connect();
    await show(scope('above_water'));
    await answer();
    expect(loader.data?.summary).toEqual({ of: ['above_water', null] });
    await show(scope('under_water'));
    expect(loader.data).toBeNull();
    await answer();
    expect(loader.data?.summary).toEqual({ of: ['under_water', null] });
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
    expect(loader.data?.summary).toEqual({ of: ['above_water', null] });
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

  it('says that there are none where they were not read', () => {
    expect(troubleSentence(lost, 'zh', { ...of, areRead: false })).toContain('没有读到“水下 · 截至 2022-06-30”的数据');
  });
});
