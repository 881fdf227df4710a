/** The quality of links (atlas.link_quality) counted again from the rows, one by one. */
import type { Difference, Subject } from './checks.ts';

interface Link {
  town_id: number | null;
  route_id: number | null;
  offset_mm: number | null;
  status: string;
}

interface Quality {
  is_whole: boolean;
  town_id: number | null;
  outfalls: number;
  linked: number;
  waiting: number;
  offset_median_mm: number | null;
  offset_p90_mm: number | null;
  offset_p99_mm: number | null;
  offset_greatest_mm: number | null;
  offset_counts: number[];
}

/** Upper bounds of the counts in metres, each included; what is farther comes last. */
const BOUNDS_M = [1, 2, 5, 10, 20, 50];

/** Towns, and the whole, of which one number differs. */
export async function compareLinkQuality({ db, district }: Subject): Promise<Difference> {
  const links = await db.query<Link>(
    `select l.town_id, l.route_id, l.offset_mm::float8 as offset_mm, l.status
       from register.outfall_link l
       join register.outfall o on o.district = l.district and o.id = l.outfall_id and o.merged_into is null
      where l.district = $1`,
    [district],
  );
  const said = await db.query<Quality>(
    `select is_whole, town_id, outfalls, linked, waiting, offset_median_mm::float8 as offset_median_mm, offset_p90_mm::float8 as offset_p90_mm,
            offset_p99_mm::float8 as offset_p99_mm, offset_greatest_mm::float8 as offset_greatest_mm, offset_counts
       from atlas.link_quality($1)`,
    [district],
  );
  const wrong = said.filter((row) => {
    const own = links.filter((link) => row.is_whole || link.town_id === row.town_id);
    return JSON.stringify(counted(own)) !== JSON.stringify(numbersOf(row));
  });
  const towns = new Set(links.map(({ town_id }) => town_id));
  return { compared: said.length, difference: wrong.length + Math.abs(said.length - towns.size - 1) };
}

function counted(links: readonly Link[]) {
  const linked = links.filter(({ route_id }) => route_id !== null);
  const offsets = linked.flatMap(({ offset_mm }) => offset_mm ?? []).sort((a, b) => a - b);
  const at = (share: number) => offsets[Math.ceil(share * offsets.length) - 1] ?? null;
  const counts = new Array(BOUNDS_M.length + 1).fill(0);
  for (const mm of offsets) {
    const bin = BOUNDS_M.findIndex((metres) => mm <= metres * 1000);
    counts[bin < 0 ? BOUNDS_M.length : bin]++;
  }
  const waiting = links.filter(({ status }) => status === 'proposed').length;
  return [links.length, linked.length, waiting, at(0.5), at(0.9), at(0.99), at(1), counts];
}

function numbersOf(row: Quality) {
  const { offset_median_mm, offset_p90_mm, offset_p99_mm, offset_greatest_mm, offset_counts } = row;
  const offsets = [offset_median_mm, offset_p90_mm, offset_p99_mm, offset_greatest_mm];
  return [row.outfalls, row.linked, row.waiting, ...offsets, offset_counts];
}
