/** What lies around outfalls (atlas.surroundings) against a search through everything, one segment after the other. */
import type { Executor } from '../../db/database.ts';
import type { Difference, Subject } from './checks.ts';

/** Outfalls looked at: the same each time, in the order of a hash of their id. */
const SAMPLE = 25;

const LINES = {
  manhole: 'true',
  pipe: 'true',
  foul_pipe: `kind in ('sanitary', 'combined')`,
  intake: 'true',
  levee: 'true',
};
const TABLES = { manhole: 'manhole', pipe: 'sewer_pipe', foul_pipe: 'sewer_pipe', intake: 'intake', levee: 'levee' };
type Subjects = keyof typeof LINES;

/** Segment i from (ax, ay) to (bx, by), whole mm of the plane, is of the row id; a point is a segment of no length. */
interface Segments {
  id: Int32Array;
  ax: Float64Array;
  ay: Float64Array;
  bx: Float64Array;
  by: Float64Array;
}

interface Said {
  outfall_id: number;
  subject: string;
  item_id: number | null;
  relation: string | null;
  distance_mm: number | null;
  px: number;
  py: number;
}

/** Rows whose nearest thing, distance, or side of a boundary another reading does not find. */
export async function compareSurroundings({ db, district }: Subject): Promise<Difference> {
  const said = await db.query<Said>(SAID, [district, SAMPLE]);
  let [compared, difference] = [0, 0];
  const count = (isSame: boolean) => {
    compared++;
    if (!isSame) difference++;
  };
  for (const subject of Object.keys(LINES) as Subjects[]) {
    const all = await segments(db, district, TABLES[subject], LINES[subject]);
    for (const row of said.filter((each) => each.subject === subject)) count(isNearest(all, row));
  }
  const areas = await segments(db, district, 'sewer_service_area', 'true');
  for (const row of said.filter(({ subject }) => subject === 'service_area')) count(isArea(areas, row));
  return { compared, difference };
}

const SAID = `
  with chosen as (
    select o.id, floor(st_x(o.geom_m) * 1000 + 0.5)::float8 as px, floor(st_y(o.geom_m) * 1000 + 0.5)::float8 as py
      from register.outfall o
     where o.district = $1 and o.merged_into is null and o.geom_m is not null order by md5('verify ' || o.id), o.id limit $2)
  select s.outfall_id, s.subject, s.item_id, s.relation, s.distance_mm::float8 as distance_mm, c.px, c.py
    from chosen c cross join lateral atlas.surroundings($1, c.id) s
   where s.item_id is not null`;

async function segments(db: Executor, district: string, table: string, where: string): Promise<Segments> {
  const [row] = await db.query<Record<keyof Segments, number[] | null>>(
    `select array_agg(id) as id, array_agg(x) as ax, array_agg(y) as ay, array_agg(bx) as bx, array_agg(by) as by
       from (select *, coalesce(lead(x) over part, x) as bx, coalesce(lead(y) over part, y) as by
               from (select t.id, d.path, floor(st_x(d.geom) * 1000 + 0.5)::float8 as x, floor(st_y(d.geom) * 1000 + 0.5)::float8 as y
                       from register.${table} t cross join st_dumppoints(t.geom_m) d
                      where t.district = $1 and ${where}) v
             window part as (partition by id, path[1:cardinality(path) - 1] order by path)) s`,
    [district],
  );
  const packed = (key: keyof Segments) => Float64Array.from(row[key] ?? []);
  return { id: Int32Array.from(row.id ?? []), ax: packed('ax'), ay: packed('ay'), bx: packed('bx'), by: packed('by') };
}

function isNearest(all: Segments, { px, py, item_id, distance_mm }: Said): boolean {
  const [id, mm] = nearest(all, px, py, () => true);
  return id === item_id && mm === distance_mm;
}

function isArea(areas: Segments, { px, py, item_id, relation, distance_mm }: Said): boolean {
  const [id, mm] = nearest(areas, px, py, (each) => each === item_id || relation === 'outside');
  const holds = isHeld(areas, px, py, item_id!);
  return id === item_id && holds === (relation === 'inside') && mm === Math.abs(distance_mm!);
}

/** Of those equally near the lowest id; the foot of the perpendicular in whole mm, its distance too. */
function nearest(all: Segments, px: number, py: number, isAsked: (id: number) => boolean): [id: number, mm: number] {
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (let i = 0; i < all.id.length; i++) {
    if (!isAsked(all.id[i])) continue;
    const [dx, dy] = [all.bx[i] - all.ax[i], all.by[i] - all.ay[i]];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : ((px - all.ax[i]) * dx + (py - all.ay[i]) * dy) / length;
    const t = along < 0 ? 0 : along > 1 ? 1 : along;
    const [ex, ey] = [px - all.ax[i] - Math.floor(t * dx + 0.5), py - all.ay[i] - Math.floor(t * dy + 0.5)];
    const squared = ex * ex + ey * ey;
    if (squared < least || (squared === least && all.id[i] < best)) [best, least] = [all.id[i], squared];
  }
  return [best, Math.floor(Math.sqrt(least) + 0.5)];
}

/** How often a ray to the east meets the boundary; a place on it is inside. */
function isHeld(areas: Segments, px: number, py: number, id: number): boolean {
  let isIn = false;
  for (let i = 0; i < areas.id.length; i++) {
    if (areas.id[i] !== id) continue;
    const [ax, ay, bx, by] = [areas.ax[i], areas.ay[i], areas.bx[i], areas.by[i]];
    const side = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
    const isOnLine = side === 0 && Math.min(ax, bx) <= px && px <= Math.max(ax, bx);
    if (isOnLine && Math.min(ay, by) <= py && py <= Math.max(ay, by)) return true;
    if (ay > py !== by > py && by > ay === side > 0) isIn = !isIn;
  }
  return isIn;
}
