/** Which tracks are one outing on a day, by where their receivers were at the same moments. */
import type { Executor } from '../../../db/database.ts';
import { EwkbReader } from '../../../db/ewkb.ts';
import {
  inTime,
  isOneOuting,
  momentsOf,
  sharedMoments,
  type Timed,
} from '../../../engine/coverage/track/same-outing.ts';
import { connected } from './connected.ts';
import { ANY, byDay, type Day, OF_TWO_CREWS, type Pair, pairsOf } from './day-pairs.ts';

export interface Member {
  id: number;
  name: string;
  crew: string | null;
  /** At how many it was recorded. */
  moments: number;
}

/** The tracks of one outing on one day. */
export interface Outing {
  day: string;
  members: Member[];
  /** The pairs that show it. */
  links: { a: Member; b: Member; shared: number }[];
}

/** Of tracks that measured some of one river; only where two of other crews are one are those of equal crews held against each other. */
export async function outingsOn(tx: Executor, district: string, days: readonly Day[]): Promise<Outing[]> {
  const outings: Outing[] = [];
  for (const [day, pairs] of byDay(await pairsOf(tx, district, days, OF_TWO_CREWS)))
    if ((await outingsOf(tx, district, pairs)).length > 0)
      outings.push(...(await outingsOf(tx, district, await pairsOf(tx, district, [day], ANY))));
  return outings;
}

/** Of the pairs of one day and mode. */
async function outingsOf(tx: Executor, district: string, pairs: readonly Pair[]): Promise<Outing[]> {
  const { members, lines } = await readMembers(tx, district, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]);
  const links = pairs
    .map(({ a, b }) => ({
      a: members.get(a)!,
      b: members.get(b)!,
      shared: sharedMoments(lines.get(a)!, lines.get(b)!),
    }))
    .filter(({ a, b, shared }) => isOneOuting(shared, Math.min(a.moments, b.moments)));
  return connected(links.map(({ a, b }) => [a.id, b.id])).map((ids) => ({
    day: pairs[0].day,
    members: ids.map((id) => members.get(id)!),
    links: links.filter(({ a }) => ids.includes(a.id)),
  }));
}

interface Read {
  members: Map<number, Member>;
  /** By id; some hundred kilobytes each. */
  lines: Map<number, Timed>;
}

async function readMembers(tx: Executor, district: string, ids: readonly number[]): Promise<Read> {
  const rows = await tx.query<{ id: number; name: string; crew: string | null; line: Uint8Array }>(
    `select id, coalesce(track, '#' || id) as name, crew, st_asewkb(line_m) as line
       from register.survey_track where district = $1 and id = any($2::int[]) order by id`,
    [district, ids],
  );
  const lines = new Map(rows.map(({ id, line }) => [id, inTime(new EwkbReader(line).line())]));
  const members = rows.map(({ id, name, crew }) => ({ id, name, crew, moments: momentsOf(lines.get(id)!) }));
  return { members: new Map(members.map((member) => [member.id, member])), lines };
}
