/** Stretches of river that people record: function zones and key reaches, by measures or by a line. */
import type { Executor } from '../../../db/database.ts';
import { EwkbReader } from '../../../db/ewkb.ts';
import type { LinePart } from '../../../engine/line-ranges/walk.ts';
import { toMillimetres } from '../../millimetres.ts';

export const REACH_TABLES = { function_zone: 'water_function_zone', key_reach: 'key_reach' } as const;
export type ReachKind = keyof typeof REACH_TABLES;
export const REACH_KINDS = Object.keys(REACH_TABLES) as ReachKind[];

export interface Reach {
  kind: ReachKind;
  id: number;
  /** What people call it. */
  label: string;
  /** The river as written: a key, #id or name. */
  river: string | null;
  fromMm: number | null;
  toMm: number | null;
  /** Its line, integer mm in the plane; empty when it has measures only. */
  parts: LinePart[];
  /** Says what it is placed from; another text means that it was recorded anew. */
  recorded: string;
}

interface Row {
  id: number;
  source_id: string | null;
  name: string | null;
  river: string | null;
  from_mm: number | null;
  to_mm: number | null;
  line: string | null;
  print: string | null;
}

export async function readReaches(tx: Executor, district: string, kind: ReachKind): Promise<Reach[]> {
  const rows = await tx.query<Row>(
    `select id, source_id, name, river_key as river, from_mm, to_mm, encode(st_asewkb(geom_m, 'NDR'), 'hex') as line,
            md5(st_asewkb(geom_m, 'NDR')) as print
       from register.${REACH_TABLES[kind]} where district = $1 order by id`,
    [district],
  );
  return rows.map(({ id, source_id, name, river, from_mm, to_mm, line, print }) => ({
    kind,
    id,
    label: name ?? source_id ?? `#${id}`,
    river,
    fromMm: from_mm,
    toMm: to_mm,
    parts: line === null ? [] : partsOf(line),
    recorded: print === null ? `${river} ${from_mm} ${to_mm}` : `${river ?? ''} ${print}`,
  }));
}

/** The lines of a hex EWKB in metres as integer millimetres. */
export function partsOf(hex: string): LinePart[] {
  return new EwkbReader(Buffer.from(hex, 'hex')).lines().map((line) => {
    const axis = (k: 0 | 1) => Float64Array.from({ length: line.length / 2 }, (_, v) => toMillimetres(line[2 * v + k]));
    return { x: axis(0), y: axis(1) };
  });
}

/** Well-known text of lines, metres with three decimals. */
export function linesText(parts: readonly LinePart[]): string {
  const vertices = ({ x, y }: LinePart) => Array.from(x, (east, v) => `${east / 1000} ${y[v] / 1000}`).join(',');
  return `MULTILINESTRING(${parts.map((part) => `(${vertices(part)})`).join(',')})`;
}
