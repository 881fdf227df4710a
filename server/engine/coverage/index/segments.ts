/** Routes as packed segments: one record of 64 bytes, a cache line, holds all a nearest point needs. */
import type { Rulers } from '../../rulers.ts';
import { sharedFloat64, sharedUint32 } from './shared.ts';

/** Doubles per record; the offsets of its fields follow. */
export const RECORD = 8;
export const AX = 0;
export const AY = 1;
export const DX = 2;
export const DY = 3;
export const SQUARE = 4; // dx² + dy²
export const MEASURE = 5; // of its first vertex, mm
export const LENGTH = 6; // difference of measures, mm
export const ROUTE = 7; // index in the rulers

/** Route r owns records firstOf[r] .. firstOf[r + 1] - 1, in order of measure. */
export interface Segments {
  record: Float64Array;
  firstOf: Uint32Array; // routes + 1
}

export function packSegments(rulers: Rulers): Segments {
  const { first, x, y, m, count } = rulers;
  const firstOf = sharedUint32(count + 1);
  const record = sharedFloat64((x.length - count) * RECORD);
  let k = 0;
  for (let route = 0; route < count; route++) {
    for (let v = first[route] + 1; v < first[route + 1]; v++, k += RECORD) {
      const dx = x[v] - x[v - 1];
      const dy = y[v] - y[v - 1];
      record[k + AX] = x[v - 1];
      record[k + AY] = y[v - 1];
      record[k + DX] = dx;
      record[k + DY] = dy;
      record[k + SQUARE] = dx * dx + dy * dy;
      record[k + MEASURE] = m[v - 1];
      record[k + LENGTH] = m[v] - m[v - 1];
      record[k + ROUTE] = route;
    }
    firstOf[route + 1] = k / RECORD;
  }
  return { record, firstOf };
}
