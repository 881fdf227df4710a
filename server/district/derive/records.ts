/** Surveys kept as table rows count beside tracks: each becomes ranges on its river's routes. */
import type { Executor } from '../../db/database.ts';
import type { Rulers } from '../../engine/rulers.ts';
import type { Issue } from '../../import/issues.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import type { District } from '../district.ts';
import { readRetaken } from './end-grounds.ts';
import { coveredInTowns, withTowns } from './in-towns.ts';
import { movedIssue } from './moved.ts';
import { anchorRecords, readAnchors } from './record-anchors.ts';
import { keepGrounds } from './record-grounds.ts';
import { shortRecords } from './short-records.ts';
import { readTownRows, sayTownEdges } from './town-edges.ts';
import { sayWholes, wholesCovered } from './whole-rivers.ts';

/** Which records: all of the district, or these. */
export type RecordChoice = 'all' | readonly number[];

interface Covering {
  choice: RecordChoice;
  /** Those that were just recorded, or recorded otherwise. */
  recorded: readonly number[];
  /** Rivers that got or lost a route. */
  redrawn: readonly number[];
  /** Rivers of lines that came, or are others than before, whatever became of the routes. */
  rekeyed: readonly number[];
  /** Towns came, went or have other edges. */
  areTownsOther: boolean;
  version: number;
}

/**
 * Rewrites the ranges of the chosen records, also of those that are no longer there. Each is where its ground
 * lines lie (record-anchors.ts), those of a whole river being all its routes of when it came in; with a town only the part inside that town counts.
 * @returns records that a redrawn river, other edges of a town, or an undo, moved or left without a place (those that changed themselves say nothing), and new ones that cover less than they say
 */
export async function coverRecords(
  tx: Executor,
  district: District,
  rulers: Rulers,
  { choice, recorded, redrawn, rekeyed, areTownsOther, version }: Covering,
): Promise<Issue[]> {
  const ids = choice === 'all' ? null : choice;
  const before = await readAnchors(tx, district.key, ids);
  const placed = await keepGrounds(tx, district.key, version, async () => rulers);
  const retaken = await readRetaken(tx, district.key, version);
  const { moved, besideMm } = await anchorRecords(tx, district, rulers, { ids, before, retaken });
  const areRiversOther = redrawn.length + rekeyed.length > 0;
  const wholes = areRiversOther ? await wholesCovered(tx, district.key) : new Map();
  const townRows = areTownsOther ? await readTownRows(tx, district.key) : new Map();
  const inTowns = await coveredInTowns(tx, district.key, moved);
  await rewriteRanges(tx, district.key, ids, version);
  const except = [...placed.filter((id) => !before.has(id)), ...recorded];
  const untold = new Set(except);
  const told = moved.filter(({ id }) => !untold.has(id));
  const issues = (await withTowns(tx, district.key, { moved: told, inTowns })).map(movedIssue);
  const movedBefore = new Map([...before].map(([id, rows]) => [id, Math.max(...rows.map((row) => row.moved_mm))]));
  if (areRiversOther) {
    const rivers = { rivers: redrawn, rekeyed, except, before: wholes };
    issues.push(...(await sayWholes(tx, district.key, { ...rivers, movedBefore, besideMm })));
  }
  if (townRows.size > 0) issues.push(...(await sayTownEdges(tx, district.key, { before: townRows, except, redrawn })));
  return [...issues, ...(await shortRecords(tx, district.key, recorded))];
}

async function rewriteRanges(
  tx: Executor,
  district: string,
  ids: readonly number[] | null,
  version: number,
): Promise<void> {
  await tx.query(
    `delete from register.surveyed_range
      where district = $1 and record_id is not null and ($2::int[] is null or record_id = any($2::int[]))`,
    [district, ids],
  );
  const rows = await tx.query<RangeRow>(STRETCHES, [district, ids]);
  if (rows.length > 0) await writeRanges(tx, district, rows, version);
}

/** Banks look along the route: on one that runs the other way they change sides. */
const STRETCHES = `
  select a.route_id, s.mode, case when a.reversed and s.bank = 'left' then 'right'
                                  when a.reversed and s.bank = 'right' then 'left' else s.bank end as bank,
         w.from_mm, w.to_mm, s.crew, s.date as day, s.id as record_id
    from register.survey_record s
    join register.record_anchor a on a.district = s.district and a.record_id = s.id
    join register.route_town t on t.district = s.district and t.route_id = a.route_id
                              and (s.town_id is null or t.town_id = s.town_id)
   cross join lateral (
         select greatest(t.from_mm, a.from_mm) as from_mm, least(t.to_mm, a.to_mm) as to_mm) w
   where s.district = $1 and ($2::int[] is null or s.id = any($2::int[])) and w.from_mm < w.to_mm
   order by s.id, a.route_id, w.from_mm`;

type RangeRow = Record<string, string | number | null>;

async function writeRanges(tx: Executor, district: string, rows: readonly RangeRow[], version: number): Promise<void> {
  const [{ first }] = await tx.query<{ first: number }>(`select register.next_ids($1, 'surveyed_range', $2) as first`, [
    district,
    rows.length,
  ]);
  const names = ['route_id', 'mode', 'bank', 'from_mm', 'to_mm', 'crew', 'day', 'record_id'];
  await tx.copyIn(
    'register.surveyed_range',
    ['district', 'id', 'kind', 'version', ...names],
    encodeCopy(
      ['text', 'int4', 'text', 'int8', 'int4', 'text', 'text', 'int8', 'int8', 'text', 'date', 'int4'],
      rows.map((row, i) => [district, first + i, 'measured', version, ...names.map((name) => row[name])]),
    ),
  );
}
