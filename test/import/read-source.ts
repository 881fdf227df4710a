/** A file through its reader: rows, columns and issues as the import gets them. */
import { readSourceFile, type Source } from '../../server/import/formats.ts';
import type { SourceRow } from '../../server/import/request.ts';

export interface Read extends Source {
  list: SourceRow[];
  /** `code row` of each issue. */
  said: string[];
}

export async function readSource(path: string, layer?: string): Promise<Read> {
  const { file, format } = await readSourceFile(path);
  const source = await format.open(file, layer);
  const list = [...source.rows()];
  return { ...source, list, said: source.issues.map(({ code, row }) => `${code} ${row ?? '-'}`) };
}

/** The code a file is refused with, or what was read of it. */
export async function refusalOf(path: string, layer?: string): Promise<string> {
  try {
    return `opened ${(await readSource(path, layer)).list.length}`;
  } catch (error) {
    if (error instanceof Error && error.name === 'DomainError') return (error as Error & { code: string }).code;
    throw error;
  }
}
