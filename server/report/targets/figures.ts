/** What is counted for a target, in the district or in each town: whole millimetres and outfalls. */
import type { Mode } from '../../district/load-register.ts';
import type { Metric, Target } from '../../rules/targets/target.ts';
import { lastDay } from '../as-of.ts';
import type { CoverageRow } from '../coverage.ts';
import type { Scope } from '../facets/scope.ts';
import type { OutfallProgress } from './outfall-progress.ts';
import { isReason, type Reason, reachOf, type ScopeHeld, scopeHeld } from './scope.ts';
import type { Subject } from './subject.ts';
import { tracedStretches } from './traced-length.ts';

export interface Figure {
  /** Numerator and denominator, mm or outfalls. Of km: covered on the ledger's scale, of the drawn length. */
  part: number;
  whole: number;
  /** The same with the other denominator: outfalls to remediate; outfalls that may have to be sampled. */
  other: { part: number; whole: number } | null;
  /** States without a day, which do not count as reached. */
  undated: number;
  /** Confirmed outfalls that nobody can place: linked to no river, or a confirmation without a day. */
  unplaced: number;
  foundUndated: number;
  /** Of part: covered as drawn, mm. */
  drawnMm: number | null;
  /** Of part: traced stretches without an outfall, that nobody had surveyed. */
  unsurveyedMm: number | null;
}

/** Index of a town in the snapshot; -1 outside every town. */
export type TownFigures = Map<number, Figure>;

const NOTHING: Figure = {
  part: 0,
  whole: 0,
  other: null,
  undated: 0,
  unplaced: 0,
  foundUndated: 0,
  drawnMm: null,
  unsurveyedMm: null,
};

const mm = (km: number) => Math.round(km * 1_000_000);

type Counting = (subject: Subject, target: Target, scope: ScopeHeld, day: string) => Promise<TownFigures>;

const COUNT: Record<Metric, Counting> = {
  above_water_ledger_km: ledger('above_water'),
  under_water_ledger_km: ledger('under_water'),
  surveyed_length_percent: surveyedLength,
  traced_length_percent: tracedLength,
  traced_count_percent: outfalls(
    () => ({}),
    ({ traced, trace_undated }) => ({ part: traced, undated: trace_undated }),
  ),
  monitored_count_percent: outfalls(
    ({ obliged, monitored }) => ({ whole: obliged === true, other: obliged !== false, otherPart: monitored }),
    ({ monitored }) => ({ part: monitored }),
  ),
  remediated_count_percent: outfalls(
    ({ to_remediate, closed }) => ({ other: to_remediate, otherPart: closed }),
    ({ closed, close_undated }) => ({ part: closed, undated: close_undated }),
  ),
};

/** Of each town, with those that have nothing left out. @throws DomainError `date_invalid` */
export async function townFigures(subject: Subject, target: Target, day: string): Promise<TownFigures | Reason> {
  if (target.unanswerable) return target.unanswerable;
  if (subject.snapshot.district.isPast && !isOfLedger(target)) return NOT_IN_PAST;
  const scope = await scopeHeld(subject, target.scope, day);
  if (isReason(scope)) return scope;
  const isOfLength = !target.metric!.endsWith('_count_percent');
  if (isOfLength && scope.rivers && isReason(scope.rivers)) return scope.rivers;
  return COUNT[target.metric!](subject, target, scope, day);
}

/** What is made again of a past register: coverage, on all waters or on some that are made again with it. */
const isOfLedger = ({ metric, scope }: Target) =>
  !metric!.endsWith('_count_percent') &&
  metric !== 'traced_length_percent' &&
  ['district', 'rivers', 'river_set', 'parks'].includes(scope.kind);

const NOT_IN_PAST: Reason = {
  zh: '历史时点的登记簿不含排污口、保护区、流域和场馆',
  en: 'outfalls, zones, basins and venues of an earlier state of the register are not made again',
};

/** Of the district: its towns added up. */
export function addedUp(figures: TownFigures): Figure {
  return [...figures.values()].reduce(added, NOTHING);
}

function added(a: Figure, b: Figure): Figure {
  return {
    part: a.part + b.part,
    whole: a.whole + b.whole,
    other:
      a.other && b.other
        ? { part: a.other.part + b.other.part, whole: a.other.whole + b.other.whole }
        : (a.other ?? b.other),
    undated: a.undated + b.undated,
    unplaced: a.unplaced + b.unplaced,
    foundUndated: a.foundUndated + b.foundUndated,
    drawnMm: addedKnown(a.drawnMm, b.drawnMm),
    unsurveyedMm: addedKnown(a.unsurveyedMm, b.unsurveyedMm),
  };
}

