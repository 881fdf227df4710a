/** Columns that say nothing in any row, where another could fill the same field: KML has a name for every placemark, often left empty. */
import type { Source } from '../formats.ts';
import { turn } from '../turn.ts';
import { isEmpty } from './cells.ts';

const TURN = 1000; // rows between two turns of the event loop

/**
 * Those of the rivals that are empty throughout. `rivals` gives, by the columns passed over so far, the columns that a field would
 * take although it could take another; most files have none, or say something in their first row.
 */
export async function emptyRivals(
  source: Pick<Source, 'rows' | 'issues'>,
  rivals: (empty: ReadonlySet<string>) => ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const empty = new Set<string>();
  for (;;) {
    const found = await withoutWords(source, rivals(empty));
    if (found.size === 0) return empty;
    for (const column of found) empty.add(column);
  }
}

async function withoutWords({ rows, issues }: Pick<Source, 'rows' | 'issues'>, columns: ReadonlySet<string>) {
  const left = new Set(columns);
  if (left.size === 0) return left;
  let seen = 0;
  for (const { properties, isPause } of rows()) {
    if (!isPause) for (const column of left) if (!isEmpty(properties[column])) left.delete(column);
    if (left.size === 0) break;
    if (isPause) issues.length = 0;
    if (++seen % TURN === 0) await turn();
  }
  issues.length = 0; // found again when the rows are read for good
  return left;
}
