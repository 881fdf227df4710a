/** One target as a row of the report. */
import type { Metric, Target } from '../../rules/targets/target.ts';
import { isMet, missing, needed, type Share, type Status, statusOf } from '../../rules/targets/verdict.ts';
import { lastDay } from '../as-of.ts';
import { km, percent } from '../coverage.ts';
import { addedUp, type Figure, townFigures } from './figures.ts';
import { beyondKm, registerKm } from './river-ledgers.ts';
import { isReason, type Reason } from './scope.ts';
import type { Subject } from './subject.ts';

/** What `target` and `reached` are in: percents of length and of outfalls are never one column without it (A4-4). */
export const UNITS: Record<
  Metric,
  'ledger_km' | 'percent_of_river_length' | 'percent_of_outfalls' | 'percent_of_outfalls_to_sample'
> = {
  above_water_ledger_km: 'ledger_km',
  under_water_ledger_km: 'ledger_km',
  surveyed_length_percent: 'percent_of_river_length',
  traced_length_percent: 'percent_of_river_length',
  traced_count_percent: 'percent_of_outfalls',
  monitored_count_percent: 'percent_of_outfalls_to_sample',
  remediated_count_percent: 'percent_of_outfalls',
};

export interface TargetRow {
  id: string;
  clause: string | null;
  due: string | null;
  status: Status;
  /** Days after the due day, of a target not reached. */
  late_days: number | null;
  metric: Metric | null;
  unit: (typeof UNITS)[Metric] | null;
  /** In `unit`; null where the plan gives no measure. */
  target: number | null;
  reached: number | null;
  /** As of the due day, where that has passed. */
  reached_when_due: number | null;
  /** Of part, whole and missing. */
  counted_in: 'km' | 'outfalls' | null;
  part: number | null;
  /** Of km metrics null: see register_km. */
  whole: number | null;
  missing: number | null;
  /** With the other denominator: outfalls to remediate; those of which nobody knows whether they can be sampled counted in. */
  other_part: number | null;
  other_whole: number | null;
  other_reached: number | null;
  /** Of km: what was covered first in the target's own period, and at all as drawn and on the ledger; the ledger's whole length of its waters. */
  in_period_km: number | null;
  covered_drawn_km: number | null;
  covered_ledger_km: number | null;
  register_km: number | null;
  /** What it asks, with those before it, beyond that: it cannot be reached in full; null where it asks no more. */
  beyond_km: number | null;
  /** Of part: traced for want of outfalls, on stretches nobody had surveyed. */
  unsurveyed_km: number | null;
  /** States without a day: not counted as reached. */
  undated: number | null;
  /** Outfalls of which nobody can say whether they belong here. */
  unplaced: number | null;
  /** Outfalls confirmed on a day nobody wrote: counted in whole. */
  found_undated: number | null;
  scope: Target['scope']['kind'];
  scope_names: string | null;
  hedge: string | null;
  words: string;
  /** Why it is not computable. */
  reason: Reason | null;
}

/** Figures as of the day, with those of the due day where it has passed. */
export async function targetRow(subject: Subject, target: Target, asOf: string): Promise<TargetRow> {
  const towns = await townFigures(subject, target, asOf);
  if (isReason(towns)) return { ...said(target), status: 'not_computable', reason: towns };
  const figure = addedUp(towns);
  const blank = nothingToCount(target, figure);
  if (blank) return { ...said(target), ...counts(figure), ...blank };
  const due = target.due !== null && target.due < asOf ? await townFigures(subject, target, target.due) : null;
  const then = due && !isReason(due) ? addedUp(due) : null;
  return {
    ...said(target),
    ...counts(figure),
    ...measured(target, figure),
    ...(isKm(target) ? await ledgerFields(subject, target, figure, asOf) : {}),
    reached_when_due: then && reached(target, then),
    ...verdict(target, figure, then, asOf),
  };
}

const isKm = ({ metric }: Target) => metric?.endsWith('_km') ?? false;
const isCount = ({ metric }: Target) => metric?.endsWith('_count_percent') ?? false;

function said({ id, clause, due, metric, threshold, scope, hedge, words }: Target): TargetRow {
  return {
    ...{
      id,
      clause,
      due,
      status: 'no_verdict',
      late_days: null,
      metric,
      unit: metric && UNITS[metric],
      target: threshold,
    },
    ...{ reached: null, reached_when_due: null, counted_in: null, part: null, whole: null, missing: null },
    ...{ other_part: null, other_whole: null, other_reached: null },
    ...{ in_period_km: null, covered_drawn_km: null, covered_ledger_km: null, register_km: null, unsurveyed_km: null },
    beyond_km: null,
    ...{ undated: null, unplaced: null, found_undated: null },
    ...{ scope: scope.kind, scope_names: scope.names.join('、') || null, hedge, words, reason: null },
  };
}

