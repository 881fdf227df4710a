/** What figures of targets are computed from: one version of a district, with answers of one day kept for the next target. */
import type { Executor } from '../../db/database.ts';
import type { Mode } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { type CoverageQuery, type CoverageRow, coverageRows } from '../coverage.ts';
import { type OutfallProgress, outfallProgress } from './outfall-progress.ts';

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
  coverage(query: CoverageQuery & { mode: Mode }): CoverageRow[] {
    return this.once(`coverage ${JSON.stringify(query)}`, () => coverageRows(this.snapshot, query));
  }

  once<Answer>(key: string, compute: () => Answer): Answer {
    if (!this.held.has(key)) this.held.set(key, compute());
    return this.held.get(key) as Answer;
  }
}
