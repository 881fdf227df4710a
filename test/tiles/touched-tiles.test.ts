/** After an edit a pyramid has the bytes of one made from nothing, and made no tile that the edited shapes do not reach. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type DistrictTiles, LayerIndex } from '../../tiles/layer.ts';
import { type LayerId, TILE_MAXZOOM, TILE_MINZOOM } from '../../tiles/manifest.ts';
import { placesOf } from '../../tiles/pyramid/places.ts';
import { Pyramid } from '../../tiles/pyramid/pyramid.ts';
import { stringColumn } from '../../tiles/source.ts';
import { seeded } from '../engine/coverage/random.ts';
import { readLayer } from './read-tile.ts';
import { lineSource, type Position, pointSource, polygonSource } from './sources.ts';

type Polygon = Position[][];

interface Shape {
  id: number;
  name: string;
  rank: number;
  /** Of a line, or the polygons of an area; of a point its one position. */
  line: Position[];
  area: Polygon[];
}
type Scene = Record<'rivers' | 'towns' | 'outfalls', Shape[]>;

const LAYERS: readonly (keyof Scene)[] = ['rivers', 'towns', 'outfalls'];
const asIs = async (bytes: Uint8Array) => ({ gzip: bytes, brotli: bytes });
/** Side of the scene in degrees: some 12 tiles of zoom 14. */
const SIDE = 0.24;

function scene(random: () => number): Scene {
  const at = (): Position => [121.1 + SIDE * random(), 31.1 + SIDE * random()];
  const some = (count: number, make: () => Pick<Shape, 'line' | 'area'>) =>
    Array.from({ length: count }, (_, i) => ({ id: i + 1, name: `名${i % 3}`, rank: i % 4, ...make() }));
  return {
    rivers: some(10, () => ({ line: winding(at(), random), area: [] })),
    // far apart, so that the box of both is mostly neither; one with an island
    towns: some(6, () => ({ line: [], area: [[ring(at(), 0.03, random)], withHole(at(), random)] })),
    outfalls: some(60, () => ({ line: [at()], area: [] })),
  };
}

/** Steps of very different lengths. */
function winding([lon, lat]: Position, random: () => number): Position[] {
  const line: Position[] = [[lon, lat]];
  for (let i = 0; i < 15; i++) {
    const [x, y] = line[i];
    const step = 0.05 * random() ** 4;
    line.push([x + step * (random() - 0.4), y + step * (random() - 0.4)]);
  }
  return line;
}

/** A star around its middle, so that it is sound. */
function ring([lon, lat]: Position, size: number, random: () => number): Position[] {
  const open = Array.from({ length: 12 }, (_, i): Position => {
    const [turn, reach] = [(i / 12) * 2 * Math.PI, size * (0.5 + 0.5 * random())];
    return [lon + reach * Math.cos(turn), lat + reach * Math.sin(turn)];
  });
  return [...open, open[0]];
}

const withHole = (at: Position, random: () => number): Polygon => [ring(at, 0.05, random), ring(at, 0.02, random)];

/** Something moves a little or far, comes, goes, is drawn anew, or only reads differently. */
function edit(before: Scene, random: () => number): Scene {
  const after = structuredClone(before);
  const list = after[LAYERS[Math.floor(random() * LAYERS.length)]];
  const one = list[Math.floor(random() * list.length)];
  const by = random() < 0.5 ? 0.0004 : 0.05;
  const move = ([x, y]: Position): Position => [x + by, y - by];
  const edits = [
    () => (one.name = `新名${Math.floor(random() * 3)}`),
    () => (one.rank = Math.floor(6 * random())),
    () =>
      Object.assign(one, { line: one.line.map(move), area: one.area.map((rings) => rings.map((r) => r.map(move))) }),
    () => list.splice(list.indexOf(one), 1),
    () => list.push({ ...structuredClone(one), id: 500 + list.length }),
    () => one.area.pop(),
    () => (one.line.length > 2 ? one.line.splice(1, 1) : one.area[0]?.splice(1, 1)),
  ];
  edits[Math.floor(random() * edits.length)]();
  for (const layer of LAYERS) after[layer] = after[layer].filter(({ line, area }) => line.length + area.length > 0);
  return after;
}

function setOf(scene: Scene, version: number): DistrictTiles {
  const of = (layer: keyof Scene) => {
    const shapes = scene[layer];
    const names = shapes.map(({ name }) => name);
    const ranks = shapes.map(({ rank }) => rank);
    const columns = { name: stringColumn(names, names.length), level: stringColumn(ranks.map(String), ranks.length) };
    return { ids: shapes.map(({ id }) => id), columns, rank: ranks, mergeClass: ranks };
  };
  const { rank: _, ...rivers } = of('rivers');
  const { mergeClass: __, ...outfalls } = of('outfalls');
  const { ids, columns } = of('towns');
  const sources = [
    lineSource(
      'rivers',
      scene.rivers.map(({ line }) => line),
      rivers,
    ),
    polygonSource(
      'towns',
      scene.towns.map(({ area }) => area),
      { ids, columns },
    ),
    pointSource(
      'outfalls',
      scene.outfalls.map(({ line: [at] }) => at),
      outfalls,
    ),
  ];
  const layers = new Map(sources.map((source) => [source.layer, new LayerIndex(source)]));
  return { version, life: 1, name: '演示区', synthetic: true, bbox: [121.1, 31.1, 121.4, 31.4], layers };
}

