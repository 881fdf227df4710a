/** The first positions of a file, looked at before any row is converted: which system they fit, how finely they are written. */
import type { Source } from '../formats.ts';

const SAMPLE = 2000; // rows: enough for a middle that stray rows do not move

export interface PositionSample {
  /** First coordinates of the first position of each row that has one, in the file's units. */
  xs: number[];
  ys: number[];
  /** Medians; undefined when no row has a position. */
  middle: [number, number] | undefined;
}

export function samplePositions(source: Source): PositionSample {
  const [xs, ys]: [number[], number[]] = [[], []];
  let read = 0;
  for (const { geometry, isPause } of source.rows()) {
    if (isPause) {
      source.issues.length = 0;
      continue;
    }
    const [x, y] = firstPosition(geometry?.coordinates);
    if (Number.isFinite(x) && Number.isFinite(y)) {
      xs.push(x);
      ys.push(y);
    }
    if (++read >= SAMPLE) break;
  }
  source.issues.length = 0; // found again when the rows are read for good
  return { xs, ys, middle: xs.length === 0 ? undefined : [median(xs), median(ys)] };
}

function firstPosition(coordinates: unknown): [number, number] {
  let value = coordinates;
  for (let depth = 0; depth < 4 && Array.isArray(value) && Array.isArray(value[0]); depth++) value = value[0];
  return Array.isArray(value) ? [ordinate(value[0]), ordinate(value[1])] : [Number.NaN, Number.NaN];
}

/** Not Number(): of a list nested a hundred thousand deep it is a stack overflow. */
const ordinate = (value: unknown) => (typeof value === 'number' ? value : Number.NaN);

function median(values: number[]): number {
  return Float64Array.from(values).sort()[Math.floor(values.length / 2)];
}
