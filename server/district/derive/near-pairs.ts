/** Near duplicates of different batches, proposed for review. What a person decided is left as it is. */
import type { Executor } from '../../db/database.ts';
import { nearDuplicate } from '../../engine/match/near-duplicates.ts';
import { nearSpots } from '../../engine/match/near-spots.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import { MATCH_COLUMNS, MATCH_JOINS, type MatchRow, matchOutfallOf } from '../load-outfalls.ts';
import { readSpots } from './near-spots.ts';
import { type Choice, portionsOf } from './portions.ts';

/** Makes the proposals about the chosen outfalls anew; a proposal that holds on keeps its id. */
export async function proposePairs(tx: Executor, district: string, choice: Choice, portion: number): Promise<void> {
  await tx.run(
    'create temporary table wanted_pair (one_id int, other_id int, distance_mm int8, along_mm int8) on commit drop',
  );
  const wanted = await wantPairs(tx, district, choice, portion);
  for await (const ids of portionsOf(tx, district, choice, portion)) await dropForsaken(tx, district, ids);
  if (wanted > 0) await addNew(tx, district);
  await tx.run('drop table wanted_pair');
}

/** @returns how many */
async function wantPairs(tx: Executor, district: string, choice: Choice, portion: number): Promise<number> {
  const spots = await readSpots(tx, district, choice, portion);
  let wanted = 0;
  let near: [number, number][] = [];
  for (const pair of nearSpots(spots)) {
    near.push(pair);
    if (near.length < portion) continue;
    wanted += await want(tx, district, near);
    near = [];
  }
  return near.length === 0 ? wanted : wanted + (await want(tx, district, near));
}

async function want(tx: Executor, district: string, near: readonly (readonly [number, number])[]): Promise<number> {
  const rows = await tx.query<MatchRow>(
    `select ${MATCH_COLUMNS} from register.outfall o ${MATCH_JOINS} where o.district = $1 and o.id = any($2::int[])`,
    [district, [...new Set(near.flat())]],
  );
  const outfalls = new Map(rows.map((row) => [row.id, matchOutfallOf(row)]));
  const wanted = near.flatMap(([one, other]) => {
    const evidence = nearDuplicate(outfalls.get(one)!, outfalls.get(other)!);
    return evidence ? [[one, other, Math.round(evidence.distanceMm!), evidence.alongMm]] : [];
  });
  await tx.copyIn(
    'wanted_pair',
    ['one_id', 'other_id', 'distance_mm', 'along_mm'],
    encodeCopy(['int4', 'int4', 'int8', 'int8'], wanted),
  );
  return wanted.length;
}

async function dropForsaken(tx: Executor, district: string, outfalls: readonly number[]): Promise<void> {
  await tx.query(
    `delete from register.outfall_pair p
      where p.district = $1 and p.status = 'proposed' and (p.one_id = any($2::int[]) or p.other_id = any($2::int[]))
        and not exists (select from wanted_pair w where w.one_id = p.one_id and w.other_id = p.other_id)`,
    [district, outfalls],
  );
}

async function addNew(tx: Executor, district: string): Promise<void> {
  await tx.query(
    `update register.outfall_pair p set distance_mm = w.distance_mm, along_mm = w.along_mm
       from wanted_pair w
      where p.district = $1 and p.one_id = w.one_id and p.other_id = w.other_id and p.status = 'proposed'
        and (p.distance_mm, p.along_mm) is distinct from (w.distance_mm, w.along_mm)`,
    [district],
  );
  await tx.query(
    `insert into register.outfall_pair (district, id, one_id, other_id, distance_mm, along_mm)
     select $1, f.first + (row_number() over (order by n.one_id, n.other_id))::int - 1, n.one_id, n.other_id, n.distance_mm, n.along_mm
       from (select w.* from wanted_pair w
              where not exists (select from register.outfall_pair p
                                 where p.district = $1 and p.one_id = w.one_id and p.other_id = w.other_id)) n
      cross join (select register.next_ids($1, 'outfall_pair', count(*)::int) as first
                    from wanted_pair w
                   where not exists (select from register.outfall_pair p
                                      where p.district = $1 and p.one_id = w.one_id and p.other_id = w.other_id)) f`,
    [district],
  );
}
