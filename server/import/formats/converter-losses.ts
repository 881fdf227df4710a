/** Losses that ogr2ogr passes over with exit code 0: what it wrote to stderr, and rows of the file that did not come. */
import type { Source } from '../formats.ts';
import { issue } from '../issues.ts';
import { withIssue } from './with-issue.ts';

const LINES_SHOWN = 3; // damage in one place makes two or three, damage everywhere says the same again
const LINE_LIMIT = 200; // characters: some lines quote the file

/** Its warnings (encodings, names made shorter) cost no row and are left out. @param folders not to be shown */
export function withConverterErrors(source: Source, stderr: string, folders: readonly string[]): Source {
  const errors = stderr.split('\n').filter((line) => /^(ERROR|FATAL)\b/.test(line));
  if (errors.length === 0) return source;
  const shown = [...new Set(errors)].slice(0, LINES_SHOWN).map((line) => withoutFolders(line, folders));
  const detail = shown.map((line) => line.slice(0, LINE_LIMIT)).join('; ');
  return withIssue(source, issue('converter_errors', { row: null, value: errors.length, detail }));
}

function withoutFolders(line: string, folders: readonly string[]): string {
  return folders.reduce((rest, folder) => rest.replaceAll(`${folder}/`, ''), line.trim());
}

/** @param stated rows that the file says it has */
export function withRowsStated(source: Source, stated: number): Source {
  const { total = stated } = source;
  if (stated <= total) return source;
  return withIssue(source, issue('rows_lost', { row: null, value: stated, detail: String(total) }));
}

/** ogr2ogr reads a .mif alone: the names of its columns and no value in them. */
export function withTableMissing(source: Source, isMissing: boolean): Source {
  return isMissing ? withIssue(source, issue('no_attribute_table', { row: null, value: '.mid' })) : source;
}
