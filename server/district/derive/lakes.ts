/** Lakes and ponds as rivers: each belongs to a register entry, and its shore is a route of that entry. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import { buildShore } from '../../engine/routes/shores.ts';
import type { BuiltRoute } from '../../engine/routes/source-line.ts';
import { literal } from '../literal.ts';
import { verticesOf } from './source-lines.ts';

/**
 * Ties water bodies to the rivers their key names and gives each lake or pond that names none an entry of its own;
 * entries that no lake stands behind any more go.
 */
export async function tieLakes(tx: Executor, district: string, batchId: number | null): Promise<void> {
  await tx.query(
    `update register.water_body b
        set river_id = (select v.id from register.river v where v.district = b.district and v.key = b.river_key)
      where b.district = $1 and b.river_key is not null
        and b.river_id is distinct from (select v.id from register.river v where v.district = b.district and v.key = b.river_key)`,
    [district],
  );
  await dropForsakenEntries(tx, district);
  await addEntries(tx, district, batchId);
}

async function addEntries(tx: Executor, district: string, batchId: number | null): Promise<void> {
  const lakes = await tx.query<{ id: number }>(
    `select id from register.water_body
      where district = $1 and kind <> 'river' and river_key is null and river_id is null order by id`,
    [district],
  );
  if (lakes.length === 0) return;
  const [{ first }] = await tx.query<{ first: number }>(`select register.next_ids($1, 'river', $2) as first`, [
    district,
    lakes.length,
  ]);
  await tx.query(
    `with lake as (
       select b.*, $2::int + (row_number() over (order by b.id))::int - 1 as river
         from register.water_body b where b.district = $1 and b.id = any($3::int[])),
     entry as (
       insert into register.river (district, id, batch_id, key, name, level, kind, official_length_mm)
       select l.district, l.river, $4,
              case when not exists (select from register.river v where v.district = l.district and v.key = l.key) then l.key end,
              l.name, l.level, l.kind, l.official_length_mm
         from lake l)
     update register.water_body b set river_id = l.river from lake l where b.district = l.district and b.id = l.id`,
    [district, first, lakes.map(({ id }) => id), batchId],
  );
}

/** Entries made for a lake or pond that has gone. */
async function dropForsakenEntries(tx: Executor, district: string): Promise<void> {
  await tx.query(
    `delete from register.river v
      where v.district = $1 and v.kind <> 'river'
        and not exists (select from register.water_body b where b.district = v.district and b.river_id = v.id)
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
