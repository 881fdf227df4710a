/** Lines drawn in one place: a river of one would have no route, and nobody would be told. */
import { geodesicMm, roundHalfUp } from '../../engine/geodesy.ts';
import { type Issue, issue } from '../issues.ts';
import type { SourceRow } from '../request.ts';
import type { Fault, PackedGeometry } from './geometry.ts';

const NO_LENGTH: Fault = {
  code: 'bad_geometry',
  detail: {
    zh: '线的各点都在起点半毫米以内，没有长度',
    en: 'all positions of the line are within half a millimetre of its first: it has no length',
  },
};

/** The lines that have a length; what is left out of several goes to `remarks`. A crew that stood still is no line drawn wrongly. */
export function withLength(
  shapes: PackedGeometry[],
  { times, row, part }: SourceRow,
  remarks: Issue[],
): PackedGeometry[] | Fault {
  if (times) return shapes;
  const long = shapes.filter((shape) => !/^lines?$/.test(shape.kind) || hasLength(shape));
  const lost = shapes.length - long.length;
  if (long.length === 0 && lost > 0) return { ...NO_LENGTH, value: placeOf(shapes[0]) };
  if (lost > 0) remarks.push(issue('part_without_length', { row, part, value: lost }));
  return long;
}

const placeOf = ({ degrees: [lon, lat] }: PackedGeometry) => `${lon}, ${lat}`;

/** Of several lines that are one thing, one with a length is enough. */
function hasLength(shape: PackedGeometry): boolean {
  const counts = shape.kind === 'lines' ? shape.parts.flat() : [shape.plane.length / 2];
  let first = 0;
  return counts.some((count) => {
    first += count;
    return leavesItsStart(shape, first - count, first);
  });
}

/**
 * A whole millimetre, both in the plane, where routes tell vertices apart, and on the ellipsoid, where they are measured.
 * Hot: nearly always the second vertex says it.
 */
function leavesItsStart({ plane, degrees }: PackedGeometry, first: number, end: number): boolean {
  const isSame = (v: number, w: number) => plane[2 * v] === plane[2 * w] && plane[2 * v + 1] === plane[2 * w + 1];
  for (let v = first + 1, kept = first; v < end; v++) {
    if (isSame(v, kept)) continue;
    kept = v; // routes measure to the first of vertices in one place
    if (!isSame(v, first) && roundHalfUp(mmBetween(degrees, first, v)) > 0) return true;
  }
  return false;
}

function mmBetween(degrees: Float64Array, v: number, w: number): number {
  return geodesicMm(degrees[2 * v], degrees[2 * v + 1], degrees[2 * w], degrees[2 * w + 1]);
}
