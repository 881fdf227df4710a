/** What a person decides about two records: they are one outfall, or they are two; and taking either back. */
import type { Database, Executor } from '../db/database.ts';
import { derive } from '../district/derive/derive.ts';
import { DomainError } from '../errors.ts';
import { beginEdit, type EditBy, lockForEdit } from './edit-outfall-transaction.ts';

export const DECISIONS = ['merge', 'distinct', 'unmerge', 'reopen'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface DecisionReport {
  decision: Decision;
  /** The record that counts. */
  keep: number;
  other: number;
  /** Of the pair from now on. */
  status: 'merged' | 'distinct' | 'proposed' | null;
  version: number;
}

/**
 * Merges `other` into `keep`: it keeps its codes, attributes and history and leaves lists, links, tiles and counts.
 * @throws DomainError `outfall_unknown` (404), `same_outfall`, `outfall_merged` (409), `bad_author`.
 */
export async function mergeOutfalls(
  db: Database,
  district: string,
  { keep, other }: { keep: number; other: number },
  by: EditBy,
): Promise<DecisionReport> {
  return decide(db, district, [keep, other], by, async (tx, records) => {
    refuseMerged(records);
    await tx.query('update register.outfall set merged_into = $3 where district = $1 and id = $2', [
      district,
      other,
      keep,
    ]);
    await storeDecision(tx, district, [keep, other], 'merged', by);
    return { decision: 'merge', keep, other, status: 'merged' };
  });
}

/** Two outfalls, however near: the pair is not proposed again. @throws DomainError as mergeOutfalls */
export async function keepDistinct(
  db: Database,
  district: string,
  [one, other]: readonly [number, number],
  by: EditBy,
): Promise<DecisionReport> {
  return decide(db, district, [one, other], by, async (tx, records) => {
    refuseMerged(records);
    await storeDecision(tx, district, [one, other], 'distinct', by);
    return { decision: 'distinct', keep: one, other, status: 'distinct' };
  });
}

/**
 * Takes a merged-away record out again: it counts as before, with the link a person had given it. The pair is open
 * again, and stays proposed where it still looks like one outfall.
 * @throws DomainError `outfall_unknown` (404), `not_merged` (409), `bad_author`.
 */
export async function unmergeOutfall(db: Database, district: string, id: number, by: EditBy): Promise<DecisionReport> {
  return decide(db, district, [id], by, async (tx, [{ merged_into: keep }]) => {
    if (keep === null) throw notMerged(id);
    await tx.query('update register.outfall set merged_into = null where district = $1 and id = $2', [district, id]);
    await reopen(tx, district, [id, keep], 'merged');
    return { decision: 'unmerge', keep, other: id, status: null };
  });
}

/**
 * Takes back that two outfalls are two: the pair is open again, and stays proposed where it looks like one outfall.
 * @throws DomainError `outfall_unknown` (404), `same_outfall`, `not_distinct` (409), `bad_author`.
 */
export async function reopenPair(
  db: Database,
  district: string,
  [one, other]: readonly [number, number],
  by: EditBy,
): Promise<DecisionReport> {
  return decide(db, district, [one, other], by, async (tx) => {
    if (!(await reopen(tx, district, [one, other], 'distinct'))) throw notDistinct(one, other);
    return { decision: 'reopen', keep: one, other, status: null };
  });
}

interface RecordRow {
  id: number;
  merged_into: number | null;
}

type Change = (tx: Executor, records: readonly RecordRow[]) => Promise<Omit<DecisionReport, 'version'>>;

/** One transaction: the district's lock, the change under the person's name, and what follows from it. */
async function decide(
  db: Database,
  district: string,
  ids: readonly number[],
  by: EditBy,
  change: Change,
): Promise<DecisionReport> {
  if (new Set(ids).size < ids.length) throw sameOutfall(ids[0]);
  return db.transaction(async (tx) => {
    await lockForEdit(tx, district, by);
    const records = await getRecords(tx, district, ids);
    const version = await beginEdit(tx, district, by);
    const report = await change(tx, records);
    const touched = [...new Set([report.keep, report.other])].sort((a, b) => a - b);
    await derive(tx, {
      district,
      version,
      batchId: null,
      rows: { outfall: { new: [], changed: touched, removed: [] } },
    });
    return { ...report, status: await statusOf(tx, district, report), version };
  });
}

async function getRecords(tx: Executor, district: string, ids: readonly number[]): Promise<RecordRow[]> {
  const rows = await tx.query<RecordRow>(
    'select id, merged_into from register.outfall where district = $1 and id = any($2::int[])',
    [district, ids],
  );
  return ids.map((id) => rows.find((row) => row.id === id) ?? refuseUnknown(id));
}

async function storeDecision(
  tx: Executor,
  district: string,
  ids: readonly number[],
  status: 'merged' | 'distinct',
  { author, reason }: EditBy,
): Promise<void> {
  const [one, other] = [...ids].sort((a, b) => a - b);
  const decided = [district, one, other, status, author, reason ?? null];
  const [known] = await tx.query(
    `update register.outfall_pair set status = $4, reviewer = $5, reason = $6, decided_at = now()
      where district = $1 and one_id = $2 and other_id = $3 returning id`,
    decided,
  );
  if (known) return;
  await tx.query(
    `insert into register.outfall_pair (district, id, one_id, other_id, status, reviewer, reason, decided_at, distance_mm)
     select $1, register.next_ids($1, 'outfall_pair', 1), $2, $3, $4, $5, $6, now(),
            floor(st_distance(a.geom_m, b.geom_m) * 1000 + 0.5)::bigint
       from register.outfall a join register.outfall b on b.district = a.district and b.id = $3
      where a.district = $1 and a.id = $2`,
    decided,
  );
}

/** Whether there was such a decision. */
async function reopen(
  tx: Executor,
  district: string,
  [one, other]: readonly [number, number],
  decided: 'merged' | 'distinct',
): Promise<boolean> {
  const rows = await tx.query(
    `update register.outfall_pair set status = 'proposed', reviewer = null, reason = null, decided_at = null
      where district = $1 and one_id = least($2::int, $3::int) and other_id = greatest($2::int, $3::int) and status = $4
     returning id`,
    [district, one, other, decided],
  );
  return rows.length > 0;
}

/** What derivation left of the pair. */
async function statusOf(
  tx: Executor,
  district: string,
  { keep, other }: Pick<DecisionReport, 'keep' | 'other'>,
): Promise<DecisionReport['status']> {
  const [pair] = await tx.query<{ status: DecisionReport['status'] }>(
    `select status from register.outfall_pair
      where district = $1 and one_id = least($2::int, $3::int) and other_id = greatest($2::int, $3::int)`,
    [district, keep, other],
  );
  return pair?.status ?? null;
}

function refuseMerged(records: readonly RecordRow[]): void {
  const merged = records.find(({ merged_into }) => merged_into !== null);
  if (!merged) return;
  const { id, merged_into } = merged;
  throw new DomainError(
    'outfall_merged',
    `Record ${id} was merged into ${merged_into}: decide about that one, or take it out first (unmerge ${id}).`,
    `记录 ${id} 已并入 ${merged_into}：请对后者操作，或先解除合并（unmerge ${id}）。`,
    409,
  );
}

function refuseUnknown(id: number): never {
  throw new DomainError('outfall_unknown', `There is no outfall ${id}.`, `没有编号为 ${id} 的排污口。`, 404);
}

function sameOutfall(id: number): DomainError {
  return new DomainError('same_outfall', `${id} twice is one outfall.`, `两个编号都是 ${id}。`);
}

function notMerged(id: number): DomainError {
  return new DomainError(
    'not_merged',
    `Record ${id} was not merged into another.`,
    `记录 ${id} 未并入其他排污口。`,
    409,
  );
}

function notDistinct(one: number, other: number): DomainError {
  return new DomainError(
    'not_distinct',
    `Nobody has said that ${one} and ${other} are two outfalls.`,
    `没有人认定 ${one} 与 ${other} 为两个排污口。`,
    409,
  );
}
