/** What a plan, or a district, wants reached by a day: rows of data, each with the words it was read from. */
import type { Subtype } from '../subtypes.ts';

export const SCOPES = ['district', 'rivers', 'river_set', 'basin', 'venues', 'drinking_water', 'parks', 'sea'] as const;

/** Of which waters and outfalls. names: of rivers, of the set, of the basin. */
export interface TargetScope {
  kind: (typeof SCOPES)[number];
  names: readonly string[];
  /** Of venues: their waters within so many metres. */
  withinM: number | null;
}

/** Which outfalls of the scope; empty lists mean any. */
export interface TargetOutfalls {
  types: readonly string[];
  subtypes: readonly Subtype[];
  /** Only those that flow in dry weather (SC-13). */
  dryWeather: boolean;
}

/**
 * What is measured (A5).
 *   …_ledger_km               what surveys covered, on the ledger's scale; each km once, to the target that came first
 *   surveyed_length_percent   of the river's drawn length, covered above water
 *   traced_length_percent     of the river's drawn length: stretches whose outfalls are all traced (QP-4)
 *   traced_count_percent      of outfalls
 *   monitored_count_percent   of outfalls that flow and can be sampled (QP-9)
 *   remediated_count_percent  closed out, of outfalls and of those to remediate: the plans do not say which
 */
export const METRICS = [
  'above_water_ledger_km',
  'under_water_ledger_km',
  'surveyed_length_percent',
  'traced_length_percent',
  'traced_count_percent',
  'monitored_count_percent',
  'remediated_count_percent',
] as const;
export type Metric = (typeof METRICS)[number];

export interface Target {
  /** Stable: of the plan's own, `own-` and a number of the district's. */
  id: string;
  clause: string | null;
  /** The plan's. */
  words: string;
  scope: TargetScope;
  outfalls: TargetOutfalls;
  /** Null: `unanswerable` says why. */
  metric: Metric | null;
  /** In the metric's unit; null where the words give no measure, so there is no verdict. */
  threshold: number | null;
  /** Of km: so much of what is covered first belongs to earlier targets (完成剩余, A4-3). */
  afterKm: number;
  /** First day of its own period. */
  from: string | null;
  /** The last day in time; null where the plan names none. */
  due: string | null;
  /** The word that leaves it open (基本完成, 力争): the figure stands without a verdict. */
  hedge: string | null;
  unanswerable: { zh: string; en: string } | null;
}

/** A name of the scope drinking_water: zones of such sources only, and those whose source nobody knows the level of. */
export const COUNTY_SOURCES = '县级以上';

export const WHOLE_DISTRICT: TargetScope = { kind: 'district', names: [], withinM: null };
export const ANY_OUTFALL: TargetOutfalls = { types: [], subtypes: [], dryWeather: false };

type Said = Pick<Target, 'clause' | 'words'>;

/** A target with what it does not say left at: the whole district, every outfall, no measure, no day. */
export function target(id: string, said: Said & Pick<Target, 'metric'> & Partial<Target>): Target {
  return { ...UNSAID, id, ...said };
}

/** A target that no register of outfalls can answer. */
export function unanswerable(id: string, said: Said & Pick<Target, 'due'>, why: Target['unanswerable']): Target {
  return { ...UNSAID, id, ...said, unanswerable: why };
}

const UNSAID: Omit<Target, 'id' | 'clause' | 'words'> = {
  scope: WHOLE_DISTRICT,
  outfalls: ANY_OUTFALL,
  metric: null,
  threshold: null,
  afterKm: 0,
  from: null,
  due: null,
  hedge: null,
  unanswerable: null,
};

/** Why plans' organisational aims have no figure. */
export const NO_DOCUMENTS = {
  zh: '方案、资料等文件不在登记簿中',
  en: 'the register keeps no plans or documents',
};
export const NO_MEASURE = {
  zh: '方案没有给出可计量的指标',
  en: 'the plan gives nothing that can be measured',
};
