/** Command lines run in this process against a test's database. */
import { runCommand } from '../../server/cli/run.ts';
import type { Database } from '../../server/db/database.ts';

export interface CommandResult {
  code: number;
  out: string;
  err: string;
}

export async function command(db: Database, line: string, cwd = process.cwd()): Promise<CommandResult> {
  const result: CommandResult = { code: 0, out: '', err: '' };
  result.code = await runCommand(line.split(' '), {
    open: async () => db,
    out: (text) => {
      result.out += text;
    },
    err: (text) => {
      result.err += text;
    },
    isTerminal: false,
    cwd,
  });
  return result;
}

/** The rows of a report's JSON, which says what they are of beside them. */
// biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of the rows
export function itemsOf(out: string): any[] {
  const { items, version } = JSON.parse(out);
  if (typeof version !== 'number') throw new Error(`no data version: ${out.slice(0, 200)}`);
  return items;
}
