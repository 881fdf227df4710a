/** Random districts of a few hundred millimetres of river, made without a database: small enough to count each millimetre. */
import type { District } from '../../server/district/district.ts';
import { BANKS, KINDS, LEVELS, MODES, type Mode, type River } from '../../server/district/load-register.ts';
import { packEntries, type ZoneEntry } from '../../server/district/load-zone-ranges.ts';
import type { Snapshot } from '../../server/district/snapshot.ts';
import { dayOfDate } from '../../server/engine/coverage/days.ts';
import { packRulers } from '../../server/engine/rulers.ts';
import type { AnyGroup } from '../../server/report/groups.ts';

type Random = () => number;

const DAYS = ['2021-12-31', '2022-01-01', '2022-07-01', '2023-03-01', '2023-03-02'];
/** Ids are not in the order of keys. */
const TOWNS = { id: [3, 1, 2], key: ['a', 'b', 'c'], name: ['朱家角镇', '夏阳街道', '练塘镇'] };

export interface SurveyedRow {
  route: number;
  from: number;
  to: number;
  mode: Mode;
  bank: (typeof BANKS)[number];
  kind: (typeof KINDS)[number];
  crew: string | null;
  method: string | null;
  campaign: string | null;
  day: string;
  isRecord: boolean;
}

export interface RandomDistrict {
  snapshot: Snapshot;
  surveyed: SurveyedRow[];
  /** Per route: the town of each of its millimetres, '' outside. */
  towns: string[][];
}

export function randomDistrict(random: Random): RandomDistrict {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
  // ids are not in the order of keys
  const rivers: River[] = ['R2', 'R3', 'R1'].map((key, i) => ({
    id: i + 1,
    key,
    keyOrder: Number(key.slice(1)),
    name: `河${i + 1}`,
    level: pick([...LEVELS, null]),
    kind: 'river',
    latin: null,
    officialLengthMm: pick([null, 77, 1000]),
  }));
  const lengths = Array.from({ length: 5 }, () => 20 + Math.floor(random() * 60));
  const rulers = packRulers(
    lengths.map((length, i) => ({
      routeId: 10 + i,
      riverId: rivers[i % 3].id,
      role: pick(['main', 'main', 'branch']),
      vertices: [
        [0, i * 1000, 0],
        [length, i * 1000, length],
      ],
    })),
  );
  const towns = lengths.map((length) => randomTowns(random, length));
  const surveyed = lengths
    .flatMap((length, route) => Array.from({ length: 7 }, () => randomSurvey(random, route, length)))
    .sort((a, b) => a.route - b.route);
  const snapshot: Partial<Snapshot> = {
    district: { key: 'D', name: 'D', pack: 'QP', utcOffsetMinutes: 480, staleAfterMonths: 24 } as District,
    rulers,
    rivers: new Map(rivers.map((river) => [river.id, river])),
    towns: { count: 3, ...TOWNS, id: Int32Array.from(TOWNS.id) } as unknown as Snapshot['towns'],
    townRanges: packTowns(towns),
    surveyed: packSurveyed(lengths.length, surveyed),
    zoneRanges: { zone: randomZones(random, lengths), basin: randomZones(random, lengths) } as Snapshot['zoneRanges'],
    riverSets: [{ name: '主要河流', mainOnly: random() < 0.5, rivers: [1, 3] }],
    outfallPlaces: { first: new Uint32Array(lengths.length + 1), measure: new Float64Array() },
  };
  return { snapshot: snapshot as Snapshot, surveyed, towns };
}

function randomTowns(random: Random, length: number): string[] {
  let town = '';
  return Array.from({ length }, (_, at) => {
    if (at === 0 || random() < 0.08) town = ['', 'a', 'b', 'c'][Math.floor(random() * 4)];
    return town;
  });
}

function packTowns(towns: readonly string[][]): Snapshot['townRanges'] {
  const rows = towns.flatMap((of, route) => {
    const cuts = of.flatMap((town, at) => (at === 0 || of[at - 1] !== town ? [at] : []));
    return cuts.map((at, k): [number, number, number, number] => [
      route,
      at,
      cuts[k + 1] ?? of.length,
      TOWNS.key.indexOf(of[at]),
    ]);
  });
  const { zone: town, ...ranges } = packEntries(towns.length, rows);
  return { ...ranges, town };
}