const addedKnown = (a: number | null, b: number | null) => (a === null && b === null ? null : (a ?? 0) + (b ?? 0));

/** Rows of the coverage report by town; a river's towns add up to the river to the millimetre. */
function byTown(
  { snapshot }: Subject,
  rows: readonly CoverageRow[],
  of: (row: CoverageRow) => Partial<Figure>,
): TownFigures {
  const place = new Map(snapshot.towns.key.map((key, town) => [key, town]));
  return new Map(rows.map((row) => [place.get(row.key) ?? -1, { ...NOTHING, ...of(row) }]));
}

const riversOf = ({ rivers }: ScopeHeld): Scope | undefined => (rivers && isReason(rivers) ? undefined : rivers);

function ledger(mode: Mode): Counting {
  return async (subject, _target, scope, asOf) =>
    byTown(subject, subject.coverage({ group: 'town', mode, asOf, scope: riversOf(scope) }), (row) => ({
      part: mm(row.ledger_km),
      whole: mm(row.length_km),
      drawnMm: mm(row.covered_km),
    }));
}

async function surveyedLength(subject: Subject, _target: Target, scope: ScopeHeld, asOf: string): Promise<TownFigures> {
  return byTown(
    subject,
    subject.coverage({ group: 'town', mode: 'above_water', asOf, scope: riversOf(scope) }),
    (row) => ({
      part: mm(row.covered_km),
      whole: mm(row.length_km),
    }),
  );
}

async function tracedLength(subject: Subject, _target: Target, scope: ScopeHeld, day: string): Promise<TownFigures> {
  const all = (await subject.outfalls(day)).filter((outfall) => scope.holds(outfall) !== false);
  const figures: TownFigures = new Map();
  const rivers = riversOf(scope);
  const reach = rivers && reachOf(subject, rivers, day);
  const stretches = tracedStretches(subject.snapshot, { outfalls: all, lastDay: lastDay(day), reach });
  for (const { town, tracedMm, lengthMm, unsurveyedMm } of stretches)
    add(figures, town, { ...NOTHING, part: tracedMm, whole: lengthMm, unsurveyedMm });
  for (const outfall of all)
    add(figures, townOf(subject, outfall), {
      ...NOTHING,
      undated: Number(outfall.trace_undated),
      unplaced: Number(outfall.route_id === null && !outfall.traced),
      foundUndated: Number(outfall.found_undated),
    });
  return figures;
}

interface Denominators {
  whole?: boolean;
  other?: boolean;
  otherPart?: boolean;
}

function outfalls(
  denominators: (outfall: OutfallProgress) => Denominators,
  numerators: (outfall: OutfallProgress) => { part: boolean; undated?: boolean },
): Counting {
  return async (subject, target, scope, day) => {
    const figures: TownFigures = new Map();
    for (const outfall of (await subject.outfalls(day)).filter((each) => isWanted(target, each))) {
      const isHeld = scope.holds(outfall);
      if (isHeld === false) continue;
      const figure = isHeld
        ? counted(outfall, denominators(outfall), numerators(outfall))
        : { ...NOTHING, unplaced: 1 };
      add(figures, townOf(subject, outfall), figure);
    }
    return figures;
  };
}

function counted(
  { found_undated }: OutfallProgress,
  { whole = true, other, otherPart }: Denominators,
  { part, undated }: { part: boolean; undated?: boolean },
): Figure {
  return {
    ...NOTHING,
    part: Number(whole && part),
    whole: Number(whole),
    other: other === undefined ? null : { part: Number(other && otherPart), whole: Number(other) },
    undated: Number(undated ?? false),
    foundUndated: Number(found_undated),
  };
}

function isWanted({ outfalls: { types, subtypes, dryWeather } }: Target, outfall: OutfallProgress): boolean {
  if (types.length > 0 && !types.includes(outfall.type ?? '')) return false;
  if (subtypes.length > 0 && !subtypes.some((each) => each === outfall.subtype)) return false;
  return !dryWeather || outfall.dry_weather;
}

function townOf({ snapshot }: Subject, { town_id }: OutfallProgress): number {
  return town_id === null ? -1 : snapshot.towns.id.indexOf(town_id);
}

function add(figures: TownFigures, town: number, figure: Figure): void {
  figures.set(town, added(figures.get(town) ?? NOTHING, figure));
}