async function finished(pyramid: Pyramid): Promise<Pyramid> {
  while (await pyramid.makeNext(asIs));
  return pyramid;
}

/** Far out a class is one feature, and classes are numbered by which comes first: their order says nothing. */
function said(pyramid: Pyramid, layer: LayerId, zoom: number, number: number): unknown {
  const bytes = pyramid.find([layer], zoom, number % 2 ** zoom, Math.floor(number / 2 ** zoom))?.gzip;
  if (layer !== 'rivers' || zoom >= 12) return Buffer.from(bytes ?? []).toString('hex');
  return readLayer(bytes ?? new Uint8Array(0), layer)
    .map((feature) => JSON.stringify(feature))
    .sort();
}

const ZOOMS = Array.from({ length: TILE_MAXZOOM + 1 - TILE_MINZOOM }, (_, i) => TILE_MINZOOM + i);

/** Tiles of which the two say different things. */
function different(pyramid: Pyramid, fresh: Pyramid): string[] {
  const isOther = (layer: LayerId, zoom: number, number: number) =>
    !isDeepStrictEqual(said(pyramid, layer, zoom, number), said(fresh, layer, zoom, number));
  return ZOOMS.flatMap((zoom) =>
    [...placesOf(fresh.set, zoom)].flatMap((number) =>
      LAYERS.filter((layer) => isOther(layer, zoom, number)).map((layer) => `${layer} ${zoom} ${number}`),
    ),
  );
}

/** In tiles of the zoom. */
function placed([lon, lat]: Position, zoom: number): Position {
  const sin = Math.sin((lat * Math.PI) / 180);
  return [(lon / 360 + 0.5) * 2 ** zoom, (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** zoom];
}

/** Whether a way meets a square: halved until a half lies outside or an end inside. */
function meets(a: Position, b: Position, [west, north, east, south]: number[], halvings = 40): boolean {
  if (Math.max(a[0], b[0]) < west || Math.min(a[0], b[0]) > east) return false;
  if (Math.max(a[1], b[1]) < north || Math.min(a[1], b[1]) > south) return false;
  const isIn = ([x, y]: Position) => x >= west && x <= east && y >= north && y <= south;
  if (isIn(a) || isIn(b)) return true;
  if (halvings === 0) return false;
  const half: Position = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  return (
    meets(a, half, [west, north, east, south], halvings - 1) || meets(half, b, [west, north, east, south], halvings - 1)
  );
}

function isInside([x, y]: Position, ring: Position[]): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
    if (ay > y !== by > y && ax + ((bx - ax) * (y - ay)) / (by - ay) > x) inside = !inside;
  }
  return inside;
}

/** Whether a shape meets the tile, its buffer and what drawing may add; a point by its cell of 256 units. */
function touches({ line, area }: Shape, zoom: number, number: number): boolean {
  const [x, y] = [number % 2 ** zoom, Math.floor(number / 2 ** zoom)];
  const by = (64 + (line.length === 1 ? 256 : 16) + 1) / 4096;
  const square = [x - by, y - by, x + 1 + by, y + 1 + by];
  const ways = [line, ...area.flat()].map((way) => way.map((at) => placed(at, zoom)));
  if (ways.some((way) => way.some((at, i) => meets(way[Math.max(0, i - 1)], at, square)))) return true;
  return area.some(([outer, ...holes]) => {
    const isIn = (ring: Position[]) =>
      isInside(
        [x + 0.5, y + 0.5],
        ring.map((at) => placed(at, zoom)),
      );
    return isIn(outer) && !holes.some(isIn);
  });
}

/** Each shape with what is drawn of it; of a river also the name that all of its class have, which far tiles say. */
function* drawn(scene: Scene): Generator<[text: string, Shape]> {
  for (const layer of LAYERS)
    for (const shape of scene[layer]) {
      const names = scene[layer].filter(({ rank }) => rank === shape.rank).map(({ name }) => name);
      const common = layer === 'rivers' && new Set(names).size === 1;
      yield [JSON.stringify([layer, shape, common]), shape];
    }
}

/** Tiles that an edited shape meets as it was or as it is. */
function touched(before: Scene, after: Scene, set: DistrictTiles): number {
  const [was, is] = [new Map(drawn(before)), new Map(drawn(after))];
  const edited = [...was, ...is].filter(([text]) => !was.has(text) || !is.has(text)).map(([, shape]) => shape);
  const isTouched = (zoom: number, number: number) => edited.some((shape) => touches(shape, zoom, number));
  return ZOOMS.reduce((sum, zoom) => sum + [...placesOf(set, zoom)].filter((n) => isTouched(zoom, n)).length, 0);
}

describe('a pyramid after an edit', () => {
  it.each([1, 2, 3])(
    'is that of a fresh start, made of the tiles that edited shapes reach (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      let now = scene(random);
      let pyramid = await finished(new Pyramid(setOf(now, 1)));
      for (let version = 2; version < 10; version++) {
        const next = edit(now, random);
        pyramid = new Pyramid(setOf(next, version), pyramid);
        while (pyramid.planNext());
        expect(pyramid.pending).toBeLessThanOrEqual(touched(now, next, pyramid.set));
        const fresh = await finished(new Pyramid(setOf(next, version)));
        expect(different(await finished(pyramid), fresh)).toEqual([]);
        now = next;
      }
    },
    120_000,
  );
});
