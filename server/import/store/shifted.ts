/** Things that look shifted as web maps shift them, or in another system than said: told by how much nearer to the loaded rivers or sewers they lie when read so. */
import type { Executor } from '../../db/database.ts';
import type { Crs } from '../crs.ts';
import { isCgcs2000Grid } from '../crs-gauss-kruger.ts';
import { otherGrids } from '../crs-mistaken.ts';
import { type ShiftedSystem, shift, shiftedSystem, unshift } from '../crs-shifted.ts';
import type { LayerName } from '../fields.ts';
import { type Issue, issue } from '../issues.ts';
import type { Plane } from '../plane.ts';
import type { ReadyRow } from '../rows/convert.ts';
import { nearHeld } from './holdings.ts';

const SAMPLE = 200; // points: the median does not need more
const AT_LEAST = 10; // points: fewer may lie that way by chance
const OF_EACH = 10; // fixes of a track, evenly from its beginning to its end
const OFF_M = 20; // the median of well-placed points is under it, that of shifted ones far over
const TIMES_NEARER = 3;
const ON_RIVERS_M = 40; // as far as a track counts: the median of chance is twice that where rivers are dense
const WITHIN_M = 1000; // twice the shift; farther from every river counts as this

type Degrees = [number, number];

/** Lines that are loaded. */
interface Beside {
  table: 'route' | 'sewer_pipe';
  line: 'line_m' | 'geom_m';
  zh: string;
  en: string;
}

const RIVERS: Beside[] = [{ table: 'route', line: 'line_m', zh: '河流', en: 'rivers' }];
const SEWERS: Beside[] = [{ table: 'sewer_pipe', line: 'geom_m', zh: '管道', en: 'sewers' }, ...RIVERS];

/** What things of a layer lie at. Dischargers, venues and sites lie anywhere; of them nothing can be told. */
const LIES_AT: Partial<Record<LayerName, Beside[]>> = {
  outfalls: RIVERS,
  tracks: RIVERS,
  sections: RIVERS,
  intakes: RIVERS,
  manholes: SEWERS, // or, where none are loaded, along the banks: interceptors
};

export function liesAtKnown(layer: LayerName): boolean {
  return layer in LIES_AT;
}

interface Reading {
  name: string;
  /** What the name stands for, where it is a number. */
  title?: string;
  read(degrees: Degrees): Degrees;
}

/** The point of every row of a file, of a track several: one track may be all that a file has. */
export class Whereabouts {
  length = 0;
  private degrees = new Float64Array(1024);

  add({ shapes: [shape] }: ReadyRow): void {
    if (!shape) return;
    const vertices = shape.degrees.length >> 1;
    const count = Math.min(vertices, OF_EACH);
    for (let k = 0; k < count; k++) this.push(shape.degrees, Math.floor(((k + 0.5) * vertices) / count));
  }

  private push(degrees: Float64Array, vertex: number): void {
    if (2 * this.length === this.degrees.length) {
      const longer = new Float64Array(this.degrees.length * 2);
      longer.set(this.degrees);
      this.degrees = longer;
    }
    this.degrees[2 * this.length] = degrees[2 * vertex];
    this.degrees[2 * this.length++ + 1] = degrees[2 * vertex + 1];
  }

  /** At most `count` of them, spread evenly. */
  sample(count: number): Degrees[] {
    const step = Math.max(1, Math.ceil(this.length / count));
    const points: Degrees[] = [];
    for (let i = 0; i < this.length; i += step) points.push([this.degrees[2 * i], this.degrees[2 * i + 1]]);
    return points;
  }
}

export interface Suspects {
  layer: LayerName;
  district: string;
  plane: Plane;
  crs: Crs;
  whereabouts: Whereabouts;
}

