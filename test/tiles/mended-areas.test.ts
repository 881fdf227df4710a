/** Areas of many thin parts and thin holes are valid in tiles, by GEOS's own word. */
import { expect, it, vi } from 'vitest';
import { mended } from '../../tiles/geometry/geos.ts';
import { geos } from '../../tiles/geometry/geos-binary.ts';
import { seeded } from '../engine/coverage/random.ts';
import { isValid } from './is-valid.ts';
import { distanceToLine, isIn } from './plane.ts';
import { inTile, type ReadFeature, readLayer, signedArea, tileOf } from './read-tile.ts';
import { type Position, plainIndex, polygonSource } from './sources.ts';

const PIXEL = 8;

type Random = () => number;
/** Polygons of rings x, y in a square from -1 to 1. */
type Drawn = [number, number][][][];

/** Five parts of a zone whose outline crossed itself. What GEOS draws 2 units around them at zoom 9 crosses itself. */
const CROSSED = [
  '105.62333 29.253, 105.61978 29.25322, 105.61952 29.25312, 105.62026 29.25237, 105.6209 29.25188, 105.62333 29.253',
  '105.62026 29.25237, 105.61993 29.25261, 105.62077 29.25184, 105.62026 29.25237',
  '105.61943 29.24933, 105.62042 29.25015, 105.62056 29.25129, 105.62109 29.25071, 105.62152 29.25107, 105.62079 29.25182, 105.61949 29.25122, 105.61877 29.25008, 105.61943 29.24933',
  '105.61826 29.25066, 105.61949 29.25122, 105.61957 29.25135, 105.61821 29.25071, 105.61826 29.25066',
  '105.61826 29.25066, 105.61738 29.25025, 105.61746 29.24799, 105.61877 29.25008, 105.61826 29.25066',
].map((ring) => [ring.split(', ').map((at) => at.split(' ').map(Number) as [number, number])]);

/** Rings as the specification of tiles tells them apart: by the way they turn. */
function polygonsOf({ geometry }: ReadFeature): [number, number][][][] {
  const polygons: [number, number][][][] = [];
  for (const ring of geometry)
    if (signedArea(ring) > 0) polygons.push([ring]);
    else polygons.at(-1)!.push(ring);
  return polygons;
}

interface Found {
  readonly isValid: boolean;
  /** How far of the corners in the tile the farthest lies from what is drawn, in tile units. */
  readonly farthest: number;
}

/** The area in each tile that its corners lie in. */
function drawnIn(area: Position[][][], z: number): Found[] {
  const index = plainIndex(polygonSource('zones', [area]));
  const corners = area.flat(2);
  const tiles = new Map(corners.map((at) => [`${tileOf(at, z).x}/${tileOf(at, z).y}`, tileOf(at, z)]));
  return [...tiles.values()].map(({ x, y }) => {
    const drawn = readLayer(index.encode(z, x, y), 'zones');
    const rings = drawn.flatMap(({ geometry }) => geometry);
    const own = corners.map((at) => inTile(at, z, x, y)).filter((at) => at.every((c) => c >= 0 && c <= 4096));
    const far = own.map((at) => (isIn(at, rings) ? 0 : Math.min(...rings.map((ring) => distanceToLine(at, ring)))));
    return { isValid: drawn.map(polygonsOf).every(isValid), farthest: Math.max(...far) };
  });
}

const dagger = (x: number, y: number, angle: number, length: number): [number, number][] => [
  [x, y],
  [x + length * Math.cos(angle), y + length * Math.sin(angle)],
  [x + length * Math.cos(angle + 0.04), y + length * Math.sin(angle + 0.04)],
  [x, y],
];

/** Forty thin parts, as they fall. */
const heap = (random: Random): Drawn =>
  Array.from({ length: 40 }, () => [dagger(2 * random() - 1, 2 * random() - 1, 6.3 * random(), 0.3 + 0.5 * random())]);

