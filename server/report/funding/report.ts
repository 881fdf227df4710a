/** The funding report for people: sums by party, then a row per party, town and level, or the stretches two towns share. */
import type { Snapshot } from '../../district/snapshot.ts';
import { PARTIES } from '../facets/funding-cut.ts';
import { PHASE_ZH, SHARED, scopeNotes } from '../facets/notes.ts';
import type { Column, Report } from '../report.ts';
import { type FundingQuery, type FundingRow, fundingRows, partySums, sharedRows } from './funding.ts';

const LEVEL_WORDS = { municipal: '市管', district: '区管', town: '镇级', village: '村级', unknown: '未知' };
const PARTY: Column = { key: 'party', zh: '承担方', en: 'party', words: { ...PARTIES, all: '合计' } };
const LENGTH: Column = { key: 'length_km', zh: '图上长度 km', en: 'drawn river km', decimals: 6 };
const LEDGER: Column = { key: 'ledger_km', zh: '台账口径 km', en: 'ledger km', decimals: 6 };

const COLUMNS: Column[] = [
  PARTY,
  { key: 'town', zh: '街镇编号', en: 'town' },
  { key: 'town_name', zh: '街镇', en: 'town name' },
  { key: 'level', zh: '河道等级', en: 'level', words: LEVEL_WORDS },
  LENGTH,
  LEDGER,
  { key: 'drawn_only_km', zh: '其中无登记长度 km', en: 'of it drawn only km', decimals: 6 },
  { key: 'shared_km', zh: '其中界河各半 km', en: 'of it shared, half each km', decimals: 6 },
  { key: 'settlement', zh: '结算', en: 'settlement' },
  { key: 'clause', zh: '条款', en: 'clause' },
  { key: 'words', zh: '原文', en: "plan's words" },
];

const SUM_COLUMNS: Column[] = [
  PARTY,
  LENGTH,
  LEDGER,
  { key: 'settled_km', zh: '其中经财力结算 km', en: 'of it settled between budgets km', decimals: 6 },
];

const SHARED_COLUMNS: Column[] = [
  { key: 'river', zh: '河道', en: 'river' },
  { key: 'route', zh: '线路', en: 'route' },
  { key: 'from_m', zh: '起 m', en: 'from m', decimals: 3 },
  { key: 'to_m', zh: '止 m', en: 'to m', decimals: 3 },
  { key: 'length_m', zh: '长度 m', en: 'length m', decimals: 3 },
  { key: 'town', zh: '所在街镇', en: 'town' },
  { key: 'town_before', zh: '前一街镇', en: 'town before' },
  { key: 'half_m', zh: '所在街镇承担 m', en: 'half of the town m', decimals: 3 },
  { key: 'half_before_m', zh: '前一街镇承担 m', en: 'half of the town before m', decimals: 3 },
];

/** Only parts of town budgets that are settled with the district. */
export const toSettle = (rows: readonly FundingRow[]) => rows.filter(({ settlement }) => settlement !== null);

export interface FundingReportQuery extends FundingQuery {
  /** Only what is settled between budgets. */
  settledOnly?: boolean;
}

/** `notes`: what stands under every report. */
export function fundingReport(
  snapshot: Snapshot,
  { settledOnly, ...query }: FundingReportQuery,
  notes: readonly string[],
): Report {
  const all = fundingRows(snapshot, query);
  const rows = settledOnly ? toSettle(all) : all;
  const phase = PHASE_ZH[query.phase!];
  const parties = partySums(rows);
  return {
    title: { zh: `经费承担（${phase}）`, en: `Who pays for ${query.phase}` },
    columns: COLUMNS,
    rows: rows.map((row) => ({ ...row })),
    lead: {
      title: { zh: '承担方合计', en: 'By party' },
      columns: SUM_COLUMNS,
      rows: parties.map((row) => ({ ...row })),
    },
    beside: { parties, shared: sharedRows(snapshot) },
    notes: [...notes, ...scopeNotes(snapshot, query), SHARED, SUMS],
  };
}

const SUMS =
  '各行相加等于全长；图上 km 与台账 km 口径不同，不可相加 · rows add up to the whole; drawn km and ledger km are never added';

export function sharedReport(snapshot: Snapshot, notes: readonly string[]): Report {
  return {
    title: { zh: '两镇共担河段', en: 'Stretches two towns share' },
    columns: SHARED_COLUMNS,
    rows: sharedRows(snapshot).map((row) => ({ ...row })),
    notes: [...notes, SHARED],
  };
}
