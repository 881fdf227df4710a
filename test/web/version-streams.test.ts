/** One stream of versions for all who listen to an address, and none for a page that is not looked at. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

class Source extends EventTarget {
  static readonly CLOSED = 2;
  static made: Source[] = [];
  readyState = 1;
  readonly address: string;

  constructor(address: string) {
    super();
    this.address = address;
    Source.made.push(this);
  }

  close() {
    this.readyState = Source.CLOSED;
  }

  tell(version: string) {
    this.dispatchEvent(new MessageEvent('version', { data: JSON.stringify({ version: Number(version) }) }));
  }

  /** As where a proxy answers 502. */
  refuse() {
    this.close();
    this.dispatchEvent(new Event('error'));
  }
}

const newPage = () => Object.assign(new EventTarget(), { hidden: false });
let page = newPage();
const look = (hidden: boolean) => {
  page.hidden = hidden;
  page.dispatchEvent(new Event('visibilitychange'));
};
const open = () => Source.made.filter(({ readyState }) => readyState !== Source.CLOSED);

async function listening() {
  const { listenToVersions } = await import('../../web/api/version-streams.ts');
  return (address: string) => {
    const heard: string[] = [];
    const version = (of: number, isNew: boolean) => heard.push(`${isNew ? 'new' : 'there'} ${of}`);
    return { heard, stop: listenToVersions(address, { version, ended: () => heard.push('ended') }) };
  };
}

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  page = newPage(); // the modules of other tests listen to theirs
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('EventSource', Source);
  Source.made = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('is one for an address, tells all of another version and nobody of the same again, and ends with the last', async () => {
  const listen = await listening();
  const [a, b] = [listen('/a'), listen('/a')];
  expect(Source.made).toHaveLength(1);
  for (const version of ['1', '2', '2']) Source.made[0].tell(version);
  expect([a.heard, b.heard]).toEqual(Array(2).fill(['there 1', 'new 2', 'there 2']));
  a.stop();
  expect(open()).toHaveLength(1);
  b.stop();
  expect(open()).toHaveLength(0);
});

it('tells who comes later what the others have heard', async () => {
  const listen = await listening();
  listen('/a');
  Source.made[0].tell('1');
  Source.made[0].tell('2');
  const late = listen('/a');
  Source.made[0].tell('3');
  expect(late.heard).toEqual(['there 2', 'new 3']);
});

it('is not parted by one who stops twice', async () => {
  const listen = await listening();
  const a = listen('/a');
  a.stop();
  listen('/a');
  a.stop();
  listen('/a');
  expect(open()).toHaveLength(1);
});

it('is closed while nobody looks, and tells on return what came', async () => {
  const listen = await listening();
  const { heard } = listen('/a');
  Source.made[0].tell('1');
  look(true);
  expect(open()).toHaveLength(0);
  listen('/b');
  expect(open()).toHaveLength(0);
  look(false);
  expect(open().map(({ address }) => address)).toEqual(['/a', '/b']);
  open()[0].tell('2');
  expect(heard).toEqual(['there 1', 'new 2']);
});

it('is asked for again where it was refused, each time after twice as long up to a minute', async () => {
  const listen = await listening();
  listen('/a');
  for (const [made, pause] of [4, 8, 16, 32, 60, 60].entries()) {
    Source.made[made].refuse();
    listen('/a'); // no one else hurries it
    vi.advanceTimersByTime(pause * 1000 - 1);
    expect(Source.made).toHaveLength(made + 1);
    vi.advanceTimersByTime(1);
    expect(Source.made).toHaveLength(made + 2);
  }
});

it('that the server ended is told to all, and is not begun again by looking', async () => {
  const listen = await listening();
  const { heard } = listen('/a');
  Source.made[0].dispatchEvent(new Event('ended'));
  look(true);
  look(false);
  expect([heard, open()]).toEqual([['ended'], []]);
});
