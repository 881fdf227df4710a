/** How much of a layer is read in each piece of indexing it: counted where it is read. */
import { expect, it } from 'vitest';
import { projectLines } from '../../tiles/geometry/world.ts';
import { LayerIndex } from '../../tiles/layer.ts';
import { type LayerSource, stringColumn } from '../../tiles/source.ts';
import { tileOf } from './read-tile.ts';
import { lineSource, type Position, pointSource, polygonSource } from './sources.ts';

const HERE: Position = [121, 31];
const COUNT = 30_000;
/** Some milliseconds of any of it. */
const MOST_READ = 26_000;

const near = (i: number): Position => [121 + (i % 200) * 1e-5, 31 + Math.floor(i / 200) * 1e-5];

/** The values with a count of those that are read. */
function counted<Values extends object>(values: Values, read: () => void): Values {
  return new Proxy(values, {
    get(target, name) {
      if (typeof name === 'string' && /^\d+$/.test(name)) read();
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** The most that any piece read, with the index. */
function indexed(watch: (read: () => void) => LayerSource): { most: number; pieces: number; index: LayerIndex } {
  let [reads, most, pieces] = [0, 0, 0];
  const work = LayerIndex.inPieces(watch(() => reads++));
  for (;;) {
    reads = 0;
    const { done, value } = work.next();
    most = Math.max(most, reads);
    pieces++;
    if (done) return { most, pieces, index: value };
  }
}

const outfalls = (): LayerSource =>
  pointSource(
    'outfalls',
    Array.from({ length: COUNT }, (_, i) => near(i)),
    {
      columns: {
        name: stringColumn(
          Array.from({ length: COUNT }, (_, i) => `Outfall ${i}`),
          COUNT,
        ),
      },
    },
  );

const rivers = (): LayerSource =>
  lineSource(
    'rivers',
    Array.from({ length: COUNT / 10 }, (_, i) => Array.from({ length: 30 }, (_, k) => near(i + k))),
  );

it('points and their values are marked and numbered some thousand at a time', () => {
  const { most, pieces, index } = indexed((read) => {
    const source = outfalls();
    const { name } = source.columns;
    if (source.geometry.type !== 'point' || name.type !== 'string') throw new Error('no points with names');
    const geometry = { ...source.geometry, lat: counted(source.geometry.lat, read) };
    return {
      ...source,
      geometry,
      columns: { ...source.columns, name: { ...name, values: counted(name.values, read) } },
    };
  });
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(MOST_READ);
  expect(pieces).toBeGreaterThan(COUNT / 2_000);
  const { x, y } = tileOf(HERE, 16);
  const tile = Buffer.from(index.encode(16, x, y));
  expect(tile.length).toBeGreaterThan(1000);
  expect(tile.equals(new LayerIndex(outfalls()).encode(16, x, y))).toBe(true);
});

it('lines are marked some thousand vertices at a time', () => {
  const { most, pieces } = indexed((read) => {
    const source = rivers();
    if (source.geometry.type !== 'line') throw new Error('no lines');
    const { lines } = source.geometry;
    return { ...source, geometry: { ...source.geometry, lines: { ...lines, x: counted(lines.x, read) } } };
  });
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(MOST_READ);
  expect(pieces).toBeGreaterThan(4);
});

it('lines are projected some thousand vertices at a time', () => {
  let [reads, most, pieces] = [0, 0, 0];
  const first = Uint32Array.from({ length: COUNT / 10 + 1 }, (_, i) => i * 30);
  const degrees = (base: number) => Float64Array.from({ length: COUNT * 3 }, (_, i) => base + (i % 30) * 1e-4);
  const work = projectLines(
    first,
    counted(degrees(121), () => reads++),
    degrees(31),
  );
  for (let done = false; !done; pieces++) {
    reads = 0;
    done = work.next().done === true;
    most = Math.max(most, reads);
  }
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(MOST_READ);
  expect(pieces).toBeGreaterThan((2 * COUNT * 3) / MOST_READ); // projected, then ranked
});

it('layers that are indexed in turns are as each alone', () => {
  const works = [outfalls(), outfalls(), rivers()].map((source) => LayerIndex.inPieces(source));
  const made: LayerIndex[] = [];
  while (made.filter(Boolean).length < works.length)
    for (const [i, work] of works.entries()) {
      if (made[i]) continue;
      const { done, value } = work.next();
      if (done) made[i] = value;
    }
  const { x, y } = tileOf(HERE, 14);
  const bytes = made.map((index) => Buffer.from(index.encode(14, x, y)));
  const alone = [outfalls(), rivers()].map((source) => Buffer.from(new LayerIndex(source).encode(14, x, y)));
  expect(bytes[0].length).toBeGreaterThan(1000);
  expect([bytes[0].equals(alone[0]), bytes[1].equals(alone[0]), bytes[2].equals(alone[1])]).toEqual([true, true, true]);
});

it('of small areas that have to be mended each is a piece', () => {
  const AREAS = 60;
  const ring = (i: number, corners: readonly Position[]) =>
    corners.map(
      ([lon, lat]): Position => [121 + (i % 10) * 0.01 + lon * 0.002, 31 + Math.floor(i / 10) * 0.01 + lat * 0.002],
    );
  const areas = (corners: readonly Position[]) =>
    new LayerIndex(
      polygonSource(
        'water_bodies',
        Array.from({ length: AREAS }, (_, i) => [[ring(i, corners)]]),
      ),
    );
  const pieces = (index: LayerIndex) => {
    for (let count = 1; ; count++) if (!index.prepareSome(14)) return count;
  };
  const crossed = areas([
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 1],
    [0, 0],
  ]);
  const sound = areas([
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ]);
  expect(pieces(sound)).toBeLessThan(10);
  expect(pieces(crossed)).toBeGreaterThan(AREAS);
});
