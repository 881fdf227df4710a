/** The stored layers of a district as indexes, made again only where the history says that rows have changed. */
import { LayerIndex } from '../../../tiles/layer.ts';
import type { LayerId } from '../../../tiles/manifest.ts';
import type { Executor } from '../../db/database.ts';
import type { District } from '../../district/district.ts';
import { Slices } from '../../district/slices.ts';
import { readStoredLayer } from './read-stored-layer.ts';
import { STORED_LAYERS, type StoredLayer } from './stored-layers.ts';

export interface StoredIndexes {
  /** First and last entry of the district's history when they were read; another first one is another life of its key. */
  readonly first: number | null;
  readonly last: number | null;
  readonly version: number;
  readonly layers: ReadonlyMap<LayerId, LayerIndex>;
}

/** @param before of an earlier version of the same district. */
export async function indexStoredLayers(
  db: Executor,
  district: District,
  before: StoredIndexes | undefined,
  slices = new Slices(),
): Promise<StoredIndexes> {
  const [history] = await db.query<{ first: number | null; last: number | null }>(
    'select min(id)::float8 as first, max(id)::float8 as last from register.change where district = $1',
    [district.key],
  );
  const kept = before?.first === history.first ? before : undefined;
  const changed = kept && (await changedTables(db, district.key, kept));
  const layers = new Map<LayerId, LayerIndex>();
  const read = async (stored: StoredLayer) =>
    slices.run(LayerIndex.inPieces(await readStoredLayer(db, district, stored, slices)));
  for (const stored of STORED_LAYERS) {
    const known =
      changed &&
      isTable(stored.from) &&
      !tablesOf(stored).some((table) => changed.has(table)) &&
      kept?.layers.get(stored.layer);
    layers.set(stored.layer, known || (await read(stored)));
  }
  return { ...history, version: district.version, layers };
}

/** Views show derived rows, which leave nothing in the history. */
const isTable = (from: string) => from.startsWith('register.');

const SPELLED = 'register.latin_name';
const tablesOf = ({ from, columns }: StoredLayer) => ('latin' in columns ? [from, SPELLED] : [from]);

/** Spelling is derived, so it stands not in the history but with its own version. */
async function changedTables(db: Executor, district: string, { last, version }: StoredIndexes): Promise<Set<string>> {
  const rows = await db.query<{ name: string }>(
    `select distinct 'register.' || table_name as name from register.change where district = $1 and id > $2
      union all
     select $4 where exists (select from register.latin_name where district = $1 and version > $3)`,
    [district, last ?? 0, version, SPELLED],
  );
  return new Set(rows.map(({ name }) => name));
}
