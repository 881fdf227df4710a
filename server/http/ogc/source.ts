/** Where the features of a collection come from: its view, or memory where SQL would compute coverage for every page. */
import { type District, listDistricts } from '../../district/district.ts';
import { DomainError } from '../../errors.ts';
import type { Scope } from '../../report/facets/scope.ts';
import { recomputingNote } from '../../report/notes.ts';
import { outfallsInScope } from '../../report/outfall-scope.ts';
import type { Services } from '../services.ts';
import type { Collection } from './collections.ts';
import { DISTRICT_STEP, type Feature, type FeaturePage, featureUnknown, type ItemsQuery } from './feature.ts';
import { getFromView, pageOfView } from './items.ts';
import { getRange, isFromSnapshot, pageOfRanges } from './range-items.ts';

/** @throws DomainError `district_unknown` (404), `scope_unknown` (404), `scope_of_outfalls`, `district_needed`. */
export async function listFeatures(
  { db, districts }: Services,
  collection: Collection,
  query: ItemsQuery,
): Promise<FeaturePage> {
  if (query.scope) return pageOfScope({ db, districts }, collection, query, query.scope);
  const all = await listDistricts(db);
  const wanted = all.filter(({ key }) => query.district === undefined || key === query.district);
  if (query.district !== undefined && wanted.length === 0) throw districtUnknown(query.district);
  const keys = wanted.sort((a, b) => a.number - b.number).map(({ key }) => key);
  const page = isFromSnapshot(collection)
    ? await pageOfRanges(districts, collection, { ...query, keys })
    : await pageOfView(db, collection, query);
  const notes = notesOf(wanted);
  return notes.length > 0 ? { ...page, notes } : page;
}

const notesOf = (districts: readonly District[]) =>
  districts.filter(({ recomputing }) => recomputing).map((each) => `${each.name}：${recomputingNote(each)}`);

/** The outfalls of `atlas outfalls list --scope`. */
async function pageOfScope(
  { db, districts }: Services,
  collection: Collection,
  query: ItemsQuery,
  scope: Scope,
): Promise<FeaturePage> {
  if (collection.id !== 'outfalls') throw scopeElsewhere(collection);
  const snapshot = await districts.get(query.district);
  const { ids, notes } = await outfallsInScope(db, snapshot, scope);
  const page = await pageOfView(db, collection, { ...query, district: snapshot.district.key, ids });
  return { ...page, notes: [...notes, ...notesOf([snapshot.district])] };
}

function scopeElsewhere({ id, zh }: Collection): DomainError {
  return new DomainError(
    'scope_of_outfalls',
    `scope is a parameter of the collection outfalls, not of ${id}.`,
    `scope 参数只用于排污口（outfalls），不用于${zh}（${id}）。`,
  );
}

/** With the notes that a list of its district would carry. @throws DomainError `feature_unknown` (404). */
export async function getFeature(
  { db, districts }: Services,
  collection: Collection,
  id: number,
): Promise<Feature & Pick<FeaturePage, 'notes'>> {
  const district = (await listDistricts(db)).find(({ number }) => number === Math.floor(id / DISTRICT_STEP));
  if (!district) throw featureUnknown(collection, id);
  const feature = isFromSnapshot(collection)
    ? getRange(await districts.get(district.key), collection, id)
    : getFromView(db, collection, id);
  const notes = notesOf([district]);
  return notes.length > 0 ? { ...(await feature), notes } : feature;
}

function districtUnknown(key: string): DomainError {
  return new DomainError('district_unknown', `There is no district "${key}".`, `没有“${key}”这个区。`, 404);
}
