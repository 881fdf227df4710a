/** Puts a drawn network and tracks into a database as an import would leave them, so that the SQL twins can read them. */
import type { Executor } from '../../server/db/database.ts';
import { ROLES, type Rulers, WATER_KINDS, type WaterBodies } from '../../server/engine/rulers.ts';

export interface StoredScene {
  rulers: Rulers;
  bodies?: WaterBodies;
  tracks?: readonly StoredTrack[];
}

/** Fixes in the plane, integer mm, with the local day of each. */
export interface StoredTrack {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  day: ArrayLike<number>;
  /** Milliseconds since 1970 UTC, on those days; a second from fix to fix where left out. */
  time?: ArrayLike<number>;
  mode?: 'above_water' | 'under_water';
  crew?: string;
}

const ANYWHERE = 'SRID=4490;LINESTRING(0 0,1 1)';
const UTC_OFFSET_MS = 480 * 60_000;
/** Midnight of a local day, ms since 1970 UTC. */
export const startOfDay = (day: number) => day * 86_400_000 - UTC_OFFSET_MS;
const metres = (mm: number) => `${mm / 1000}`;

/** Writes a district with one river per riverId; all of it outside every town. Tracks get ids 1, 2, …. */
export async function storeScene(db: Executor, key: string, scene: StoredScene): Promise<void> {
  await db.query(
    `insert into register.district (key, number, name, plane_srid)
     select $1, coalesce(max(number), 0) + 1, $1, 4549 from register.district`,
    [key],
  );
  await storeRivers(db, key, scene);
  await storeRoutes(db, key, scene.rulers);
  if (scene.bodies) await storeWaters(db, key, scene.bodies);
  let id = 0;
  for (const track of scene.tracks ?? []) await storeTrack(db, key, ++id, track);
}

async function storeRivers(db: Executor, key: string, { rulers, bodies }: StoredScene): Promise<void> {
  const ids = [...new Set([...rulers.riverId, ...(bodies?.riverId ?? [])])].filter((id) => id > 0);
  for (const id of ids) {
    await db.query('insert into register.river (district, id, name) values ($1, $2, $3)', [key, id, `river ${id}`]);
  }
}

async function storeRoutes(db: Executor, key: string, rulers: Rulers): Promise<void> {
  for (let i = 0; i < rulers.count; i++) {
    const vertices: string[] = [];
    for (let v = rulers.first[i]; v < rulers.first[i + 1]; v++)
      vertices.push(`${metres(rulers.x[v])} ${metres(rulers.y[v])} ${rulers.m[v]}`);
    const length = rulers.m[rulers.first[i + 1] - 1];
    const [id, river] = [rulers.routeId[i], rulers.riverId[i]];
    await db.query(
      `insert into register.route (district, id, river_id, seq, role, closed, length_mm, geom, line_m)
       values ($1, $2, $3, $2, $4, $5, $6, '${ANYWHERE}', st_geomfromtext($7))`,
      [key, id, river, ROLES[rulers.role[i]], rulers.closed[i] === 1, length, `LINESTRING M (${vertices.join(',')})`],
    );
    await db.query('insert into register.route_town values ($1, $2, 0, $3, null)', [key, id, length]);
  }
}

async function storeWaters(db: Executor, key: string, bodies: WaterBodies): Promise<void> {
  for (let i = 0; i < bodies.count; i++) {
    const rings: string[] = [];
    for (let ring = bodies.ringsOf[i]; ring < bodies.ringsOf[i + 1]; ring++) {
      const corners: string[] = [];
      for (let v = bodies.first[ring]; v < bodies.first[ring + 1]; v++)
        corners.push(`${metres(bodies.x[v])} ${metres(bodies.y[v])}`);
      rings.push(`(${corners.join(',')})`);
    }
    const width = Number.isNaN(bodies.widthMm[i]) ? null : bodies.widthMm[i];
    await db.query(
      `insert into register.water_body (district, id, river_id, kind, width_mm, geom, geom_m)
       values ($1, $2, $3, $4, $5, 'SRID=4490;MULTIPOLYGON(((0 0,1 0,1 1,0 0)))', st_geomfromtext($6))`,
      [key, bodies.id[i], bodies.riverId[i], WATER_KINDS[bodies.kind[i]], width, `MULTIPOLYGON((${rings.join(',')}))`],
    );
  }
}

async function storeTrack(db: Executor, key: string, id: number, track: StoredTrack): Promise<void> {
  const fixes = Array.from(track.x, (x, i) => {
    const time = track.time?.[i] ?? startOfDay(track.day[i]) + i * 1000;
    return `${metres(x)} ${metres(track.y[i])} ${time}`;
  });
  if (fixes.length === 1) fixes.push(fixes[0]);
  await db.query(
    `insert into register.survey_track (district, id, mode, crew, has_time, geom, line_m)
     values ($1, $2, $3, $4, true, '${ANYWHERE}', st_geomfromtext($5))`,
    [key, id, track.mode ?? 'above_water', track.crew ?? null, `LINESTRING M (${fixes.join(',')})`],
  );
}
