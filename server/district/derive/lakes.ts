/** Lakes and ponds as rivers: each belongs to a register entry, and its shore is a route of that entry. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import { buildShore } from '../../engine/routes/shores.ts';
import type { BuiltRoute } from '../../engine/routes/source-line.ts';
import type { Touched } from '../../import/touched.ts';
import { literal } from '../literal.ts';
import { verticesOf } from './source-lines.ts';

/**
 * Ties water bodies to the rivers their key names and gives each lake or pond that names none an entry of its own, or
 * the river that bears its own key; entries that no lake stands behind any more go. A lake whose river is not loaded (many
 * registers have the lake's own code in that column) is an entry of its own until it is: its shore must not go unseen.
 */
export async function tieLakes(tx: Executor, { district, batchId, rows }: Touched): Promise<void> {
  await tieByKey(tx, district);
  await dropForsakenEntries(tx, district);
  await addEntries(tx, district, batchId);
  const { new: added = [], changed = [] } = rows.water_body ?? {};
  await followLakes(tx, district, [...added, ...changed]);
}

/** A lake that no longer names a river lets go of it. */
async function tieByKey(tx: Executor, district: string): Promise<void> {
  await tx.query(
    `update register.water_body b set river_id = n.river_id
       from (select b.id, coalesce(named.id, own.id, kept.id) as river_id
               from register.water_body b
               left join register.river named on named.district = b.district and named.key = b.river_key
               left join register.river own on own.district = b.district and own.key = b.key
               left join register.river kept on kept.district = b.district and kept.id = b.river_id and kept.kind <> 'river'
              where b.district = $1 and (named.id is not null or b.kind <> 'river' and (own.id is not null or
                    exists (select from register.river v where v.district = b.district and v.id = b.river_id)))) n
      where b.district = $1 and b.id = n.id and b.river_id is distinct from n.river_id`,
    [district],
  );
}

/** A lake whose entry has gone (an undo brought the lake back) gets the same id again, if that was not its river's. */
async function addEntries(tx: Executor, district: string, batchId: number | null): Promise<void> {
  const lakes = await tx.query<{ id: number; river: number | null }>(
    `select id, case when river_key is null then river_id end as river from register.water_body b
      where district = $1 and kind <> 'river'
        and not exists (select from register.river v where v.district = b.district and v.id = b.river_id)
      order by id`,
    [district],
  );
  if (lakes.length === 0) return;
  const fresh = lakes.filter(({ river }) => river === null).length;
  const [{ first }] = await tx.query<{ first: number }>(`select register.next_ids($1, 'river', $2) as first`, [
    district,
    fresh,
  ]);
  let next = first;
  const rivers = lakes.map(({ river }) => river ?? next++);
  await tx.query(
    `with lake as (
       select b.*, b.own is null or b.id = min(b.id) over (partition by b.own) as is_first,
              case when b.own is null then n.river else first_value(n.river) over (partition by b.own order by b.id) end as river
         from unnest($2::int[], $3::int[]) as n (id, river)
         join (select *, coalesce(key, river_key) as own from register.water_body) b on b.district = $1 and b.id = n.id),
     entry as (
       insert into register.river (district, id, batch_id, key, name, level, kind, official_length_mm)
       select l.district, l.river, $4, l.own, l.name, l.level, l.kind, l.official_length_mm
         from lake l where l.is_first)
     update register.water_body b set river_id = l.river
       from lake l where b.district = l.district and b.id = l.id and b.river_id is distinct from l.river`,
    [district, lakes.map(({ id }) => id), rivers, batchId],
  );
}

/** An entry that a touched lake alone stands behind says what the lake says. */
export async function followLakes(tx: Executor, district: string, lakes: readonly number[]): Promise<void> {
  if (lakes.length === 0) return;
  await tx.query(
    `update register.river v
        set key = coalesce(b.key, b.river_key), name = b.name, level = b.level, kind = b.kind, official_length_mm = b.official_length_mm
       from register.water_body b
      where v.district = $1 and b.district = v.district and b.id = any($2::int[]) and b.river_id = v.id
        and b.kind <> 'river' and v.kind <> 'river'
        and not exists (select from register.source_segment s where s.district = v.district and s.river_id = v.id)
        and not exists (select from register.water_body o
                         where o.district = v.district and o.river_id = v.id and o.id <> b.id)
        and (v.key, v.name, v.level, v.kind, v.official_length_mm)
            is distinct from (coalesce(b.key, b.river_key), b.name, b.level, b.kind, b.official_length_mm)`,
    [district, lakes],
  );
}

/** Entries made for a lake or pond that has gone. */
async function dropForsakenEntries(tx: Executor, district: string): Promise<void> {
  await tx.query(
    `delete from register.river v
      where v.district = $1 and v.kind <> 'river'
        and not exists (select from register.water_body b
                         where b.district = v.district and b.river_id = v.id and b.kind <> 'river')
        and not exists (select from register.source_segment s where s.district = v.district and s.river_id = v.id)`,
    [district],
  );
}

/** The shores of these rivers' lakes and ponds: the outer ring of every part, by river, in the order of water bodies. */
export async function readShores(
  tx: Executor,
  district: string,
  riverIds: readonly number[],
): Promise<Map<number, BuiltRoute[]>> {
  const byRiver = new Map<number, BuiltRoute[]>();
  const copy = new CopyReader(
    await tx.copyOut(
      `select river_id, geom, geom_m from register.water_body
        where district = ${literal(district)} and kind <> 'river' and river_id in (${riverIds.map(Number).join(', ')})
        order by river_id, id`,
    ),
  );
  while (copy.next()) {
    const river = copy.int()!;
    const degrees = new EwkbReader(copy.binary()!).rings();
    const metres = new EwkbReader(copy.binary()!).rings();
    const shores = degrees.map((rings, part) => buildShore(verticesOf(rings[0], metres[part][0])));
    const list = byRiver.get(river) ?? [];
    byRiver.set(river, list);
    for (const shore of shores) if (shore) list.push(shore);
  }
  return byRiver;
}
