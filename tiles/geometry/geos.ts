/** Polygons mended on the grid of whole units, by GEOS (the library under PostGIS, as WebAssembly). */
import type { Box } from './clip.ts';
import { geos, readLines, readPolygons, writeLines, writePolygons } from './geos-binary.ts';
import { slivers } from './narrow.ts';
import { extent, isAlong, lengthIn, REACH } from './ring.ts';
import type { Polygons } from './sound.ts';

const STRUCTURE = 1; // GEOS_MAKE_VALID_STRUCTURE: rings are mended one by one, what lies in several is one area
const PARAMS = geos.GEOSMakeValidParams_create();
geos.GEOSMakeValidParams_setMethod(PARAMS, STRUCTURE);

/** Snapping slivers may take what was narrower beside them: rounds until nothing is lost. */
const MOST_ROUNDS = 4;
/** Units that a hole may lie over its outline since it was simplified and rounded; deeper it was drawn over it. */
const DEEP = 10;
/** Numbers of the smallest ring. */
const TRIANGLE = 6;

/**
 * The same area with rings that are valid by the standard (OGC 06-103r4, 6.1.11), every vertex on whole units. What is thinner than a
 * unit and reaches out of the rest stays as a sliver. Where GEOS fails at slivers, what it mended before them stays; what it
 * cannot mend at all comes back as it was.
 *
 * @param box that slivers have to lie in.
 */
export function mended(polygons: Polygons, box?: Box): number[][][] {
  const made: { area: number } = { area: 0 };
  let drawn: number[][][] | undefined;
  try {
    made.area = areaOf(polygons);
    drawn = onUnits(made);
    for (let round = 0; round < MOST_ROUNDS && isShorter(drawn, polygons, box); round++) {
      const lost = lostLines(polygons, made.area, box);
      if (lost.length === 0) break;
      const narrow = valid(slivers(lost, box ?? boxOf(polygons)).map((ring) => [ring]));
      made.area = combined((a, b) => geos.GEOSUnionPrec(a, b, 1), made.area, narrow);
      drawn = writePolygons(made.area);
      made.area = replaced(made.area, readPolygons(drawn));
    }
    return drawn;
  } catch {
    return (
      drawn ?? polygons.filter(([outer]) => outer.length >= TRIANGLE).map((rings) => rings.map((ring) => [...ring]))
    );
  } finally {
    if (made.area !== 0) geos.GEOSGeom_destroy(made.area);
  }
}

/** Edges that crossed between units are snapped to them. */
function onUnits(made: { area: number }): number[][][] {
  const drawn = writePolygons(made.area);
  if (drawn.every((rings) => rings.every((ring) => ring.every(Number.isInteger)))) return drawn;
  made.area = replaced(made.area, readPolygons(drawn)); // beside lines GEOS snaps each polygon alone, onto its neighbour
  made.area = replaced(made.area, geos.GEOSGeom_setPrecision(made.area, 1, 0));
  return writePolygons(made.area);
}

/** Whether outlines may be lost, there and back: snapping leaves the way along both axes as long as it was. */
function isShorter(drawn: Polygons, polygons: Polygons, box?: Box): boolean {
  const length = (all: Polygons) => all.flat().reduce((sum, ring) => sum + lengthIn(ring, box), 0);
  return length(polygons) - length(drawn) > 2 * REACH;
}

/** Outer rings together, each without its holes: of a polygon GEOS would take a hole beside its outer ring for an area. */
function areaOf(polygons: Polygons): number {
  const drawn = polygons.filter(([outer]) => outer.length >= TRIANGLE);
  let area = valid(drawn.filter((rings) => rings.length === 1));
  for (const [outer, ...holes] of drawn) {
    if (holes.length === 0) continue;
    const polygon = combined(geos.GEOSDifference, valid([[outer]]), valid(holes.map((hole) => [hole])));
    area = combined(geos.GEOSUnion, area, polygon);
  }
  return area;
}

/** Of the outer rings what lies farther than REACH from the area: along it the grid left nothing of the polygons. */
function lostLines(polygons: Polygons, area: number, box?: Box): number[][] {
  const outlines = readLines(polygons.map(([outer]) => [...outer, outer[0], outer[1]]));
  const lost = taken(combined(geos.GEOSDifference, outlines, grown(area, REACH)), writeLines);
  if (lost.length === 0) return lost;
  const holes = valid(polygons.flatMap(([, ...inner]) => inner.map((hole) => [hole])));
  const deep = replaced(holes, grown(holes, -DEEP));
  const isShore = (line: number[]) => taken(readLines([line]), (geometry) => geos.GEOSIntersects(geometry, deep) === 0);
  const kept = lost.filter((line) => isShore(line) && !(box && isAlong(box, line[0], line[1], line[2], line[3])));
  geos.GEOSGeom_destroy(deep);
  return kept;
}

/** GEOS's buffers of many corners may cross themselves (about one in 2,000), and then what is taken of them fails. */
function grown(area: number, by: number): number {
  const made = geos.GEOSBuffer(area, by, 1);
  const isValid = geos.GEOSisValidDetail(made, 0, 0, 0) === 1; // GEOSisValid would write a line
  return isValid ? made : replaced(made, geos.GEOSMakeValidWithParams(made, PARAMS));
}

function taken<Value>(geometry: number, take: (geometry: number) => Value): Value {
  const value = take(geometry);
  geos.GEOSGeom_destroy(geometry);
  return value;
}

function boxOf(polygons: Polygons): Box {
  const [minX, maxX] = extent(polygons.flat(2), 0);
  const [minY, maxY] = extent(polygons.flat(2), 1);
  return { minX, minY, maxX, maxY };
}

function valid(polygons: Polygons): number {
  const geometry = readPolygons(polygons);
  return replaced(geometry, geos.GEOSMakeValidWithParams(geometry, PARAMS));
}

function combined(combine: (a: number, b: number) => number, a: number, b: number): number {
  const made = combine(a, b);
  geos.GEOSGeom_destroy(b);
  return replaced(a, made);
}

function replaced(before: number, after: number): number {
  if (after === 0) throw new Error('GEOS gave nothing');
  geos.GEOSGeom_destroy(before);
  return after;
}

mended([[[0, 0, 7, 7, 8, 0, 0, 7]]]); // WebAssembly is compiled at its first use: now, not between requests
