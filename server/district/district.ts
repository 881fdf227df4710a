/** One district's own row: what everything else of it is read with. */
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';

export interface District {
  key: string;
  /** Stands above bit 32 of tile feature ids. */
  number: number;
  name: string;
  planeSrid: number;
  /** Null where no one has said it: the district then holds no track with times. */
  utcOffsetMinutes: number | null;
  onePassWidthMm: number;
  staleAfterMonths: number;
  linkToleranceMm: number;
  synthetic: boolean;
  /** The plan said to hold here; see server/rules/packs.ts for what holds where nothing is said. */
  pack: string | null;
  version: number;
  /** The first entry of its history, 0 without one: a district that was deleted and made anew counts versions from 1 again. */
  life: number;
  /** Edits by hand (psql, QGIS), or derived tables that were edited or emptied, wait to be derived from: routes, links or coverage may be older than `version`. */
  recomputing: boolean;
  /** The version that was last derived from. */
  derivedVersion: number;
  /** An earlier state, made again from the register's history: outfalls, venues and zones are not in it. */
  isPast?: true;
}

const COLUMNS = `key, number, name, plane_srid as "planeSrid", utc_offset_minutes as "utcOffsetMinutes",
  round(one_pass_width_m * 1000)::float8 as "onePassWidthMm", stale_after_months as "staleAfterMonths",
  round(link_tolerance_m * 1000)::float8 as "linkToleranceMm", synthetic, pack, version,
  (coalesce((select max(c.version) from register.change c where c.district = d.key) > d.derived_version, false)
   or d.edited_tables <> '{}' or not d.derived_tables <@ register.filled_tables(d.key)) as recomputing,
  derived_version as "derivedVersion",
  coalesce((select min(c.id) from register.change c where c.district = d.key), 0) as life`;

export async function listDistricts(db: Executor): Promise<District[]> {
  return db.query<District>(`select ${COLUMNS} from register.district d order by key`);
}

/** Every request asks for its district: the others are not looked at, for what waits to be derived costs lookups in each. */
async function findDistrict(db: Executor, key: string): Promise<District | undefined> {
  const [district] = await db.query<District>(`select ${COLUMNS} from register.district d where key = $1`, [key]);
  return district;
}

/** Whether both are the same district at the same version, and not another one under its key. */
export const isSameState = (a: StateOf, b: StateOf) => a.life === b.life && a.version === b.version;
/** Another life of its key is newer whatever its version: entries of the history are numbered upwards. */
export const isOlder = (held: StateOf, now: StateOf) =>
  held.life < now.life || (held.life === now.life && held.version < now.version);
export type StateOf = Pick<District, 'life' | 'version'>;

/**
 * The district of this key; without a key the only one there is.
 * @throws DomainError `district_unknown`, `district_needed` (several, none named), `district_none` (nothing loaded yet).
 */
export async function getDistrict(db: Executor, key?: string): Promise<District> {
  if (key !== undefined) return (await findDistrict(db, key)) ?? refuseUnknown(key);
  const districts = await listDistricts(db);
  if (districts.length === 1) return districts[0];
  if (districts.length === 0) throw noDistrict();
  const keys = districts.map((district) => district.key).join(', ');
  throw new DomainError(
    'district_needed',
    `Several districts are loaded (${keys}): name one.`,
    `库中有多个区（${keys}），请指明一个。`,
  );
}

function refuseUnknown(key: string): never {
  throw new DomainError('district_unknown', `There is no district "${key}".`, `没有“${key}”这个区。`, 404);
}

function noDistrict(): DomainError {
  return new DomainError(
    'district_none',
    'No district is loaded yet: import a layer or run the demo first.',
    '还没有任何区的数据：请先导入图层或运行演示。',
    404,
  );
}