/** A star of thin teeth with a dozen thin holes, as they fall. */
function star(random: Random): Drawn {
  const corners = 2 * Math.floor(10 + 20 * random());
  const outline = Array.from({ length: corners }, (_, k): [number, number] => {
    const [angle, radius] = [(6.28 * k) / corners, k % 2 ? 0.1 + 0.3 * random() : 1];
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  const holes = Array.from({ length: 12 }, () =>
    dagger(random() - 0.5, random() - 0.5, 6.3 * random(), 0.1 + 0.3 * random()),
  );
  return [[[...outline, outline[0]], ...holes]];
}

/** Three outlines that cross themselves and each other, each with a thin hole. */
const tangle = (random: Random): Drawn =>
  Array.from({ length: 3 }, () => {
    const [x, y] = [random() - 0.5, random() - 0.5];
    const outline = Array.from({ length: 24 }, (): [number, number] => [x + random() - 0.5, y + random() - 0.5]);
    return [[...outline, outline[0]], dagger(x, y, 6.3 * random(), 0.5)];
  });

const somewhere = (random: Random): Position => [100 + 15 * random(), 25 + 10 * random()];

/** `size` units of the zoom from the middle of the square to its sides. */
function placed(drawn: Drawn, z: number, size: number, [lon, lat]: Position): Position[][][] {
  const degrees = (size * 360) / (4096 * 2 ** z);
  return drawn.map((rings) =>
    rings.map((ring) => ring.map(([x, y]): Position => [lon + x * degrees, lat + y * degrees])),
  );
}

it('a zone is valid where what GEOS draws around it crosses itself', () => {
  expect(drawnIn(CROSSED, 9).map(({ isValid }) => isValid)).toEqual([true]);
});

/** The area of each seed in the tiles of a zoom from 6 to 12, each valid. */
function drawnOf(draw: (random: Random) => Drawn, seeds: number): Found[][] {
  return Array.from({ length: seeds }, (_, seed) => {
    const random = seeded(seed);
    const [z, size] = [6 + (seed % 7), 20 + 40 * random()];
    const found = drawnIn(placed(draw(random), z, size, somewhere(random)), z);
    expect([seed, z, found.every(({ isValid }) => isValid)]).toEqual([seed, z, true]);
    return found;
  });
}

it('heaps of thin parts are valid, and all of their corners drawn', () => {
  const found = drawnOf(heap, 120);
  expect(found.findIndex((tiles) => tiles.some(({ farthest }) => farthest > PIXEL))).toBe(-1);
  expect(found.filter((tiles) => tiles.length > 1).length).toBeGreaterThan(0); // cut
});

it('stars with thin holes are valid', () => {
  drawnOf(star, 250);
});

it.each([211, 4703])('polygons share no edge where mending left lines beside them (seed %i)', (seed) => {
  const random = seeded(seed);
  const [z, size, at] = [6 + (seed % 7), 8 * 30 ** random(), somewhere(random)];
  expect(drawnIn(placed(tangle(random), z, size, at), z).map(({ isValid }) => isValid)).toEqual([true]);
});

it('what was mended is not given up where GEOS fails at what is too thin', () => {
  const bow = [[[0, 0, 90, 90, 90, 0, 0, 90, -90, 91]], [[200, 0, 300, 0, 250, 0]]];
  const failing = vi.spyOn(geos, 'GEOSBuffer').mockImplementation(() => {
    throw new Error('as GEOS says it');
  });
  const made = mended(bow);
  expect(failing).toHaveBeenCalled();
  failing.mockRestore();
  expect(isValid(made.map((rings) => rings.map(closed)))).toBe(true);
});

function closed(ring: readonly number[]): [number, number][] {
  return Array.from({ length: ring.length / 2 + 1 }, (_, k) => [
    ring[(2 * k) % ring.length],
    ring[(2 * k + 1) % ring.length],
  ]);
}