function randomSurvey(random: Random, route: number, length: number): SurveyedRow {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
  const from = Math.floor(random() * (length - 1));
  return {
    route,
    from,
    to: from + 1 + Math.floor(random() * (length - from)),
    mode: pick(MODES),
    bank: pick(['both', ...BANKS]),
    kind: pick(['measured', ...KINDS]),
    crew: pick(['一队', '二队', null]),
    method: pick(['walk', 'boat', null]),
    campaign: pick(['2022', null]),
    day: pick(DAYS),
    isRecord: random() < 0.3,
  };
}

function packSurveyed(routes: number, rows: readonly SurveyedRow[]): Snapshot['surveyed'] {
  const { first } = packEntries(
    routes,
    rows.map(({ route }) => [route, 0, 1, 0]),
  );
  const names = (of: 'crew' | 'method' | 'campaign') => [...new Set(rows.flatMap((row) => row[of] ?? []))];
  const [crews, methods, campaigns] = [names('crew'), names('method'), names('campaign')];
  return {
    first,
    from: Float64Array.from(rows, ({ from }) => from),
    to: Float64Array.from(rows, ({ to }) => to),
    mode: Uint8Array.from(rows, ({ mode }) => MODES.indexOf(mode)),
    bank: Uint8Array.from(rows, ({ bank }) => BANKS.indexOf(bank)),
    kind: Uint8Array.from(rows, ({ kind }) => KINDS.indexOf(kind)),
    crew: Int32Array.from(rows, ({ crew }) => crews.indexOf(crew ?? '')),
    method: Int32Array.from(rows, ({ method }) => methods.indexOf(method ?? '')),
    campaign: Int32Array.from(rows, ({ campaign }) => campaigns.indexOf(campaign ?? '')),
    day: Int32Array.from(rows, ({ day }) => dayOfDate(day)),
    record: Uint8Array.from(rows, ({ isRecord }) => Number(isRecord)),
    evidence: Int32Array.from(rows, (_, i) => i),
    ...{ crews, methods, campaigns },
  };
}

function randomZones(random: Random, lengths: readonly number[]): Snapshot['zoneRanges']['zone'] {
  const zones = [1, 2, 3].map(
    (id): ZoneEntry => ({
      id,
      key: `Z${id}`,
      name: null,
      validFrom: null,
      validTo: null,
      zoneKind: 'drinking_water',
      isCountySource: id !== 2,
    }),
  );
  const rows = lengths.flatMap((length, route) =>
    zones
      .flatMap((_, zone): [number, number, number, number][] => {
        const from = Math.floor(random() * length);
        const to = from + Math.floor(random() * (length - from + 1));
        return from < to ? [[route, from, to, zone]] : [];
      })
      .sort((a, b) => a[1] - b[1]),
  );
  return { zones, ...packEntries(lengths.length, rows) };
}

/** Fresh is what was surveyed 24 months before or later. */
export const AS_OF = '2024-01-01';
const FRESH_FROM = '2022-01-01';

export interface Counted {
  length: number;
  gap: number;
  bridged: number;
  duplicate: number;
  overlap: number;
  banks: number;
  recordOnly: number;
  stale: number;
  aboveNotUnder: number;
}

/** Counts millimetre by millimetre: per row of one group or two (keys with a space between), in one mode. */
export function countEach(
  district: RandomDistrict,
  groups: readonly AnyGroup[],
  mode: Mode,
  isIn: (route: number, at: number) => boolean = () => true,
  until = '9999-12-31',
): Map<string, Counted> {
  const counted = new Map<string, Counted>();
  district.towns.forEach((of, route) => {
    for (let at = 0; at < of.length; at++) {
      if (!isIn(route, at)) continue;
      for (const keys of cellsOf(district, groups, route, at)) {
        const counts = (row: SurveyedRow) => row.day <= until && surveyIs(row, groups, keys);
        add(counted, keys.join(' '), millimetre(district.surveyed.filter(counts), mode, route, at));
      }
    }
  });
  return counted;
}

const NAMED = { crew: 'crew', method: 'method', campaign: 'campaign' } as const;

function keyOfSurvey(row: SurveyedRow, group: AnyGroup): string | undefined {
  if (group === 'year') return row.day.slice(0, 4);
  return group in NAMED ? (row[NAMED[group as keyof typeof NAMED]] ?? 'unknown') : undefined;
}

