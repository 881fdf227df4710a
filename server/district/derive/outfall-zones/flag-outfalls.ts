/** Which outfalls have to do with which protected zones (design.md, "Links and zone relations"), as far as something changed. */
import type { Executor } from '../../../db/database.ts';
import { findRoute, type Rulers } from '../../../engine/rulers.ts';
import { buildWaters, mouthPlaces, type Waters } from '../../../engine/zone-relations/mouth.ts';
import { type Outfalls, RELATIONS, relate } from '../../../engine/zone-relations/relate.ts';
import { buildRiverNetwork, riverDistanceMm, type ZoneRanges } from '../../../engine/zone-relations/river-distance.ts';
import { indexZones, loadZones, type Zones } from '../../load-zones.ts';
import type { Network } from '../derive.ts';
import { type Choice, portionsOf } from '../portions.ts';
import { type OutfallPlace, outfallsNear, outfallsOf, readConduits, readOutfallPlaces } from './read-outfalls.ts';
import { type Flag, storeFlags } from './store-flags.ts';

export interface FlagScope {
  /** Outfalls whose point, link or conduits are others than before; all when the network was redrawn. */
  outfalls: Choice;
  /** Conduits that are new, changed or gone. */
  conduits: readonly number[];
  /** Zones that are new or changed. Those that went took their rows along. */
  zones: readonly number[];
}

/** How much was done: outfalls asked, and rows that were not the same as before. */
export interface Flagged {
  asked: number;
  written: number;
}

/**
 * Relations of all zones, whatever their dates: whether a zone is valid is a question of the day that is asked about.
 * Chosen outfalls are asked about every zone, chosen zones about the outfalls near them; only rows that differ are written.
 */
export async function flagOutfalls(
  tx: Executor,
  district: string,
  network: Network,
  { outfalls: chosen, conduits, zones, portion }: FlagScope & { portion: number },
  version: number,
): Promise<Flagged> {
  const step: Step = { tx, district, network, version, portion };
  const outfalls = chosen === 'all' ? 'all' : ascending([...chosen, ...(await outfallsOf(tx, district, conduits))]);
  const first = await flag(step, outfalls, 'all');
  if (outfalls === 'all' || zones.length === 0) return first;
  const second = await flag(step, await outfallsNear(tx, district, zones), zones);
  return { asked: first.asked + second.asked, written: first.written + second.written };
}

/** Each once. */
function ascending(ids: readonly number[]): number[] {
  return Array.from(Int32Array.from(ids).sort()).filter((id, i, all) => i === 0 || id !== all[i - 1]);
}

interface Step {
  tx: Executor;
  district: string;
  network: Network;
  version: number;
  portion: number;
}

async function flag(
  { tx, district, network, version, portion }: Step,
  chosen: Choice,
  zoneChoice: 'all' | readonly number[],
): Promise<Flagged> {
  const flagged: Flagged = { asked: 0, written: 0 };
  if (chosen.length === 0) return flagged;
  const zones = await loadZones(tx, district, zoneChoice);
  const related = relating(network, zones, await readRanges(tx, district, network.rulers));
  const conduits = await readConduits(tx, district, chosen.length > portion ? 'all' : chosen);
  for await (const outfalls of portionsOf(tx, district, chosen, portion)) {
    const places = zones.count === 0 ? [] : await readOutfallPlaces(tx, district, outfalls, conduits);
    flagged.asked += places.length;
    flagged.written += await storeFlags(tx, { district, version, outfalls, zones: zoneChoice }, related(places));
  }
  return flagged;
}

/** The relations of places to zones; what only zones and rivers tell is made once for all of them. */
function relating(
  network: Network,
  zones: Zones,
  rangesOf: (zone: number) => ZoneRanges,
): (places: readonly OutfallPlace[]) => Flag[] {
  const index = indexZones(zones);
  const rivers = buildRiverNetwork(network.rulers);
  const waters = buildWaters(network.bodies);
  return (places) => {
    const related = relate(index, packOutfalls(network, waters, places));
    return related.outfall.flatMap((i, k) => {
      const { id, link } = places[i];
      const zone = zones.id[related.zone[k]];
      const route = link ? findRoute(network.rulers, link.route) : -1;
      const along = (way: 'up' | 'down') =>
        link && route >= 0 ? riverDistanceMm(rivers, route, link.measure, rangesOf(zone), way) : null;
      const distance = related.distanceMm[k];
      const measured = {
        distanceMm: Number.isNaN(distance) ? null : distance,
        riverUpMm: along('up'),
        riverDownMm: along('down'),
      };
      return RELATIONS.filter((_, bit) => related.relations[k] & (1 << bit)).map((relation) => ({
        outfall: id,
        zone,
        relation,
        ...measured,
      }));
    });
  };
}

/** Outfalls as the engine takes them. */
function packOutfalls({ rulers }: Network, waters: Waters, places: readonly OutfallPlace[]): Outfalls {
  const mouths = places.map(({ point, link }) => {
    const route = link ? findRoute(rulers, link.route) : -1;
    return link && route >= 0 ? mouthPlaces(rulers, waters, { route, measure: link.measure }, point) : [];
  });
  const mouthFirst = new Uint32Array(places.length + 1);
  mouths.forEach((list, i) => {
    mouthFirst[i + 1] = mouthFirst[i] + list.length;
  });
  return {
    count: places.length,
    x: Float64Array.from(places, ({ point }) => point?.[0] ?? Number.NaN),
    y: Float64Array.from(places, ({ point }) => point?.[1] ?? Number.NaN),
    mouthFirst,
    mouthX: Float64Array.from(mouths.flat(), ([x]) => x),
    mouthY: Float64Array.from(mouths.flat(), ([, y]) => y),
    conduits: new Map(places.flatMap(({ conduits }, i) => (conduits.length > 0 ? [[i, conduits] as const] : []))),
  };
}

/** Per zone id the ranges of routes (index in Rulers) inside it, as they were cut from the network. */
export async function readRanges(
  tx: Executor,
  district: string,
  rulers: Rulers,
): Promise<(zone: number) => ZoneRanges> {
  const byZone = new Map<number, Map<number, number[]>>();
  const rows = await tx.query<{ zone: number; route: number; from: number; to: number }>(
    `select zone_id as zone, route_id as route, from_mm as "from", to_mm as "to"
       from register.route_zone where district = $1 and kind = 'zone' order by 1, 2, 3`,
    [district],
  );
  for (const { zone, route, from, to } of rows) {
    const routes = byZone.get(zone) ?? new Map<number, number[]>();
    byZone.set(zone, routes);
    const i = findRoute(rulers, route);
    routes.set(i, [...(routes.get(i) ?? []), from, to]);
  }
  return (zone) => (route) => byZone.get(zone)?.get(route) ?? [];
}
