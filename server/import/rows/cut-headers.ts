/** Columns whose headers the format cut: the field that one was of, where it can only be one. */
import type { Field } from '../field.ts';
import { fieldWords } from '../field-words.ts';
import type { Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';

interface Choice {
  asked: Record<string, string>;
  /** field → column so far. */
  chosen: Map<string, string>;
}

/** Adds to what is chosen; what is left alone since it may be of several fields is named with them. */
export function chooseCut(
  fields: readonly Field[],
  { columns, cut }: Required<Pick<Source, 'columns' | 'cut'>>,
  { asked, chosen }: Choice,
): Issue[] {
  const taken = new Set(chosen.values());
  const open = columns.filter((column) => cut.has(column) && !taken.has(column));
  const candidates = new Map(open.map((column) => [column, fieldsOf(fields, cut.get(column)!.mayBegin)]));
  const claims = [...candidates.values()].filter(({ length }) => length === 1).map(([field]) => field);
  return open.flatMap((column) => {
    const [field, ...others] = candidates.get(column)!;
    const { hasTwin } = cut.get(column)!;
    if (field === undefined && !hasTwin) return [];
    if (field === undefined || others.length > 0 || hasTwin || claims.filter((claim) => claim === field).length > 1)
      return [
        ambiguous(
          column,
          fields.filter(({ name }) => candidates.get(column)!.includes(name)),
        ),
      ];
    if (chosen.has(field) || field in asked) return [];
    chosen.set(field, column);
    return [issue('header_cut', { row: null, field, value: column })];
  });
}

function fieldsOf(fields: readonly Field[], mayBegin: (header: string) => boolean): string[] {
  return fields.filter(({ name, headers }) => [name, ...headers].some(mayBegin)).map(({ name }) => name);
}

/** The option of the command line takes names, which therefore stand beside the words. */
function ambiguous(column: string, candidates: readonly Field[]): Issue {
  const words = candidates.map((field) => `${fieldWords(field).zh} ${field.name}`);
  const detail = { zh: words.join('、') || '–', en: candidates.map(({ name }) => name).join(', ') || '–' };
  return issue('header_cut_ambiguous', { row: null, value: column, detail });
}
