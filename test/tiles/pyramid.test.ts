/** A pyramid holds what would be made on demand, and after an edit makes again only what looks different. */
import { describe, expect, it } from 'vitest';
import type { DistrictTiles } from '../../tiles/layer.ts';
import { LayerIndex } from '../../tiles/layer.ts';
import { DEFAULT_LAYERS, type LayerId } from '../../tiles/manifest.ts';
import { placesOf } from '../../tiles/pyramid/places.ts';
import { Pyramid } from '../../tiles/pyramid/pyramid.ts';
import { type LayerSource, stringColumn } from '../../tiles/source.ts';
import { encodeTile } from '../../tiles/tile-set.ts';
import { seeded } from '../engine/coverage/random.ts';
import { readLayer } from './read-tile.ts';
import { lineSource, type Position, pointSource, polygonSource } from './sources.ts';

/** No compression: the test looks at the tiles themselves. */
const asIs = async (bytes: Uint8Array) => ({ gzip: bytes, brotli: bytes });
const ZOOMS = [6, 9, 11, 13, 14, 16];
const TEXTS = ['municipal', 'village', null];

interface Scene {
  lines: { id: number; path: Position[]; level: string | null; name: string }[];
  points: { id: number; at: Position; name: string; rank: number }[];
  squares: { id: number; at: Position; size: number }[];
}

function scene(random: () => number): Scene {
  const somewhere = (): Position => [121.1 + 0.06 * random(), 31.1 + 0.06 * random()];
  const path = () => {
    const points = [somewhere()];
    for (let i = 0; i < 12; i++) {
      const [x, y] = points[i];
      points.push([x + 0.001 * (random() - 0.3), y + 0.001 * (random() - 0.3)]);
    }
    return points;
  };
  const some = <T>(count: number, make: (id: number) => T) => Array.from({ length: count }, (_, i) => make(i + 1));
  return {
    lines: some(30, (id) => ({ id, path: path(), level: TEXTS[id % 3], name: `河${id % 5}` })),
    points: some(80, (id) => ({ id, at: somewhere(), name: `口${id}`, rank: id % 4 })),
    squares: some(4, (id) => ({ id, at: somewhere(), size: 0.01 * random() })),
  };
}

/** One edit: something moves, comes, goes, or only reads differently. */
function edit(before: Scene, random: () => number): Scene {
  const after = structuredClone(before);
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)];
  const edits = [
    () => (pick(after.points).at = [121.1 + 0.06 * random(), 31.13]),
    () => (pick(after.points).rank = 9),
    () => after.points.splice(Math.floor(random() * after.points.length), 1),
    () => after.points.push({ id: 500, at: [121.13, 31.13], name: '新', rank: 0 }),
    () => (pick(after.lines).level = pick(TEXTS)),
    () => (pick(after.lines).name = '改名'),
    () => pick(after.lines).path.pop(),
    () => after.lines.splice(Math.floor(random() * after.lines.length), 1),
    () => (pick(after.squares).size += 0.002),
  ];
  pick<() => unknown>(edits)();
  return after;
}

function setOf({ lines, points, squares }: Scene, version: number): DistrictTiles {
  const levels = lines.map(({ level }) => TEXTS.indexOf(level));
  const sources: LayerSource[] = [
    lineSource(
      'rivers',
      lines.map(({ path }) => path),
      {
        ids: lines.map(({ id }) => id),
        columns: {
          level: stringColumn(
            lines.map(({ level }) => level),
            lines.length,
          ),
          name: stringColumn(
            lines.map(({ name }) => name),
            lines.length,
          ),
        },
        mergeClass: levels,
      },
    ),
    pointSource(
      'outfalls',
      points.map(({ at }) => at),
      {
        ids: points.map(({ id }) => id),
        columns: {
          name: stringColumn(
            points.map(({ name }) => name),
            points.length,
          ),
        },
        rank: points.map(({ rank }) => rank),
      },
    ),
    polygonSource(
      'towns',
      squares.map(({ at: [x, y], size }) => [
        [
          [
            [x, y],
            [x + size, y],
            [x + size, y + size],
            [x, y],
          ],
        ],
      ]),
      { ids: squares.map(({ id }) => id) },
    ),
  ];
  const layers = new Map(sources.map((source) => [source.layer, new LayerIndex(source)]));
  return { version, life: 1, name: '演示区', synthetic: true, bbox: [121.1, 31.1, 121.2, 31.2], layers };
}

async function finish(pyramid: Pyramid): Promise<Pyramid> {
  while (await pyramid.makeNext(asIs));
  return pyramid;
}

/** Whose tiles to make are known. */
function planned(pyramid: Pyramid): Pyramid {
  while (pyramid.planNext());
  return pyramid;
}

