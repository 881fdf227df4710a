/** Rivers drawn straight: what a coverage strip shows of each route. */
import type { Executor } from '../db/database.ts';
import { MODES, type Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { eachStretch, riverState, STATES, type State } from '../engine/coverage/states.ts';
import { ROLES, routeLength } from '../engine/rulers.ts';
import { lastDay } from './as-of.ts';
import { bankSurveys, LEFT, RIGHT, routeBanks } from './bank-surveys.ts';
import { statesJoined } from './coverage-ranges.ts';
import type { Cut } from './facets/cut.ts';
import { routesByRiver } from './gaps.ts';
import { readStripMarks, type StripMarks, type StripOutfall } from './strip-marks.ts';
import { zoneCut } from './zone-groups.ts';

/** Stretches from 0 to the route's length without a hole; neighbours differ in state. Metres from its start. */
export type Bands = [from_m: number, to_m: number, state: State][];

/** Left and right looking from the route's start to its end; `river` is the lesser of both. */
export interface ModeBands {
  mode: Mode;
  river: Bands;
  left: Bands;
  right: Bands;
}

export interface StripZone {
  from_m: number;
  to_m: number;
  name: string | null;
  kind: string;
  level: string | null;
}

export interface StripRoute {
  route: number;
  role: string;
  length_m: number;
  modes: ModeBands[];
  /** Linked to the route and not rejected, ascending by measure. */
  outfalls: StripOutfall[];
  towns: [from_m: number, to_m: number, name: string | null, key: string | null][];
  /** Protected zones that hold on the day asked; they may overlap. */
  zones: StripZone[];
}

export interface Strip {
  river_id: number;
  name: string | null;
  routes: StripRoute[];
}

/** What a share may be of other layers than. */
export type Hidden = Readonly<Record<'outfalls' | 'zones' | 'towns', boolean>>;

export interface StripQuery {
  /** Both when left out. */
  mode?: Mode;
  asOf?: string;
  rivers: readonly number[];
  hidden?: Hidden;
}

/**
 * Strips of the rivers asked for that exist, in the order asked. Without outfalls and zones where the register is as known
 * in the past, which has none.
 * @throws DomainError `date_invalid`
 */
export async function strips(db: Executor, snapshot: Snapshot, query: StripQuery): Promise<Strip[]> {
  const { mode, asOf, rivers, hidden } = query;
  const day = lastDay(asOf);
  const known = rivers.filter((id) => snapshot.rivers.has(id));
  const marks = await readStripMarks(db, snapshot.district.key, known);
  const zones = snapshot.district.isPast || hidden?.zones ? undefined : zoneCut(snapshot, { group: 'zone', asOf });
  const modes = mode ? [mode] : MODES;
  const isBare = hidden?.outfalls || snapshot.district.isPast;
  const draw = (route: number): StripRoute => ({
    route: snapshot.rulers.routeId[route],
    role: ROLES[snapshot.rulers.role[route]],
    length_m: routeLength(snapshot.rulers, route) / 1000,
    modes: modes.map((each) => modeBands(snapshot, route, each, day)),
    outfalls: (isBare ? undefined : marks.outfalls.get(snapshot.rulers.routeId[route])) ?? [],
    towns: hidden?.towns ? [] : townBands(snapshot, route),
    zones: zones ? zoneBands(zones, route, marks) : [],
  });
  return known.map((id) => ({
    river_id: id,
    name: snapshot.rivers.get(id)!.name,
    routes: routesByRiver(snapshot, id).map(draw),
  }));
}

function modeBands(snapshot: Snapshot, route: number, mode: Mode, day: number): ModeBands {
  const river = stateBands(snapshot, route, mode, day);
  return {
    mode,
    river,
    left: bankBands(snapshot, route, mode, LEFT, day),
    right: bankBands(snapshot, route, mode, RIGHT, day),
  };
}

function bankBands({ rulers, surveyed }: Snapshot, route: number, mode: Mode, bank: number, day: number): Bands {
  const stretches = statesJoined(routeLength(rulers, route), bankSurveys(surveyed, route, mode, bank, day));
  return stretches.map(({ from, to, state }) => [from / 1000, to / 1000, STATES[state]]);
}

/** States of the river along a route (index), as of a local day. */
export function stateBands(snapshot: Snapshot, route: number, mode: Mode, day: number): Bands {
  const { left, right } = routeBanks(snapshot, route, mode, day);
  const bands: Bands = [];
  eachStretch(left, right, (from, to, l, r) => {
    const state = STATES[riverState(left.state[l], right.state[r])];
    const last = bands.at(-1);
    if (last?.[2] === state) last[1] = to / 1000;
    else bands.push([from / 1000, to / 1000, state]);
  });
  return bands;
}

function townBands({ townRanges, towns }: Snapshot, route: number): StripRoute['towns'] {
  const bands: StripRoute['towns'] = [];
  for (let i = townRanges.first[route]; i < townRanges.first[route + 1]; i++) {
    const town = townRanges.town[i];
    const [name, key] = town < 0 ? [null, null] : [towns.name[town], towns.key[town]];
    bands.push([townRanges.from[i] / 1000, townRanges.to[i] / 1000, name, key]);
  }
  return bands;
}

function zoneBands(zones: Cut, route: number, marks: StripMarks): StripZone[] {
  const bands: StripZone[] = [];
  for (let k = zones.first[route]; k < zones.first[route + 1]; k++) {
    const { zoneId, name } = zones.rows[zones.row[k]];
    const { kind, level } = marks.zones.get(zoneId!) ?? { kind: 'other', level: null };
    bands.push({ from_m: zones.from[k] / 1000, to_m: zones.to[k] / 1000, name, kind, level });
  }
  return bands;
}
