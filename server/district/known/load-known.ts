/**
 * The district as the register stood at an earlier version: its rows are put back under another key, everything is derived
 * from them as from an import, read, and rolled back. One way of deriving, so the past is what it would be computed as today.
 */
import { randomBytes } from 'node:crypto';
import type { Database, Executor } from '../../db/database.ts';
import { DomainError } from '../../errors.ts';
import type { Touched } from '../../import/touched.ts';
import { DERIVED } from '../derive/author.ts';
import { derive } from '../derive/derive.ts';
import { type District, getDistrict } from '../district.ts';
import { readSnapshot, type Snapshot } from '../snapshot.ts';
import { type Moment, versionAt } from './moment.ts';
import { copyGrounds, copyRiverSets, copyRoutes } from './past-network.ts';
import {
  AREA_TABLES,
  copyPastDistrict,
  copyPastRows,
  type LedgerTable,
  NETWORK_TABLES,
  type Past,
  type PlainTable,
} from './past-rows.ts';

/**
 * Rivers, towns, waters, tracks, records, parks and residential areas as known then, with today's named sets of rivers;
 * outfalls and zones are not in it. Routes that are drawn as they were have their ids, others ids above 10^9.
 * `district.version` is the version that stood.
 * @throws DomainError `district_unknown`, `known_at_too_early`, `known_at_ground_lost`, `known_at_read_only` (409)
 */
export async function loadKnown(db: Database, key: string, moment: Moment): Promise<Snapshot> {
  const { district, answer } = await readKnown(db, key, moment, [], async (_tx, snapshot) => snapshot);
  return { ...answer, district };
}

export interface Known<Answer> {
  district: District;
  answer: Answer;
}

/**
 * What `read` makes of the register of that moment while it stands in the transaction, where it has another key.
 * @param more  further tables whose rows of then are to stand in it.
 * @throws DomainError as loadKnown
 */
export function readKnown<Answer>(
  db: Database,
  key: string,
  moment: Moment,
  more: readonly PlainTable[],
  read: (tx: Executor, snapshot: Snapshot) => Promise<Answer>,
): Promise<Known<Answer>> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read');
    const district = await getDistrict(tx, key);
    const past = { district: key, version: await versionAt(tx, key, moment), under: freeKey() };
    if (past.version === district.version)
      return { district, answer: await read(tx, await readSnapshot(tx, district)) };
    await refuseReplica(tx);
    await tx.run('savepoint past');
    const snapshot = await deriveSnapshot(tx, past, more);
    const answer = await read(tx, snapshot);
    await tx.run('rollback to savepoint past');
    const { number } = district;
    return { answer, district: { ...snapshot.district, key, number, version: past.version } };
  });
}

async function deriveSnapshot(tx: Executor, past: Past, more: readonly PlainTable[]): Promise<Snapshot> {
  await tx.query(`select set_config('atlas.author', $1, true)`, [DERIVED]); // what is rolled back needs no history
  const hasOtherSettings = await copyPastDistrict(tx, past);
  const network = await copyRows(tx, past, NETWORK_TABLES);
  await repackTracks(tx, past, hasOtherSettings);
  await copyRoutes(tx, past);
  await deriveRows(tx, past, network);
  // records last: one without a ground line is placed on the routes of the past, not on today's
  const records = await copyRows(tx, past, ['survey_record']);
  await copyGrounds(tx, past);
  await deriveRows(tx, past, records);
  await deriveRows(tx, past, await copyRows(tx, past, AREA_TABLES));
  for (const table of more) await copyPastRows(tx, past, table);
  await copyRiverSets(tx, past);
  const snapshot = await readSnapshot(tx, await getDistrict(tx, past.under));
  return { ...snapshot, district: { ...snapshot.district, recomputing: false, isPast: true } };
}

async function copyRows(tx: Executor, past: Past, tables: readonly LedgerTable[]): Promise<Touched['rows']> {
  const rows: Touched['rows'] = {};
  for (const table of tables) {
    const ids = await copyPastRows(tx, past, table);
    if (ids.length > 0) rows[table] = { new: ids, changed: [], removed: [] };
  }
  return rows;
}

async function deriveRows(tx: Executor, { under }: Past, rows: Touched['rows']): Promise<void> {
  const [{ version }] = await tx.query<{ version: number }>('select register.write_version($1) as version', [under]);
  await derive(tx, { district: under, version, batchId: null, rows });
}

/** Packed pieces are of the fixes and the local time of their moment: where either is another now they are made again. */
async function repackTracks(tx: Executor, { district, under }: Past, all: boolean): Promise<void> {
  await tx.query(
    `update register.survey_track t set chords = null
      where t.district = $2 and ($3 or not exists (
            select from register.survey_track now where now.district = $1 and now.id = t.id and now.chords is not null
               and now.line_m::bytea = t.line_m::bytea and now.has_time = t.has_time and now.date is not distinct from t.date))`,
    [district, under, all],
  );
}

const freeKey = () => `past-${randomBytes(5).toString('hex')}`;

async function refuseReplica(tx: Executor): Promise<void> {
  const [{ replica }] = await tx.query<{ replica: boolean }>('select pg_is_in_recovery() as replica');
  if (!replica) return;
  throw new DomainError(
    'known_at_read_only',
    'An earlier state of the register can be derived on the primary database only, not on a replica.',
    '历史时点的台账只能在主库上重算，不能在只读副本上进行。',
    409,
  );
}
