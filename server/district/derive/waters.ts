/** River polygons: which river each is, and how wide (docs/coverage.md, "Candidates of a chord"). */
import type { Executor } from '../../db/database.ts';
import { NO_RIVER, RIVER_KIND, type Rulers, type WaterBodies } from '../../engine/rulers.ts';
import { lengthsInside, riverWidthsMm } from '../../engine/zones.ts';
import { loadWaterBodies } from '../load-network.ts';

/** Ties river polygons without the key of a loaded river to the river with most length inside (lowest id at a tie) and measures widths. */
export async function measureWaters(tx: Executor, district: string, rulers: Rulers): Promise<WaterBodies> {
  const bodies = await loadWaterBodies(tx, district);
  const keyless = await keylessRivers(tx, district);
  const lengths = lengthsInside(rulers, bodies);
  const changed = new Set<number>();
  for (let i = 0; i < bodies.count; i++) {
    if (!keyless.has(bodies.id[i])) continue;
    const river = longestInside(lengths[i]);
    if (river !== bodies.riverId[i]) changed.add(i);
    bodies.riverId[i] = river;
  }
  const widths = riverWidthsMm(rulers, bodies);
  for (let i = 0; i < bodies.count; i++) {
    if (bodies.kind[i] === RIVER_KIND && !Object.is(widths[i], bodies.widthMm[i])) changed.add(i);
    bodies.widthMm[i] = widths[i];
  }
  await storeWaters(tx, district, bodies, [...changed]);
  return bodies;
}

async function keylessRivers(tx: Executor, district: string): Promise<Set<number>> {
  const rows = await tx.query<{ id: number }>(
    `select id from register.water_body b where district = $1 and kind = 'river'
        and not exists (select from register.river v where v.district = b.district and v.key = b.river_key)`,
    [district],
  );
  return new Set(rows.map(({ id }) => id));
}

function longestInside(lengths: ReadonlyMap<number, number>): number {
  const [longest] = [...lengths].sort(([a, lengthA], [b, lengthB]) => lengthB - lengthA || a - b);
  return longest && longest[1] > 0 ? longest[0] : NO_RIVER;
}

async function storeWaters(
  tx: Executor,
  district: string,
  bodies: WaterBodies,
  changed: readonly number[],
): Promise<void> {
  if (changed.length === 0) return;
  await tx.query(
    `update register.water_body b set river_id = n.river_id, width_mm = n.width_mm
       from unnest($2::int[], $3::int[], $4::bigint[]) as n (id, river_id, width_mm)
      where b.district = $1 and b.id = n.id`,
    [
      district,
      changed.map((i) => bodies.id[i]),
      changed.map((i) => (bodies.riverId[i] === NO_RIVER ? null : bodies.riverId[i])),
      changed.map((i) => (Number.isNaN(bodies.widthMm[i]) ? null : bodies.widthMm[i])),
    ],
  );
}
