/** Catches the statement that slips past the transaction it stands in: in the embedded database it would wait for ever. */
import { AsyncLocalStorage } from 'node:async_hooks';

const open = new AsyncLocalStorage<object>();

/** Runs `work` as the inside of a transaction of `database`. */
export function insideTransaction<Result>(database: object, work: () => Promise<Result>): Promise<Result> {
  return open.run(database, work);
}

/** @throws when the caller stands in a transaction of `database` and must use its executor. */
export function assertOutside(database: object): void {
  if (open.getStore() === database)
    throw new Error('This statement stands inside a transaction: use the executor the transaction handed out.');
}
