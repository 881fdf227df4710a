/** What a command may touch. The same command runs in its own process or inside the server that holds the data folder. */
import type { Database } from '../db/database.ts';

export interface CommandContext {
  /** Opens the database on first use, migrated; later calls return the same one. */
  open(): Promise<Database>;
  /** Only the answer goes here. */
  out(text: string): void;
  /** Progress, notes and refusals. */
  err(text: string): void;
  /** True when the person at the other end watches a terminal on stderr: then progress may be drawn over itself. */
  readonly isTerminal: boolean;
  /** Folder that relative paths on the command line start from. */
  readonly cwd: string;
}
