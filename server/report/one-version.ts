/** Answers made from memory and from the database together, of one version of the district. */
import type { Database, Executor } from '../db/database.ts';
import { type District, getDistrict, isSameState } from '../district/district.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { DomainError } from '../errors.ts';

const TRIES = 5;

/**
 * @param load  gives the district as of its newest version, in memory.
 * @param answer  reads in a transaction that sees the snapshot's version.
 * @throws DomainError `data_changing` (409)
 */
export async function inOneVersion<Answer>(
  db: Database,
  load: () => Promise<Snapshot>,
  answer: (tx: Executor, snapshot: Snapshot) => Promise<Answer>,
): Promise<Answer> {
  for (let tries = 0; tries < TRIES; tries++) {
    const snapshot = await load();
    const found = await db.transaction(async (tx) => {
      await tx.query('set transaction isolation level repeatable read');
      const now = await getDistrict(tx, snapshot.district.key);
      return isSameState(now, snapshot.district) ? { of: await answer(tx, snapshot) } : undefined;
    });
    if (found) return found.of;
  }
  throw new DomainError(
    'data_changing',
    'The data change faster than they can be read.',
    '数据正在频繁变更，请稍后再试。',
    409,
  );
}

/**
 * What is read from the database alone, all of it of the version that the district has there.
 * @throws DomainError `district_unknown`, `district_needed`, `district_none`
 */
export function inOneRead<Answer>(
  db: Database,
  key: string | undefined,
  read: (tx: Executor, district: District) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read');
    return read(tx, await getDistrict(tx, key));
  });
}
