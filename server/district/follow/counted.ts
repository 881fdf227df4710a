/** Counts the rows that are read through an executor. */
import { countCopied } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';

export interface Counted extends Executor {
  readonly rows: number;
}

export function counted(tx: Executor): Counted {
  let rows = 0;
  return {
    ...tx,
    get rows() {
      return rows;
    },
    query: async <Row>(text: string, parameters?: readonly unknown[]) => {
      const found = await tx.query<Row>(text, parameters);
      rows += found.length;
      return found;
    },
    copyOut: async (query) => {
      const stream = await tx.copyOut(query);
      rows += countCopied(stream);
      return stream;
    },
  };
}
