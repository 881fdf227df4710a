/** Near duplicates that wait for a person, and those somebody decided about. */
import type { Executor } from '../db/database.ts';
import { MATCH_COLUMNS, MATCH_JOINS, type MatchRow, matchOutfallOf } from '../district/load-outfalls.ts';
import { type Evidence, evidenceOf } from '../engine/match/evidence.ts';
import type { Column, Report, Row } from './report.ts';

export const PAIR_STATUSES = ['proposed', 'merged', 'distinct'] as const;
export type PairStatus = (typeof PAIR_STATUSES)[number];

/** One of the two. */
export interface PairSide {
  id: number;
  code: string | null;
  code_province: string | null;
  name: string | null;
  batches: number[];
  lon: number | null;
  lat: number | null;
}

export interface PairRow {
  id: number;
  status: PairStatus;
  one: PairSide;
  other: PairSide;
  distance_m: number | null;
  along_m: number | null;
  name_similarity: number | null;
  name: Evidence['name'];
  code: Evidence['code'];
  type: Evidence['type'];
  decided_at: string | null;
}

/** Who decided and why: not for the public. */
export interface Decided {
  reviewer: string | null;
  reason: string | null;
}

interface StoredPair extends Decided {
  id: number;
  status: PairStatus;
  one_id: number;
  other_id: number;
  distance_m: number | null;
  along_m: number | null;
  decided_at: string | null;
}

/** By id; of one status or all. */
export async function pairRows(
  db: Executor,
  district: string,
  status: PairStatus | undefined,
): Promise<(PairRow & Decided)[]> {
  const pairs = await db.query<StoredPair>(
    `select id, status, one_id, other_id, distance_mm / 1000.0::float8 as distance_m, along_mm / 1000.0::float8 as along_m,
            reviewer, reason, decided_at
       from register.outfall_pair where district = $1 and ($2::text is null or status = $2) order by id`,
    [district, status ?? null],
  );
  const sides = await readSides(db, district, [
    ...new Set(pairs.flatMap(({ one_id, other_id }) => [one_id, other_id])),
  ]);
  return pairs.map(({ one_id, other_id, ...pair }) => {
    const [one, other] = [sides.get(one_id)!, sides.get(other_id)!];
    const evidence = evidenceOf(matchOutfallOf(one.row), matchOutfallOf(other.row), () => true);
    const similarity = evidence.nameSimilarity;
    return {
      ...pair,
      one: one.side,
      other: other.side,
      name_similarity: similarity === null ? null : Math.round(similarity * 100) / 100,
      name: evidence.name,
      code: evidence.code,
      type: evidence.type,
    };
  });
}

async function readSides(db: Executor, district: string, ids: readonly number[]) {
  const rows = await db.query<MatchRow & { lon: number | null; lat: number | null; batches: number[] }>(
    `select ${MATCH_COLUMNS}, st_x(o.geom) as lon, st_y(o.geom) as lat,
            array(select b.id from register.outfall_batch m
                    join register.import_batch b on b.district = m.district and b.id = m.batch_id and b.undone_at is null
                   where m.district = o.district and m.outfall_id = o.id order by 1) as batches
       from register.outfall o ${MATCH_JOINS}
      where o.district = $1 and o.id = any($2::int[])`,
    [district, ids],
  );
  return new Map(
    rows.map((row) => {
      const { id, code, code_province, name, batches, lon, lat } = row;
      const side: PairSide = { id, code, code_province, name, batches, lon, lat };
      return [id, { row, side }];
    }),
  );
}

const SIDE_COLUMNS = (side: 'one' | 'other', zh: string): Column[] => [
  { key: side, zh: `${zh} 序号`, en: side },
  { key: `${side}_code`, zh: `${zh} 编码`, en: `${side} code` },
  { key: `${side}_name`, zh: `${zh} 名称`, en: `${side} name` },
  { key: `${side}_batches`, zh: `${zh} 批次`, en: `${side} batches` },
];

const COLUMNS: Column[] = [
  { key: 'id', zh: '序号', en: 'id' },
  { key: 'status', zh: '状态', en: 'status' },
  ...SIDE_COLUMNS('one', '甲'),
  ...SIDE_COLUMNS('other', '乙'),
  { key: 'distance_m', zh: '直线距离 m', en: 'distance m', decimals: 1 },
  { key: 'along_m', zh: '沿岸距离 m', en: 'along m', decimals: 1 },
  { key: 'name_similarity', zh: '名称相似度', en: 'name similarity', decimals: 2 },
  { key: 'code', zh: '编码', en: 'code' },
  { key: 'type', zh: '类型', en: 'type' },
  { key: 'decided_at', zh: '决定时间', en: 'decided at' },
  { key: 'reviewer', zh: '审核人', en: 'reviewer' },
  { key: 'reason', zh: '理由', en: 'reason' },
];

export function pairReport(pairs: readonly (PairRow & Decided)[], notes: string[]): Report {
  return {
    title: { zh: '疑似重复的排污口', en: 'Outfalls that may be one' },
    columns: COLUMNS,
    rows: pairs.map(flatten),
    notes,
    geometries: () =>
      pairs.map(({ one, other }) =>
        one.lon === null || other.lon === null
          ? null
          : { type: 'LineString', coordinates: [one, other].map(({ lon, lat }) => [lon, lat]) },
      ),
  };
}

function flatten({ one, other, ...pair }: PairRow & Decided): Row {
  const side = (name: string, { id, code, code_province, name: called, batches }: PairSide) => ({
    [name]: id,
    [`${name}_code`]: code ?? code_province,
    [`${name}_name`]: called,
    [`${name}_batches`]: batches,
  });
  return { ...pair, ...side('one', one), ...side('other', other) };
}
