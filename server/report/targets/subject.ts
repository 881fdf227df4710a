/** What figures of targets are computed from: one version of a district, with answers of one day kept for the next target. */
import type { Executor } from '../../db/database.ts';
import type { Mode } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { type CoverageQuery, type CoverageRow, coverageRows } from '../coverage.ts';
import { type OutfallProgress, outfallProgress } from './outfall-progress.ts';

/** Answers kept per version of a district: targets, towns and rivers are asked for one after the other. */
const MOST_KEPT = 16;
const kept = new WeakMap<Snapshot, Map<string, readonly CoverageRow[]>>();

/** A day asked for makes the rows depend on the snapshot alone. */
function keptRows(snapshot: Snapshot, query: CoverageQuery & { asOf: string }): readonly CoverageRow[] {
  const answers = kept.get(snapshot) ?? new Map<string, readonly CoverageRow[]>();
  kept.set(snapshot, answers);
  const key = JSON.stringify(query);
  const rows = answers.get(key) ?? coverageRows(snapshot, query);
  answers.delete(key);
  answers.set(key, rows);
  for (const oldest of answers.keys()) if (answers.size > MOST_KEPT) answers.delete(oldest);
  return rows;
}

export class Subject {
  readonly tx: Executor;
  readonly snapshot: Snapshot;
  private readonly held = new Map<string, unknown>();

  /** @param tx  reads the version that the snapshot is of. */
  constructor(tx: Executor, snapshot: Snapshot) {
    this.tx = tx;
    this.snapshot = snapshot;
  }

  get district(): string {
    return this.snapshot.district.key;
  }

  outfalls(day: string): Promise<OutfallProgress[]> {
    return this.once(`outfalls ${day}`, () => outfallProgress(this.tx, this.district, day));
  }

  /** The rows of the coverage report itself, so that a target never says other kilometres. */
  coverage(query: CoverageQuery & { mode: Mode; asOf: string }): readonly CoverageRow[] {
    return this.once(`coverage ${JSON.stringify(query)}`, () => keptRows(this.snapshot, query));
  }

  once<Answer>(key: string, compute: () => Answer): Answer {
    if (!this.held.has(key)) this.held.set(key, compute());
    return this.held.get(key) as Answer;
  }
}
