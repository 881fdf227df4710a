/** Reads a district's protected zones: their attributes, and their polygons as the engine takes them. */
import { CopyReader } from '../db/copy-reader.ts';
import type { Executor } from '../db/database.ts';
import { EwkbReader } from '../db/ewkb.ts';
import { buildZoneIndex, type ZoneIndex } from '../engine/zone-relations/zone-index.ts';
import { literal, oneOf } from './literal.ts';
import { type PackedRings, packRings } from './packed-rings.ts';

/** In the order of their ids. */
export interface Zones extends PackedRings {
  count: number;
  id: Int32Array;
  accuracyMm: Float64Array;
}

/** The chosen zones, or all. */
export async function loadZones(
  db: Executor,
  district: string,
  choice: 'all' | readonly number[] = 'all',
): Promise<Zones> {
  const id: number[] = [];
  const accuracy: number[] = [];
  const shapes: Float64Array[][][] = [];
  const copy = new CopyReader(
    await db.copyOut(
      `select id, accuracy_m, geom_m from register.protected_zone where district = ${literal(district)} ${oneOf('id', choice)} order by id`,
    ),
  );
  while (copy.next()) {
    id.push(copy.int()!);
    accuracy.push(copy.double()! * 1000);
    shapes.push(new EwkbReader(copy.binary()!).rings());
  }
  return { count: id.length, id: Int32Array.from(id), accuracyMm: Float64Array.from(accuracy), ...packRings(shapes) };
}

export const indexZones = (zones: Zones): ZoneIndex => buildZoneIndex(zones, zones.accuracyMm);
