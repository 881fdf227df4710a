/** The issues of one import in the order of the file; of a file that has very many, most lie in the database meanwhile. */
import type { Executor } from '../db/database.ts';
import type { Issue } from './issues.ts';
import { encodeCopy } from './pgcopy.ts';
import { textOf } from './text-held.ts';

/** Who says it: of what is said about one row the earlier stage stands first. */
export const STAGES = ['file', 'shifted', 'source', 'rows', 'place', 'store', 'derive'] as const;
export type Stage = (typeof STAGES)[number];

interface Said {
  issue: Issue;
  stage: number;
}

export class IssueList {
  private held: Said[] = [];
  private spilled = 0;
  private readonly counts = new Map<string, number>();
  /** Characters of the rows that are held with them. */
  private text = 0;
  private readonly limit: number;
  private readonly textLimit: number;

  /**
   * @param limit how many are held in memory, and in the report
   * @param textLimit how many characters of rejected rows
   */
  constructor(limit = Number.POSITIVE_INFINITY, textLimit = Number.POSITIVE_INFINITY) {
    this.limit = limit;
    this.textLimit = textLimit;
  }

  /** Takes the issues out of `from`, which goes on being filled. */
  take(stage: Stage, from: Issue[]): void {
    if (from.length > 0) this.add(stage, from.splice(0));
  }

  add(stage: Stage, issues: readonly Issue[]): void {
    const rank = STAGES.indexOf(stage);
    for (const issue of issues) {
      this.held.push({ issue, stage: rank });
      if (issue.original) this.text += textOf(issue.original);
      this.counts.set(issue.code, (this.counts.get(issue.code) ?? 0) + 1);
    }
  }

  /** How often each code occurs, most frequent first. */
  get byCode(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
  }

  get isFull(): boolean {
    return this.held.length >= this.limit || this.text >= this.textLimit;
  }

  /** What is held, in the order of the file. */
  get inOrder(): Issue[] {
    // sorting is stable: what one stage says about one row stays in its order
    return this.held
      .sort((a, b) => (a.issue.row ?? 0) - (b.issue.row ?? 0) || a.stage - b.stage)
      .map(({ issue }) => issue);
  }

  /** Lets go of all but the first of them, and of rows beyond the first; counted as they are. */
  keepFirst(count: number): void {
    if (this.held.length > count) this.held.length = count;
    this.text = 0;
    this.held = this.held.map((said) => this.withinText(said));
  }

  /** Without its row where the rows before it are as much as may be held. */
  private withinText(said: Said): Said {
    const { original } = said.issue;
    if (original === null) return said;
    const text = this.text + textOf(original);
    if (text >= this.textLimit) return { ...said, issue: { ...said.issue, original: null } };
    this.text = text;
    return said;
  }

  /** Issues are no longer needed here: a first reading found them, the second will again. */
  clear(): void {
    this.held = [];
    this.text = 0;
    this.counts.clear();
  }

  /** Moves what is held into the transaction's temporary table. */
  async spill(tx: Executor): Promise<void> {
    await tx.query(
      `create temp table if not exists import_issues
         (seq int, stage int, severity text, code text, row_number int, field text, value text,
          reason_zh text, reason_en text, original text) on commit drop`,
    );
    const first = this.spilled;
    await tx.copyIn(
      'import_issues',
      ['seq', 'stage', ...COLUMNS],
      encodeCopy(
        ['int4', 'int4', ...TYPES],
        this.held.map(({ issue, stage }, i) => [first + i, stage, ...cellsOf(issue)]),
      ),
    );
    this.spilled += this.held.length;
    this.held = [];
    this.text = 0;
  }

  /** Writes all of them to the batch, in order. @returns the first of them, as many as may be held, with rows as may be */
  async store(tx: Executor, district: string, batchId: number): Promise<Issue[]> {
    if (this.spilled === 0) return this.storeHeld(tx, district, batchId);
    await this.spill(tx);
    await tx.query(
      `insert into register.import_issue (district, batch_id, id, ${COLUMNS})
       select $1, $2, row_number() over (order by coalesce(row_number, 0), stage, seq),
              severity, code, row_number, field, value, reason_zh, reason_en, original::json
         from import_issues`,
      [district, batchId],
    );
    const text = Math.min(REPORTED * this.textLimit, Number.MAX_SAFE_INTEGER);
    return firstIssues(tx, { district, batch: batchId }, { count: this.limit, text });
  }

  private async storeHeld(tx: Executor, district: string, batchId: number): Promise<Issue[]> {
    const { inOrder } = this;
    if (inOrder.length > 0)
      await tx.copyIn(
        'register.import_issue',
        ['district', 'batch_id', 'id', ...COLUMNS],
        encodeCopy(
          ['text', 'int4', 'int4', ...TYPES],
          inOrder.map((issue, i) => [district, batchId, i + 1, ...cellsOf(issue)]),
        ),
      );
    return inOrder;
  }
}

const REPORTED = 4; // times the text that is held while rows are read: a report stands alone

const COLUMNS = ['severity', 'code', 'row_number', 'field', 'value', 'reason_zh', 'reason_en', 'original'];
const TYPES = ['text', 'text', 'int4', 'text', 'text', 'text', 'text', 'text'] as const;

function cellsOf({ severity, code, row, field, value, reason_zh, reason_en, original }: Issue): unknown[] {
  // json comes in as its text
  return [severity, code, row, field, value, reason_zh, reason_en, original && JSON.stringify(original)];
}

/** The first issues of a stored batch, with their rows as long as these have no more characters together. */
export function firstIssues(
  tx: Executor,
  { district, batch }: { district: string; batch: number },
  { count, text }: { count: number; text: number },
): Promise<Issue[]> {
  return tx.query<Issue>(
    `select severity, code, row_number as row, field, value, reason_zh, reason_en,
            case when sum(coalesce(length(original::text), 0)) over (order by id) <= $4 then original end as original
       from register.import_issue where district = $1 and batch_id = $2 order by id limit $3`,
    [district, batch, count, text],
  );
}
