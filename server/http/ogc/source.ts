/** Where the features of a collection come from: its view, or memory where SQL would compute coverage for every page. */
import { listDistricts } from '../../district/district.ts';
import { DomainError } from '../../errors.ts';
import type { Services } from '../services.ts';
import type { Collection } from './collections.ts';
import { DISTRICT_STEP, type Feature, type FeaturePage, featureUnknown, type ItemsQuery } from './feature.ts';
import { getFromView, pageOfView } from './items.ts';
import { getRange, isFromSnapshot, pageOfRanges } from './range-items.ts';

/** @throws DomainError `district_unknown` (404). */
export async function listFeatures(
  { db, districts }: Services,
  collection: Collection,
  query: ItemsQuery,
): Promise<FeaturePage> {
  const all = await listDistricts(db);
  const wanted = all.filter(({ key }) => query.district === undefined || key === query.district);
  if (query.district !== undefined && wanted.length === 0) throw districtUnknown(query.district);
  if (!isFromSnapshot(collection)) return pageOfView(db, collection, query);
  const keys = wanted.sort((a, b) => a.number - b.number).map(({ key }) => key);
  return pageOfRanges(districts, collection, { ...query, keys });
}

/** @throws DomainError `feature_unknown` (404). */
export async function getFeature({ db, districts }: Services, collection: Collection, id: number): Promise<Feature> {
  if (!isFromSnapshot(collection)) return getFromView(db, collection, id);
  const district = (await listDistricts(db)).find(({ number }) => number === Math.floor(id / DISTRICT_STEP));
  if (!district) throw featureUnknown(collection, id);
  return getRange(await districts.get(district.key), collection, id);
}

function districtUnknown(key: string): DomainError {
  return new DomainError('district_unknown', `There is no district "${key}".`, `没有“${key}”这个区。`, 404);
}
