/** The tiles of all districts together, under the key `all`. */
import { mergedSet } from '../../../tiles/merged-set.ts';
import type { TileSet } from '../../../tiles/tile-set.ts';
import type { Executor } from '../../db/database.ts';
import { DomainError } from '../../errors.ts';
import type { Asked, FindTileSet, TileQuestion } from './question.ts';

export const ALL = 'all';
/** A district that is new shows after so long at most, as an edit does. */
const LIST_MS = 2000;

/** Finds a district's tiles, or those of all that there are. Every district is then in memory: for registers of a few. */
export function withAllDistricts(db: Executor, find: FindTileSet): FindTileSet {
  let list: { read: Promise<Keys>; until: number } | undefined;
  let merged: TileSet | undefined;
  const listed = () => {
    if (!list || performance.now() > list.until) list = { read: listKeys(db), until: performance.now() + LIST_MS };
    return list.read;
  };
  const findAll = async (asked?: Asked): Promise<TileSet | undefined> => {
    const { keys, removed } = await listed();
    if (keys.length === 0) return undefined;
    const found = await Promise.all(keys.map((key) => find(key, asked)));
    const sets = found.filter((set) => set !== undefined);
    if (sets.length === keys.length) return mergedSet(sets, removed);
    list = undefined; // one was deleted since
    return findAll(asked);
  };
  return async (district, asked) => {
    if (district !== ALL) return find(district, asked);
    refuseLocal(asked?.question ?? {});
    const next = await findAll(asked);
    if (asked || !next) return next;
    merged = merged?.version === next.version && merged.name === next.name ? merged : next;
    return merged;
  };
}

/** Ids of rivers and keys of towns are a district's own. @throws DomainError `filter_needs_district` */
function refuseLocal({ river, town }: TileQuestion): void {
  if (river === undefined && town === undefined) return;
  throw new DomainError(
    'filter_needs_district',
    'river and town are asked for in one district, not in all.',
    'river、town 只能在某一个区内查询，不能用于 all。',
  );
}

interface Keys {
  keys: string[];
  /** Versions of those that were deleted, together. */
  removed: number;
}

async function listKeys(db: Executor): Promise<Keys> {
  const [row] = await db.query<Keys>(
    `select coalesce((select array_agg(key order by number) from register.district), '{}') as keys,
            coalesce((select sum(version) from register.removed_district
                       where key not in (select key from register.district)), 0)::float8 as removed`,
  );
  return row;
}