/** A warning with both medians when another reading of the coordinates lies three times nearer; nothing is changed. */
export async function shiftIssues(
  db: Executor,
  { layer, district, plane, crs, whereabouts }: Suspects,
): Promise<Issue[]> {
  if (!isCgcs2000Grid(plane.srid) || whereabouts.length < AT_LEAST) return [];
  const points = whereabouts.sample(SAMPLE);
  const beside = LIES_AT[layer] ?? RIVERS;
  const measuring = { district, plane, points, beside };
  const [given, ...shifted] = await medians(db, { ...measuring, readings: readingsOf(crs) });
  if (given.metres < OFF_M) return [];
  const grids = await gridsOf(db, measuring, crs);
  const read = await medians(db, { ...measuring, readings: grids });
  const others = [...shifted, ...read.filter(({ metres }) => metres <= ON_RIVERS_M)];
  const best = others.reduce((least, next) => (next.metres < least.metres ? next : least));
  if (best.metres * TIMES_NEARER > given.metres) return [];
  const [far, near] = [given.metres.toFixed(1), best.metres.toFixed(1)];
  const detail = {
    zh: `${points.length} 个点到已有${beside.map(({ zh }) => zh).join('或')}距离的中位数：按所给坐标 ${far} 米，按 ${best.name}${titleOf(best, '（', '）')} 读 ${near} 米`,
    en: `median distance of ${points.length} points to the loaded ${beside.map(({ en }) => en).join(' or ')}: ${far} m as given, ${near} m read as ${best.name}${titleOf(best, ' (', ')')}`,
  };
  return [issue('looks_shifted', { row: null, value: best.name, detail })];
}

/** As given first. What was read as shifted is tried as plain degrees, and the other way round. */
function readingsOf({ label }: Crs): Reading[] {
  const given: Reading = { name: label, read: (degrees) => degrees };
  const stated = shiftedSystem(label);
  if (stated) return [given, { name: 'EPSG:4490', read: (degrees) => shift(stated, degrees) }];
  const systems: ShiftedSystem[] = ['GCJ-02', 'BD-09'];
  return [given, ...systems.map((name) => ({ name, read: (degrees: Degrees) => unshift(name, degrees) }))];
}

interface Measuring {
  district: string;
  plane: Plane;
  points: Degrees[];
  beside: Beside[];
}

/** Other plane systems by which the points lie near what the district holds. Asked only of what lies off: it takes a moment. */
async function gridsOf(db: Executor, { district, plane, points }: Measuring, crs: Crs): Promise<Reading[]> {
  if (crs.isGeographic) return [];
  const isNear = await nearHeld(db, district, plane.srid);
  const grids = isNear ? await otherGrids(db, crs, points[points.length >> 1], isNear) : [];
  return grids.map(({ label, name, read }) => ({ name: label, title: name, read }));
}

const titleOf = ({ title }: Pick<Reading, 'title'>, open: string, close: string) =>
  title === undefined ? '' : open + title + close;

async function medians(
  db: Executor,
  { district, plane, points, beside, readings }: Measuring & { readings: readonly Reading[] },
): Promise<{ name: string; title?: string; metres: number }[]> {
  if (readings.length === 0) return [];
  const [which, xs, ys]: [number[], number[], number[]] = [[], [], []];
  const at = new Float64Array(2);
  readings.forEach(({ read }, i) => {
    for (const point of points) {
      plane.forward(...read(point), at, 0);
      which.push(i);
      const isPlace = Number.isFinite(at[0] + at[1]);
      xs.push(isPlace ? at[0] : 0); // nowhere is far from every line, as the equator is
      ys.push(isPlace ? at[1] : 0);
    }
  });
  const rows = await db.query<{ metres: number }>(
    `select percentile_disc(0.5) within group (order by coalesce(
              least(${beside.map(nearest)}), $5)) as metres
       from unnest($2::int[], $3::float8[], $4::float8[]) as p(which, x, y) group by which order by which`,
    [district, which, xs, ys, WITHIN_M],
  );
  return readings.map(({ name, title }, i) => ({ name, title, metres: rows[i].metres }));
}

function nearest({ table, line }: Beside): string {
  return `(select min(st_distance(${line}, st_point(x, y))) from register.${table}
            where district = $1 and st_dwithin(${line}, st_point(x, y), $5))`;
}
