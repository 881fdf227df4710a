/** Batches and their issues: written with the rows, read again as reports. */
import type { Executor } from '../../db/database.ts';
import { firstIssues } from '../issue-list.ts';
import { countByCode, type Issue } from '../issues.ts';
import type { BatchReport } from '../request.ts';
import { trackFixes } from './track-fixes.ts';

/** A report before the database has given it its id and time. */
export type NewBatch = Omit<
  BatchReport,
  'id' | 'created_at' | 'undone_at' | 'repeated' | 'dry_run' | 'issues_by_code' | 'tracks'
>;

/** The batch must stand before rows that name it; its counts follow at the end. */
export async function insertBatch(tx: Executor, batch: NewBatch & { id: number; version: number }): Promise<void> {
  await tx.query(
    `insert into register.import_batch
       (district, id, layer, file_name, sha256, options, crs, crs_note, mapping, columns_left, profile, author, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text[], $11, $12, $13)`,
    [
      batch.district,
      batch.id,
      batch.layer,
      batch.file_name,
      batch.sha256,
      JSON.stringify(batch.options),
      batch.crs,
      batch.crs_note === null ? null : JSON.stringify({ zh: batch.crs_note_zh, en: batch.crs_note }),
      JSON.stringify(batch.mapping),
      batch.columns_left,
      batch.profile,
      batch.author,
      batch.version,
    ],
  );
}

/** Counts of a batch whose rows are in. @returns when it was made, ISO 8601 */
export async function completeBatch(tx: Executor, batch: NewBatch & { id: number }): Promise<string> {
  const [{ created_at }] = await tx.query<{ created_at: string }>(
    `update register.import_batch
        set rows_read = $3, rows_new = $4, rows_changed = $5, rows_same = $6, rows_rejected = $7
      where district = $1 and id = $2 returning created_at`,
    [
      batch.district,
      batch.id,
      batch.rows_read,
      batch.rows_new,
      batch.rows_changed,
      batch.rows_same,
      batch.rows_rejected,
    ],
  );
  return created_at;
}

const BATCH_COLUMNS = `district, id, layer, file_name, sha256, options, crs,
  crs_note ->> 'en' as crs_note, crs_note ->> 'zh' as crs_note_zh, mapping, columns_left, profile, rows_read, rows_new,
  rows_changed, rows_same, rows_rejected, author, created_at, undone_at`;

/**
 * The latest batch that brought in the same bytes, layer and options, where it and what it brought still stand: after another
 * import of the layer changed rows the file is news again, and draws them back.
 */
export async function findRepeated(
  db: Executor,
  { district, layer, sha256, options }: Pick<NewBatch, 'district' | 'layer' | 'sha256' | 'options'>,
): Promise<BatchReport | undefined> {
  const [found] = await db.query<BatchReport>(
    `select ${BATCH_COLUMNS} from register.import_batch b
      where district = $1 and layer = $2 and sha256 = $3 and options = $4::jsonb and undone_at is null
        and not exists (select from register.import_batch later
                         where later.district = b.district and later.layer = b.layer and later.id > b.id
                           and later.undone_at is null and later.rows_changed > 0)
      order by id desc limit 1`,
    [district, layer, sha256, JSON.stringify(options)],
  );
  return found && { ...(await withFirstIssues(db, found)), repeated: true };
}

/** As many as a report of the import had, with rows up to as many characters; all are counted. */
const [FIRST, FIRST_TEXT] = [20_000, 32_000_000];

async function withFirstIssues(db: Executor, batch: BatchReport): Promise<BatchReport> {
  const key = [batch.district, batch.id];
  const counts = await db.query<{ code: string; n: number }>(
    `select code, count(*)::int as n from register.import_issue
      where district = $1 and batch_id = $2 group by code order by n desc, code collate "C"`,
    key,
  );
  const issues = await firstIssues(
    db,
    { district: batch.district, batch: batch.id! },
    { count: FIRST, text: FIRST_TEXT },
  );
  const issues_by_code = Object.fromEntries(counts.map(({ code, n }) => [code, n]));
  return { ...batch, ...STORED, issues_by_code, issues, tracks: await tracksOf(db, batch) };
}

/** Empty for other layers. */
export async function tracksOf(
  db: Executor,
  { district, id, layer }: Pick<BatchReport, 'district' | 'id' | 'layer'>,
): Promise<BatchReport['tracks']> {
  return layer === 'tracks' && id !== null ? trackFixes(db, district, id) : [];
}

/** All batches of a district, newest first, without their issues' rows and their tracks. */
export async function listBatches(db: Executor, district: string): Promise<Omit<BatchReport, 'issues' | 'tracks'>[]> {
  const batches = await db.query<BatchReport>(
    `select ${BATCH_COLUMNS},
            coalesce((select jsonb_object_agg(code, n) from (
              select code, count(*) as n from register.import_issue i
               where i.district = b.district and i.batch_id = b.id group by code) c), '{}') as issues_by_code
       from register.import_batch b where district = $1 order by id desc`,
    [district],
  );
  return batches.map((batch) => ({ ...batch, ...STORED }));
}

export async function findBatch(db: Executor, district: string, id: number): Promise<BatchReport | undefined> {
  const [found] = await db.query<BatchReport>(
    `select ${BATCH_COLUMNS} from register.import_batch where district = $1 and id = $2`,
    [district, id],
  );
  return found && withIssues(db, found);
}

async function withIssues(db: Executor, batch: BatchReport): Promise<BatchReport> {
  const issues = await db.query<Issue>(
    `select severity, code, row_number as row, field, value, reason_zh, reason_en, original
       from register.import_issue where district = $1 and batch_id = $2 order by id`,
    [batch.district, batch.id],
  );
  return { ...batch, ...STORED, issues_by_code: countByCode(issues), issues, tracks: await tracksOf(db, batch) };
}

const STORED = { dry_run: false, repeated: false };
