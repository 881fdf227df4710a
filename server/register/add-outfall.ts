/** An outfall that a person found: added by the rules of an import of one row. */
import type { Database, Executor } from '../db/database.ts';
import { derive } from '../district/derive/derive.ts';
import { getDistrict } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import { nextIds } from '../import/load.ts';
import { outfallIssues } from '../import/store/outfall-checks.ts';
import { type EditOptions, type EditReport, type FieldChange, withDays } from './edit-outfall.ts';
import { beginEdit, lockForEdit, refuseRepeatedKeys } from './edit-outfall-transaction.ts';
import { type GivenValues, type Place, readValues, type Stored } from './edit-outfall-values.ts';

/** Adds and links it. @throws DomainError `missing_geometry`, `outfall_exists`, `duplicate_key` (409), and those of editOutfall. */
export async function addOutfall(
  db: Database,
  districtKey: string,
  given: GivenValues,
  options: Omit<EditOptions, 'version'>,
): Promise<EditReport> {
  return db.transaction(async (tx) => {
    await lockForEdit(tx, districtKey, options);
    const district = await getDistrict(tx, districtKey);
    const { columns, place, remarks } = await readValues(tx, district, withDays(given, options.on));
    if (place === null) throw unplaced();
    const filled = [...columns].filter(([, value]) => value !== null);
    const changes: FieldChange[] = filled.map(([field, after]) => ({ field, before: null, after }));
    await refuseRepeatedKeys(tx, district.key, 0, changes);
    await refuseKnown(tx, district.key, place, columns.get('name') ?? null);
    const version = await beginEdit(tx, district.key, options);
    const id = await nextIds(tx, district.key, 'outfall', 1);
    await insertOutfall(tx, { district: district.key, id, place, filled });
    const rows = { outfall: { new: [id], changed: [], removed: [] } };
    const followed = await derive(tx, { district: district.key, version, batchId: null, rows });
    const warnings = [...remarks, ...followed, ...(await outfallIssues(tx, district.key, [id]))];
    return { id, version, changed: true, changes: [...changes, ...placed(place)], warnings };
  });
}

const placed = ({ lon, lat }: Place): FieldChange[] => [
  { field: 'lon', before: null, after: lon },
  { field: 'lat', before: null, after: lat },
];

function unplaced(): DomainError {
  return new DomainError('missing_geometry', 'A new outfall needs lon and lat.', '新增排污口需给出 lon 与 lat。');
}

/** The same point and name is what an import would take for the same outfall. */
async function refuseKnown(tx: Executor, district: string, { x, y }: Place, name: Stored): Promise<void> {
  const [known] = await tx.query<{ id: number }>(
    `select id from register.outfall
      where district = $1 and st_dwithin(geom_m, st_makepoint($2, $3), 0.01)
        and coalesce(name, '') = coalesce($4, '') and merged_into is null order by id limit 1`,
    [district, x, y, name],
  );
  if (known)
    throw new DomainError(
      'outfall_exists',
      `Outfall ${known.id} has this place and name already: edit that one.`,
      `排污口 ${known.id} 已是同一位置和名称，请编辑该记录。`,
      409,
    );
}

interface NewOutfall {
  district: string;
  id: number;
  place: Place;
  filled: [column: string, value: Stored][];
}

async function insertOutfall(tx: Executor, { district, id, place, filled }: NewOutfall): Promise<void> {
  const names = filled.map(([column]) => column);
  const marks = names.map((_name, i) => `$${i + 7}`);
  await tx.query(
    `insert into register.outfall (${['district', 'id', 'geom', 'geom_m', ...names].join(', ')})
     values (${['$1', '$2', 'st_setsrid(st_makepoint($3, $4), 4490)', 'st_makepoint($5, $6)', ...marks].join(', ')})`,
    [district, id, place.lon, place.lat, place.x, place.y, ...filled.map(([, value]) => value)],
  );
}
