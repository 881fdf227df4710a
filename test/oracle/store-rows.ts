/** Rows that stand beside a drawn network in tests: towns, surveyed ranges, outfalls. */
import type { Executor } from '../../server/db/database.ts';
import { toPlane } from '../engine/coverage/drawing.ts';

/** A rectangle west, south, east, north in metres of a drawing. */
export type Box = readonly [number, number, number, number];

/** A rectangular town. */
export async function storeTown(db: Executor, district: string, id: number, key: string, box: Box): Promise<void> {
  await db.query(
    `insert into register.town (district, id, key, name, geom, geom_m)
     values ($1, $2, $3, $3, 'SRID=4490;MULTIPOLYGON(((0 0,1 0,1 1,0 0)))', st_geomfromtext($4))`,
    [district, id, key, multiPolygon(box)],
  );
}

export interface StoredRange {
  route: number;
  fromMm: number;
  toMm: number;
  bank?: 'left' | 'right' | 'both';
  kind?: 'measured' | 'bridged';
  mode?: 'above_water' | 'under_water';
  crew?: string | null;
  day?: string;
  /** Of the track, or of the table record it rests on instead. */
  evidence?: number;
  record?: boolean;
}

/** What some track covered; the district needs a track with id 1 or none at all. */
export async function storeRanges(db: Executor, district: string, ranges: readonly StoredRange[]): Promise<void> {
  let id = 0;
  for (const r of ranges)
    await db.query(
      `insert into register.surveyed_range
         (district, id, route_id, mode, bank, kind, from_mm, to_mm, crew, day, track_id, record_id, version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::date, $11, $12, 0)`,
      [
        district,
        ++id,
        r.route,
        r.mode ?? 'above_water',
        r.bank ?? 'both',
        r.kind ?? 'measured',
        r.fromMm,
        r.toMm,
        r.crew === undefined ? 'one' : r.crew,
        r.day ?? '2022-05-01',
        r.record ? null : (r.evidence ?? 1),
        r.record ? (r.evidence ?? 1) : null,
      ],
    );
}

/** An outfall at a place of a drawing, in metres. */
export async function storeOutfall(
  db: Executor,
  district: string,
  id: number,
  [x, y]: readonly [number, number],
  receivingWater: string | null = null,
): Promise<void> {
  await db.query(
    `insert into register.outfall (district, id, receiving_water, geom, geom_m)
     values ($1, $2, $3, 'SRID=4490;POINT(0 0)', st_makepoint($4, $5))`,
    [district, id, receivingWater, toPlane(x, 0) / 1000, toPlane(y, 1) / 1000],
  );
}

function multiPolygon([west, south, east, north]: Box): string {
  const corner = (x: number, y: number) => `${toPlane(x, 0) / 1000} ${toPlane(y, 1) / 1000}`;
  const ring = [
    corner(west, south),
    corner(east, south),
    corner(east, north),
    corner(west, north),
    corner(west, south),
  ];
  return `MULTIPOLYGON(((${ring.join(',')})))`;
}
