/** Reads the polygons of parks and residential areas, in the order of their ids as in ZoneRanges. */
import { CopyReader } from '../db/copy-reader.ts';
import type { Executor } from '../db/database.ts';
import { EwkbReader } from '../db/ewkb.ts';
import type { Polygons } from '../engine/polygons.ts';
import { literal } from './literal.ts';
import { ZONE_KINDS } from './load-zone-ranges.ts';
import { packRings } from './packed-rings.ts';

export type Areas = Record<'park' | 'residential', Polygons>;

export async function loadAreas(db: Executor, district: string): Promise<Areas> {
  return { park: await loadKind(db, district, 'park'), residential: await loadKind(db, district, 'residential') };
}

async function loadKind(db: Executor, district: string, kind: keyof Areas): Promise<Polygons> {
  const shapes: Float64Array[][][] = [];
  const copy = new CopyReader(
    await db.copyOut(
      `select geom_m from register.${ZONE_KINDS[kind]} where district = ${literal(district)} order by id`,
    ),
  );
  while (copy.next()) shapes.push(new EwkbReader(copy.binary()!).rings());
  return { count: shapes.length, ...packRings(shapes) };
}
