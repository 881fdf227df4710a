/** Outfalls whose links say the names of rivers, or depend on them. */
import type { Executor } from '../../db/database.ts';
import { nameStem } from '../../engine/names.ts';
import type { Renamed } from './only-said.ts';

/** With a renamed river among their candidates, or recorded on a water whose name may be understood otherwise since. */
export async function outfallsNaming(tx: Executor, district: string, { rivers, names }: Renamed): Promise<number[]> {
  if (rivers.length === 0) return [];
  const stems = new Set(names.map(nameStem));
  const waters = await tx.query<{ water: string }>(
    `select distinct receiving_water as water from register.outfall where district = $1 and receiving_water is not null`,
    [district],
  );
  const recorded = waters.map(({ water }) => water).filter((water) => stems.has(nameStem(water)));
  const rows = await tx.query<{ id: number }>(
    `select id from register.outfall where district = $1 and receiving_water = any($3::text[])
     union
     select outfall_id from register.outfall_link
      where district = $1 and jsonb_path_exists(candidates, '$[*].river_id ? (@ == $ids[*])', jsonb_build_object('ids', $2::int[]))`,
    [district, rivers, recorded],
  );
  return rows.map(({ id }) => id);
}
