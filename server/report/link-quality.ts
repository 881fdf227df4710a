/** How good the links of a district are: reviewed, confidence, offsets, disagreement with what was recorded. */
import type { Executor } from '../db/database.ts';
import type { Column, Report } from './report.ts';

export interface OffsetBin {
  /** The bound itself belongs to the bin; null: no bound. */
  to_m: number | null;
  outfalls: number;
}

export interface LinkQualityRow {
  /** `district` for the whole, else the town's name; outside: in no town. */
  place: string;
  town: number | null;
  outfalls: number;
  linked: number;
  unlinked: number;
  waiting: number;
  reviewed: number;
  reviewed_percent: number | null;
  high: number;
  medium: number;
  low: number;
  recorded: number;
  disagreeing: number;
  disagreeing_percent: number | null;
  offset_median_m: number | null;
  offset_p90_m: number | null;
  offset_p99_m: number | null;
  offset_greatest_m: number | null;
  offsets: OffsetBin[];
}

const BOUNDS_M = [1, 2, 5, 10, 20, 50, null];

type StoredRow = Omit<LinkQualityRow, 'offsets' | 'reviewed_percent' | 'disagreeing_percent'> & { counts: number[] };

/** The district first, then its towns by name, outside last. */
export async function linkQuality(db: Executor, district: string): Promise<LinkQualityRow[]> {
  const rows = await db.query<StoredRow>(
    `select case when q.is_whole then 'district' else coalesce(t.name, 'outside') end as place, q.town_id as town,
            q.outfalls, q.linked, q.unlinked, q.waiting, q.reviewed, q.high, q.medium, q.low, q.recorded, q.disagreeing,
            q.offset_median_mm / 1000.0::float8 as offset_median_m, q.offset_p90_mm / 1000.0::float8 as offset_p90_m,
            q.offset_p99_mm / 1000.0::float8 as offset_p99_m, q.offset_greatest_mm / 1000.0::float8 as offset_greatest_m,
            q.offset_counts as counts
       from atlas.link_quality($1) q left join register.town t on t.district = $1 and t.id = q.town_id
      order by q.is_whole desc, t.name nulls last, q.town_id`,
    [district],
  );
  return rows.map(({ counts, ...row }) => ({
    ...row,
    reviewed_percent: percent(row.reviewed, row.outfalls),
    disagreeing_percent: percent(row.disagreeing, row.recorded),
    offsets: BOUNDS_M.map((to_m, i) => ({ to_m, outfalls: counts[i] })),
  }));
}

/** To two decimals; null without a denominator. */
function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part * 10_000) / whole + 0.5) / 100;
}

const QUALITY_COLUMNS: Column[] = [
  { key: 'place', zh: '范围', en: 'place' },
  { key: 'outfalls', zh: '排污口数', en: 'outfalls' },
  { key: 'linked', zh: '已挂接', en: 'linked' },
  { key: 'unlinked', zh: '未挂接', en: 'unlinked' },
  { key: 'waiting', zh: '待核', en: 'waiting' },
  { key: 'reviewed', zh: '已核', en: 'reviewed' },
  { key: 'reviewed_percent', zh: '已核 %', en: 'reviewed %', decimals: 2 },
  { key: 'high', zh: '高', en: 'high' },
  { key: 'medium', zh: '中', en: 'medium' },
  { key: 'low', zh: '低', en: 'low' },
  { key: 'recorded', zh: '有登记受纳水体', en: 'receiving water recorded' },
  { key: 'disagreeing', zh: '其中不一致', en: 'of it disagreeing' },
  { key: 'disagreeing_percent', zh: '不一致 %', en: 'disagreeing %', decimals: 2 },
  { key: 'offset_median_m', zh: '偏距中位 m', en: 'median offset m', decimals: 3 },
  { key: 'offset_p90_m', zh: '偏距 90 % m', en: '90 % offset m', decimals: 3 },
  { key: 'offset_p99_m', zh: '偏距 99 % m', en: '99 % offset m', decimals: 3 },
  { key: 'offset_greatest_m', zh: '偏距最大 m', en: 'greatest offset m', decimals: 3 },
  { key: 'offsets', zh: '偏距分布', en: 'offsets', say: sayOffsets },
];

/** `≤1 m 12 · ≤2 m 30 · … · >50 m 3`: each outfall is in one of them. */
function sayOffsets(bins: readonly OffsetBin[]): string {
  const below = (i: number) => bins[i - 1].to_m;
  return bins
    .map(({ to_m, outfalls }, i) => `${to_m === null ? `>${below(i)}` : `≤${to_m}`} m ${outfalls}`)
    .join(' · ');
}

export function qualityReport(rows: readonly LinkQualityRow[], notes: readonly string[]): Report {
  return {
    title: { zh: '挂接质量', en: 'Link quality' },
    columns: QUALITY_COLUMNS,
    rows: rows.map((row) => ({ ...row })),
    notes: [...notes],
  };
}
