/** The columns of a file with some of what stands in them: enough to see which field one is. */
import type { Source } from '../formats.ts';

export interface SampledColumn {
  name: string;
  /** Different filled cells, as text, from the top of the file. */
  samples: string[];
}

const COLUMNS = 300; // described; a register has some dozens
const ROWS = 200;
const SAMPLES = 4;
const TEXT_LIMIT = 80; // characters

/** Of a file with very many columns the first 300. */
export function sampleColumns(source: Source): SampledColumn[] {
  const columns = source.columns.slice(0, COLUMNS).map((name): SampledColumn => ({ name, samples: [] }));
  let read = 0;
  for (const { properties } of source.rows()) {
    for (const column of columns) note(column, properties?.[column.name]);
    if (++read >= ROWS) break;
  }
  source.issues.length = 0; // found again when the rows are read for good
  return columns;
}

function note({ samples }: SampledColumn, value: unknown): void {
  if (value === null || value === undefined || value === '' || samples.length >= SAMPLES) return;
  const text = textOf(value).slice(0, TEXT_LIMIT);
  if (!samples.includes(text)) samples.push(text);
}

/** Not String() of a list: one nested a hundred thousand deep is a stack overflow. */
function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  return String(value);
}
