/** Places a page may name, and where they are. */
import { type Api, ApiError } from '../api/client.ts';
import type { Bbox } from '../api/types.ts';
import type { Key } from '../i18n/dictionary.ts';
import { formatTarget, parseTarget } from '../state/view-state.ts';
import type { Target } from '../style/layers/selection.ts';
import { boxAround } from '../viewer/card-loader.ts';
import type { ScopeData } from '../viewer/scope-data.ts';
import { featuresAbove } from '../viewer/selected-lines.ts';
import { boxOf } from '../viewer/targets.ts';
import { asJson } from './as-json.ts';

/** Where the map may be told to go. */
export type Place = Target | { kind: 'town'; key: string } | { lon: number; lat: number; zoom?: number };

/** What a place by coordinates is said in; zoom may be left out. */
const RANGES = { lon: [-180, 180], lat: [-90, 90], zoom: [0, 24] } as const;

/** Those of its numbers that are none or out of their range, each with what it may be: `lon = NaN (-180 … 180)`. Empty where all are good. */
function wrongNumbers(of: Readonly<Record<string, unknown>>): string[] {
  const isWrong = ([name, [least, most]]: (typeof ENTRIES)[number]) => {
    const value = of[name];
    if (name === 'zoom' && value === undefined) return false;
    return !(typeof value === 'number' && value >= least && value <= most); // NaN is within nothing
  };
  return ENTRIES.filter(isWrong).map(([name, [least, most]]) => `${name} = ${asJson(of[name])} (${least} … ${most})`);
}
const ENTRIES = Object.entries(RANGES);

/** What can stand in text: not all that a page may send can (a symbol throws). */
const isWritten = (value: unknown): boolean => ['string', 'number', 'undefined'].includes(typeof value);

/** What a page named, as a target; null when it is none. Also text: `river:12`. */
export function asTarget(value: unknown): Target | null {
  if (typeof value === 'string') return parseTarget(value);
  if (typeof value !== 'object' || value === null) return null;
  const { kind, id, riverId, routeId, fromM, toM } = value as Record<string, unknown>;
  if (![kind, id, riverId, routeId, fromM, toM].every(isWritten)) return null;
  const end = toM === undefined ? '' : `/${toM}`;
  return parseTarget(kind === 'gap' ? `gap:${riverId}/${routeId}/${fromM}${end}` : `${kind}:${id}`);
}

/** What a page named, as a place; null when it is none. */
export function asPlace(value: unknown): Place | null {
  if (typeof value !== 'object' || value === null) return asTarget(value);
  const { kind, key, lon, lat, zoom } = value as Record<string, unknown>;
  if (kind === 'town') return typeof key === 'string' ? { kind, key } : null;
  if (kind !== undefined) return asTarget(value);
  if (wrongNumbers({ lon, lat, zoom }).length > 0) return null;
  return (zoom === undefined ? { lon, lat } : { lon, lat, zoom }) as Place;
}

/** Why a page's value is no place, as a sentence and its values. */
export function noPlace(value: unknown): readonly [Key, Readonly<Record<string, string>>] {
  const of = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const isByNumbers = of.kind === undefined && ('lon' in of || 'lat' in of);
  return isByNumbers
    ? ['embedNoCoordinates', { wrong: wrongNumbers(of).join(', ') }]
    : ['embedNoPlace', { place: asJson(value) }];
}

/** As a reader should see it named. */
export const nameOfPlace = (place: Place): string =>
  'lon' in place ? `${place.lon}, ${place.lat}` : place.kind === 'town' ? `town:${place.key}` : formatTarget(place);

/** Undefined where the service has none of the kind; what a share may not read is taken to be there. */
async function orUndefined<Found>(read: Promise<Found>): Promise<Found | null | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    return null;
  }
}

async function outfallBox(api: Api, district: string, target: Target & { id: number }) {
  const outfall = await orUndefined(api.outfall(district, target.id));
  return outfall && boxOf(target, null, { outfall, zone: null });
}

async function zoneBox(api: Api, district: string, id: number): Promise<Bbox | null | undefined> {
  const above = await featuresAbove(api, 'zones', district);
  const zone = await orUndefined(api.feature('zones', above + id));
  return zone && boxAround(zone.geometry);
}

/** The box of a place; null when it is there and has none, undefined when there is no such place. */
export async function findPlace(
  api: Api,
  district: string,
  data: ScopeData,
  place: Exclude<Place, { lon: number }>,
): Promise<Bbox | null | undefined> {
  if (place.kind === 'outfall') return outfallBox(api, district, place);
  if (place.kind === 'zone') return zoneBox(api, district, place.id);
  if (place.kind === 'town') {
    const town = data.towns.find(({ key }) => key === place.key);
    return town && (town.bbox ?? null);
  }
  const river = data.rivers.find(({ river_id }) => river_id === (place.kind === 'river' ? place.id : place.riverId));
  return river && (boxOf(place, data, { outfall: null, zone: null }) ?? (place.kind === 'gap' ? undefined : null));
}
