/** Two batches of outfalls compared, as rows of a report: each verdict with the figures that decided it. */
import type { Executor } from '../db/database.ts';
import type { Evidence, MatchLimits } from '../engine/match/evidence.ts';
import type { Match, Reason, Verdict } from '../engine/match/match-outfalls.ts';
import { type BatchRow, compareBatches } from '../register/match-batches.ts';
import type { Column, Report } from './report.ts';

export interface MatchRow {
  verdict: Verdict;
  a: number | null;
  b: number | null;
  a_code: string | null;
  b_code: string | null;
  a_name: string | null;
  b_name: string | null;
  distance_m: number | null;
  along_m: number | null;
  offset_difference_m: number | null;
  same_bank: boolean | null;
  apart_m: number | null;
  name_similarity: number | null;
  name: Evidence['name'];
  code: Evidence['code'];
  type: Evidence['type'];
  reasons: Reason[];
  a_lon: number | null;
  a_lat: number | null;
  b_lon: number | null;
  b_lat: number | null;
}

export const VERDICTS: readonly Verdict[] = ['same', 'moved', 'doubtful', 'only_a', 'only_b'];

/** Rows by verdict's place in the comparison: pairs in the order of a, then what only a and only b have. */
export async function matchRows(
  db: Executor,
  district: string,
  batches: { a: number; b: number },
  limits: MatchLimits,
): Promise<MatchRow[]> {
  const { a, b, matches } = await compareBatches(db, district, batches, limits);
  return matches.map((match) => rowOf(match, a[match.a], b[match.b]));
}

function rowOf({ verdict, evidence, reasons }: Match, a: BatchRow | undefined, b: BatchRow | undefined): MatchRow {
  return {
    verdict,
    a: a?.id ?? null,
    b: b?.id ?? null,
    a_code: codeOf(a),
    b_code: codeOf(b),
    a_name: a?.name ?? null,
    b_name: b?.name ?? null,
    ...figuresOf(evidence),
    reasons,
    a_lon: a?.lon ?? null,
    a_lat: a?.lat ?? null,
    b_lon: b?.lon ?? null,
    b_lat: b?.lat ?? null,
  };
}

const codeOf = (row: BatchRow | undefined) => row?.code ?? row?.code_province ?? null;

/** Metres with three decimals, similarity with two; null where nothing is known. */
export function figuresOf(evidence: Evidence | null) {
  const metres = (mm: number | null | undefined) =>
    mm === null || mm === undefined || !Number.isFinite(mm) ? null : Math.round(mm) / 1000;
  const similarity = evidence?.nameSimilarity ?? null;
  return {
    distance_m: metres(evidence?.distanceMm),
    along_m: metres(evidence?.alongMm),
    offset_difference_m: metres(evidence?.offsetDifferenceMm),
    same_bank: evidence?.sameBank ?? null,
    apart_m: metres(evidence?.apartMm),
    name_similarity: similarity === null ? null : Math.round(similarity * 100) / 100,
    name: evidence?.name ?? null,
    code: evidence?.code ?? null,
    type: evidence?.type ?? null,
  };
}

const VERDICT_ZH: Record<Verdict, string> = {
  same: '相同',
  moved: '位移',
  doubtful: '存疑',
  only_a: '仅 A 有',
  only_b: '仅 B 有',
};

const REASON_ZH: Record<Reason, string> = {
  ambiguous: '另有相近的配对',
  no_position: '无坐标',
  code_differs: '编码不同',
  serial_differs: '序号不同',
  bank_differs: '不在同岸',
  river_differs: '河道不同',
  name_differs: '名称不同',
  type_differs: '类型不同',
  name_unsaid: '名称过短或通用，不作依据',
  distance_only: '仅凭距离',
  same_record: '同一条记录',
  merged: '已合并',
};

/** Of codes, names and types. */
const AGREEMENT_ZH = { agrees: '一致', alike: '相近', differs: '不同', mixed: '有同有异', serial_differs: '序号不同' };

const YES_NO_ZH = { true: '是', false: '否' };

const PLACE_COLUMNS: Column[] = ['a_lon', 'a_lat', 'b_lon', 'b_lat'].map((key) => ({
  key,
  zh: `${key[0].toUpperCase()} ${key.endsWith('lon') ? '经度' : '纬度'}`,
  en: key.replace('_', ' '),
}));

export const EVIDENCE_COLUMNS: Column[] = [
  { key: 'distance_m', zh: '直线距离 m', en: 'distance m', decimals: 1 },
  { key: 'along_m', zh: '沿岸距离 m', en: 'along m', decimals: 1 },
  { key: 'offset_difference_m', zh: '偏距差 m', en: 'offset difference m', decimals: 1 },
  { key: 'same_bank', zh: '同岸', en: 'same bank', words: YES_NO_ZH },
  { key: 'apart_m', zh: '判定距离 m', en: 'apart m', decimals: 1 },
  { key: 'name_similarity', zh: '名称相似度', en: 'name similarity', decimals: 2 },
  { key: 'name', zh: '名称', en: 'name', words: AGREEMENT_ZH },
  { key: 'code', zh: '编码', en: 'code', words: AGREEMENT_ZH },
  { key: 'type', zh: '类型', en: 'type', words: AGREEMENT_ZH },
];

export const MATCH_COLUMNS: Column[] = [
  { key: 'verdict', zh: '结论', en: 'verdict', words: VERDICT_ZH },
  { key: 'a', zh: 'A 序号', en: 'a' },
  { key: 'b', zh: 'B 序号', en: 'b' },
  { key: 'a_code', zh: 'A 编码', en: 'a code' },
  { key: 'b_code', zh: 'B 编码', en: 'b code' },
  { key: 'a_name', zh: 'A 名称', en: 'a name' },
  { key: 'b_name', zh: 'B 名称', en: 'b name' },
  ...EVIDENCE_COLUMNS,
  { key: 'reasons', zh: '原因', en: 'reasons', words: REASON_ZH },
];

/** The comparison for people and for maps: a line between the two of a pair, a point where one is alone. */
export function matchReport(
  rows: readonly MatchRow[],
  { a, b, verdict }: { a: number; b: number; verdict?: Verdict },
  notes: string[],
): Report {
  const counts = VERDICTS.map((each) => {
    const count = rows.filter((row) => row.verdict === each).length;
    return `${VERDICT_ZH[each]} ${each} ${count}`;
  });
  const shown = rows.filter((row) => verdict === undefined || row.verdict === verdict);
  return {
    title: { zh: `排污口比对：批次 ${a} 与 ${b}`, en: `Outfalls of batches ${a} and ${b}` },
    columns: [...MATCH_COLUMNS, ...PLACE_COLUMNS],
    isBilingual: true,
    rows: shown.map((row) => ({ ...row })),
    notes: [counts.join(' · '), ...notes],
    geometries: () => shown.map(geometryOf),
  };
}

function geometryOf({ a_lon, a_lat, b_lon, b_lat }: MatchRow): object | null {
  const [a, b] = [a_lon === null ? null : [a_lon, a_lat], b_lon === null ? null : [b_lon, b_lat]];
  if (a && b) return { type: 'LineString', coordinates: [a, b] };
  const coordinates = a ?? b;
  return coordinates && { type: 'Point', coordinates };
}
