/** Which columns of a table say where its rows lie: of several kinds one serves the whole file. */
import type { Crs } from '../crs.ts';
import type { Field, Layer } from '../field.ts';
import { GEOMETRY_COLUMN } from './original.ts';

/** `isBare`: the headers are X and Y and nobody said which is east. */
export type Position = { isAsked?: boolean } & (
  | { as: 'degrees' | 'plane'; x: string; y: string; isBare: boolean }
  | { as: 'wkt'; wkt: string; beside?: Degrees }
);

/** lon and lat of a list of rejected rows: words of the row until its geometry is gone, or says otherwise. */
export type Degrees = Position & { as: 'degrees' };

const BARE = /^(x|y|[xy]坐标|坐标[xy])$/;

/** All kinds that the columns chosen make whole; the first goes before the others. */
export function positionsOf(
  chosen: ReadonlyMap<string, string>,
  asked: Record<string, string>,
  plain: (header: string) => string,
): Position[] {
  const [lon, lat, x, y, wkt] = ['lon', 'lat', 'x', 'y', 'wkt'].map((name) => chosen.get(name));
  const isAsked = (...names: string[]) => names.some((name) => (asked[name] ?? '') !== '');
  const isBare = (...columns: string[]) => !('x' in asked && 'y' in asked) && columns.every((c) => BARE.test(plain(c)));
  const found: Position[] = [];
  if (lon !== undefined && lat !== undefined)
    found.push({ as: 'degrees', x: lon, y: lat, isBare: false, isAsked: isAsked('lon', 'lat') });
  if (x !== undefined && y !== undefined)
    found.push({ as: 'plane', x, y, isBare: isBare(x, y), isAsked: isAsked('x', 'y') });
  if (wkt !== undefined) found.push({ as: 'wkt', wkt, isAsked: isAsked('wkt') });
  // a geometry that we wrote is the row's own; what stands beside it were its words
  return found.sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
}

function isOwn(position: Position): boolean {
  return position.as === 'wkt' && position.wkt === GEOMETRY_COLUMN;
}

/** What was asked for goes before what was only recognised; lon and lat are degrees, never read in a plane system. */
export function chosenPosition(
  positions: readonly Position[],
  crs: Pick<Crs, 'isGeographic'> | undefined,
  { geometry }: Pick<Layer, 'geometry'>,
): Position | null {
  const asked = positions.filter(({ isAsked }) => isAsked);
  const candidates = asked.length > 0 ? asked : positions;
  const inPlane = crs?.isGeographic === false ? candidates.find(({ as }) => as !== 'degrees') : undefined;
  const taken = inPlane ?? candidates[0] ?? null;
  if (geometry !== 'point' || taken?.as !== 'wkt' || !isOwn(taken) || taken.isAsked) return taken;
  return { ...taken, beside: positions.find((each): each is Degrees => each.as === 'degrees') };
}

/** What is read: the kind taken, and what may stand in for it. */
export function positionsRead(taken: Position): Position[] {
  return taken.as === 'wkt' && taken.beside ? [taken, taken.beside] : [taken];
}

/** Those that nobody reads; columns that are read as another kind are not left. */
export function positionsLeft(positions: readonly Position[], taken: Position | null): Position[] {
  const read = new Set(taken ? positionsRead(taken).flatMap(columnsOf) : []);
  return positions.filter((each) => !columnsOf(each).every((column) => read.has(column)));
}

export function columnsOf(position: Position): string[] {
  return position.as === 'wkt' ? [position.wkt] : [position.x, position.y];
}

/** The fields of a kind. */
export function fieldsOf({ as }: Position): Field['name'][] {
  return { degrees: ['lon', 'lat'], plane: ['x', 'y'], wkt: ['wkt'] }[as];
}
