/** One uploaded file on its way into the register: its state, how far it is, and how to stop it. */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Database } from '../../db/database.ts';
import { interruptible } from '../../db/interruptible.ts';
import { derive } from '../../district/derive/derive.ts';
import { DomainError } from '../../errors.ts';
import { importFile } from '../../import/import.ts';
import type { BatchReport, FileRequest, Progress } from '../../import/request.ts';
import { type ProblemBody, problem } from '../error-handler.ts';

export type JobState = 'waiting' | 'running' | 'done' | 'refused' | 'cancelled' | 'failed';

/** A job as clients see it; `result` apart, because it may be large. */
export interface JobRow {
  job: string;
  state: JobState;
  district: string;
  layer: string;
  file_name: string;
  dry_run: boolean;
  /** read, convert, store or derive. */
  step: string | null;
  rows_done: number;
  rows_total: number | null;
  created_at: string;
  finished_at: string | null;
  problem: ProblemBody | null;
}

const DETAIL_LIMIT = 2000; // characters: a refusal that lists a million columns is no help

export class ImportJob {
  readonly row: JobRow;
  readonly request: FileRequest;
  /** What the import said; the issues and tracks of a stored batch are not kept here, they can be read again. */
  report: BatchReport | undefined;
  private readonly abort = new AbortController();
  private readonly listeners = new Set<() => void>();

  constructor(request: FileRequest) {
    this.request = request;
    this.row = {
      job: randomUUID(),
      state: 'waiting',
      district: request.district.key,
      layer: request.layer,
      file_name: basename(request.file),
      dry_run: request.dryRun ?? false,
      step: null,
      rows_done: 0,
      rows_total: null,
      created_at: new Date().toISOString(),
      finished_at: null,
      problem: null,
    };
  }

  get isFinished(): boolean {
    return this.row.finished_at !== null;
  }

  /**
   * Never rejects: what went wrong stands in the row. `discard` is done before anyone is told that the job has ended.
   * Returns the error of a bug, or of what the database would not take, for the log.
   */
  async run(db: Database, seconds: number, discard: () => Promise<void>): Promise<unknown> {
    if (this.isFinished) return discard(); // cancelled while it waited
    const late = setTimeout(() => this.stop(tooLong(seconds)), seconds * 1000);
    this.row.state = 'running';
    this.changed();
    const error = await this.import(db, seconds).catch((thrown: unknown) => thrown);
    clearTimeout(late);
    await discard();
    return error === undefined ? this.end('done') : this.endedBy(error);
  }

  private async import(db: Database, seconds: number): Promise<void> {
    const progress = this.progressUntil(performance.now() + seconds * 1000, tooLong(seconds));
    const report = await importFile(interruptible(db, this.abort.signal), this.request, { derive, progress });
    this.report = report.id === null ? report : { ...report, issues: [], tracks: [] };
  }

  /** Gives up the statement that runs (embedded: after it); what was written rolls back. */
  stop(reason: DomainError): void {
    if (this.row.state === 'waiting') this.end('cancelled', reason);
    else if (!this.isFinished) this.abort.abort(reason);
  }

  /** Settles with the next change, or after `ms`. */
  nextChange(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.listeners.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.listeners.add(done);
    });
  }

  private endedBy(error: unknown): unknown {
    const { aborted, reason } = this.abort.signal;
    const cause = aborted ? reason : error;
    if (cause instanceof DomainError) {
      this.end(cause.code === CANCELLED ? 'cancelled' : cause.status === 500 ? 'failed' : 'refused', cause);
      return cause.status === 500 ? cause : undefined; // what the database would not take is said, and a bug all the same
    }
    this.row.problem = problem(
      500,
      'internal_error',
      'The server failed; its log says why.',
      '服务器内部错误，详见日志。',
    );
    this.end('failed');
    return error;
  }

  private end(state: JobState, why?: DomainError): undefined {
    const { row } = this;
    if (why) row.problem = problem(why.status, why.code, clipped(why.message), clipped(why.messageZh));
    row.state = state;
    row.finished_at = new Date().toISOString();
    this.changed();
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }

  /** Reading and converting ask no database: the clock is looked at here as well. */
  private progressUntil(deadline: number, refusal: DomainError): Progress {
    const { row } = this;
    const report = (change: Partial<JobRow>) => {
      if (performance.now() > deadline) throw refusal;
      if (this.abort.signal.aborted) throw this.abort.signal.reason;
      Object.assign(row, change);
      this.changed();
    };
    return {
      step: (step, total) => report({ step, rows_done: 0, rows_total: total ?? null }),
      rows: (rows_done) => report({ rows_done }),
      done: (rows) => report({ rows_done: rows ?? row.rows_done }),
    };
  }
}

const CANCELLED = 'import_cancelled';

export function cancelled(): DomainError {
  return new DomainError(
    CANCELLED,
    'The import was cancelled; nothing was changed.',
    '导入已取消，未作任何更改。',
    409,
  );
}

function tooLong(seconds: number): DomainError {
  return new DomainError(
    'import_timeout',
    `The import took longer than ${seconds} s and was stopped; nothing was changed.`,
    `导入超过 ${seconds} 秒，已停止，未作任何更改。`,
    408,
  );
}

const clipped = (text: string) => (text.length > DETAIL_LIMIT ? `${text.slice(0, DETAIL_LIMIT)}…` : text);
