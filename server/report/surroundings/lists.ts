/** Lists that follow from what lies around outfalls: scattered sewage to connect, outfalls without a pipe, pipe ends without an outfall. */
import type { Database, Executor } from '../../db/database.ts';
import type { District } from '../../district/district.ts';
import { DomainError } from '../../errors.ts';
import { type Plane, planeOf } from '../../import/plane.ts';
import { isConnectable } from '../../rules/bodies/connectable.ts';
import { subtypeOf } from '../../rules/subtypes.ts';
import { inOneRead } from '../one-version.ts';
import type { Row } from '../report.ts';
import { CONNECT_WITHIN_M, EDGE_M } from './surroundings.ts';

export const OUTFALL_LISTS = ['scattered_sewage', 'connectable', 'without_pipe'] as const;
export const NETWORK_LISTS = ['pipe_ends_without_outfall'] as const;
export type AroundList = (typeof OUTFALL_LISTS)[number] | (typeof NETWORK_LISTS)[number];

export interface ListQuestion {
  list: AroundList;
  /** Metres: of pipe ends and outfalls that belong together (5), of connections on the same bank (500). */
  within?: number;
  /** Metres from a pipe's end to the water. */
  bank?: number;
}

export interface ListAnswer {
  /** As it was when the rows were read. */
  district: District;
  rows: Row[];
  /** Layers without which the list, or a part of its columns, says nothing. */
  missing: string[];
}

export const END_WITHIN_M = 5;
export const BANK_M = 20;
const LARGEST_M = 10_000;

/** @throws DomainError `list_unknown`. */
export function parseList<Name extends string>(text: string, names: readonly Name[]): Name {
  const list = names.find((each) => each === text);
  if (list) return list;
  throw new DomainError(
    'list_unknown',
    `No list "${text}": use one of ${names.join(', ')}.`,
    `没有“${text}”清单，可用：${names.join('、')}。`,
  );
}

/** Of one version. @throws DomainError `distance_invalid`. */
export async function aroundList(
  db: Database,
  { key }: Pick<District, 'key'>,
  question: ListQuestion,
): Promise<ListAnswer> {
  for (const metres of [question.within, question.bank])
    if (metres !== undefined && !(metres >= 0 && metres <= LARGEST_M)) throw badDistance(metres);
  return inOneRead(db, key, async (tx, district) => {
    const names = await tx.query<{ name: string }>('select * from atlas.layers_missing($1) as name', [district.key]);
    const missing = names.map(({ name }) => name).filter((name) => NEEDED[question.list].includes(name));
    return { district, rows: await LISTS[question.list](tx, district, question), missing };
  });
}

const NEEDED: Record<AroundList, string[]> = {
  scattered_sewage: ['sewer-service-areas', 'foul-sewers', 'rivers'],
  connectable: ['sewer-service-areas', 'foul-sewers', 'rivers'],
  without_pipe: ['sewers'],
  pipe_ends_without_outfall: ['sewers', 'rivers'],
};

type Maker = (tx: Executor, district: District, question: ListQuestion) => Promise<Row[]>;

const LISTS: Record<AroundList, Maker> = {
  scattered_sewage: (tx, district, question) =>
    inServiceAreas(tx, district, question, ({ subtype }) => SEWAGE.has(subtypeOf(subtype)!)),
  connectable: (tx, district, question) => inServiceAreas(tx, district, question, isConnectable),
  without_pipe: withoutPipe,
  pipe_ends_without_outfall: pipeEnds,
};

const SEWAGE = new Set(['scattered_sewage', 'rural_sewage']);

interface Kind {
  id: number;
  type: string | null;
  subtype: string | null;
  source_facility: string | null;
}

const PLACED = `left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
       left join register.town t on t.district = o.district and t.id = l.town_id`;