/** Order of features is no part of what a tile says: merged classes are numbered anew with each version. */
function read(tile: Uint8Array, layer: LayerId) {
  return readLayer(tile, layer)
    .map((feature) => JSON.stringify(feature))
    .sort();
}

function expectWhole(pyramid: Pyramid): void {
  const { set } = pyramid;
  for (const zoom of ZOOMS)
    for (const number of placesOf(set, zoom)) {
      const [x, y] = [number % 2 ** zoom, Math.floor(number / 2 ** zoom)];
      for (const layers of [DEFAULT_LAYERS, ['rivers'], ['outfalls'], ['towns']] as LayerId[][]) {
        const kept = pyramid.find(layers, zoom, x, y)!.gzip;
        const fresh = encodeTile(set, layers, zoom, x, y);
        for (const layer of set.layers.keys()) expect(read(kept, layer)).toEqual(read(fresh, layer));
      }
    }
}

describe('a pyramid', () => {
  it('holds every tile that has something, as it would be made on demand', async () => {
    const pyramid = await finish(new Pyramid(setOf(scene(seeded(1)), 1)));
    expectWhole(pyramid);
    expect(pyramid.pending).toBe(0);
    expect(pyramid.byteLength).toBeGreaterThan(0);
  });

  it('after an edit is the same as one made anew, having made only a part of it', async () => {
    const random = seeded(2);
    let now = scene(random);
    let pyramid = await finish(new Pyramid(setOf(now, 1)));
    const all = pyramid.tiles;
    for (let version = 2; version < 16; version++) {
      now = edit(now, random);
      pyramid = planned(new Pyramid(setOf(now, version), pyramid));
      expect(pyramid.pending).toBeLessThan(all);
      expectWhole(await finish(pyramid));
    }
  });

  it('makes nothing again when nothing looks different', async () => {
    const now = scene(seeded(3));
    const before = await finish(new Pyramid(setOf(now, 1)));
    const after = planned(new Pyramid(setOf(structuredClone(now), 2), before));
    expect([after.pending, after.tiles, after.byteLength]).toEqual([0, before.tiles, before.byteLength]);
  });

  it('counts the tiles of the version before until it is known which of them are kept', async () => {
    const random = seeded(3);
    const now = scene(random);
    const before = await finish(new Pyramid(setOf(now, 1)));
    const after = new Pyramid(setOf(edit(now, random), 2), before);
    const counts = () => [after.tiles, after.tileBytes];
    do {
      expect(counts()).toEqual([before.tiles, before.byteLength]);
    } while (after.planNext());
    const [kept, bytes] = counts();
    expect([kept > before.tiles / 2, kept < before.tiles, bytes]).toEqual([true, true, after.byteLength]);
    expect((await finish(after)).tiles).toBeGreaterThan(kept);
  });

  it('takes over through a version that was never planned', async () => {
    const now = scene(seeded(3));
    const first = await finish(new Pyramid(setOf(now, 1)));
    const second = new Pyramid(setOf(structuredClone(now), 2), first);
    const third = planned(new Pyramid(setOf(structuredClone(now), 3), second));
    expect([third.pending, third.tiles]).toEqual([0, first.tiles]);
  });

  it('makes a tile again when a point beyond its edge gives way to another of its cell', async () => {
    const step = 360 / 2 ** 9 / 4096; // a tile unit of zoom 9 in degrees of longitude
    const edge = (Math.floor(((121.1 + 180) / 360) * 2 ** 9) / 2 ** 9) * 360 - 180; // of the tile that holds 121.1°
    const points = (rank: number) => [
      { id: 1, at: [edge + 20 * step, 31.1] as Position, name: '近', rank: 1 },
      { id: 2, at: [edge + 200 * step, 31.1] as Position, name: '远', rank },
    ];
    const of = (rank: number, version: number) => setOf({ lines: [], points: points(rank), squares: [] }, version);
    const before = await finish(new Pyramid(of(2, 1)));
    expectWhole(await finish(new Pyramid(of(0, 2), before)));
  });

  it('makes far tiles of a class again when its lines no longer share a value', async () => {
    const line = (id: number, lon: number, name: string) => {
      const path: Position[] = [
        [lon, 31.1],
        [lon + 0.01, 31.11],
      ];
      return { id, path, level: 'village', name };
    };
    const of = (name: string, version: number) =>
      setOf({ lines: [line(1, 121.1, '同名'), line(2, 123.1, name)], points: [], squares: [] }, version);
    const before = await finish(new Pyramid(of('同名', 1)));
    expectWhole(await finish(new Pyramid(of('改名', 2), before)));
  });

  it('knows no tile that is not made yet', () => {
    const pyramid = new Pyramid(setOf(scene(seeded(4)), 1));
    const [number] = placesOf(pyramid.set, 9);
    expect(pyramid.find(['rivers'], 9, number % 512, Math.floor(number / 512))).toBeUndefined();
  });
});
