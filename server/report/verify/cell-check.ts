/** The survey net: how much river is in each square, which squares are in the strip of land along it and what is there, against SQL. */
import { cellRows, INLAND_M } from '../cells/cells.ts';
import { riverRows } from '../rivers.ts';
import type { Difference, Subject } from './checks.ts';
import { rowDifference } from './row-difference.ts';

/** Metres from the strip's edge at which the two may differ by rounding. */
const EDGE_M = 0.002;

/** Squares that one of the two does not have, or in which they count other places. */
export async function compareCells({ db, district, snapshot }: Subject): Promise<Difference> {
  const [least, most] = await Promise.all(
    [-EDGE_M, EDGE_M].map((more) => cellRows(db, snapshot, { inlandM: INLAND_M + more })),
  );
  const sql = await db.query<{ square: string; residential: number; parks: number; outfalls: number }>(
    'select square, residential::int, parks::int, outfalls::int from atlas.inland_cells($1, $2)',
    [district, INLAND_M],
  );
  const theirs = new Set(sql.map(({ square }) => square));
  const ours = new Map(most.map((row) => [row.cell, row]));
  const isOther = ({ square, ...there }: (typeof sql)[number]) =>
    Object.entries(there).some(([name, count]) => ours.get(square)?.[name as keyof typeof there] !== count);
  const missing = least.filter(({ cell }) => !theirs.has(cell)).length;
  return { compared: theirs.size, difference: missing + sql.filter(isOther).length };
}

/** River of each square. */
export async function compareSquares({ db, district, snapshot }: Subject): Promise<Difference> {
  const sql = await db.query(
    `select key, atlas.km(sum(atlas.multirange_mm(here))) as length_km from atlas.cell_ranges($1) group by place, key order by place`,
    [district],
  );
  return rowDifference(riverRows(snapshot, { group: 'cell' }), sql, {
    same: ['key'],
    close: ['length_km'],
    factor: 1_000_000,
  });
}
