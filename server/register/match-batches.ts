/** The outfalls of two batches compared, each as its batch left them. */
import type { Executor } from '../db/database.ts';
import { MATCH_COLUMNS, MATCH_JOINS, type MatchRow, matchOutfallOf } from '../district/load-outfalls.ts';
import { MATCH_LIMITS, type MatchLimits } from '../engine/match/evidence.ts';
import { type Known, type Match, matchOutfalls } from '../engine/match/match-outfalls.ts';
import { DomainError } from '../errors.ts';

/** A record as a batch left it. */
export interface BatchRow extends MatchRow {
  source_id: string | null;
  lon: number | null;
  lat: number | null;
}

export interface Compared {
  a: BatchRow[];
  b: BatchRow[];
  matches: Match[];
}

/**
 * @throws DomainError `batch_unknown` (404), `batch_undone`, `batch_not_outfalls`, `same_batch`.
 */
export async function compareBatches(
  db: Executor,
  district: string,
  batches: { a: number; b: number },
  limits: MatchLimits = MATCH_LIMITS,
): Promise<Compared> {
  if (batches.a === batches.b) throw sameBatch(batches.a);
  const [a, b] = [await rowsOf(db, district, batches.a), await rowsOf(db, district, batches.b)];
  const decided = await decisions(db, district);
  const known = (one: number, other: number): Known | undefined =>
    one === other ? 'same_record' : decided.get(pairKey(one, other));
  const joined = joinedPairs(a, b, decided);
  const matches = matchOutfalls({
    a: a.map(matchOutfallOf),
    b: b.map(matchOutfallOf),
    limits,
    known: (one, other) => known(one.id, other.id),
    joined,
  });
  return { a, b, matches };
}

const pairKey = (one: number, other: number) => `${Math.min(one, other)} ${Math.max(one, other)}`;

/** What persons decided: pairs of records that are one or two. */
async function decisions(db: Executor, district: string): Promise<Map<string, Known>> {
  const rows = await db.query<{ one: number; other: number; status: Known }>(
    `select one_id as one, other_id as other, status from register.outfall_pair
      where district = $1 and status = 'distinct'
      union all
     select id, merged_into, 'merged' from register.outfall where district = $1 and merged_into is not null`,
    [district],
  );
  return new Map(rows.map(({ one, other, status }) => [pairKey(one, other), status]));
}

/** Indexes of pairs that are one record, or were made one. */
function joinedPairs(a: readonly BatchRow[], b: readonly BatchRow[], decided: ReadonlyMap<string, Known>) {
  const [inA, inB] = [a, b].map((rows) => new Map(rows.map(({ id }, i) => [id, i])));
  const pairs: [number, number][] = a.flatMap(({ id }, i) => (inB.has(id) ? [[i, inB.get(id)!]] : []));
  for (const [key, known] of decided) {
    const [one, other] = key.split(' ').map(Number);
    if (known !== 'merged') continue;
    for (const [i, j] of [
      [inA.get(one), inB.get(other)],
      [inA.get(other), inB.get(one)],
    ])
      if (i !== undefined && j !== undefined) pairs.push([i, j]);
  }
  return pairs;
}

/**
 * The records of a batch by id: the first change after its version kept what stood then, else they still stand so. The
 * link is today's, and only where the point is the same.
 */
async function rowsOf(db: Executor, district: string, batch: number): Promise<BatchRow[]> {
  await refuseUnlessOutfalls(db, district, batch);
  return db.query<BatchRow>(
    `with member as (
       select m.outfall_id as id, b.version from register.outfall_batch m
         join register.import_batch b on b.district = m.district and b.id = m.batch_id
        where m.district = $1 and m.batch_id = $2),
     later as (
       select distinct on (m.id) m.id, c.before
         from member m join register.change c on c.district = $1 and c.table_name = 'outfall' and c.row_id = m.id
                                             and c.version > m.version and c.operation <> 'insert'
        order by m.id, c.id),
     o as (
       select o.* from register.outfall o join member m on m.id = o.id
        where o.district = $1 and not exists (select from later where later.id = o.id)
       union all
       select (jsonb_populate_record(null::register.outfall, later.before)).* from later)
     select ${MATCH_COLUMNS}, o.source_id, st_x(o.geom) as lon, st_y(o.geom) as lat
       from o
       left join register.outfall now on now.district = $1 and now.id = o.id and now.geom_m = o.geom_m
       ${MATCH_JOINS.replace('l.outfall_id = o.id', 'l.outfall_id = now.id')}
      order by o.id`,
    [district, batch],
  );
}

async function refuseUnlessOutfalls(db: Executor, district: string, batch: number): Promise<void> {
  const [row] = await db.query<{ layer: string; undone_at: string | null }>(
    'select layer, undone_at from register.import_batch where district = $1 and id = $2',
    [district, batch],
  );
  if (!row) throw new DomainError('batch_unknown', `There is no batch ${batch}.`, `没有批次 ${batch}。`, 404);
  if (row.layer !== 'outfalls')
    throw new DomainError(
      'batch_not_outfalls',
      `Batch ${batch} is of layer ${row.layer}: outfalls are compared.`,
      `批次 ${batch} 的图层是 ${row.layer}，只能比对排污口（outfalls）。`,
    );
  if (row.undone_at !== null)
    throw new DomainError('batch_undone', `Batch ${batch} was taken back.`, `批次 ${batch} 已撤销。`, 409);
}

function sameBatch(batch: number): DomainError {
  return new DomainError('same_batch', `Both are batch ${batch}.`, `两者都是批次 ${batch}。`);
}
