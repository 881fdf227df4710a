/** Features that are ranges on routes, made from memory: reading coverage from its view costs seconds for every page. */
import type { Districts } from '../../district/districts.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { type LineString, routeLines } from '../../report/route-lines.ts';
import type { Collection, RouteFeature } from './collections.ts';
import { DISTRICT_STEP, type Feature, type FeaturePage, featureUnknown, type ItemsQuery } from './feature.ts';
import { lineMeetsBox } from './line-meets-box.ts';
import type { QueryBox } from './parameters.ts';

type RangeCollection = Collection & Required<Pick<Collection, 'fromSnapshot'>>;

export function isFromSnapshot(collection: Collection): collection is RangeCollection {
  return collection.fromSnapshot !== undefined;
}

/** `keys` in the order of the districts' numbers; each district's features are of one version of it. */
export async function pageOfRanges(
  districts: Districts,
  collection: RangeCollection,
  { keys, bbox, limit, after = -1 }: ItemsQuery & { keys: readonly string[] },
): Promise<FeaturePage> {
  const page: FeaturePage = { features: [], numberMatched: 0, more: false };
  for (const key of keys) {
    const snapshot = await districts.get(key);
    const rows = rowsOf(snapshot, collection);
    const matching = bbox ? rowsInBox(snapshot, rows, bbox) : rows.map((_, i) => i);
    page.numberMatched += matching.length;
    const behind = matching.filter((i) => idOf(snapshot, i) > after);
    const room = limit - page.features.length;
    page.features.push(...behind.slice(0, room).map((i) => feature(snapshot, rows, i)));
    page.more ||= behind.length > room;
  }
  return page;
}

/** @throws DomainError `feature_unknown` (404). */
export async function getRange(snapshot: Snapshot, collection: RangeCollection, id: number): Promise<Feature> {
  const rows = rowsOf(snapshot, collection);
  const i = id - idOf(snapshot, 0);
  if (i < 0 || i >= rows.length) throw featureUnknown(collection, id);
  return feature(snapshot, rows, i);
}

/** Made once per collection and version of a district. */
const made = new WeakMap<Snapshot, Map<string, RouteFeature[]>>();

function rowsOf(snapshot: Snapshot, collection: RangeCollection): RouteFeature[] {
  const known = made.get(snapshot) ?? new Map<string, RouteFeature[]>();
  made.set(snapshot, known);
  const rows = known.get(collection.id) ?? collection.fromSnapshot(snapshot);
  known.set(collection.id, rows);
  return rows;
}

function idOf({ district }: Snapshot, row: number): number {
  return district.number * DISTRICT_STEP + row + 1;
}

function feature(snapshot: Snapshot, rows: readonly RouteFeature[], i: number): Feature {
  const properties = { district: snapshot.district.key, id: i + 1, ...rows[i] };
  return { type: 'Feature', id: idOf(snapshot, i), geometry: lineOf(snapshot, rows[i]), properties };
}

function rowsInBox(snapshot: Snapshot, rows: readonly RouteFeature[], bbox: QueryBox): number[] {
  const inside: number[] = [];
  rows.forEach((row, i) => {
    if (lineMeetsBox(lineOf(snapshot, row).coordinates, bbox)) inside.push(i);
  });
  return inside;
}

function lineOf(snapshot: Snapshot, { route_id, from_m, to_m }: RouteFeature): LineString {
  return routeLines(snapshot, [{ route: route_id, from_m, to_m }])[0];
}
