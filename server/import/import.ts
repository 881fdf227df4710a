/** The two ways in: a file, or rows made in this process. Both take the same path into the register. */
import type { Database } from '../db/database.ts';
import type { BatchReport, FileRequest, ImportHooks, RowsRequest } from './request.ts';

/** Imports one file in one transaction; nothing stays of it when it is refused. */
export async function importFile(_db: Database, _request: FileRequest, _hooks: ImportHooks = {}): Promise<BatchReport> {
  throw new Error('being written');
}

/** Imports rows already in memory, through the same checks, matching and transaction as a file. */
export async function importRows(_db: Database, _request: RowsRequest, _hooks: ImportHooks = {}): Promise<BatchReport> {
  throw new Error('being written');
}
