/** A person's edit of one outfall: one transaction, one version, its before-image in the history, and what follows from it. */
import type { Database, Executor } from '../db/database.ts';
import { derive } from '../district/derive/derive.ts';
import { markDerived } from '../district/derive/pending.ts';
import { getDistrict } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import { issueField } from '../import/issue-fields.ts';
import { type Issue, issue } from '../import/issues.ts';
import { outfallIssues } from '../import/store/outfall-checks.ts';
import { beginEdit, type EditBy, lockForEdit, refuseRepeatedKeys } from './edit-outfall-transaction.ts';
import {
  type GivenValues,
  OUTFALL_FIELDS,
  type Place,
  type ReadValues,
  readValues,
  type Stored,
} from './edit-outfall-values.ts';

export interface EditOptions extends EditBy {
  /** The day since when the given states hold; fills the day of every dated field given. */
  on?: string;
  /** The version the editor saw: refused when the outfall changed after it. */
  version?: number;
}

export interface FieldChange {
  field: string;
  before: Stored;
  after: Stored;
}

export interface EditReport {
  id: number;
  /** The version that last changed this outfall. */
  version: number;
  /** False: everything given stood there already, and nothing was written. */
  changed: boolean;
  changes: FieldChange[];
  warnings: Issue[];
}

/**
 * Changes an outfall's fields; `lon` and `lat` correct the recorded point.
 * @throws DomainError `outfall_unknown` (404), `outfall_merged`, `duplicate_key` (409), `stale_version` (412),
 *   `nothing_dated`, `bad_author`, and those of readValues.
 */
export async function editOutfall(
  db: Database,
  districtKey: string,
  id: number,
  given: GivenValues,
  options: EditOptions,
): Promise<EditReport> {
  return db.transaction(async (tx) => {
    await lockForEdit(tx, districtKey, options);
    const district = await getDistrict(tx, districtKey);
    const current = await getCurrent(tx, district.key, id, options.version);
    const read = await readValues(tx, district, withDays(given, options.on));
    const changes = [...changesOf(current, read), ...moved(current, read.place)];
    if (changes.length === 0) return { id, version: current.version, changed: false, changes, warnings: [] };
    await refuseRepeatedKeys(tx, district.key, id, changes);
    const version = await beginEdit(tx, district.key, options);
    await writeChanges(tx, district.key, id, { changes, place: read.place });
    const followed = await follow(tx, {
      district: district.key,
      id,
      changes,
      version,
      wasDerived: district.derivedVersion,
    });
    const warnings = [
      ...read.remarks,
      ...undatedOf(changes),
      ...backdatedOf(changes),
      ...followed,
      ...(await outfallIssues(tx, district.key, [id])),
    ];
    return { id, version, changed: true, changes, warnings };
  });
}

type Current = Record<string, Stored> & { version: number };

const COLUMNS = OUTFALL_FIELDS.map(({ column }) => column).join(', ');

async function getCurrent(tx: Executor, district: string, id: number, seen?: number): Promise<Current> {
  const [current] = await tx.query<Current>(
    `select ${COLUMNS}, st_x(geom) as lon, st_y(geom) as lat, merged_into,
            (select coalesce(max(version), 0) from register.change
              where district = $1 and row_id = $2 and table_name = 'outfall') as version
       from register.outfall where district = $1 and id = $2`,
    [district, id],
  );
  if (!current)
    throw new DomainError('outfall_unknown', `There is no outfall ${id}.`, `没有编号为 ${id} 的排污口。`, 404);
  if (seen !== undefined && seen < current.version) throw stale(id, seen, current.version);
  if (current.merged_into === null) return current;
  throw new DomainError(
    'outfall_merged',
    `Outfall ${id} was merged into ${current.merged_into}: edit that one.`,
    `排污口 ${id} 已并入 ${current.merged_into}，请编辑后者。`,
    409,
  );
}

function stale(id: number, seen: number, now: number): DomainError {
  return new DomainError(
    'stale_version',
    `Outfall ${id} was changed in version ${now}, after version ${seen} that you saw: read it again.`,
    `排污口 ${id} 在版本 ${now} 已被修改，晚于您看到的版本 ${seen}，请重新读取。`,
    412,
  );
}

