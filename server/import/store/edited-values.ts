/** What people wrote by hand, where a file comes again: an empty cell says nothing against it, a filled one does, and both are told. */
import { layerOf } from '../fields.ts';
import { type Issue, issue } from '../issues.ts';
import type { Writing } from '../load.ts';

/** A field of an outfall that was last set by an edit, and what the batch did about it. */
export interface EditedValue {
  id: number;
  field: string;
  /** As it stood. */
  value: string;
  isKept: boolean;
  /** Of a day that stayed with its state: the day that the row says nevertheless. */
  leftDay?: string;
}

/** One row of the register that was edited and from which its row of the file differs. */
interface Edited {
  id: number;
  /** Columns last set by an edit. */
  fields: string[];
  stored: Record<string, string | null>;
  given: Record<string, string | null>;
}

const NOTHING = '—'; // what a person who emptied a field wrote

const DATED = layerOf('outfalls').fields.flatMap(({ name, datedBy }) => (datedBy ? [{ name, day: datedBy }] : []));

/**
 * Puts what an empty cell must not take back into the staged rows. Only rows that differ are looked at: one query, and a
 * second where something is kept.
 * @param differs whether `t` differs from `s`, in SQL
 */
export async function keepEdited(
  writing: Writing,
  { staged, names, differs }: { staged: string; names: readonly string[]; differs: string },
): Promise<EditedValue[]> {
  const rows = await editedRows(writing, { staged, names, differs });
  const kept = rows.map((row) => ({ id: row.id, fields: names.filter((field) => isKept(row, field)) }));
  await restoreStaged(
    writing,
    { staged, names },
    kept.filter(({ fields }) => fields.length > 0),
  );
  return rows.flatMap((row, i) =>
    row.fields.flatMap((field): EditedValue[] => {
      const value = row.stored[field];
      const isKeptHere = kept[i].fields.includes(field);
      if (row.given[field] === value || field === 'geom') return [];
      if (value === null) return [{ id: row.id, field, value: NOTHING, isKept: false }];
      const leftDay = (isKeptHere && row.given[field]) || undefined;
      return [
        { id: row.id, field, value: field === 'geom_m' ? row.stored.place! : value, isKept: isKeptHere, leftDay },
      ];
    }),
  );
}

/** A day goes with its state: it stays where that stays, and is of no use to another one. */
function isKept({ fields, stored, given }: Edited, field: string): boolean {
  const isSilent = (name: string) => fields.includes(name) && given[name] === null && stored[name] !== null;
  const state = DATED.find(({ day }) => day === field)?.name;
  if (state === undefined || !(state in given)) return isSilent(field);
  if (isSilent(state)) return true;
  return isSilent(field) && given[state] === stored[state];
}

// undone batches came to nothing: without their changes, what stood before the next one is what the one before left
const EDITED = (staged: string, differs: string) => `
  with differing as materialized (
    select t.id from register.outfall t join ${staged} s on s.id = t.id
     where t.district = $1 and ${differs}
       and exists (select from register.change c
                    where c.district = $1 and c.table_name = 'outfall' and c.row_id = t.id and c.batch_id is null)),
  now as (
    select t.id,
           to_jsonb(t) || jsonb_build_object('geom', t.geom::text, 'geom_m', t.geom_m::text,
                                             'place', st_x(t.geom) || ' ' || st_y(t.geom)) as stored
      from differing d join register.outfall t on t.district = $1 and t.id = d.id),
  history as (
    select c.row_id, c.id, c.batch_id, c.before,
           coalesce(lead(c.before) over (partition by c.row_id order by c.id), n.stored) as after
      from now n
      join register.change c on c.district = $1 and c.table_name = 'outfall' and c.row_id = n.id
      left join register.import_batch b on b.district = $1 and b.id = c.batch_id
     where b.undone_at is null),
  set_last as (
    select distinct on (h.row_id, f.name) h.row_id, f.name, h.batch_id is null as by_edit
      from history h cross join unnest($2::text[]) as f (name)
     where h.before ->> f.name is distinct from h.after ->> f.name
     order by h.row_id, f.name, h.id desc)
  select n.id, l.fields, n.stored, st.given
    from now n
    join (select row_id, array_agg(name order by name) as fields from set_last where by_edit group by row_id) l on l.row_id = n.id
    join lateral (select to_jsonb(s) || jsonb_build_object('geom_m', s.geom_m::text) as given
                    from ${staged} s where s.id = n.id) st on true
   order by n.id`;

async function editedRows(
  { tx, district }: Writing,
  { staged, names, differs }: { staged: string; names: readonly string[]; differs: string },
): Promise<Edited[]> {
  const rows = await tx.query<{ id: number; fields: string[]; stored: Json; given: Json }>(EDITED(staged, differs), [
    district,
    names,
  ]);
  return rows.map(({ id, fields, stored, given }) => ({ id, fields, stored: textsOf(stored), given: textsOf(given) }));
}

type Json = Record<string, unknown>;

function textsOf(row: Json): Record<string, string | null> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]));
}

async function restoreStaged(
  { tx, district }: Writing,
  { staged, names }: { staged: string; names: readonly string[] },
  kept: { id: number; fields: string[] }[],
): Promise<void> {
  if (kept.length === 0) return;
  const sets = names.map((name) => `${name} = case when k.fields ? '${name}' then t.${name} else s.${name} end`);
  await tx.query(
    `update ${staged} as s set ${sets.join(', ')}
       from jsonb_to_recordset($2::jsonb) as k (id int, fields jsonb)
       join register.outfall t on t.district = $1 and t.id = k.id
      where s.id = k.id`,
    [district, JSON.stringify(kept)],
  );
}

/** @param written the rows of the file, and the outfalls that they are */
export function editedIssues(
  edited: readonly EditedValue[],
  written: Readonly<Record<'rows' | 'ids', number[]>>,
): Issue[] {
  const rowOf = new Map(written.ids.map((id, i) => [id, written.rows[i]]));
  return edited.map(({ id, field, value, isKept, leftDay }) =>
    issue(leftDay ? 'day_without_state' : isKept ? 'edited_kept' : 'edited_replaced', {
      row: rowOf.get(id) ?? null,
      field: field === 'geom_m' ? 'lon, lat' : field,
      layer: 'outfalls',
      value: leftDay ?? value,
      detail: leftDay ? `${id} (${value})` : String(id),
    }),
  );
}
