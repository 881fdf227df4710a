/** What a spreadsheet shows where its formula failed: no value, of whatever field. */
import type { Field } from '../field.ts';
import { type Issue, issue } from '../issues.ts';
import type { SourceRow } from '../request.ts';

const FORMULA_ERROR = /^\s*#(N\/A|(REF|VALUE|DIV\/0|NUM|NULL|SPILL|CALC|FIELD)!|NAME\?)\s*$/i;

export function isFormulaError(cell: unknown): cell is string {
  return typeof cell === 'string' && FORMULA_ERROR.test(cell);
}

/** The cell, or null for an error, which is said; where the law hangs on the value, it stays and keeps the row out. */
export function withoutError(
  cell: unknown,
  { name, strict }: Field,
  { row, part }: Pick<SourceRow, 'row' | 'part'>,
  remarks: Issue[],
): unknown {
  if (strict || !isFormulaError(cell)) return cell;
  remarks.push(issue('formula_error', { row, part, field: name, value: cell }));
  return null;
}
