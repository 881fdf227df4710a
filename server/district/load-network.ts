/** Reads a district's rivers, waters and towns from PostGIS into the packed form the engine works on. */
import { CopyReader } from '../db/copy-reader.ts';
import type { Executor } from '../db/database.ts';
import { EwkbReader } from '../db/ewkb.ts';
import {
  emptyRulers,
  NO_RIVER,
  ROLES,
  type Role,
  type Rulers,
  WATER_KINDS,
  type WaterBodies,
} from '../engine/rulers.ts';
import { literal } from './literal.ts';
import { toMillimetres } from './millimetres.ts';
import { type PackedRings, packRings } from './packed-rings.ts';

interface RouteRow {
  id: number;
  river: number;
  seq: number;
  role: number;
  closed: boolean;
  line: Float64Array;
}

export async function loadRulers(db: Executor, district: string): Promise<Rulers> {
  const rows: RouteRow[] = [];
  const copy = new CopyReader(
    await db.copyOut(
      `select id, river_id, seq, role, closed, line_m from register.route where district = ${literal(district)} order by id`,
    ),
  );
  while (copy.next())
    rows.push({
      id: copy.int()!,
      river: copy.int()!,
      seq: copy.int()!,
      role: ROLES.indexOf(copy.string() as Role),
      closed: copy.boolean()!,
      line: new EwkbReader(copy.binary()!).line(),
    });
  return packRouteRows(rows);
}

function packRouteRows(rows: readonly RouteRow[]): Rulers {
  const rulers = emptyRulers(
    rows.length,
    rows.reduce((sum, row) => sum + row.line.length / 3, 0),
  );
  let at = 0;
  rows.forEach((row, i) => {
    rulers.routeId[i] = row.id;
    rulers.riverId[i] = row.river;
    rulers.seq[i] = row.seq;
    rulers.role[i] = row.role;
    rulers.closed[i] = row.closed ? 1 : 0;
    for (let v = 0; v < row.line.length; v += 3, at++) {
      rulers.x[at] = toMillimetres(row.line[v]);
      rulers.y[at] = toMillimetres(row.line[v + 1]);
      rulers.m[at] = row.line[v + 2];
    }
    rulers.first[i + 1] = at;
  });
  return rulers;
}

/** Vertices of every route in EPSG:4490, in the order and number of the rulers' own. */
export interface RouteLonLat {
  lon: Float64Array;
  lat: Float64Array;
}

export async function loadRouteLonLat(db: Executor, district: string, rulers: Rulers): Promise<RouteLonLat> {
  const lon = new Float64Array(rulers.x.length);
  const lat = new Float64Array(rulers.x.length);
  const copy = new CopyReader(
    await db.copyOut(`select geom from register.route where district = ${literal(district)} order by id`),
  );
  for (let at = 0; copy.next(); ) {
    const line = new EwkbReader(copy.binary()!).line();
    for (let v = 0; v < line.length; v += 2, at++) {
      lon[at] = line[v];
      lat[at] = line[v + 1];
    }
  }
  return { lon, lat };
}

export async function loadWaterBodies(db: Executor, district: string): Promise<WaterBodies> {
  const id: number[] = [];
  const riverId: number[] = [];
  const kind: number[] = [];
  const width: number[] = [];
  const shapes: Float64Array[][][] = [];
  const copy = new CopyReader(
    await db.copyOut(
      `select id, river_id, kind, width_mm, geom_m from register.water_body where district = ${literal(district)} order by id`,
    ),
  );
  while (copy.next()) {
    id.push(copy.int()!);
    riverId.push(copy.int() ?? NO_RIVER);
    kind.push(WATER_KINDS.indexOf(copy.string() as (typeof WATER_KINDS)[number]));
    width.push(copy.int() ?? Number.NaN);
    shapes.push(new EwkbReader(copy.binary()!).rings());
  }
  return {
    count: id.length,
    id: Int32Array.from(id),
    riverId: Int32Array.from(riverId),
    kind: Uint8Array.from(kind),
    widthMm: Float64Array.from(width),
    ...packRings(shapes),
  };
}

/** Towns in the order of their keys, the order in which a metre on a shared line is given away. */
export interface Towns extends PackedRings {
  count: number;
  id: Int32Array;
  key: string[];
  name: string[];
}

export async function loadTowns(db: Executor, district: string): Promise<Towns> {
  const id: number[] = [];
  const key: string[] = [];
  const name: string[] = [];
  const shapes: Float64Array[][][] = [];
  const copy = new CopyReader(
    await db.copyOut(
      `select id, key, name, geom_m from register.town where district = ${literal(district)} order by key collate "C"`,
    ),
  );
  while (copy.next()) {
    id.push(copy.int()!);
    key.push(copy.string()!);
    name.push(copy.string()!);
    shapes.push(new EwkbReader(copy.binary()!).rings());
  }
  return { count: id.length, id: Int32Array.from(id), key, name, ...packRings(shapes) };
}