/** `on` is the day of every dated field given that has no day of its own. */
export function withDays(given: GivenValues, on?: string): GivenValues {
  if (on === undefined) return given;
  const days = OUTFALL_FIELDS.flatMap(({ name, datedBy }) => (name in given && datedBy ? [datedBy] : []));
  if (days.length > 0) return { ...Object.fromEntries(days.map((day) => [day, on])), ...given };
  const dated = OUTFALL_FIELDS.filter(({ datedBy }) => datedBy).map(({ name }) => name);
  throw new DomainError(
    'nothing_dated',
    `None of the given fields has a day: --on goes with ${dated.join(', ')}.`,
    `所给字段都没有日期：--on 用于 ${dated.join('、')}。`,
  );
}

/** What would differ; a state that changes without a day, or is emptied, loses the day of the old one. */
function changesOf(current: Current, { columns }: ReadValues): FieldChange[] {
  const after = new Map(columns);
  for (const { name, datedBy } of OUTFALL_FIELDS) {
    if (!datedBy || !after.has(name) || after.get(name) === current[name]) continue;
    if (!after.has(datedBy)) after.set(datedBy, null);
  }
  return [...after]
    .filter(([field, value]) => value !== current[field])
    .map(([field, value]) => ({ field, before: current[field], after: value }));
}

function moved(current: Current, place: Place | null): FieldChange[] {
  if (place === null || (place.lon === current.lon && place.lat === current.lat)) return [];
  return [
    { field: 'lon', before: current.lon, after: place.lon },
    { field: 'lat', before: current.lat, after: place.lat },
  ];
}

async function writeChanges(
  tx: Executor,
  district: string,
  id: number,
  { changes, place }: { changes: FieldChange[]; place: Place | null },
): Promise<void> {
  const plain = changes.filter(({ field }) => field !== 'lon' && field !== 'lat');
  const sets = plain.map(({ field }, i) => `${field} = $${i + 3}`);
  const values: unknown[] = [district, id, ...plain.map(({ after }) => after)];
  if (plain.length < changes.length && place) {
    const n = values.push(place.lon, place.lat, place.x, place.y);
    sets.push(`geom = st_setsrid(st_makepoint($${n - 3}, $${n - 2}), 4490)`, `geom_m = st_makepoint($${n - 1}, $${n})`);
  }
  await tx.query(`update register.outfall set ${sets.join(', ')} where district = $1 and id = $2`, values);
}

interface Followed {
  district: string;
  id: number;
  changes: FieldChange[];
  version: number;
  /** What the district was last derived for, before this edit. */
  wasDerived: number;
}

/** The link hangs on place and receiving water only; earlier edits by hand that wait are left to wait, or derived along. */
async function follow(
  tx: Executor,
  { district, id, changes, version, wasDerived }: Followed,
): Promise<readonly Issue[]> {
  const isRelinked = changes.some(({ field }) => ['lon', 'lat', 'receiving_water'].includes(field));
  const rows = { outfall: { new: [], changed: [id], removed: [] } };
  if (isRelinked) return derive(tx, { district, version, batchId: null, rows });
  if (wasDerived === version - 1) await markDerived(tx, district, version);
  return [];
}

function undatedOf(changes: readonly FieldChange[]): Issue[] {
  return OUTFALL_FIELDS.flatMap(({ name, datedBy }) => {
    const state = changes.find(({ field }) => field === name);
    const day = changes.find(({ field }) => field === datedBy);
    if (!datedBy || !state || state.after === null || (day && day.after !== null)) return [];
    return [
      issue('state_undated', { row: null, field: name, value: state.after, detail: issueField(datedBy, 'outfalls') }),
    ];
  });
}

/** A day before the one that stood may be right, and may be an old list typed in late. */
function backdatedOf(changes: readonly FieldChange[]): Issue[] {
  return OUTFALL_FIELDS.flatMap(({ datedBy }) => {
    const day = changes.find(({ field }) => field === datedBy);
    if (!day || day.before === null || day.after === null || String(day.after) >= String(day.before)) return [];
    return [issue('state_backdated', { row: null, field: day.field, value: day.after, detail: String(day.before) })];
  });
}
