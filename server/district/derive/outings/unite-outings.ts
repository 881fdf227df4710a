/** Tracks that are one outing, written down twice and thinned otherwise, or cut otherwise: whatever crews their files name, they are one survey. */
import type { Executor } from '../../../db/database.ts';
import { type Issue, issue } from '../../../import/issues.ts';
import type { TrackChoice } from '../../cover/recompute.ts';
import { daysToLookAt } from './day-pairs.ts';
import { type Member, type Outing, outingsOn } from './outings-on.ts';

interface Uniting {
  /** Tracks whose ranges were made again, each under the crew of its own file. */
  choice: TrackChoice;
  /** Tracks that are to be told when they share an outing. */
  told: readonly number[];
  version: number;
}

/**
 * A survey is a mode, a crew and a local day. The ranges of an outing's tracks get one crew for the day: that of the track
 * with the most moments of those that name one. Only tracks of different crews that measured some of one river on one day
 * are held against each other: of all others nothing counts twice.
 * @returns an issue for each of `told` that is one outing with another track
 */
export async function uniteOutings(tx: Executor, district: string, uniting: Uniting): Promise<Issue[]> {
  const days = await daysToLookAt(tx, district, uniting.choice);
  if (days.length === 0) return [];
  const outings = await outingsOn(tx, district, days);
  if (outings.length > 0 || days.some(({ isUnited }) => isUnited))
    await writeCrews(tx, district, outings, uniting.version);
  return issuesOf(outings, new Set(uniting.told));
}

/** Whose survey a track was on a local day of an outing. */
export interface OutingCrew {
  id: number;
  day: string;
  crew: string | null;
}

/** Of all outings that several crews wrote down, from the tracks and where they measured, not from the crews of ranges. */
export async function outingCrews(tx: Executor, district: string): Promise<OutingCrew[]> {
  return crewsIn(await outingsOn(tx, district, await daysToLookAt(tx, district, 'all')));
}

const crewsIn = (outings: readonly Outing[]): OutingCrew[] =>
  outings.flatMap(({ day, members }) => members.map(({ id }) => ({ id, day, crew: crewOf(members) })));

/** Rows of no outing, or of one that is no more, get the crew of their own file. */
async function writeCrews(tx: Executor, district: string, outings: readonly Outing[], version: number): Promise<void> {
  const rows = crewsIn(outings);
  await tx.query(
    `update register.surveyed_range s set crew = w.crew, version = $5
       from (select r.id, coalesce(o.crew, t.crew) as crew
               from register.surveyed_range r
               join register.survey_track t on t.district = r.district and t.id = r.track_id
               left join unnest($2::int[], $3::date[], $4::text[]) as o (track, day, crew) on o.track = r.track_id and o.day = r.day
              where r.district = $1) as w
      where s.district = $1 and s.id = w.id and s.crew is distinct from w.crew`,
    [district, rows.map(({ id }) => id), rows.map(({ day }) => day), rows.map(({ crew }) => crew), version],
  );
}

/** Of equals the first by name, so that the order of files does not matter. */
function crewOf(members: readonly Member[]): string | null {
  const named = members.filter(({ crew }) => crew !== null);
  const [fullest] = named.sort((a, b) => b.moments - a.moments || (a.crew! < b.crew! ? -1 : 1));
  return fullest?.crew ?? null;
}

/** Once for each pair, however many days it has. */
function issuesOf(outings: readonly Outing[], told: ReadonlySet<number>): Issue[] {
  const said = new Set<string>();
  const pairs = outings
    .flatMap(({ links }) => links)
    .filter(({ a, b }) => a.crew !== b.crew && (told.has(a.id) || told.has(b.id)))
    .filter(({ a, b }) => !said.has(`${a.id} ${b.id}`) && said.add(`${a.id} ${b.id}`));
  return pairs.map(({ a, b, shared }) => {
    const [late, early] = told.has(b.id) ? [b, a] : [a, b];
    const detail = { zh: `“${late.name}”与“${early.name}”`, en: `"${late.name}" and "${early.name}"` };
    return issue('same_outing', { row: null, field: `track ${late.id}`, value: shared, detail });
  });
}
