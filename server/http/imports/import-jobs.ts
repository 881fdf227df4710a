/** The uploads of this process: bounded in number and age, one at a time per district, gone with the process. */
import { timingSafeEqual } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { DomainError } from '../../errors.ts';
import type { BatchReport, FileRequest } from '../../import/request.ts';
import { findBatch } from '../../import/store/batch.ts';
import { hashOf } from '../../register/tokens.ts';
import { cancelled, ImportJob, type JobRow } from './import-job.ts';

export interface JobLimits {
  /** Uploads arriving, waiting and running. */
  atOnce: number;
  seconds: number;
}

/** Whose job it is. */
export interface Owner {
  tokenId: number;
  secret: string;
}

interface Kept {
  job: ImportJob;
  tokenId: number;
  secretHash: Buffer;
  settled: Promise<void>;
}

const KEPT_FINISHED = 20;
const KEPT_MS = 3_600_000;
const CHECK_MS = 1000;

export class ImportJobs {
  private readonly kept = new Map<string, Kept>();
  /** Settles when the last job so far of a district has ended. */
  private readonly lastOf = new Map<string, Promise<void>>();
  private readonly db: Database;
  private readonly limits: JobLimits;
  private readonly onBug: (error: unknown) => void;
  private places = 0;

  constructor(db: Database, limits: JobLimits, onBug: (error: unknown) => void) {
    this.db = db;
    this.limits = limits;
    this.onBug = onBug;
  }

  /** Takes a place before an upload is read. Give it back once it is started or refused. @throws DomainError too_many_imports (429) */
  takePlace(): () => void {
    const unfinished = [...this.kept.values()].filter(({ job }) => !job.isFinished).length;
    if (this.places + unfinished >= this.limits.atOnce) throw tooMany(this.limits.atOnce);
    this.places++;
    return () => {
      this.places--;
    };
  }

  /** Starts, or waits for the district's turn. `discard` is called when the file is needed no more, whatever happened. */
  start(request: FileRequest, owner: Owner, discard: () => Promise<void>): ImportJob {
    const job = new ImportJob(request);
    const key = request.district.key;
    const settled = (this.lastOf.get(key) ?? Promise.resolve()).then(() => this.runAndDiscard(job, discard));
    this.lastOf.set(key, settled);
    void settled.then(() => this.lastOf.get(key) === settled && this.lastOf.delete(key));
    this.kept.set(job.row.job, { job, tokenId: owner.tokenId, secretHash: hashOf(owner.secret), settled });
    this.forgetOld();
    return job;
  }

  find(id: string): ImportJob | undefined {
    this.forgetOld();
    return this.kept.get(id)?.job;
  }

  isOwnedBy(id: string, tokenId: number): boolean {
    return this.kept.get(id)?.tokenId === tokenId;
  }

  /** Whether this secret started the job: the embedded database answers no one while the job writes. */
  isUnfinishedOf(id: string, secret: string): boolean {
    const kept = this.kept.get(id);
    return kept !== undefined && !kept.job.isFinished && timingSafeEqual(kept.secretHash, hashOf(secret));
  }

  /** Stops a job and waits until it has ended. @throws DomainError import_finished (409) */
  async cancel(job: ImportJob): Promise<void> {
    if (job.isFinished) throw finished(job.row);
    job.stop(cancelled());
    while (!job.isFinished) await job.nextChange(CHECK_MS);
  }

  /** The job with what the import said, as `atlas import --format json` prints it. */
  async describe({ row, report }: ImportJob): Promise<JobRow & { result: BatchReport | null }> {
    if (report === undefined || report.id === null) return { ...row, result: report ?? null };
    const stored = await findBatch(this.db, report.district, report.id);
    return { ...row, result: stored ? { ...stored, repeated: report.repeated } : report };
  }

  /** Stops everything; settles when the last transaction has rolled back and the last file is gone. */
  async close(): Promise<void> {
    const all = [...this.kept.values()];
    for (const { job } of all) job.stop(cancelled());
    await Promise.all(all.map(({ settled }) => settled));
  }

  private async runAndDiscard(job: ImportJob, discard: () => Promise<void>): Promise<void> {
    const bug = await job.run(this.db, this.limits.seconds, () => discard().catch(this.onBug));
    if (bug !== undefined) this.onBug(bug);
  }

  private forgetOld(): void {
    const ended = [...this.kept.values()].filter(({ job }) => job.isFinished).map(({ job }) => job.row);
    const tooMany = ended.length - KEPT_FINISHED;
    ended.forEach(({ job, finished_at }, i) => {
      if (i < tooMany || Date.now() - Date.parse(finished_at!) > KEPT_MS) this.kept.delete(job);
    });
  }
}

function tooMany(limit: number): DomainError {
  return new DomainError(
    'too_many_imports',
    `${limit} imports are under way: try again when one has ended.`,
    `已有 ${limit} 项导入在进行，请稍后再试。`,
    429,
  );
}

function finished({ job, state }: JobRow): DomainError {
  return new DomainError(
    'import_finished',
    `Import ${job} has ended already (${state}); a batch is taken back by undo.`,
    `导入 ${job} 已结束（${state}）；批次可用撤销收回。`,
    409,
  );
}
