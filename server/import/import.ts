/** The two ways in: a file, or rows made in this process. Both take the same path into the register. */
import type { Database, Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { Conversion, type Reading } from './convert-rows.ts';
import { crsNote } from './crs-note.ts';
import { refusedByDatabase } from './database-refusal.ts';
import { refuseLargeForEmbedded } from './embedded-limit.ts';
import { IssueList } from './issue-list.ts';
import { nextIds, type Writing } from './load.ts';
import { type Opened, openFileRequest, openRowsRequest } from './open-request.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { BatchReport, FileRequest, Held, ImportHooks, RowsRequest } from './request.ts';
import { completeBatch, findRepeated, insertBatch, type NewBatch, tracksOf } from './store/batch.ts';
import { checkDistrictKey, lockDistrict } from './store/district.ts';
import { PieceSource } from './store/pieces.ts';
import { analyseGrown } from './store/statistics.ts';
import { storeRows } from './store/store-rows.ts';

/**
 * Imports one file in one transaction; nothing stays of it when it is refused.
 * The same file with the same layer and options is answered from its first batch and changes nothing.
 * @throws DomainError what stands in formats.ts, prepare.ts, rows/mapping.ts, database-refusal.ts
 */
export async function importFile(db: Database, request: FileRequest, hooks: ImportHooks = {}): Promise<BatchReport> {
  checkDistrictKey(request.district.key);
  if (db.mode === 'embedded') await refuseLargeForEmbedded(request.file, request.sourceLayer);
  hooks.progress?.step('read');
  const opened = await openFileRequest(request);
  hooks.progress?.done(opened.source.total);
  return importRefusing(db, { request, opened, options: optionsOf(request) }, hooks);
}

/** Imports rows already in memory, through the same checks, matching and transaction as a file. */
export async function importRows(db: Database, request: RowsRequest, hooks: ImportHooks = {}): Promise<BatchReport> {
  checkDistrictKey(request.district.key);
  return importRefusing(db, { request, opened: openRowsRequest(request), options: {} }, hooks);
}

function optionsOf({
  mapping,
  crs,
  control,
  sourceLayer,
  where,
  defaults,
  unpivot,
}: FileRequest): Record<string, unknown> {
  const given = { map: mapping, crs, control, source_layer: sourceLayer, where, defaults, unpivot };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const HELD: Held = { rows: 10_000, vertices: 200_000, text: 8_000_000, issues: 20_000 };

interface Job {
  request: FileRequest | RowsRequest;
  opened: Opened;
  options: Record<string, unknown>;
}

/** Whatever the database itself refuses reaches people in words; it has rolled back by then. */
async function importRefusing(db: Database, job: Job, hooks: ImportHooks): Promise<BatchReport> {
  try {
    return await importOpened(db, job, hooks);
  } catch (error) {
    throw refusedByDatabase(error, job.opened.file_name);
  }
}

async function importOpened(db: Database, job: Job, hooks: ImportHooks): Promise<BatchReport> {
  const { request, opened, options } = job;
  const { layer, district } = request;
  const repeated = await findRepeated(db, { district: district.key, layer, sha256: opened.sha256, options });
  if (repeated) return repeated;
  const prepared = await prepare(db, request, opened);
  const held = hooks.held ?? HELD;
  const issues = new IssueList(held.issues, held.text);
  const conversion = await Conversion.open(db, { request, prepared, progress: hooks.progress }, held);
  hooks.progress?.step('convert', prepared.source.total);
  const reading = conversion.read(issues);
  const pieces = await PieceSource.open(reading.pieces());
  hooks.progress?.done(reading.read);
  try {
    const report = await db.transaction((tx) =>
      storeBatch(tx, { job, prepared, conversion, reading, pieces, issues }, hooks),
    );
    await analyseGrown(db);
    return report;
  } catch (error) {
    if (error instanceof DryRun) return error.report;
    throw error;
  }
}

/** Thrown to roll a dry run back. */
class DryRun extends Error {
  readonly report: BatchReport;
  constructor(report: BatchReport) {
    super('dry run');
    this.report = report;
  }
}

interface Storing {
  job: Job;
  prepared: Prepared;
  conversion: Conversion;
  reading: Reading;
  pieces: PieceSource;
  issues: IssueList;
}

async function storeBatch(tx: Executor, storing: Storing, hooks: ImportHooks): Promise<BatchReport> {
  const { job, prepared, issues } = storing;
  const { request } = job;
  const author = request.author ?? 'cli';
  const version = await lockDistrict(tx, request.district, prepared.district);
  const writing: Writing = { tx, district: prepared.district.key, batchId: 0 };
  writing.batchId = await nextIds(tx, writing.district, 'import_batch', 1);
  // the change history reads both
  await tx.query(`select set_config('atlas.batch_id', $1, true), set_config('atlas.author', $2, true)`, [
    String(writing.batchId),
    author,
  ]);
  const draft = draftOf(job, prepared, author);
  await insertBatch(tx, { ...draft, id: writing.batchId, version });
  const counted = await writeBatch(writing, { ...storing, version }, hooks);
  const said = await issues.store(tx, writing.district, writing.batchId);
  const batch: NewBatch = { ...draft, ...counted, issues: said };
  if (!prepared.district.exists && batch.rows_new === 0) throw nothingLeft(batch);
  const created_at = await completeBatch(tx, { ...batch, id: writing.batchId });
  const tracks = await tracksOf(tx, { ...batch, id: writing.batchId });
  const report = reportOf(batch, writing.batchId, { created_at, issues_by_code: issues.byCode, tracks });
  if (request.dryRun) throw new DryRun({ ...report, id: null, created_at: null, dry_run: true });
  return report;
}

type RowCounts = Pick<NewBatch, `rows_${'read' | 'new' | 'changed' | 'same' | 'rejected'}`>;

async function writeBatch(
  writing: Writing,
  { job: { request }, prepared, conversion, reading, pieces, issues, version }: Storing & { version: number },
  { progress, derive }: ImportHooks,
): Promise<RowCounts> {
  const { layer, defaults = {} } = request;
  const { mapping, source } = prepared;
  progress?.step('store', pieces.isOnly ? pieces.first.length : source.total);
  const stored = await storeRows(writing, { layer, mapping, defaults, conversion, reading, pieces, issues });
  await reading.finish(writing.tx);
  progress?.done(pieces.isOnly ? pieces.first.length : reading.read);
  if (derive && Object.keys(stored.touched).length > 0) {
    progress?.step('derive');
    const { tx, district, batchId } = writing;
    issues.add('derive', await derive(tx, { district, version, batchId, rows: stored.touched }));
    progress?.done();
  }
  return {
    rows_read: reading.records,
    rows_new: stored.counts.new,
    rows_changed: stored.counts.changed,
    rows_same: stored.counts.same,
    rows_rejected: reading.rejected + stored.rejected,
  };
}

function draftOf({ request, opened, options }: Job, { crs, mapping }: Prepared, author: string): NewBatch {
  const note = crsNote(crs?.label ?? null, crs?.datum);
  return {
    district: request.district.key,
    layer: request.layer,
    file_name: opened.file_name,
    sha256: opened.sha256,
    crs: crs?.label ?? null,
    crs_note: note?.en ?? null,
    crs_note_zh: note?.zh ?? null,
    mapping: mapping.named,
    columns_left: opened.columns_left,
    options,
    profile: ('profile' in request ? request.profile : undefined) ?? null,
    rows_read: 0,
    rows_new: 0,
    rows_changed: 0,
    rows_same: 0,
    rows_rejected: 0,
    author,
    issues: [],
  };
}

type Made = Pick<BatchReport, 'created_at' | 'issues_by_code' | 'tracks'>;

function reportOf(batch: NewBatch, id: number, made: Made): BatchReport {
  return {
    ...batch,
    id,
    ...made,
    undone_at: null,
    repeated: false,
    dry_run: false,
  };
}

/** A new district would be empty: the file or its mapping is wrong, and nothing is kept. */
function nothingLeft({ file_name, rows_read, issues }: NewBatch): DomainError {
  const some = issues.slice(0, 3);
  const lines = (language: 'reason_en' | 'reason_zh') =>
    some.map((each) => `${each.row}: ${each[language]}`).join('; ');
  return new DomainError(
    'nothing_to_import',
    `none of the ${rows_read} rows of ${file_name} can be taken (row ${lines('reason_en')})`,
    `${file_name} 的 ${rows_read} 行均无法导入（行 ${lines('reason_zh')}）`,
  );
}
