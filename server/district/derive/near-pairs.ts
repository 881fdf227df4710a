/** Near duplicates of different batches, proposed for review. What a person decided is left as it is. */
import type { Executor } from '../../db/database.ts';
import { type NearDuplicate, nearDuplicates, REACH_MM } from '../../engine/match/near-duplicates.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import {
  batchesOfOutfalls,
  MATCH_COLUMNS,
  MATCH_JOINS,
  type MatchRow,
  matchOutfallOf,
  survivorsOf,
} from '../load-outfalls.ts';

type Choice = 'all' | readonly number[];

/** Beyond this many, asking which others lie near costs more than reading all. */
const FEW = 500;

/** Makes the proposals about the chosen outfalls anew; a proposal that holds on keeps its id. */
export async function proposePairs(tx: Executor, district: string, choice: Choice): Promise<void> {
  const wanted = await wantedPairs(tx, district, choice);
  await tx.run(
    'create temporary table wanted_pair (one_id int, other_id int, distance_mm int8, along_mm int8) on commit drop',
  );
  await tx.copyIn(
    'wanted_pair',
    ['one_id', 'other_id', 'distance_mm', 'along_mm'],
    encodeCopy(
      ['int4', 'int4', 'int8', 'int8'],
      wanted.map(({ one, other, evidence: { distanceMm, alongMm } }) => [one, other, Math.round(distanceMm!), alongMm]),
    ),
  );
  await dropForsaken(tx, district, choice);
  if (wanted.length > 0) await addNew(tx, district);
  await tx.run('drop table wanted_pair');
}

async function wantedPairs(tx: Executor, district: string, choice: Choice): Promise<NearDuplicate[]> {
  const batches = await batchesOfOutfalls(tx, district);
  const rows = await readNear(tx, district, choice);
  if (rows.length < 2) return [];
  const own = new Map(rows.map(({ id }) => [id, [...(batches.get(id) ?? [])]]));
  for (const [merged, survivor] of await survivorsOf(tx, district))
    own.get(survivor)?.push(...(batches.get(merged) ?? []));
  const asked = choice === 'all' ? undefined : new Set(choice);
  const register = rows.map((row) => ({ outfall: matchOutfallOf(row), batches: own.get(row.id)! }));
  return nearDuplicates(register, (id) => asked?.has(id) ?? true);
}

/** Located outfalls that count, and of few chosen ones only those around them. */
async function readNear(tx: Executor, district: string, choice: Choice): Promise<MatchRow[]> {
  const around =
    choice === 'all' || choice.length > FEW
      ? ''
      : `and exists (select from register.outfall c
                      where c.district = o.district and c.id = any($2::int[]) and st_dwithin(c.geom_m, o.geom_m, ${REACH_MM / 1000}))`;
  return tx.query<MatchRow>(
    `select ${MATCH_COLUMNS} from register.outfall o ${MATCH_JOINS}
      where o.district = $1 and o.merged_into is null and o.geom_m is not null ${around} order by o.id`,
    around === '' ? [district] : [district, choice],
  );
}

async function dropForsaken(tx: Executor, district: string, choice: Choice): Promise<void> {
  await tx.query(
    `delete from register.outfall_pair p
      where p.district = $1 and p.status = 'proposed'
        and ($2::int[] is null or p.one_id = any($2::int[]) or p.other_id = any($2::int[]))
        and not exists (select from wanted_pair w where w.one_id = p.one_id and w.other_id = p.other_id)`,
    [district, choice === 'all' ? null : [...choice]],
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
