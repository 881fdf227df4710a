/** Saved ways to read a file: of a district, or for all of them. What is said with an import goes before its profile. */
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { resolveCrs } from './crs.ts';
import type { ControlRequest } from './crs-control.ts';
import { type LayerName, layerOf, POSITION } from './fields.ts';
import type { Defaults, FileRequest } from './request.ts';
import { readDefaults } from './rows/defaults.ts';
import type { UnpivotRule } from './rows/unpivot.ts';

/** What a profile says of a file, named as the options of an import are. */
export interface ProfileSettings {
  layer: LayerName;
  /** field → column; `''` leaves the field out. */
  map: Record<string, string>;
  crs: string | null;
  where: { column: string; value: string }[];
  defaults: Defaults;
  source_layer: string | null;
  control: ControlRequest | null;
  unpivot: UnpivotRule | null;
}

export interface Profile extends ProfileSettings {
  name: string;
  /** Null: for all districts. */
  district: string | null;
  author: string;
  created_at: string;
  updated_at: string;
}

const COLUMNS = `name, district, layer, mapping as map, crs, conditions as "where", defaults, source_layer, control, unpivot,
  author, created_at, updated_at`;

/** A district's own profiles and those for all; of one name the district's own comes first. */
export async function listProfiles(db: Executor, district: string | null): Promise<Profile[]> {
  return db.query<Profile>(
    `select ${COLUMNS} from register.mapping_profile
      where district is null or district = $1 order by name, district nulls last`,
    [district],
  );
}

/** @throws DomainError profile_unknown */
export async function getProfile(db: Executor, district: string | null, name: string): Promise<Profile> {
  const profiles = await listProfiles(db, district);
  const found = profiles.find((profile) => profile.name === name);
  if (found) return found;
  const known = [...new Set(profiles.map((profile) => profile.name))];
  throw new DomainError(
    'profile_unknown',
    `There is no profile "${name}" here${known.length > 0 ? `; there are ${known.join(', ')}` : ''}. Profiles are of their district unless kept for every district (command line: --for-all-districts).`,
    `没有名为“${name}”的方案${known.length > 0 ? `，现有：${known.join('、')}` : ''}。方案只属于所存的辖区，除非保存时注明用于全部辖区（命令行：--for-all-districts）。`,
    404,
  );
}

export type NewProfile = ProfileSettings & Pick<Profile, 'name' | 'district' | 'author'>;

/**
 * Makes the profile or writes over the one of that name and place.
 * @throws DomainError profile_name, unknown_field, bad_set, unknown_crs, crs_without_datum, profile_layer (the one of that name reads another layer)
 */
export async function saveProfile(db: Executor, profile: NewProfile): Promise<Profile> {
  checkProfile(profile);
  if (profile.crs !== null) await resolveCrs(db, profile.crs);
  const { name, district, layer, map, crs, where, defaults, source_layer, control, unpivot, author } = profile;
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  const [saved] = await db.query<Profile>(
    `insert into register.mapping_profile as kept
            (name, district, layer, mapping, crs, conditions, defaults, source_layer, control, unpivot, author)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (district, name) do update
        set mapping = excluded.mapping, crs = excluded.crs, conditions = excluded.conditions, defaults = excluded.defaults,
            source_layer = excluded.source_layer, control = excluded.control, unpivot = excluded.unpivot,
            author = excluded.author, updated_at = now()
      where kept.layer = excluded.layer
     returning ${COLUMNS}`,
    [
      name,
      district,
      layer,
      json(map),
      crs,
      json(where),
      json(defaults),
      source_layer,
      json(control),
      json(unpivot),
      author,
    ],
  );
  if (saved) return saved;
  throw otherLayer(name, (await getProfile(db, district, name)).layer, layer);
}

/** @throws DomainError profile_unknown */
export async function deleteProfile(db: Executor, district: string | null, name: string): Promise<void> {
  const gone = await db.query(
    'delete from register.mapping_profile where name = $2 and district is not distinct from $1 returning id',
    [district, name],
  );
  if (gone.length > 0) return;
  throw new DomainError(
    'profile_unknown',
    `There is no profile "${name}" ${district === null ? 'for all districts' : `of district ${district}`}.`,
    district === null ? `没有全局方案“${name}”。` : `辖区 ${district} 没有方案“${name}”。`,
    404,
  );
}

/**
 * The request with what its profile adds.
 * @throws DomainError profile_layer
 */
export function withProfile(request: FileRequest, profile: Profile): FileRequest {
  if (request.layer !== profile.layer) throw otherLayer(profile.name, profile.layer, request.layer);
  const { crs, control } = request.crs || request.control ? request : systemOf(profile);
  const where = request.where && request.where.length > 0 ? request.where : profile.where;
  return {
    ...request,
    mapping: { ...profile.map, ...request.mapping },
    crs: crs ?? undefined,
    control: control ?? undefined,
    where,
    defaults: { ...profile.defaults, ...request.defaults },
    sourceLayer: request.sourceLayer ?? profile.source_layer ?? undefined,
    unpivot: request.unpivot ?? profile.unpivot ?? undefined,
    profile: profile.name,
  };
}

/** Profiles of before both were refused may have both: the control points counted. */
function systemOf({ crs, control }: Profile): Pick<Profile, 'crs' | 'control'> {
  return { crs: control ? null : crs, control };
}

/** What an import used, as a profile: the mapping it came to; the coordinate system only where it was said with the import. */
export function settingsOf(request: FileRequest, named: Record<string, string>): ProfileSettings {
  const leftOut = Object.entries(request.mapping ?? {}).filter(([, column]) => column === '');
  return {
    layer: request.layer,
    map: { ...named, ...Object.fromEntries(leftOut) },
    crs: request.crs ?? null,
    where: request.where ?? [],
    defaults: request.defaults ?? {},
    source_layer: request.sourceLayer ?? null,
    control: request.control ?? null,
    unpivot: request.unpivot ?? null,
  };
}

const NAME = /^[^/\p{Cc}]{1,80}$/u;

function checkProfile({ name, layer, map, defaults }: NewProfile): void {
  readDefaults(layer, defaults, 0);
  if (!NAME.test(name) || name !== name.trim())
    throw new DomainError(
      'profile_name',
      `"${name.slice(0, 80)}" cannot name a profile: 1 to 80 characters, no slash.`,
      `“${name.slice(0, 80)}”不能作方案名：1 至 80 个字符，不含斜线。`,
    );
  const fields = [...layerOf(layer).fields, ...POSITION].map((field) => field.name);
  const unknown = Object.keys(map).find((field) => !fields.includes(field));
  if (unknown === undefined) return;
  throw new DomainError(
    'unknown_field',
    `layer ${layer} has no field "${unknown}"; it has ${fields.join(', ')}`,
    `图层 ${layer} 没有字段“${unknown}”，可用字段：${fields.join('、')}`,
  );
}

function otherLayer(name: string, layer: string, wanted: string): DomainError {
  return new DomainError(
    'profile_layer',
    `The profile "${name}" reads ${layer}, not ${wanted}.`,
    `方案“${name}”用于图层 ${layer}，不能用于 ${wanted}。`,
    409,
  );
}
