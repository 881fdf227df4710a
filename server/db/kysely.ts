/** Kysely over an Executor, for queries with optional filters and paging: one dialect for both database modes. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Executor } from './database.ts';

/** Every table of the register, its columns unchecked; name the row type at the call. */
// biome-ignore lint/suspicious/noExplicitAny: rows are typed where a query selects them
export type AnyTables = Record<string, Record<string, any>>;

/**
 * A query builder that runs on `executor`, inside its transaction when it has one.
 * It begins no transactions itself and counts no affected rows: use `returning`.
 */
export function kyselyOf<Tables = AnyTables>(executor: Executor): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOn(executor),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

function driverOn(executor: Executor): Driver {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => ({
      rows: await executor.query<Row>(sql, parameters),
    }),
    streamQuery: refuse,
  };
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: async () => {},
  };
}

function refuse(): never {
  throw new Error('Transactions and streams are the executor’s: use Database.transaction or copyOut.');
}