/** The chosen outfalls that lie in service areas or on their edge, and those without a position, which may. */
async function inServiceAreas(
  tx: Executor,
  { key }: District,
  { within }: ListQuestion,
  choose: (kind: Kind) => boolean,
): Promise<Row[]> {
  const kinds = await tx.query<Kind>(
    `select id, type, subtype, source_facility from register.outfall
      where district = $1 and merged_into is null and status <> 'rejected'`,
    [key],
  );
  const chosen = kinds.filter(choose).map(({ id }) => id);
  const rows = await tx.query<Row>(
    `select o.id, o.code, o.name, o.type, o.subtype, t.name as town,
            case when a.outfall_id is null then 'not_checked' when a.edge then 'edge' else 'inside' end as state,
            case when a.outfall_id is null then 'no_position' end as reason,
            coalesce(s.name, s.key, s.source_id, '#' || s.id) as service_area, s.plant,
            coalesce(p.source_id, '#' || p.id) as pipe, p.kind as pipe_kind, a.distance_mm / 1000.0::float8 as length_m,
            case when a.pipe_id is null or not exists (select from register.route r where r.district = $1) then null
                 when cardinality(a.crossed) > 0 then 'across' else 'same_bank' end as bank,
            array_to_string(a.crossed, '、') as crosses, st_x(o.geom) as lon, st_y(o.geom) as lat
       from register.outfall o
       ${PLACED}
       left join atlas.outfalls_in_service_areas($1, $2, $3, $4) a on a.outfall_id = o.id
       left join register.sewer_service_area s on s.district = $1 and s.id = a.area_id
       left join register.sewer_pipe p on p.district = $1 and p.id = a.pipe_id
      where o.district = $1 and o.id = any ($2)
        and (a.outfall_id is not null
             or o.geom is null and exists (select from register.sewer_service_area x where x.district = $1))
      order by o.id, a.area_id`,
    [key, chosen, EDGE_M, within ?? CONNECT_WITHIN_M],
  );
  return rows.map((row) => ({ ...row, kind: subtypeOf(row.subtype as string | null) }));
}

async function withoutPipe(tx: Executor, { key }: District, { within }: ListQuestion): Promise<Row[]> {
  return tx.query<Row>(
    `select o.id, o.code, o.name, o.type, o.subtype, t.name as town,
            case when w.reason is null then 'without_pipe' else 'not_checked' end as state, w.reason,
            coalesce(p.source_id, '#' || p.id) as pipe, p.kind as pipe_kind, w.distance_mm / 1000.0::float8 as distance_m,
            st_x(o.geom) as lon, st_y(o.geom) as lat
       from atlas.outfalls_without_pipe($1, $2) w
       join register.outfall o on o.district = $1 and o.id = w.outfall_id
       ${PLACED}
       left join register.sewer_pipe p on p.district = $1 and p.id = w.pipe_id
      order by o.id`,
    [key, within ?? END_WITHIN_M],
  );
}

async function pipeEnds(tx: Executor, { key, planeSrid }: District, { within, bank }: ListQuestion): Promise<Row[]> {
  const rows = await tx.query<Row & { x: number; y: number }>(
    `select e.pipe_id as id, p.source_id as pipe, p.kind as pipe_kind, p.to_node, p.outfall as names, e.water,
            e.water_mm / 1000.0::float8 as water_m, e.outfall_id as nearest_outfall,
            e.outfall_mm / 1000.0::float8 as outfall_m, e.x, e.y
       from atlas.pipe_ends_without_outfall($1, $2, $3) e
       join register.sewer_pipe p on p.district = $1 and p.id = e.pipe_id
      order by e.pipe_id`,
    [key, within ?? END_WITHIN_M, bank ?? BANK_M],
  );
  const plane = await planeOf(tx, planeSrid);
  return rows.map(({ x, y, ...row }) => ({ ...row, ...degreesOf(plane, x, y) }));
}

function degreesOf(plane: Plane, x: number, y: number): { lon: number; lat: number } {
  const out = new Float64Array(2);
  plane.inverse(x / 1000, y / 1000, out, 0);
  return { lon: out[0], lat: out[1] };
}

function badDistance(metres: number): DomainError {
  return new DomainError(
    'distance_invalid',
    `${metres} is no distance in metres from 0 to ${LARGEST_M}.`,
    `${metres} 不是 0 至 ${LARGEST_M} 米之间的距离。`,
  );
}
