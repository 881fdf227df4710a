/** Lines drawn in one place: a river of one would have no route, and nobody would be told. */
import { type Issue, issue } from '../issues.ts';
import type { SourceRow } from '../request.ts';
import type { Fault, PackedGeometry } from './geometry.ts';

const NO_LENGTH: Fault = {
  code: 'bad_geometry',
  detail: { zh: '线的各点在同一处，没有长度', en: 'all positions of the line are one place: it has no length' },
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
  if (long.length === 0 && lost > 0) return NO_LENGTH;
  if (lost > 0) remarks.push(issue('part_without_length', { row, part, value: lost }));
  return long;
}

/** To the millimetre. */
function hasLength({ plane }: PackedGeometry): boolean {
  for (let i = 2; i < plane.length; i++) if (plane[i] !== plane[i % 2]) return true;
  return false;
}
