/** Packs rings for one zoom: the importance filter, rounding, cleaning, mending, and the chunks of level.ts. */
import { type InPieces, Turns } from '../../server/engine/in-pieces.ts';
import { type Level, LevelBuilder } from './level.ts';
import { madeSound } from './made-sound.ts';
import { unitShift } from './pack.ts';
import { dropSpikes, ringArea2, tidyRing } from './ring.ts';
import type { WorldRings } from './world.ts';

/** Rings of one zoom: ring r is of feature featureOf[r] and begins a polygon where isOuter[r] is 1. Parts of the level are ring numbers. */
export interface PackedRings {
  readonly level: Level;
  readonly featureOf: Uint32Array;
  readonly isOuter: Uint8Array;
}

/**
 * Packs rings. Outer rings run clockwise on screen (positive area with y down), holes the other way, whatever the source
 * did. A ring without area vanishes, and the holes of a vanished outer ring with it; what simplifying or rounding
 * made cross is mended.
 *
 * @param whole the rings with all their vertices, for those of which too little is left.
 */
export function* packRings(
  rings: WorldRings,
  zoom: number,
  keep: number,
  whole: WorldRings = rings,
): InPieces<PackedRings> {
  const builder = new LevelBuilder(rings.count, rings.x.length >> (keep > 0 ? 2 : 0));
  const [featureOf, isOuter]: [number[], number[]] = [[], []];
  const turns = new Turns(RINGS_PIECE);
  for (let feature = 0; feature + 1 < rings.polygonsOf.length; feature++) {
    const [from, to] = [rings.polygonsOf[feature], rings.polygonsOf[feature + 1]];
    const rounded = yield* roundPolygons(rings, from, to, { zoom, keep, whole });
    for (const polygon of yield* madeSound(rounded))
      for (const [ring, points] of polygon.entries()) {
        putRing(builder, featureOf.length, points, ring === 0);
        featureOf.push(feature);
        isOuter.push(ring === 0 ? 1 : 0);
        if (turns.isOver(points.length)) yield;
      }
    if (turns.isOver(rings.first[rings.ringsOf[to]] - rings.first[rings.ringsOf[from]])) yield;
  }
  return { level: builder.finish(), featureOf: Uint32Array.from(featureOf), isOuter: Uint8Array.from(isOuter) };
}

/** Rings are several times the work of lines. */
const RINGS_PIECE = 2_500;

interface Rounding {
  zoom: number;
  keep: number;
  whole: WorldRings;
}

/** What is left of polygons from..to-1. One polygon may have thousands of rings. */
function* roundPolygons(
  rings: WorldRings,
  from: number,
  to: number,
  { zoom, keep, whole }: Rounding,
): InPieces<number[][][]> {
  const turns = new Turns(RINGS_PIECE);
  const polygons: number[][][] = [];
  for (let polygon = from; polygon < to; polygon++) {
    const outer = rings.ringsOf[polygon];
    const kept: number[][] = [];
    for (let ring = outer; ring < rings.ringsOf[polygon + 1]; ring++) {
      const simple = roundRing(rings, ring, zoom, keep);
      const all = () => (keep > 0 ? roundRing(whole, ring, zoom, 0) : simple);
      const points = ring === outer ? tidyOuter(simple, all) : tidyHole(simple, all);
      if (points.length > 0) kept.push(points);
      if (ring === outer && ringArea2(points) === 0) break;
      if (turns.isOver(rings.first[ring + 1] - rings.first[ring])) yield;
    }
    if (kept.length > 0) polygons.push(kept);
  }
  return polygons;
}

/** With area, if any of its vertices leave one; else its line there and back, or one unit where it is a dot. */
function tidyOuter(simple: number[], all: () => number[]): number[] {
  const points = tidyRing(simple);
  if (ringArea2(points) !== 0) return points;
  const more = tidyRing(all());
  return more.length > 0 ? more : dotAt(simple[0], simple[1]);
}

function tidyHole(simple: number[], all: () => number[]): number[] {
  const points = dropSpikes(simple);
  return points.length > 0 ? points : dropSpikes(all());
}

function dotAt(x: number, y: number): number[] {
  return [x, y, x + 1, y, x + 1, y + 1];
}

/** The ring's points x, y, x, y… in tile units, as they come. */
function roundRing(rings: WorldRings, ring: number, zoom: number, keep: number): number[] {
  const { first, x, y, importance } = rings;
  const shift = unitShift(zoom);
  const half = shift > 0 ? 1 << (shift - 1) : 0;
  const points: number[] = [];
  for (let i = first[ring]; i < first[ring + 1]; i++)
    if (importance[i] >= keep) points.push((x[i] + half) >> shift, (y[i] + half) >> shift);
  return points;
}

function putRing(builder: LevelBuilder, ring: number, points: readonly number[], outer: boolean): void {
  const forward = ringArea2(points) > 0 === outer;
  const size = points.length;
  const at = (k: number) => (forward || k === 0 ? k : size - k);
  builder.start(ring, points[0], points[1]);
  for (let k = 2; k < size; k += 2) builder.step(points[at(k)], points[at(k) + 1]);
  builder.endRing(points[0], points[1]);
}
