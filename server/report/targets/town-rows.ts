/** Who is behind: the same figures by town, the farthest behind first. Plans set no targets per town, so there is no verdict. */
import type { Metric, Target } from '../../rules/targets/target.ts';
import { isMet } from '../../rules/targets/verdict.ts';
import { km, percent } from '../coverage.ts';
import { type Figure, townFigures } from './figures.ts';
import { beyondKm, registerKm } from './river-ledgers.ts';
import { isReason } from './scope.ts';
import type { Subject } from './subject.ts';
import { UNITS } from './target-row.ts';

export interface TownRow {
  /** Of the target. */
  id: string;
  town: string;
  name: string;
  due: string | null;
  metric: Metric;
  /** Of asked and reached. Of km targets too: covered, of the town's drawn length. */
  unit: 'percent_of_river_length' | 'percent_of_outfalls' | 'percent_of_outfalls_to_sample';
  /** What the target of the whole comes to as a percent, 100 at most; null where it has no measure. */
  asked: number | null;
  /** What it asks beyond all there is, so that `asked` is 100; null where it asks no more. */
  beyond_km: number | null;
  reached: number | null;
  counted_in: 'km' | 'outfalls';
  part: number;
  whole: number;
  other_part: number | null;
  other_whole: number | null;
  other_reached: number | null;
  /** Covered on the ledger's scale; these add up to the district. */
  ledger_km: number | null;
  undated: number;
  unplaced: number;
  /** Below what is asked of the whole; null where that cannot be said, and where the plan's words leave it open. */
  behind: boolean | null;
  hedge: string | null;
}

/** Every town with something to do, then the others; rows of one target stay together. */
export async function townRows(subject: Subject, target: Target, asOf: string): Promise<TownRow[]> {
  const figures = await townFigures(subject, target, asOf);
  if (isReason(figures)) return [];
  const asked = await askedPercent(subject, target, asOf);
  const beyond = await beyondKm(subject, target, asOf);
  return [...figures]
    .filter(([, { whole, unplaced }]) => whole + unplaced > 0)
    .map(([town, figure]) => townRow(subject, target, { town, figure, asked, beyond }))
    .sort((a, b) => (a.reached ?? 101) - (b.reached ?? 101) || (a.town < b.town ? -1 : 1));
}

async function askedPercent(subject: Subject, target: Target, asOf: string): Promise<number | null> {
  const { metric, threshold, afterKm } = target;
  if (threshold === null || !metric!.endsWith('_km')) return threshold;
  const register = await registerKm(subject, target, asOf);
  return !register ? null : Math.min(100, Math.round((10_000 * (threshold + afterKm)) / register) / 100);
}

interface Place {
  town: number;
  figure: Figure;
  asked: number | null;
  beyond: number | null;
}

function townRow(subject: Subject, target: Target, { town, figure, asked, beyond }: Place): TownRow {
  const { towns } = subject.snapshot;
  const { other, drawnMm, whole, undated, unplaced } = figure;
  const metric = target.metric!;
  const unit = UNITS[metric];
  const isCount = metric.endsWith('_count_percent');
  const part = drawnMm ?? figure.part;
  const amount = (value: number) => (isCount ? value : km(value));
  const shares = [{ part, whole }, ...(other ? [other] : [])];
  const percentMetric = { metric: isCount ? metric : ('surveyed_length_percent' as const), threshold: asked };
  return {
    ...{ id: target.id, town: town < 0 ? 'outside' : towns.key[town], name: town < 0 ? 'outside' : towns.name[town] },
    ...{ due: target.due, metric, unit: unit === 'ledger_km' ? 'percent_of_river_length' : unit },
    ...{
      asked,
      beyond_km: beyond,
      reached: percent(part, whole),
      counted_in: isCount ? 'outfalls' : 'km',
    },
    ...{ part: amount(part), whole: amount(whole) },
    ...{ other_part: other?.part ?? null, other_whole: other?.whole ?? null },
    other_reached: other && percent(other.part, other.whole),
    ...{ ledger_km: drawnMm === null ? null : km(figure.part), undated, unplaced },
    behind: asked === null || whole === 0 || target.hedge ? null : negated(isMet(percentMetric, shares)),
    hedge: target.hedge,
  };
}

const negated = (met: boolean | null) => (met === null ? null : !met);
