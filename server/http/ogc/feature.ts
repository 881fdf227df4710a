/** What every source of features answers, whether it reads a view or memory. */
import { DomainError } from '../../errors.ts';
import type { Scope } from '../../report/facets/scope.ts';
import type { Collection } from './collections.ts';
import type { DayInterval, QueryBox } from './parameters.ts';

export interface ItemsQuery {
  district?: string;
  bbox?: QueryBox;
  days?: DayInterval;
  limit: number;
  /** Of outfalls: only those on these waters. */
  scope?: Scope;
  /** Only these rows of the one district. */
  ids?: readonly number[];
  /** Feature id of the last item of the page before. */
  after?: number;
}

export interface Feature {
  type: 'Feature';
  /** Row id + district number × 2^32, as in tiles. */
  id: number;
  geometry: object | null;
  properties: Record<string, unknown>;
}

/** Features in the order of their ids. */
export interface FeaturePage {
  features: Feature[];
  numberMatched: number;
  /** Another page follows. */
  more: boolean;
  /** What the list does not speak of. */
  notes?: string[];
}

export const DISTRICT_STEP = 2 ** 32;

export function featureUnknown(collection: Collection, id: number): DomainError {
  const zh = `${collection.zh}中没有编号为 ${id} 的要素。`;
  return new DomainError('feature_unknown', `There is no feature ${id} in ${collection.id}.`, zh, 404);
}
