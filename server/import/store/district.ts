/** The district an import goes into: found, or made of the data; locked for the length of the transaction. */
import type { Executor } from '../../db/database.ts';
import { DomainError } from '../../errors.ts';
import { isInChina } from '../plane.ts';
import type { DistrictRequest } from '../request.ts';

export interface ImportDistrict {
  key: string;
  planeSrid: number;
  /** Null: not known; tracks with times cannot be taken then. */
  utcOffsetMinutes: number | null;
  /** False until the transaction has made it. */
  exists: boolean;
}

/** `all` stands for every district in the addresses of tiles: one of that name would hide them, and a share of it show them. */
const KEY = /^(?!all$)[a-z0-9-]{1,16}$/;

/** Asked before a file is read. @throws DomainError bad_district_key */
export function checkDistrictKey(key: string): void {
  if (KEY.test(key)) return;
  throw new DomainError(
    'bad_district_key',
    `"${key}" cannot name a district: 1 to 16 of a-z, 0-9 and -, but not all`,
    `“${key}”不能作为辖区代码：1 至 16 个小写字母、数字或 -，且不为 all`,
  );
}

/** @returns undefined when there is no district of that key yet. */
export async function findImportDistrict(db: Executor, key: string): Promise<ImportDistrict | undefined> {
  const [found] = await db.query<{ plane_srid: number; utc_offset_minutes: number | null }>(
    'select plane_srid, utc_offset_minutes from register.district where key = $1',
    [key],
  );
  return found && { key, planeSrid: found.plane_srid, utcOffsetMinutes: found.utc_offset_minutes, exists: true };
}

/** What a new district would be, by the middle of its first data. */
export function newDistrict(request: DistrictRequest, planeSrid: number, middle: [number, number]): ImportDistrict {
  const utcOffsetMinutes = request.utcOffsetMinutes ?? (isInChina(...middle) ? 480 : null);
  return { key: request.key, planeSrid, utcOffsetMinutes, exists: false };
}

/**
 * Makes the district where it is new, takes its row lock and counts its version up: no other writer until the end.
 * @throws DomainError plane_changed when another import made the district in between, with another plane
 */
export async function lockDistrict(tx: Executor, request: DistrictRequest, district: ImportDistrict): Promise<number> {
  if (!district.exists) await insertDistrict(tx, request, district);
  const [{ version }] = await tx.query<{ version: number }>('select register.write_version($1) as version', [
    district.key,
  ]);
  if (request.utcOffsetMinutes !== undefined)
    await tx.query(
      'update register.district set utc_offset_minutes = $2 where key = $1 and utc_offset_minutes is null',
      [district.key, request.utcOffsetMinutes],
    );
  const [locked] = await tx.query<{ plane_srid: number }>('select plane_srid from register.district where key = $1', [
    district.key,
  ]);
  if (locked.plane_srid === district.planeSrid) return version;
  throw new DomainError(
    'plane_changed',
    `district ${district.key} was made by another import meanwhile, in EPSG:${locked.plane_srid}: import again`,
    `辖区 ${district.key} 刚由另一次导入建立（EPSG:${locked.plane_srid}），请重新导入`,
    409,
  );
}

async function insertDistrict(tx: Executor, request: DistrictRequest, district: ImportDistrict): Promise<void> {
  // numbers stand in tile ids: two first imports at once must not take the same one
  await tx.query(`select pg_advisory_xact_lock(hashtext('register.district'))`);
  await tx.query(
    `insert into register.district (key, number, name, plane_srid, utc_offset_minutes, synthetic, pack)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from register.district
     on conflict (key) do nothing`,
    [
      district.key,
      request.name ?? district.key,
      district.planeSrid,
      district.utcOffsetMinutes,
      request.synthetic ?? false,
      request.pack ?? null,
    ],
  );
}
