/** Chinese and English of the codes in reports on targets, for what people read; files keep the codes. */
import type { Target } from '../../rules/targets/target.ts';
import type { Status } from '../../rules/targets/verdict.ts';
import type { TargetRow } from './target-row.ts';

interface Word {
  zh: string;
  en: string;
}

const word = (zh: string, en: string): Word => ({ zh, en });

export const STATUS_WORDS: Record<Status, Word> = {
  reached: word('已达到', 'reached'),
  reached_late: word('逾期后达到', 'reached after its day'),
  fell_back: word('曾按期达到，现已回落', 'was reached in time, and is not any more'),
  open: word('未到期', 'not due yet'),
  late: word('逾期未达到', 'late'),
  depends_on_denominator: word('因分母而异', 'depends on the denominator'),
  nothing_in_scope: word('范围内没有对象', 'nothing in its scope'),
  no_verdict: word('不作判定', 'no verdict'),
  not_computable: word('无法计算', 'not computable'),
};

export const METRIC_WORDS: Record<NonNullable<Target['metric']>, Word> = {
  above_water_ledger_km: word('水上排查里程', 'surveyed above water'),
  under_water_ledger_km: word('水下排查里程', 'surveyed under water'),
  surveyed_length_percent: word('已排查河长占比', 'share of river length surveyed'),
  traced_length_percent: word('已溯源河长占比', 'share of river length traced'),
  traced_count_percent: word('已溯源排污口占比', 'share of outfalls traced'),
  monitored_count_percent: word('已监测排污口占比', 'share of outfalls sampled'),
  remediated_count_percent: word('已销号排污口占比', 'share of outfalls closed out'),
};

export const UNIT_WORDS: Record<NonNullable<TargetRow['unit']>, Word> = {
  ledger_km: word('公里（台账口径）', 'km on the ledger'),
  percent_of_river_length: word('%（占河道长度）', '% of river length'),
  percent_of_outfalls: word('%（占排污口数）', '% of outfalls'),
  percent_of_outfalls_to_sample: word('%（占应监测排污口数）', '% of outfalls to sample'),
};

/** What the other denominator of a metric counts; metrics that are not here have one only. */
export const OTHER_WORDS: Partial<Record<NonNullable<Target['metric']>, Word>> = {
  monitored_count_percent: word('另按可能须监测的排污口', 'or of all that may have to be sampled'),
  remediated_count_percent: word('另按需整治的排污口', 'or of those to remediate'),
};

export const SCOPE_WORDS: Record<Target['scope']['kind'], Word> = {
  district: word('全域', 'whole district'),
  rivers: word('河道', 'rivers'),
  river_set: word('河道集合', 'set of rivers'),
  basin: word('流域', 'basin'),
  venues: word('场馆周边水体', 'waters around venues'),
  drinking_water: word('饮用水水源保护区', 'drinking-water zones'),
  parks: word('园区', 'parks'),
  sea: word('入海', 'into the sea'),
};

export const chinese = (words: Record<string, Word>): Record<string, string> =>
  Object.fromEntries(Object.entries(words).map(([code, { zh }]) => [code, zh]));
