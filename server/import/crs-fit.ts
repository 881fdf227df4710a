/** Which way a file's numbers are meant, where its system leaves it open: axes that are swapped, zone numbers in eastings. */
import { DomainError } from '../errors.ts';
import type { Crs } from './crs.ts';
import { cgcs2000Srid, type GaussKruger, isCgcs2000Grid, isEasting, isNorthing, prefixIn } from './crs-gauss-kruger.ts';
import { type Issue, issue } from './issues.ts';
import { isInChina } from './plane.ts';

/** How sure it is which column is east: not a table, a header or --map that says so, or just X and Y. */
export type Axes = 'geometry' | 'named' | 'bare';

export interface Fit {
  crs: Crs;
  /** The first number of a position is north. */
  isSwapped: boolean;
  /** What was told apart, for the batch. */
  issues: Issue[];
}

type Pair = readonly [number, number];

/**
 * Fits a system to the middle of a file's numbers as read (x, y).
 * @throws DomainError axes_ambiguous, zone_disagrees
 */
export function fitToNumbers(crs: Crs, middle: Pair | undefined, axes: Axes): Fit {
  if (!middle) return { crs, isSwapped: false, issues: [] };
  const isSwapped = axes !== 'geometry' && readsSwapped(crs, middle, axes);
  const issues = isSwapped ? [issue('axes_told_apart', { row: null, value: shown(middle) })] : [];
  if (!crs.gaussKruger) return { crs, isSwapped, issues };
  const zoned = fitZone(crs, crs.gaussKruger, middle[isSwapped ? 1 : 0]);
  const detail = { zh: `${crs.label} → ${zoned.label}`, en: `${crs.label} → ${zoned.label}` };
  const told = zoned === crs ? [] : [issue('zone_told_apart', { row: null, value: shown(middle), detail })];
  return { crs: zoned, isSwapped, issues: [...issues, ...told] };
}

/** Axes are asked about only where China's habit of X = north can be meant. */
function readsSwapped(crs: Crs, [x, y]: Pair, axes: Axes): boolean {
  const [asRead, swapped] = crs.gaussKruger
    ? [isEasting(x) && isNorthing(y), isEasting(y) && isNorthing(x)]
    : crs.isGeographic
      ? [axes === 'named' || isInChina(x, y) || !isInChina(y, x), isInChina(y, x)]
      : crs.isLocalGrid
        ? [fitsLocal(crs, x, y), fitsLocal(crs, y, x)]
        : [true, false];
  if (asRead && swapped && axes === 'bare' && !crs.isGeographic) throw ambiguous([x, y]);
  return swapped && !asRead;
}

/** A city's own grid: both orders may well lie in China, and then nobody can tell. */
function fitsLocal(crs: Crs, x: number, y: number): boolean {
  return isInChina(...crs.toDegrees!([x, y]));
}

function fitZone(crs: Crs, { meridian, prefix }: GaussKruger, east: number): Crs {
  const found = prefixIn(east, { meridian, prefix }, crs.label);
  if (found === prefix) return crs;
  const off = (found - prefix) * 1_000_000;
  const { toDegrees, fromDegrees } = crs;
  const isCgcs2000 = isCgcs2000Grid(Number(crs.label.replace('EPSG:', '')));
  // a six-degree grid without its number stays one: 4491–4501 → 4502–4512, 4513–4533 → 4534–4554
  const srid = cgcs2000Srid({ meridian, prefix: found || prefix })! + (found !== 0 ? 0 : prefix < 25 ? 11 : 21);
  return {
    ...crs,
    label: isCgcs2000 ? `EPSG:${srid}` : `${crs.label} (${found === 0 ? 'no zone number' : `zone ${found}`})`,
    gaussKruger: { meridian, prefix: found },
    toDegrees: ([x, y]) => toDegrees!([x - off, y]),
    fromDegrees: (degrees) => {
      const [x, y] = fromDegrees!(degrees);
      return [x + off, y];
    },
  };
}

function shown([x, y]: Pair): string {
  return `${Number(x.toPrecision(12))}, ${Number(y.toPrecision(12))}`;
}

function ambiguous(middle: Pair): DomainError {
  return new DomainError(
    'axes_ambiguous',
    `columns X and Y (around ${shown(middle)}) can be east and north or north and east: name the columns of x, which is east, and y (command line: --map x=COLUMN,y=COLUMN)`,
    `X、Y 两列（约 ${shown(middle)}）哪列为东无法判断：请指定 x（东）与 y 对应的列（命令行：--map x=列名,y=列名）`,
  );
}
