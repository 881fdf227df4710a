/** What happened to one outfall, change by change, and how it stood before: both read from the before-images of register.change. */
import type { Executor } from '../db/database.ts';
import { EwkbReader } from '../db/ewkb.ts';
import type { Moment } from '../district/known/moment.ts';
import { DomainError } from '../errors.ts';
import type { FieldChange } from './edit-outfall.ts';
import { OUTFALL_FIELDS, type Stored } from './edit-outfall-values.ts';

export interface HistoryEntry {
  /** The district's version that the change made. */
  version: number;
  /** ISO 8601, UTC. */
  at: string;
  author: string;
  reason: string | null;
  /** The import that wrote it, or that was taken back by it. */
  batch: number | null;
  kind: 'import' | 'undo' | 'merge' | 'edit';
  operation: 'insert' | 'update' | 'delete';
  changes: FieldChange[];
}

type Image = Record<string, Stored>;

interface ChangeRow extends Omit<HistoryEntry, 'kind' | 'changes'> {
  is_undo: boolean;
  before: Image | null;
  after: Image | null;
}

/** A row as fields of the layer, its point as lon and lat (EPSG:4490); keys of the database are no fields. */
const plainImage = (row: string, geom: string) =>
  `case when ${row} is not null then (${row} - array['district', 'id', 'batch_id', 'geom', 'geom_m'])
     || jsonb_build_object('lon', st_x(${geom}), 'lat', st_y(${geom})) end`;

/**
 * Every change of an outfall, oldest first; a deleted one (its import was undone) keeps its history.
 * What a row became is the before-image of the next change, or the row as it stands.
 * @throws DomainError `outfall_unknown` (404)
 */
export async function outfallHistory(db: Executor, district: string, id: number): Promise<HistoryEntry[]> {
  const rows = await db.query<ChangeRow>(
    `with step as (
       select c.id, c.version, c.changed_at as at, c.author, c.reason, c.batch_id as batch, c.operation,
              coalesce(c.changed_at = b.undone_at, false) as is_undo, c.before,
              lead(c.id) over (order by c.id) is null as is_last, lead(c.before) over (order by c.id) as next
         from register.change c
         left join register.import_batch b on b.district = c.district and b.id = c.batch_id
        where c.district = $1 and c.row_id = $2 and c.table_name = 'outfall')
     select version, at, author, reason, batch, operation, is_undo,
            ${plainImage('s.before', `(s.before ->> 'geom')::geometry`)} as before,
            case when is_last then (select ${plainImage('to_jsonb(o)', 'o.geom')}
                                      from register.outfall o where o.district = $1 and o.id = $2)
                 else ${plainImage('s.next', `(s.next ->> 'geom')::geometry`)} end as after
       from step s order by s.id`,
    [district, id],
  );
  if (rows.length === 0) await refuseUnknown(db, district, id);
  return rows.map(({ is_undo, before, after, ...row }) => {
    const changes = differences(before, after);
    return { ...row, kind: kindOf(row.batch, is_undo, changes), changes };
  });
}

function kindOf(batch: number | null, isUndo: boolean, changes: readonly FieldChange[]): HistoryEntry['kind'] {
  if (isUndo) return 'undo';
  if (batch !== null) return 'import';
  return changes.some(({ field }) => field === 'merged_into') ? 'merge' : 'edit';
}

const ORDER = ['lon', 'lat', ...OUTFALL_FIELDS.map(({ name }) => name)];

function differences(before: Image | null, after: Image | null): FieldChange[] {
  const others = Object.keys({ ...before, ...after }).filter((name) => !ORDER.includes(name));
  return [...ORDER, ...others.sort()]
    .map((field) => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null }))
    .filter((change) => change.before !== change.after);
}

/**
 * The row of register.outfall as it stood then, every column as the database gives it; undefined when there was none.
 * The first change after the moment kept what stood at it; without one it still stands.
 */
export async function outfallKnownAt(
  db: Executor,
  district: string,
  id: number,
  moment: Moment,
): Promise<Record<string, Stored> | undefined> {
  const [after, limit] =
    'version' in moment
      ? ['c.version > $3', moment.version]
      : [
          `c.changed_at >= (select ($3::date + 1)::timestamp - make_interval(mins => coalesce(d.utc_offset_minutes, 0))
                              from register.district d where d.key = $1) at time zone 'utc'`,
          moment.date,
        ];
  const [next] = await db.query<{ id: number; operation: string }>(
    `select c.id, c.operation from register.change c
      where c.district = $1 and c.row_id = $2 and c.table_name = 'outfall' and ${after} order by c.id limit 1`,
    [district, id, limit],
  );
  if (next?.operation === 'insert') return undefined;
  const [row] = next
    ? await db.query<Record<string, Stored>>(
        `select (jsonb_populate_record(null::register.outfall, before)).* from register.change
          where district = $1 and id = $2`,
        [district, next.id],
      )
    : await db.query<Record<string, Stored>>('select * from register.outfall where district = $1 and id = $2', [
        district,
        id,
      ]);
  return row;
}

/** Its fields at the end of a local day, the point as lon and lat; null when there was none. @throws DomainError `outfall_unknown` */
export async function outfallFieldsAt(db: Executor, district: string, id: number, date: string): Promise<Image | null> {
  const row = await outfallKnownAt(db, district, id, { date });
  if (row) return fieldsOf(row);
  const [changed] = await db.query(
    `select from register.change where district = $1 and row_id = $2 and table_name = 'outfall' limit 1`,
    [district, id],
  );
  if (!changed) await refuseUnknown(db, district, id);
  return null;
}

function fieldsOf({ district, id, batch_id, geom, geom_m, ...fields }: Record<string, Stored>): Image {
  const [lon, lat] = geom === null ? [null, null] : new EwkbReader(Buffer.from(String(geom), 'hex')).point();
  return { lon, lat, ...fields };
}

/** An outfall without history was written before there was any; one without row never was. */
async function refuseUnknown(db: Executor, district: string, id: number): Promise<void> {
  const [found] = await db.query('select from register.outfall where district = $1 and id = $2', [district, id]);
  if (!found)
    throw new DomainError('outfall_unknown', `There is no outfall ${id}.`, `没有编号为 ${id} 的排污口。`, 404);
}
