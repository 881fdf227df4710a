/** The gap list as a report: a work list to print, to hand to a crew, or to read by program. */
import { gapPlaces } from '../../../web/strip/gap-places.ts';
import type { Executor } from '../../db/database.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { GAP_COLUMNS, ZONE_GAP_COLUMNS } from '../columns.ts';
import { uncheckedKinds } from '../facets/layers-asked.ts';
import { groupNotes } from '../facets/notes.ts';
import { type GapQuery, type GapRow, gapRows } from '../gaps.ts';
import type { Report } from '../report.ts';
import { routeLines } from '../route-lines.ts';
import { ACCESS_COLUMNS, accessPoints, gapAccess } from './access.ts';
import { SHORTEST_VISIT_M } from './plan.ts';
import { PART_M } from './stretches.ts';

export const GAP_TITLE = { zh: '排查缺口', en: 'Survey gaps' };

/** `notes` stand before its own; with `access` rows say where a crew gets to the water. @throws DomainError as gapRows */
export async function gapReport(
  db: Executor,
  snapshot: Snapshot,
  query: GapQuery & { access?: boolean },
  notes: string[],
): Promise<Report> {
  const rows = gapRows(snapshot, query);
  const access = query.access ? await gapAccess(db, snapshot, rows, query.asOf) : [];
  const columns = query.group ? ZONE_GAP_COLUMNS : GAP_COLUMNS;
  const shown = rows.map((row, i) => ({ ...row, ...access[i] }));
  return {
    title: GAP_TITLE,
    columns: query.access ? [...columns, ...ACCESS_COLUMNS] : columns,
    rows: shown,
    waypoints: () => accessPoints(shown),
    notes: [...notes, ...gapNotes(snapshot, query, rows)],
    notChecked: uncheckedKinds(snapshot, query),
    geometries: () => routeLines(snapshot, rows),
    label: ({ number }) => String(number),
  };
}

/** What a reader must know of a list to rely on it. */
export function gapNotes(snapshot: Snapshot, query: GapQuery, rows: readonly GapRow[]): string[] {
  const most = query.maxLengthM ?? PART_M;
  const numbers = `编号：河道名-该河第几段（各街镇河段均分，每段不超过 ${most} 米）+段内起点米数；其他缺口补查后编号不变 · numbers: river-part (each town's stretch in equal parts of at most ${most} m)+metres into it; they stay when other gaps close`;
  const list = [numbers, ...placesNote(query, rows), ...sharedNote(rows), ...shortNote(snapshot, query)];
  if (!query.minLengthM) list.push(...tinyNote(snapshot, query));
  return [...groupNotes(snapshot, query), ...list];
}

/** The map and the strips show what meets as one gap. A list by zone has a gap once for each zone. */
function placesNote({ group }: GapQuery, rows: readonly GapRow[]): string[] {
  const places = gapPlaces(rows);
  if (group || places === rows.length) return [];
  return [
    `共 ${rows.length} 段，首尾相接的合为 ${places} 处连续缺口 · ${rows.length} stretches; ${places} unbroken gaps where those that meet count as one`,
  ];
}

function sharedNote(rows: readonly GapRow[]): string[] {
  const shared = rows.filter(({ shared_m }) => shared_m > 0);
  if (shared.length === 0) return [];
  const metres = sumM(shared.map(({ shared_m }) => shared_m));
  return [
    `界河段：沿街镇界线往复、不足 100 米的河段列入上一街镇，共 ${shared.length} 行 ${metres} 米（共有街镇见列）· shared: stretches under 100 m that flip along a town line go with the town before, ${shared.length} rows, ${metres} m`,
  ];
}

/** Ends of what was walked, down to a millimetre: they stay in the list and its sums, and nobody need go there. */
function tinyNote(snapshot: Snapshot, query: GapQuery): string[] {
  const whole = gapRows(snapshot, { ...query, maxLengthM: undefined }); // gaps, not the pieces they are cut into
  const tiny = whole.filter(({ length_m }) => length_m < SHORTEST_VISIT_M);
  if (tiny.length === 0) return [];
  const metres = sumM(tiny.map(({ length_m }) => length_m));
  return [
    `其中短于 ${SHORTEST_VISIT_M} 米的缺口 ${tiny.length} 处，共 ${metres} 米，日程建议不去；如不列出，给 --min-length-m ${SHORTEST_VISIT_M}（min_length_m） · of them ${tiny.length} gaps under ${SHORTEST_VISIT_M} m, ${metres} m, which a suggested day passes by; --min-length-m ${SHORTEST_VISIT_M} (min_length_m) leaves them out`,
  ];
}

/** A filter must not read as if nothing were there. */
export function shortNote(snapshot: Snapshot, query: GapQuery): string[] {
  if (!query.minLengthM) return [];
  const all = gapRows(snapshot, { ...query, minLengthM: undefined, maxLengthM: undefined });
  const short = all.filter(({ length_m }) => length_m < query.minLengthM!);
  if (short.length === 0) return [];
  const metres = sumM(short.map(({ length_m }) => length_m));
  return [
    `未列出短于 ${query.minLengthM} 米的缺口 ${short.length} 处，共 ${metres} 米 · left out: ${short.length} gaps under ${query.minLengthM} m, ${metres} m`,
  ];
}

/** Of metres with three decimals, without the error of adding them as they are. */
export function sumM(metres: readonly number[]): number {
  return metres.reduce((sum, each) => sum + Math.round(each * 1000), 0) / 1000;
}
