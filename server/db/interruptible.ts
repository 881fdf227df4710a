/** A database that refuses statements, and gives up the one it runs, once a signal is given: whatever runs on it rolls back. */

import { DomainError } from '../errors.ts';
import type { Database, Executor } from './database.ts';

export function interruptible(database: Database, signal: AbortSignal): Database {
  return {
    mode: database.mode,
    ...guarded(database, signal),
    transaction: (work) => {
      refuseWhen(signal);
      return database.transaction(async (tx) => {
        const result = await work(guarded(tx, signal));
        refuseWhen(signal); // the last moment before the commit
        return result;
      }, signal);
    },
    close: () => database.close(),
  };
}

function guarded(executor: Executor, signal: AbortSignal): Executor {
  const checked =
    <Arguments extends unknown[], Result>(method: (...args: Arguments) => Promise<Result>) =>
    async (...args: Arguments) => {
      refuseWhen(signal);
      try {
        return await method(...args);
      } catch (error) {
        refuseWhen(signal); // it was cancelled
        throw error;
      }
    };
  return {
    query: checked((text, parameters) => executor.query(text, parameters)) as Executor['query'],
    run: checked((script: string) => executor.run(script)),
    copyIn: checked((table, columns, data) => executor.copyIn(table, columns, data)) as Executor['copyIn'],
    copyOut: checked((query: string) => executor.copyOut(query)),
  };
}

function refuseWhen(signal: AbortSignal): void {
  if (signal.aborted)
    throw new DomainError('interrupted', 'Interrupted; nothing was changed.', '已中断，未作任何更改。');
}
