/** Survey rows that name a town whose edges changed: what they cover inside it now, where no river was redrawn. */
import type { Executor } from '../../db/database.ts';
import { difference, normalise, type Ranges, totalLength } from '../../engine/ranges.ts';
import { type Issue, issue } from '../../import/issues.ts';
import { figures, METRE, type Place, textOf } from './moved.ts';

interface TownRow {
  river: number;
  riverKey: string;
  town: string;
  /** What it covers, by route. */
  covered: Map<number, number[]>;
}

/** The rows that name a town, by id, as they stand. */
export async function readTownRows(tx: Executor, district: string): Promise<Map<number, TownRow>> {
  const rows = await tx.query<Stretch>(TOWN_ROWS, [district]);
  const found = new Map<number, TownRow>();
  for (const { id, river, riverKey, town, route, from, to } of rows) {
    const row = found.get(id) ?? { river, riverKey, town, covered: new Map() };
    if (route !== null) row.covered.set(route, [...(row.covered.get(route) ?? []), from, to]);
    found.set(id, row);
  }
  return found;
}

interface Stretch {
  id: number;
  river: number;
  riverKey: string;
  town: string;
  /** Null of a row that covers nothing. */
  route: number | null;
  from: number;
  to: number;
}

const TOWN_ROWS = `
  select s.id, s.river_id as river, coalesce(v.key, '#' || v.id) as "riverKey", t.name as town,
         g.route_id as route, g.from_mm as "from", g.to_mm as "to"
    from register.survey_record s
    join register.town t on t.district = s.district and t.id = s.town_id
    join register.river v on v.district = s.district and v.id = s.river_id
    left join register.surveyed_range g on g.district = s.district and g.record_id = s.id
   where s.district = $1 order by s.id, g.route_id, g.from_mm`;

interface Edges {
  before: ReadonlyMap<number, TownRow>;
  /** Records that changed themselves. */
  except: readonly number[];
  /** Of these rivers the rows are told with their lines. */
  redrawn: readonly number[];
}

/** Of rows that were there before: those that cover another part of their river inside their town. */
export async function sayTownEdges(
  tx: Executor,
  district: string,
  { before, except, redrawn }: Edges,
): Promise<Issue[]> {
  const after = await readTownRows(tx, district);
  return [...after].flatMap(([id, is]) => {
    const was = before.get(id);
    if (!was || except.includes(id) || redrawn.includes(is.river)) return [];
    const [lostMm, gainedMm] = [beyond(was, is), beyond(is, was)];
    return lostMm + gainedMm > 0 ? [said(id, { was, is, lostMm, gainedMm })] : [];
  });
}

/** What the one covers and the other does not, mm. */
function beyond(one: TownRow, other: TownRow): number {
  const setOf = (row: TownRow, route: number): Ranges => normalise(row.covered.get(route) ?? []);
  return [...one.covered.keys()].reduce(
    (sum, route) => sum + totalLength(difference(setOf(one, route), setOf(other, route))),
    0,
  );
}

interface Change {
  was: TownRow;
  is: TownRow;
  lostMm: number;
  gainedMm: number;
}

function said(id: number, { was, is, lostMm, gainedMm }: Change): Issue {
  const [from, to] = [placesOf(was), placesOf(is)];
  const words = [outside(lostMm), inside(gainedMm)].filter((each) => each !== undefined);
  const way = `${textOf(from)} → ${textOf(to)}`;
  const detail = {
    zh: [way, ...words.map(({ zh }) => zh)].join('，'),
    en: [way, ...words.map(({ en }) => en)].join(', '),
  };
  const lostLess = Math.max(0, lostMm - gainedMm);
  return {
    ...issue(lostLess >= METRE ? 'town_lost' : 'town_recut', {
      row: null,
      field: `survey ${id}`,
      value: is.town,
      detail,
    }),
    original: {
      ...{ survey: id, town: is.town, from: figures(from), to: figures(to) },
      ...{ lost_m: lostLess / 1000, outside_town_m: lostMm / 1000, inside_town_m: gainedMm / 1000 },
    },
  };
}

const placesOf = ({ riverKey, covered }: TownRow): Place[] =>
  [...covered.values()].flatMap((pairs) => {
    const set = normalise(pairs);
    return set.flatMap((from, i) => (i % 2 === 0 ? [{ river: riverKey, measures: [from, set[i + 1]] }] : []));
  });

const metres = (mm: number) => (mm / 1000).toFixed(3);

function outside(mm: number) {
  if (mm === 0) return undefined;
  return { zh: `${metres(mm)} 米现已在该镇（街道）之外`, en: `${metres(mm)} m lie outside the town now` };
}

function inside(mm: number) {
  if (mm === 0) return undefined;
  return { zh: `${metres(mm)} 米现已在该镇（街道）之内`, en: `${metres(mm)} m lie inside it now` };
}
