/** What the ledger says that tracks surveyed, against what they really travelled: precision and recall by length. */
import type { Executor } from '../../db/database.ts';
import type { Mode } from '../../district/load-register.ts';
import { intersection, normalise, totalLength } from '../../engine/ranges.ts';
import type { Stretch, TrueTrack } from './true-tracks.ts';

export interface ScoreRow {
  /** Null for all rivers together. */
  river: string | null;
  name: string | null;
  mode: Mode;
  travelled_km: number;
  ledger_km: number;
  /** Travelled and not in the ledger. */
  missed_km: number;
  /** In the ledger and not travelled. */
  wrong_km: number;
  /** What of the ledger was travelled, what of the travelled is in the ledger; of rivers, then of both banks. Null of nothing. */
  precision: number | null;
  recall: number | null;
  bank_precision: number | null;
  bank_recall: number | null;
}

export interface Score {
  /** One row per mode. */
  whole: ScoreRow[];
  /** Of each mode the rivers with most missed and wrong together, most first. */
  worst: ScoreRow[];
  /** Tracks of the register that the truth file has, and has not: these are left out. */
  tracks: { scored: number; leftOut: number };
}

const MODES: readonly Mode[] = ['above_water', 'under_water'];

/**
 * Each metre counts once, however often it was surveyed; bridged ones count as surveyed, as in every report. Ranges of table
 * records are left out.
 */
export async function scoreTracks(
  tx: Executor,
  district: string,
  truth: readonly TrueTrack[],
  mostRivers: number,
): Promise<Score> {
  const names = truth.map(({ track }) => track);
  const stored = await tx.query<Found>(FOUND, [district, names]);
  const [tracks] = await tx.query<Score['tracks']>(COUNTS, [district, names]);
  const nameOf = new Map(stored.map(({ river, name }) => [river, name]));
  const rows = (mode: Mode) => {
    const travelled = truth.filter((track) => track.mode === mode).flatMap(({ ranges }) => ranges);
    const found = stored.filter((range) => range.mode === mode);
    const rivers = [...new Set([...travelled, ...found].map(({ river }) => river))].sort();
    const [ofTruth, ofFound] = [byRiver(travelled), byRiver(found)];
    const each = rivers.map((river) => {
      const row = scoreRow(mode, ofTruth.get(river) ?? [], ofFound.get(river) ?? []);
      return { ...row, river, name: nameOf.get(river) ?? null };
    });
    each.sort((a, b) => b.missed_km + b.wrong_km - a.missed_km - a.wrong_km);
    return { whole: scoreRow(mode, travelled, found), worst: each.slice(0, mostRivers) };
  };
  const modes = MODES.map(rows);
  return { whole: modes.map(({ whole }) => whole), worst: modes.flatMap(({ worst }) => worst), tracks };
}

interface Found extends Stretch {
  mode: Mode;
  name: string | null;
}

/** Ranges of tracks that are in the file. $1 district, $2 names of tracks */
const FOUND = `
  select g.mode, coalesce(v.key, v.name, v.id::text) as river, v.name, r.seq as route, g.bank, g.from_mm, g.to_mm
    from register.surveyed_range g
    join register.survey_track t on t.district = g.district and t.id = g.track_id
    join register.route r on r.district = g.district and r.id = g.route_id
    join register.river v on v.district = r.district and v.id = r.river_id
   where g.district = $1 and t.track = any($2::text[])`;

const COUNTS = `
  select count(*) filter (where track = any($2::text[]))::int as scored,
         count(*) filter (where (track = any($2::text[])) is not true)::int as "leftOut"
    from register.survey_track where district = $1`;

function scoreRow(mode: Mode, travelled: readonly Stretch[], found: readonly Stretch[]): ScoreRow {
  const line = lengths(together(travelled, onRoute), together(found, onRoute));
  const bank = lengths(together(travelled, onBanks), together(found, onBanks));
  const km = (mm: number) => mm / 1e6;
  return {
    ...{ river: null, name: null, mode, travelled_km: km(line.truth), ledger_km: km(line.found) },
    ...{ missed_km: km(line.truth - line.right), wrong_km: km(line.found - line.right) },
    ...{ precision: share(line.right, line.found), recall: share(line.right, line.truth) },
    ...{ bank_precision: share(bank.right, bank.found), bank_recall: share(bank.right, bank.truth) },
  };
}

type Sets = Map<string, number[]>;

const onRoute = ({ river, route }: Stretch) => [`${route} ${river}`];
const onBanks = ({ river, route, bank }: Stretch) =>
  (bank === 'both' ? ['left', 'right'] : [bank]).map((side) => `${side} ${route} ${river}`);

function together(stretches: readonly Stretch[], keysOf: (stretch: Stretch) => string[]): Sets {
  const pairs: Sets = new Map();
  for (const stretch of stretches)
    for (const key of keysOf(stretch)) {
      const held = pairs.get(key);
      if (held) held.push(stretch.from_mm, stretch.to_mm);
      else pairs.set(key, [stretch.from_mm, stretch.to_mm]);
    }
  return new Map([...pairs].map(([key, list]) => [key, normalise(list)]));
}

function lengths(truth: Sets, found: Sets): { truth: number; found: number; right: number } {
  const total = (sets: Sets) => [...sets.values()].reduce((sum, set) => sum + totalLength(set), 0);
  const right = [...found].reduce((sum, [key, set]) => sum + totalLength(intersection(set, truth.get(key) ?? [])), 0);
  return { truth: total(truth), found: total(found), right };
}

const share = (part: number, whole: number) => (whole === 0 ? null : Math.floor((part / whole) * 1e6 + 0.5) / 1e6);

function byRiver<Kind extends Stretch>(stretches: readonly Kind[]): Map<string, Kind[]> {
  const rivers = new Map<string, Kind[]>();
  for (const stretch of stretches) {
    const held = rivers.get(stretch.river);
    if (held) held.push(stretch);
    else rivers.set(stretch.river, [stretch]);
  }
  return rivers;
}