function surveyIs(row: SurveyedRow, groups: readonly AnyGroup[], keys: readonly string[]): boolean {
  return groups.every((group, i) => [undefined, keys[i]].includes(keyOfSurvey(row, group)));
}

function cellsOf(district: RandomDistrict, groups: readonly AnyGroup[], route: number, at: number): string[][] {
  return groups
    .map((group) => keysOf(district, group, route, at))
    .reduce<string[][]>((made, keys) => made.flatMap((each) => keys.map((key) => [...each, key])), [[]]);
}

function keysOf({ snapshot, surveyed, towns }: RandomDistrict, group: AnyGroup, route: number, at: number): string[] {
  const { key, level } = snapshot.rivers.get(snapshot.rulers.riverId[route])!;
  if (group === 'district') return ['D'];
  if (group === 'river') return [key];
  if (group === 'route') return [String(snapshot.rulers.routeId[route])];
  if (group === 'level') return [level ?? 'unknown'];
  if (group === 'cell') return ['E0N0']; // routes are shorter than a square
  if (group === 'town') return [towns[route][at] || 'outside'];
  if (group === 'funding') return [payerAt(towns[route], at, level)];
  if (group === 'zone' || group === 'basin') {
    const { first, from, to, zone, zones } = snapshot.zoneRanges[group];
    return zones.flatMap(({ key: name }, i) => {
      for (let k = first[route]; k < first[route + 1]; k++)
        if (zone[k] === i && from[k] <= at && at < to[k]) return [name];
      return [];
    });
  }
  return [...new Set(surveyed.map((row) => keyOfSurvey(row, group)!))];
}

/** Who pays for tracing, said again for one millimetre (QP-13): stretches that flip are half of each town. */
function payerAt(towns: readonly string[], at: number, level: string | null): string {
  let [from, to] = [at, at + 1];
  while (from > 0 && towns[from - 1] === towns[at]) from--;
  while (to < towns.length && towns[to] === towns[at]) to++;
  const [before, own] = [towns[from - 1], towns[at]];
  const isShared = from > 0 && to < towns.length && before === towns[to] && before !== '' && own !== '';
  const share = Math.floor((to - from) / 2) + (before < own ? (to - from) % 2 : 0);
  const town = isShared && at < from + share ? before : own;
  if (level === 'municipal' || level === 'district' || town === 'b') return 'district';
  return level === null || town === '' ? 'unknown' : town;
}

function millimetre(rows: readonly SurveyedRow[], mode: Mode, route: number, at: number): Counted {
  const here = rows.filter((row) => row.route === route && row.from <= at && at < row.to);
  const inMode = (wanted: Mode) => here.filter((row) => row.mode === wanted);
  const [left, right] = bankStates(inMode(mode));
  const state = Math.min(left.state, right.state);
  const covers = (list: readonly SurveyedRow[]) => bankStates(list).every((bank) => bank.state > 0);
  return {
    length: 1,
    gap: Number(state === 0),
    bridged: Number(state === 1),
    duplicate: Number(state === 3),
    overlap: Math.max(0, left.measured - 1) + Math.max(0, right.measured - 1),
    banks: Number(left.state > 0) + Number(right.state > 0),
    recordOnly: Number(state > 0 && !covers(inMode(mode).filter(({ isRecord }) => !isRecord))),
    stale: Number(state > 0 && !covers(inMode(mode).filter(({ day }) => day >= FRESH_FROM))),
    aboveNotUnder: Number(covers(inMode('above_water')) && !covers(inMode('under_water'))),
  };
}

function bankStates(here: readonly SurveyedRow[]): { measured: number; state: number }[] {
  return ['left', 'right'].map((bank) => {
    const by = (kind: string) =>
      new Set(
        here
          .filter((row) => row.kind === kind && [bank, 'both'].includes(row.bank))
          .map(({ crew, day }) => `${crew} ${day}`),
      ).size;
    const measured = by('measured');
    return { measured, state: measured > 0 ? Math.min(measured, 2) + 1 : by('bridged') > 0 ? 1 : 0 };
  });
}

function add(counted: Map<string, Counted>, key: string, more: Counted): void {
  const sum = counted.get(key);
  if (!sum) counted.set(key, more);
  else for (const name of Object.keys(more) as (keyof Counted)[]) sum[name] += more[name];
}
