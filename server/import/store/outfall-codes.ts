/** Codes of stored outfalls, checked: at import against all the others, and whole as a report. */
import type { Executor } from '../../db/database.ts';
import { type CodedOutfall, type CodeFinding, checkCodes, codeMark } from '../../engine/match/check-codes.ts';
import { ISSUERS, type Issuer } from '../../engine/match/outfall-code.ts';
import { type Issue, issue } from '../issues.ts';
import { OUTFALL_TYPE } from '../values-of-outfalls.ts';

/** The column of each issuer's code. */
export const CODE_COLUMNS: Record<Issuer, string> = {
  national: 'code',
  province: 'code_province',
  permit: 'permit_reference',
};

/** A finding as it is told of a row; null where it is of no file. */
export function codeIssue({ code, issuer, value, detail }: CodeFinding, row: number | null): Issue {
  const [zh] = (code === 'code_type_mismatch' && OUTFALL_TYPE[detail as keyof typeof OUTFALL_TYPE]) || [detail];
  const at = { row, field: CODE_COLUMNS[issuer], layer: 'outfalls' as const };
  return issue(code, { ...at, value, detail: { zh, en: detail.replaceAll('_', ' ') } });
}

interface CodeRow extends Record<string, string | number | boolean | null> {
  id: number;
  type: string | null;
  town_key: string | null;
  chosen: boolean;
}

/**
 * Findings about the chosen outfalls of a district, or all; merged-away records keep their codes and are not asked. The
 * town counts where it is known, which while an import writes it is not.
 */
export async function codeFindings(
  tx: Executor,
  district: string,
  choice: 'all' | readonly number[],
  fresh: { batch: number } | null = null,
): Promise<CodeFinding[]> {
  const rows = await codedRows(tx, district, choice, fresh);
  const taken = new Map<string, number>();
  for (const row of rows.filter(({ chosen }) => !chosen))
    for (const issuer of ISSUERS) {
      const mark = codeMark(issuer, row[CODE_COLUMNS[issuer]] as string | null);
      if (mark !== null && !taken.has(mark)) taken.set(mark, row.id);
    }
  const rules = { district, waterSystems: await waterSystems(tx, district), taken };
  return checkCodes(rows.filter(({ chosen }) => chosen).map(codedOutfall), rules);
}

/** First segments of national codes that are in use in the district; none where nobody said. */
export async function waterSystems(tx: Executor, district: string): Promise<Set<string>> {
  const systems = await tx.query<{ code: string }>('select code from register.code_water_system where district = $1', [
    district,
  ]);
  return new Set(systems.map(({ code }) => code));
}

function codedOutfall(row: CodeRow): CodedOutfall {
  const codes = ISSUERS.map((issuer) => [issuer, row[CODE_COLUMNS[issuer]]]);
  return { id: row.id, type: row.type, townKey: row.town_key, codes: Object.fromEntries(codes) };
}

/** The chosen ones, and those that hold a code before them; other rows of a file being imported do not. */
async function codedRows(
  tx: Executor,
  district: string,
  choice: 'all' | readonly number[],
  fresh: { batch: number } | null,
): Promise<CodeRow[]> {
  return tx.query<CodeRow>(
    `select o.id, o.code, o.code_province, o.permit_reference, o.type, t.key as town_key,
            $2::int[] is null or o.id = any($2::int[]) as chosen
       from register.outfall o
       left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
       left join register.town t on t.district = o.district and t.id = l.town_id
      where o.district = $1 and o.merged_into is null and num_nonnulls(o.code, o.code_province, o.permit_reference) > 0
        and ($2::int[] is null or $3::int is null or o.id = any($2::int[]) or not exists (
             select from register.outfall_batch b
              where b.district = o.district and b.outfall_id = o.id and b.batch_id = $3))
      order by o.id`,
    [district, choice === 'all' ? null : [...choice], fresh?.batch ?? null],
  );
}
