/** Survey rows that cover less than they say: measures beyond the drawn river or along nobody knows which part of it, a river that is not in the town named. */
import type { Executor } from '../../db/database.ts';
import { type Issue, type IssueAt, issue } from '../../import/issues.ts';
import { missing } from './zone-ranges/reach-issues.ts';

interface Row {
  id: number;
  /** Its own number, else the river and town it names. */
  label: string;
  town: string | null;
  /** What the row says; null of a whole river. */
  said: number | null;
  /** Length of the river as drawn. */
  river: number;
  /** How much of the row lies on it. */
  drawn: number;
  /** Of that, how much is in the town and counts. */
  covered: number;
  /** Parts of the river that its measures may run along. */
  parts: number;
}

/** A row of the whole river in a town means the part in that town: only nothing at all is less than it says. */
export async function shortRecords(tx: Executor, district: string, ids: readonly number[]): Promise<Issue[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<Row>(SHORT, [district, ids]);
  return rows.flatMap((row) => {
    const { said, river, drawn, covered, parts } = row;
    const issues: Issue[] = [];
    if (said !== null && drawn === 0 && parts > 1) issues.push(say(row, 'survey_routes_ambiguous'));
    else if (said !== null && drawn < said) issues.push(beyond(row, said));
    if (said === null && river === 0) issues.push(say(row, 'survey_river_undrawn'));
    if (drawn > 0 && covered < (said === null ? 1 : drawn)) issues.push(say(row, 'survey_outside_town', outside(row)));
    return issues;
  });
}

const SHORT = `
  with recorded as (
    select s.*, coalesce(v.key, v.name, '#' || v.id) as river, t.name as town
      from register.survey_record s
      join register.river v on v.district = s.district and v.id = s.river_id
      left join register.town t on t.district = s.district and t.id = s.town_id
     where s.district = $1 and s.id = any($2::int[]))
  select s.id, coalesce(s.source_id, concat_ws(' ', s.river, s.town)) as label, s.town, s.to_mm - s.from_mm as said,
         l.length_mm as river, a.length_mm as drawn, c.length_mm as covered, p.count as parts
    from recorded s
   cross join lateral (select coalesce(sum(r.length_mm), 0)::bigint as length_mm from register.route r
                        where r.district = s.district and r.river_id = s.river_id) l
   cross join lateral (select coalesce(sum(p.to_mm - p.from_mm), 0)::bigint as length_mm from register.record_anchor p
                        where p.district = s.district and p.record_id = s.id) a
   cross join lateral (select coalesce(sum(g.to_mm - g.from_mm), 0)::bigint as length_mm from register.surveyed_range g
                        where g.district = s.district and g.record_id = s.id) c
   cross join lateral (select count(*)::int from register.route r join register.route f
                           on f.district = r.district and f.river_id = r.river_id and f.role = r.role and f.seq = 1
                        where r.district = s.district and r.river_id = s.river_id) p
   order by s.id`;

function beyond(row: Row, said: number): Issue {
  const { drawn } = row;
  return say(row, 'reach_beyond', missing({ lineMm: said, matchedMm: drawn, unmatched: [drawn, said] }));
}

function outside({ town, drawn, covered }: Row): IssueAt['detail'] {
  const [all, lost] = [drawn, drawn - covered].map((mm) => (mm / 1000).toFixed(3));
  return { zh: `${all} 米中的 ${lost} 米不在${town}`, en: `${lost} of ${all} m are not in ${town}` };
}

function say(
  { id, label }: Row,
  code: 'reach_beyond' | 'survey_outside_town' | 'survey_river_undrawn' | 'survey_routes_ambiguous',
  detail?: IssueAt['detail'],
): Issue {
  return issue(code, { row: null, field: `survey ${id}`, value: label, detail });
}
