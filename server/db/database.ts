/** What the rest of the service knows of a database: the same face for PostgreSQL and the embedded one. */

/** Runs statements; handed on as the first argument so that a transaction is never left by accident. */
export interface Executor {
  /**
   * Runs one parametrised statement and returns its rows.
   * int8 and numeric come as numbers, date as 'YYYY-MM-DD', timestamptz as ISO 8601 text, json parsed,
   * bytea as Uint8Array, geometry as hex EWKB: equal in both modes.
   */
  query<Row = Record<string, unknown>>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs a script of several statements without parameters (migrations, functions). */
  run(script: string): Promise<void>;
  /** Binary COPY into `table` (qualified); `data` is a whole PGCOPY stream. Returns the rows written. */
  copyIn(
    table: string,
    columns: readonly string[],
    data: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<number>;
  /** Binary COPY of a query's result; the whole PGCOPY stream. */
  copyOut(query: string): Promise<Uint8Array>;
}

export interface Database extends Executor {
  readonly mode: 'postgres' | 'embedded';
  /** Where a signal is given PostgreSQL cancels the statement that runs; the embedded database ends it first. */
  transaction<Result>(work: (tx: Executor) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /**
   * Calls `wake` after others committed something of this channel, and after a lost connection is there again; returns what
   * ends it. Only PostgreSQL has it.
   */
  listen?(channel: string, wake: () => void): () => Promise<void>;
  close(): Promise<void>;
}

/** Settings of every session in both modes: JIT only costs here (style.md), texts of times are parsed as UTC. */
export const SESSION = {
  jit: 'off',
  timezone: 'UTC',
  datestyle: 'ISO',
  bytea_output: 'hex',
  client_min_messages: 'warning',
} as const;
