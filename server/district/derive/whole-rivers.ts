/** Records of a whole river: what was the river when they came in is their ground, also when more of it, or less, is drawn later. */
import type { Executor } from '../../db/database.ts';
import type { Issue } from '../../import/issues.ts';
import { areSame, FEW_MM, isNear, METRE, movedIssue } from './moved.ts';

/**
 * Gives every record of a whole river that has none the lines of its routes as they stand; a river not drawn yet waits.
 * @returns the records that got theirs
 */
export async function keepWholeRivers(tx: Executor, district: string, version: number): Promise<number[]> {
  const kept = await tx.query<{ record_id: number }>(
    `insert into register.record_ground (district, record_id, river_id, from_mm, to_mm, day, since, route_line, line_m)
     select s.district, s.id, s.river_id, 0, r.length_mm, s.date, $2, md5(r.line_m::text), r.line_m
       from register.survey_record s
       join register.route r on r.district = s.district and r.river_id = s.river_id
      where s.district = $1 and s.from_mm is null and s.to_mm is null
        and not exists (select from register.record_ground g
                         where g.district = s.district and g.record_id = s.id and g.river_id = s.river_id and g.day = s.date
                           and g.until is null)
         on conflict do nothing
     returning record_id`,
    [district, version],
  );
  const records = [...new Set(kept.map(({ record_id }) => record_id))];
  if (records.length > 0) await anchorOnWhole(tx, district, records);
  return records;
}

async function anchorOnWhole(tx: Executor, district: string, records: readonly number[]): Promise<void> {
  await tx.query('delete from register.record_anchor where district = $1 and record_id = any($2::int[])', [
    district,
    records,
  ]);
  await tx.query(
    `insert into register.record_anchor (district, record_id, route_id, from_mm, to_mm, reversed, moved_mm)
     select s.district, s.id, r.id, 0, r.length_mm, false, 0
       from register.survey_record s
       join register.route r on r.district = s.district and r.river_id = s.river_id
      where s.district = $1 and s.id = any($2::int[])`,
    [district, records],
  );
}

interface Stretch {
  record: number;
  route: number;
  bank: string;
  from: number;
  to: number;
}

/** What each record of a whole river covers, by record, in one piece where towns cut it. */
export async function wholesCovered(tx: Executor, district: string): Promise<Map<number, Stretch[]>> {
  const rows = await tx.query<Stretch>(
    `select g.record_id as record, g.route_id as route, g.bank, g.from_mm as "from", g.to_mm as "to"
       from register.surveyed_range g
       join register.survey_record s on s.district = g.district and s.id = g.record_id
      where g.district = $1 and s.from_mm is null and s.to_mm is null order by 1, 2, 4`,
    [district],
  );
  const covered = new Map<number, Stretch[]>();
  for (const row of rows) {
    const stretches = covered.get(row.record) ?? [];
    const last = stretches.at(-1);
    if (last?.route === row.route && last.to === row.from) last.to = row.to;
    else stretches.push(row);
    covered.set(row.record, stretches);
  }
  return covered;
}

interface Whole {
  id: number;
  river: string;
  /** Of the river, or of its part in the town named. */
  drawn: number;
  moved: number;
  /** Not its part in a town. */
  is_all: boolean;
  is_redrawn: boolean;
}

export interface Redrawn {
  rivers: readonly number[];
  /** Rivers whose lines were cut, or have other keys: nothing is drawn that was not before. */
  rekeyed: readonly number[];
  /** Records that changed themselves. */
  except: readonly number[];
  before: ReadonlyMap<number, readonly Stretch[]>;
  /** How far each lay from its ground before, mm. */
  movedBefore: ReadonlyMap<number, number>;
  /** How far lost ground is from the river now. */
  besideMm: ReadonlyMap<number, number>;
}

/** Of records of redrawn rivers: those that cover other measures than before, or no longer all that is drawn. */
export async function sayWholes(
  tx: Executor,
  district: string,
  { rivers, rekeyed, except, before, movedBefore, besideMm }: Redrawn,
): Promise<Issue[]> {
  const rows = await tx.query<Whole>(WHOLES, [district, rivers, except, rekeyed]);
  if (rows.length === 0) return [];
  const after = await wholesCovered(tx, district);
  return rows.flatMap((row) => {
    const beside = row.is_all ? besideMm.get(row.id) : undefined; // of a town's part nobody measured it
    const was = { stretches: before.get(row.id) ?? [], moved: movedBefore.get(row.id) ?? 0 };
    return said(row, was, after.get(row.id) ?? [], beside);
  });
}

const WHOLES = `
  select s.id, coalesce(v.key, '#' || v.id) as river, s.town_id is null as is_all, s.river_id = any($2::int[]) as is_redrawn,
         (select coalesce(sum(t.to_mm - t.from_mm), 0)::bigint from register.route r
            join register.route_town t on t.district = r.district and t.route_id = r.id
           where r.district = s.district and r.river_id = s.river_id and (s.town_id is null or t.town_id = s.town_id)) as drawn,
         (select coalesce(max(a.moved_mm), 0) from register.record_anchor a
           where a.district = s.district and a.record_id = s.id) as moved
    from register.survey_record s
    join register.river v on v.district = s.district and v.id = s.river_id
   where s.district = $1 and s.from_mm is null and s.to_mm is null
     and s.river_id = any($2::int[] || $4::int[]) and s.id <> all($3::int[])
   order by s.id`;

function said(
  { id, river, drawn, moved, is_redrawn }: Whole,
  { stretches: was, moved: movedWas }: { stretches: readonly Stretch[]; moved: number },
  is: readonly Stretch[],
  besideMm: number | undefined,
): Issue[] {
  const [had, has] = [was, is].map((stretches) => stretches.reduce((sum, { from, to }) => sum + to - from, 0));
  const lostMm = Math.max(0, had - has);
  const newMm = !is_redrawn || drawn - has < METRE ? 0 : drawn - has;
  if (newMm === 0 && lostMm <= FEW_MM && isNear(moved, movedWas) && areSame(was, is, isSame)) return [];
  const [from, to] = [was, is].map((stretches) => stretches.map((at) => ({ river, measures: [at.from, at.to] })));
  return [movedIssue({ kind: 'survey', id, from, to, movedMm: moved, lostMm, newMm, besideMm })];
}

/** Routes are written anew with new ids: the places count, not the ids; other millimetres at vertices make no other place. */
const isSame = (a: Stretch, b: Stretch) => a.bank === b.bank && isNear(a.from, b.from) && isNear(a.to, b.to);
