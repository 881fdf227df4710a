/** What cannot be right about an outfall as it now stands: its dates, its close-out, its sign. Asked after every write. */
import type { Executor } from '../../db/database.ts';
import { issueField } from '../issue-fields.ts';
import { type Issue, type IssueCode, issue } from '../issues.ts';

/** Something found about an outfall; `detail` of a day without state, and of an incomplete sign, names fields. */
export interface Found {
  id: number;
  code: IssueCode;
  field: string | null;
  value: string;
  detail: string | null;
}

/** Fields a check reads; a file without any of them changes no answer. */
export const CHECKED: readonly string[] = [
  'status_on',
  'flow_state_on',
  'dry_weather_flow_on',
  'traced_on',
  'handle_type',
  'handle_stage',
  'handle_stage_on',
  'closed_out_on',
  'deadline',
  'surveyed_on',
  'sign_name',
  'sign_code',
  'sign_category',
  'sign_responsible_party',
  'sign_agency',
  'sign_phone',
];

export const SIGN_PARTS = ['name', 'code', 'category', 'responsible_party', 'agency', 'phone'].map(
  (part) => `sign_${part}`,
);

// a sign says the register's name and one of its codes, or no more than a comparison of names can tell apart
const checksOf = (outfalls: string) => `
  with o as (${outfalls}),
  today as (select (now() + make_interval(mins => coalesce(
              (select utc_offset_minutes from register.district where key = $1), 0)))::date as day),
  dated as (
    select o.id, d.* from o cross join lateral (values
      ('status_on', status_on, 'status', status), ('flow_state_on', flow_state_on, 'flow_state', flow_state),
      ('dry_weather_flow_on', dry_weather_flow_on, 'dry_weather_flow', dry_weather_flow::text),
      ('traced_on', traced_on, 'trace_result', trace_result),
      ('handle_stage_on', handle_stage_on, 'handle_stage', handle_stage),
      ('closed_out_on', closed_out_on, 'closed_out_on', 'itself'), ('surveyed_on', surveyed_on, 'surveyed_on', 'itself'),
      ('deadline', deadline, 'deadline', 'itself')) as d (field, day, dates, state)
     where d.day is not null),
  found as (
    select id, 'closeout_without_type' as code, 'handle_type' as field, closed_out_on::text as value, null as detail
      from o where closed_out_on is not null and handle_type is null
    union all
    select id, 'closeout_not_done', 'handle_stage', closed_out_on::text, null
      from o where closed_out_on is not null and handle_stage <> 'done'
    union all
    select id, 'stage_without_date', 'handle_stage_on', handle_stage, null
      from o where handle_stage = 'done' and handle_stage_on is null and closed_out_on is null
    union all
    select id, 'date_without_state', field, day::text, dates from dated where state is null
    union all
    select d.id, 'date_in_future', field, d.day::text, null from dated d, today t
     where field <> 'deadline' and d.day > t.day
    union all
    select id, 'date_too_early', field, day::text, null from dated where day < '1949-01-01'
    union all
    select id, 'sign_disagrees', 'sign_name', sign_name, name
      from o where atlas.plain_name(sign_name) <> atlas.plain_name(name)
    union all
    select id, 'sign_disagrees', 'sign_code', sign_code, concat_ws(' / ', code, code_province)
      from o where atlas.plain_name(sign_code) <> all (array_remove(
        array[atlas.plain_name(code), atlas.plain_name(code_province)], null))
        and num_nonnulls(code, code_province) > 0
    union all
    select o.id, 'sign_incomplete', null, closed_out_on::text, string_agg(p.part, ', ' order by p.at)
      from o cross join lateral (values ${SIGN_PARTS.map((part, at) => `(${at}, '${part}', ${part})`).join(', ')})
             as p (at, part, said)
     where closed_out_on is not null and p.said is null and num_nonnulls(${SIGN_PARTS.join(', ')}) > 0
     group by o.id, closed_out_on)
  select * from found order by id, code, field`;

const STORED = checksOf('select * from register.outfall where district = $1 and id = any($2::int[])');
const GIVEN = checksOf('select * from jsonb_populate_recordset(null::register.outfall, $2::jsonb)');

/** The same of rows that are not stored: columns of the register by name, `id` being any number. */
export function findInRows(db: Executor, district: string, rows: readonly Record<string, unknown>[]): Promise<Found[]> {
  return db.query<Found>(GIVEN, [district, JSON.stringify(rows)]);
}

/** The warnings about outfalls of a district; `rowOf` is the row of the file an id came from, null where none did. */
export async function outfallIssues(
  tx: Executor,
  district: string,
  ids: readonly number[],
  rowOf: (id: number) => number | null = () => null,
): Promise<Issue[]> {
  const found = await tx.query<Found>(STORED, [district, ids]);
  const { each, undated } = checkIssues(found, rowOf);
  return [...each, ...undatedIssue(undated)];
}

/** What is found as it is told of rows; of stages without a day only how many. */
export function checkIssues(found: readonly Found[], rowOf: (id: number) => number | null) {
  const told = found.filter(({ code }) => code !== 'stage_without_date');
  const each = told.map(({ id, code, field, value, detail }) =>
    issue(code, {
      ...{ row: rowOf(id), field: field ?? undefined, layer: 'outfalls', value },
      detail: detail === null ? undefined : NAMES_FIELDS.has(code) ? issueField(detail, 'outfalls') : detail,
    }),
  );
  return { each, undated: found.length - told.length };
}

const NAMES_FIELDS: ReadonlySet<IssueCode> = new Set(['date_without_state', 'sign_incomplete']);

export function undatedIssue(count: number): Issue[] {
  return count === 0 ? [] : [issue('stage_without_date', { row: null, field: 'handle_stage_on', value: count })];
}
