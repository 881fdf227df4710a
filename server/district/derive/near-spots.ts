/** Where the outfalls of a register lie and which batches brought them, some forty bytes each. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { REACH_MM } from '../../engine/match/near-duplicates.ts';
import type { Spots } from '../../engine/match/near-spots.ts';
import { literal } from '../literal.ts';
import { among, type Choice, portionsOf } from './portions.ts';

/** Beyond this many, asking which others lie near costs more than reading all. */
const FEW = 500;

const COUNTS = 'o.merged_into is null and o.geom_m is not null';

/** Located outfalls that count, and of few chosen ones only those around them. */
export async function readSpots(tx: Executor, district: string, choice: Choice, portion: number): Promise<Spots> {
  const wanted = choice === 'all' || choice.length > FEW ? 'all' : await around(tx, district, choice);
  const [{ count }] = await tx.query<{ count: number }>(
    `select count(*) from register.outfall o where o.district = $1 and ${COUNTS} and ($2::int[] is null or o.id = any($2))`,
    [district, wanted === 'all' ? null : wanted],
  );
  const places = { id: new Int32Array(count), x: new Float64Array(count), y: new Float64Array(count) };
  const spots = { ...places, set: new Int32Array(count), sets: [] as number[][], asked: new Uint8Array(count) };
  const numbers = new Map<string, number>();
  const merged = await batchesOfMerged(tx, district);
  let i = 0;
  for await (const ids of portionsOf(tx, district, wanted, portion)) {
    const copy = new CopyReader(await tx.copyOut(spotsOf(district, ids)));
    for (; copy.next(); i++) {
      [spots.id[i], spots.x[i], spots.y[i]] = [copy.int()!, copy.double()!, copy.double()!];
      const batches = [copy.string() ?? '', ...(merged.get(spots.id[i]) ?? [])].join(' ').trim();
      spots.set[i] = numbers.get(batches) ?? numbers.size;
      if (spots.set[i] === numbers.size) {
        numbers.set(batches, numbers.size);
        spots.sets.push(batches === '' ? [] : batches.split(' ').map(Number));
      }
    }
  }
  mark(spots, choice);
  return spots;
}

async function around(tx: Executor, district: string, choice: readonly number[]): Promise<number[]> {
  const [{ ids }] = await tx.query<{ ids: number[] }>(
    `select coalesce(array_agg(o.id order by o.id), '{}') as ids from register.outfall o
      where o.district = $1 and ${COUNTS}
        and exists (select from register.outfall c
                     where c.district = o.district and c.id = any($2::int[]) and st_dwithin(c.geom_m, o.geom_m, ${REACH_MM / 1000}))`,
    [district, choice],
  );
  return ids;
}

/** Batches that still stand; outfalls that people added have none. */
const spotsOf = (district: string, ids: readonly number[]) => `
  select o.id, floor(st_x(o.geom_m) * 1000 + 0.5)::float8, floor(st_y(o.geom_m) * 1000 + 0.5)::float8,
         (select string_agg(m.batch_id::text, ' ' order by m.batch_id) from register.outfall_batch m
            join register.import_batch b on b.district = m.district and b.id = m.batch_id and b.undone_at is null
           where m.district = o.district and m.outfall_id = o.id)
    from register.outfall o
   where o.district = ${literal(district)} and ${COUNTS} and ${among('o.id', ids)} order by o.id`;

/** By the id of the record that counts, however long the chain; edits by hand that make a ring have none. */
async function batchesOfMerged(tx: Executor, district: string): Promise<Map<number, string[]>> {
  const rows = await tx.query<{ id: number; batches: string }>(
    `with recursive chain (id, at) as (
       select id, merged_into from register.outfall where district = $1 and merged_into is not null
        union
       select c.id, o.merged_into from chain c join register.outfall o on o.district = $1 and o.id = c.at and o.merged_into is not null)
     select c.at as id, array_agg(m.batch_id::text) as batches
       from chain c
       join register.outfall o on o.district = $1 and o.id = c.at and o.merged_into is null
       join register.outfall_batch m on m.district = $1 and m.outfall_id = c.id
       join register.import_batch b on b.district = $1 and b.id = m.batch_id and b.undone_at is null
      group by 1`,
    [district],
  );
  return new Map(rows.map(({ id, batches }) => [id, [...batches]]));
}

/** Both in the order of ids. */
function mark({ id, asked }: Pick<Spots, 'id' | 'asked'>, choice: Choice): void {
  if (choice === 'all') return void asked.fill(1);
  const chosen = Int32Array.from(choice).sort();
  for (let i = 0, k = 0; i < id.length; i++) {
    while (k < chosen.length && chosen[k] < id[i]) k++;
    asked[i] = chosen[k] === id[i] ? 1 : 0;
  }
}
