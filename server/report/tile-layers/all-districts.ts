/** The tiles of all districts together, under the key `all`. */
import { mergedSet } from '../../../tiles/merged-set.ts';
import type { FindTileSet, TileSet } from '../../../tiles/tile-set.ts';
import type { Executor } from '../../db/database.ts';

export const ALL = 'all';
/** A district that is new shows after so long at most, as an edit does. */
const LIST_MS = 2000;

/** Finds a district's tiles, or those of all that there are. Every district is then in memory: for registers of a few. */
export function withAllDistricts(db: Executor, find: FindTileSet): FindTileSet {
  let list: { keys: Promise<string[]>; until: number } | undefined;
  let merged: TileSet | undefined;
  const keys = () => {
    if (!list || performance.now() > list.until) list = { keys: listKeys(db), until: performance.now() + LIST_MS };
    return list.keys;
  };
  return async (district) => {
    if (district !== ALL) return find(district);
    const sets = (await Promise.all((await keys()).map(find))).filter((set) => set !== undefined);
    if (sets.length === 0) return undefined;
    const next = mergedSet(sets);
    merged = merged?.version === next.version && merged.name === next.name ? merged : next;
    return merged;
  };
}

async function listKeys(db: Executor): Promise<string[]> {
  const rows = await db.query<{ key: string }>('select key from register.district order by number');
  return rows.map(({ key }) => key);
}
