/** Per river what was covered as drawn and on the ledger's scale: targets in km are judged on the ledger (coverage.md). */
import { MODES, type Mode } from '../../district/load-register.ts';
import type { Target } from '../../rules/targets/target.ts';
import { km } from '../coverage.ts';
import type { Scope } from '../facets/scope.ts';
import { scaled } from '../ledger.ts';
import { type RiverRow, riverRows } from '../rivers.ts';
import { isReason, scopeHeld } from './scope.ts';
import type { Subject } from './subject.ts';

export interface RiverLedger {
  key: string;
  name: string | null;
  mode: Mode;
  length_km: number;
  /** Null: it has none, and drawn km stand on the ledger. */
  official_length_km: number | null;
  covered_km: number;
  ledger_km: number;
  /** ledger_km − covered_km. */
  difference_km: number;
}

const mm = (value: number) => Math.round(value * 1_000_000);

/** Of the modes that some target in km asks about: rivers of which anything is covered, the largest difference first. */
export function riverLedgers(subject: Subject, targets: readonly Target[], asOf: string): RiverLedger[] {
  const official = new Map(
    riverRows(subject.snapshot, { group: 'river' }).map((row) => [row.key, row.official_length_km]),
  );
  const modes = MODES.filter((mode) => targets.some(({ metric }) => metric === `${mode}_ledger_km`));
  return modes
    .flatMap((mode) => subject.coverage({ group: 'river', mode, asOf }))
    .filter(({ covered_km }) => covered_km > 0)
    .map(({ key, name, mode, length_km, covered_km, ledger_km }) => ({
      ...{ key, name, mode, length_km, official_length_km: official.get(key) ?? null, covered_km, ledger_km },
      difference_km: km(mm(ledger_km) - mm(covered_km)),
    }))
    .sort(
      (a, b) => MODES.indexOf(a.mode) - MODES.indexOf(b.mode) || Math.abs(b.difference_km) - Math.abs(a.difference_km),
    );
}

/**
 * What the ledger can hold at most of the waters that a target is about: official lengths, and main routes and shores as drawn
 * where a river has none; of a river that lies partly in them as much of its official length. Null: that cannot be said.
 */
export async function registerKm(
  subject: Subject,
  { scope }: Pick<Target, 'scope'>,
  day: string,
): Promise<number | null> {
  const held = await scopeHeld(subject, scope, day);
  if (isReason(held) || (held.rivers && isReason(held.rivers))) return null;
  const rivers = held.rivers;
  return subject.once(`register ${JSON.stringify(rivers)} ${day}`, () => registerOf(subject, rivers, day));
}

function registerOf({ snapshot }: Subject, scope: Scope | undefined, asOf: string): number {
  const whole = new Map(riverRows(snapshot, { group: 'river' }).map((row) => [row.river_id, row]));
  const rows = riverRows(snapshot, { group: 'river', scope, asOf });
  return km(rows.reduce((sum, row) => sum + onLedger(row, whole.get(row.river_id)!), 0));
}

/** Millimetres; the rows of a river in a scope and as a whole. */
function onLedger(inside: RiverRow, whole: RiverRow): number {
  if (inside.official_length_km !== null) return mm(inside.official_length_km);
  const [part, all] = [inside, whole].map(({ main_km, shore_km }) => mm(main_km + shore_km));
  return whole.official_length_km === null || all === 0 ? part : scaled(mm(whole.official_length_km), part, all);
}

/** What a target in km asks, with those before it, beyond what the ledger can hold; null where it asks no more. */
export async function beyondKm(subject: Subject, target: Target, day: string): Promise<number | null> {
  const { metric, threshold, afterKm } = target;
  if (threshold === null || !metric?.endsWith('_km')) return null;
  const register = await registerKm(subject, target, day);
  const beyond = register === null ? 0 : mm(threshold) + mm(afterKm) - mm(register);
  return beyond > 0 ? km(beyond) : null;
}