function counts({
  undated,
  unplaced,
  foundUndated,
}: Figure): Pick<TargetRow, 'undated' | 'unplaced' | 'found_undated'> {
  return { undated, unplaced, found_undated: foundUndated };
}

/** A percent of nothing is none; outfalls that may or may not belong here are not nothing. */
function nothingToCount(
  target: Target,
  { whole, other, unplaced }: Figure,
): Pick<TargetRow, 'status' | 'reason'> | null {
  if (isKm(target) || whole > 0) return null;
  if ((other?.whole ?? 0) > 0 && target.metric === 'monitored_count_percent')
    return { status: 'not_computable', reason: FLOW_UNKNOWN };
  return unplaced > 0
    ? { status: 'not_computable', reason: NONE_PLACED }
    : { status: 'nothing_in_scope', reason: null };
}

const FLOW_UNKNOWN: Reason = {
  zh: '没有一个排污口同时记录了有水排放和采样条件',
  en: 'of no outfall both flow and sampling conditions are recorded',
};
const NONE_PLACED: Reason = {
  zh: '排污口均未挂接河道，无法判断范围',
  en: 'no outfall is linked to a river, so none can be placed',
};

/** Of km what counts for this target: what earlier ones left over, and no more than it asks, so that no km counts twice (A4-3). */
function countedPart(target: Target, { part }: Figure): number {
  if (!isKm(target)) return part;
  const left = Math.max(0, part - Math.round(target.afterKm * 1_000_000));
  return target.threshold === null ? left : Math.min(left, needed(target, 0));
}

function reached(target: Target, figure: Figure): number | null {
  return isKm(target) ? km(countedPart(target, figure)) : percent(figure.part, figure.whole);
}

function shares(target: Target, figure: Figure): Share[] {
  const own = { part: countedPart(target, figure), whole: figure.whole };
  return figure.other ? [own, figure.other] : [own];
}

function measured(target: Target, figure: Figure): Partial<TargetRow> {
  const amount = (value: number) => (isCount(target) ? value : km(value));
  const { other, unsurveyedMm } = figure;
  return {
    reached: reached(target, figure),
    counted_in: isCount(target) ? 'outfalls' : 'km',
    part: amount(countedPart(target, figure)),
    whole: isKm(target) ? null : amount(figure.whole),
    missing: target.threshold === null ? null : amount(missing(target, shares(target, figure)[0])),
    other_part: other?.part ?? null,
    other_whole: other?.whole ?? null,
    other_reached: other && percent(other.part, other.whole),
    unsurveyed_km: unsurveyedMm === null ? null : km(unsurveyedMm),
  };
}

async function ledgerFields(
  subject: Subject,
  target: Target,
  figure: Figure,
  asOf: string,
): Promise<Partial<TargetRow>> {
  const end = target.due !== null && target.due < asOf ? target.due : asOf;
  const covered = async (day: string) => {
    const figures = await townFigures(subject, target, day);
    return isReason(figures) ? 0 : addedUp(figures).part;
  };
  const inPeriod = target.from === null ? null : (await covered(end)) - (await covered(dayBefore(target.from)));
  return {
    in_period_km: inPeriod === null ? null : km(Math.max(0, inPeriod)),
    covered_drawn_km: km(figure.drawnMm!),
    covered_ledger_km: km(figure.part),
    register_km: await registerKm(subject, target, asOf),
    beyond_km: await beyondKm(subject, target, asOf),
  };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function verdict(
  target: Target,
  now: Figure,
  then: Figure | null,
  asOf: string,
): Pick<TargetRow, 'status' | 'late_days'> {
  if (target.threshold === null || target.hedge !== null) return { status: 'no_verdict', late_days: null };
  const daysOver = target.due === null ? 0 : Math.max(0, lastDay(asOf) - lastDay(target.due));
  const status = statusOf({
    isMet: isMet(target, shares(target, now)),
    wasMet: then && isMet(target, shares(target, then)),
    daysOver,
  });
  return { status, late_days: status === 'late' || status === 'fell_back' ? daysOver : null };
}
