/** Per river what was covered as drawn and on the ledger's scale: targets in km are judged on the ledger (coverage.md). */
import { MODES, type Mode } from '../../district/load-register.ts';
import type { Target } from '../../rules/targets/target.ts';
import { km } from '../coverage.ts';
import { riverRows } from '../rivers.ts';
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

/** What the ledger can hold at most: official lengths, and main routes and shores as drawn where a river has none. */
export function registerKm(subject: Subject): number {
  return subject.once('register', () => {
    const rows = riverRows(subject.snapshot, { group: 'river' });
    return km(rows.reduce((sum, row) => sum + mm(row.official_length_km ?? row.main_km + row.shore_km), 0));
  });
}

/** What a target in km of the whole district asks, with those before it, beyond what the ledger can hold; null where it asks no more. */
export function beyondKm(subject: Subject, { metric, threshold, afterKm, scope }: Target): number | null {
  if (threshold === null || !metric?.endsWith('_km') || scope.kind !== 'district') return null;
  const beyond = mm(threshold) + mm(afterKm) - mm(registerKm(subject));
  return beyond > 0 ? km(beyond) : null;
}
