/** What a file of outfalls says that is doubtful, told before it is imported: the checks of an import, on rows that are not stored. */
import type { Executor } from '../../db/database.ts';
import { checkCodes } from '../../engine/match/check-codes.ts';
import { ISSUERS } from '../../engine/match/outfall-code.ts';
import { layerOf } from '../fields.ts';
import type { IssueList } from '../issue-list.ts';
import type { ReadyRow } from '../rows/convert.ts';
import type { Mapping } from '../rows/mapping.ts';
import { CHECKED, checkIssues, type Found, findInRows, SIGN_PARTS, undatedIssue } from '../store/outfall-checks.ts';
import { CODE_COLUMNS, codeIssue, waterSystems } from '../store/outfall-codes.ts';

type Record = { id: number } & { [column: string]: string | number | null };

const FIELDS = layerOf('outfalls').fields;
const text = (value: string | number | null | undefined) => (value === null || value === undefined ? null : `${value}`);

export class OutfallHints {
  private undated = 0;
  private readonly db: Executor;
  private readonly district: string;
  private readonly mapped: Mapping['named'];
  private readonly systems: ReadonlySet<string>;
  private readonly isFirst: boolean;

  private constructor(
    db: Executor,
    at: { district: string; mapped: Mapping['named'] },
    known: { systems: ReadonlySet<string>; isFirst: boolean },
  ) {
    [this.db, this.district, this.mapped] = [db, at.district, at.mapped];
    [this.systems, this.isFirst] = [known.systems, known.isFirst];
  }

  static async open(db: Executor, at: { district: string; mapped: Mapping['named'] }): Promise<OutfallHints> {
    const [{ held }] = await db.query<{ held: boolean }>(
      'select exists (select from register.outfall where district = $1) as held',
      [at.district],
    );
    return new OutfallHints(db, at, { systems: await waterSystems(db, at.district), isFirst: !held });
  }

  /** Adds what is doubtful about more rows. */
  async look(rows: readonly ReadyRow[], issues: IssueList): Promise<void> {
    const records = rows.map(recordOf);
    issues.add('store', this.ofCodes(records));
    if (!CHECKED.some((field) => field in this.mapped)) return;
    const found = (await findInRows(this.db, this.district, records)).filter((each) => this.isOfTheFile(each));
    const { each, undated } = checkIssues(found, (row) => row);
    issues.add('store', each);
    this.undated += undated;
  }

  /** What is said once for all rows. */
  finish(issues: IssueList): void {
    issues.add('store', undatedIssue(this.undated));
  }

  /** That a code is another's too is known when the rows are matched. */
  private ofCodes(records: readonly Record[]) {
    const coded = records.map((record) => ({
      id: record.id,
      type: text(record.type),
      townKey: null,
      codes: Object.fromEntries(ISSUERS.map((issuer) => [issuer, text(record[CODE_COLUMNS[issuer]])])) as never,
    }));
    return checkCodes(coded, { district: this.district, waterSystems: this.systems })
      .filter(({ code }) => code !== 'code_duplicate')
      .map((finding) => codeIssue(finding, finding.id));
  }

  /** What a file has no column of, the register may have. */
  private isOfTheFile(found: Found): boolean {
    return this.isFirst || missedBy(found).every((field) => field in this.mapped);
  }
}

/** An outfall is one point: rows and outfalls go together. */
function recordOf({ row, values }: ReadyRow): Record {
  const cells = FIELDS.flatMap(({ column }, i) => (column === undefined ? [] : [[column, values[i]] as const]));
  return { ...Object.fromEntries(cells), id: row };
}

/** The fields that a finding holds another field against, or finds empty. */
function missedBy({ code, field, detail }: Found): readonly string[] {
  if (code === 'closeout_without_type') return ['handle_type'];
  if (code === 'stage_without_date') return ['handle_stage_on', 'closed_out_on'];
  if (code === 'date_without_state') return [detail!];
  if (code === 'sign_incomplete') return SIGN_PARTS;
  return code === 'sign_disagrees' && field === 'sign_code' ? ['code', 'code_province'] : [];
}
