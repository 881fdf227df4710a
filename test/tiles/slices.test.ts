/** How the pyramid shares the processor with requests, counted with a clock of its own: every look at it takes some. */
import { afterEach, expect, it } from 'vitest';
import { Slices } from '../../server/district/slices.ts';
import { Pyramids } from '../../server/report/tile-layers/pyramids.ts';
import { type DistrictTiles, LayerIndex } from '../../tiles/layer.ts';
import { Pyramid } from '../../tiles/pyramid/pyramid.ts';
import { tileOf } from './read-tile.ts';
import { lineSource, type Position } from './sources.ts';

const LINES = 3000;
const POINTS = 40;
const LOOK_MS = 5;
const SLICE_MS = 20;

/** 120,000 vertices: three pieces of packing for a zoom. */
function tiles(): DistrictTiles {
  const paths = Array.from({ length: LINES }, (_, i) =>
    Array.from({ length: POINTS }, (_, k): Position => [121 + i * 1e-4 + k * 1e-6, 31 + (k % 2) * 1e-4]),
  );
  const rivers = new LayerIndex(lineSource('rivers', paths));
  return {
    version: 1,
    life: 1,
    name: '',
    synthetic: true,
    bbox: [121, 31, 121.4, 31.1],
    layers: new Map([[rivers.id, rivers]]),
  };
}

let pyramids: Pyramids | undefined;
afterEach(() => pyramids?.close());

it('a slice ends with the piece during which its time is over', async () => {
  const set = tiles();
  const rivers = set.layers.get('rivers')!;
  let [pieces, most, turns] = [0, 0, 0];
  const counted = <Name extends 'prepareSome' | 'encode'>(name: Name) => {
    const work = rivers[name].bind(rivers) as (...args: number[]) => never;
    Object.assign(rivers, {
      [name]: (...args: number[]) => {
        pieces++;
        return work(...args);
      },
    });
  };
  counted('prepareSome');
  counted('encode');
  let time = 0;
  pyramids = new Pyramids(1e9, () => {
    time += LOOK_MS;
    return time;
  });
  pyramids.renew('demo', set);
  while (pyramids.status()[0].pending > 0) {
    most = Math.max(most, pieces);
    pieces = 0;
    turns++;
    await new Promise(setImmediate);
  }
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(SLICE_MS / LOOK_MS);
  expect(turns).toBeGreaterThan(5);
});

it('what is asked for while it is being packed is whole', () => {
  const [ahead, asked] = [tiles(), tiles()].map(({ layers }) => layers.get('rivers')!);
  let pieces = 1;
  while (ahead.prepareSome(12)) pieces++;
  expect(pieces).toBeGreaterThan(4); // coarser lines, chunks and grid
  asked.prepareSome(12);
  asked.prepareSome(12);
  const { x, y } = tileOf([121.1, 31], 12);
  const tile = asked.encode(12, x, y);
  expect(tile.length).toBeGreaterThan(100);
  expect(tile).toEqual(ahead.encode(12, x, y));
  expect(asked.prepareSome(12)).toBe(false);
});

it('packing looks at some thousand vertices in a piece, and grids are pieces of their own', () => {
  const rivers = tiles().layers.get('rivers')!;
  let pieces = 1;
  while (rivers.prepareSome(16)) pieces++;
  expect(pieces).toBeGreaterThan((LINES * POINTS) / 20_000);
});

it('a new version is compared and planned a layer or a zoom at a time, beginning with none', () => {
  const [before, after] = [tiles(), tiles()];
  let looks = 0;
  const layer = after.layers.get('rivers')!;
  const { marks } = layer;
  const look = () => {
    looks++;
    return marks;
  };
  const watched = (): LayerIndex => Object.create(layer, { marks: { get: look } });
  const layers: DistrictTiles['layers'] = new Map([
    ['rivers', watched()],
    ['gaps', watched()],
  ]);
  const known = new Pyramid(before);
  while (known.planNext());
  const pyramid = new Pyramid({ ...after, version: 2, layers }, known);
  expect(looks).toBe(0);
  let [pieces, most, last] = [0, 0, 0];
  for (let more = true; more; pieces++) {
    more = pyramid.planNext();
    most = Math.max(most, looks - last);
    last = looks;
  }
  expect(most).toBe(1);
  expect(looks).toBeGreaterThan(20); // each layer once, and at each of eleven zooms
  expect(pieces).toBeGreaterThan(looks);
});

it('works that are asked for together are done one after another, a slice between two turns', async () => {
  let time = 0;
  const slices = new Slices(() => {
    time += LOOK_MS;
    return time;
  });
  let [running, pieces, most] = [0, 0, 0];
  function* work(name: string) {
    expect(running++).toBe(0);
    for (let piece = 0; piece < 20; piece++) {
      pieces++;
      yield;
    }
    running--;
    return name;
  }
  function* failing(): Generator<undefined, string> {
    yield;
    throw new Error('on purpose');
  }
  let done = false;
  const all = Promise.allSettled([slices.run(work('a')), slices.run(failing()), slices.run(work('b'))]).finally(() => {
    done = true;
  });
  while (!done) {
    most = Math.max(most, pieces);
    pieces = 0;
    await new Promise(setImmediate);
  }
  const results = (await all).map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)));
  expect(results).toEqual(['a', 'Error: on purpose', 'b']);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(SLICE_MS / LOOK_MS);
});

it('works of several hands share one slice between two turns', async () => {
  let time = 0;
  const now = () => {
    time += LOOK_MS;
    return time;
  };
  let [pieces, most] = [0, 0];
  function* work() {
    for (let piece = 0; piece < 20; piece++) {
      pieces++;
      yield;
    }
  }
  let done = false;
  const all = Promise.all([1, 2, 3].map(() => new Slices(now).run(work()))).finally(() => {
    done = true;
  });
  expect(pieces).toBe(0); // who hands in a work has taken time of this turn already
  while (!done) {
    most = Math.max(most, pieces);
    pieces = 0;
    await new Promise(setImmediate);
  }
  await all;
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(SLICE_MS / LOOK_MS);
});
