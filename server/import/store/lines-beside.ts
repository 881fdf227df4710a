/** New lines of a river that the register had already, beside lines that the file does not bring: more of it, or the same drawn twice. */
import { type Issue, issue } from '../issues.ts';
import type { Loaded, Writing } from '../load.ts';

interface Beside {
  name: string;
  added: number;
  kept: number;
}

/** Two lines that both carry a source_id are two; where one has none, nobody can tell a redrawn line from one more. */
export async function linesBeside({ tx, district }: Writing, { touched, ids }: Loaded): Promise<Issue[]> {
  if (touched.new.length === 0) return [];
  const rivers = await tx.query<Beside>(
    `with added as (
       select river_id, count(*)::int as lines, bool_and(source_id is not null) as numbered
         from register.source_segment where district = $1 and id = any($2) group by river_id)
     select coalesce(r.key, r.name, '#' || r.id) as name, a.lines as added, count(*)::int as kept
       from added a
       join register.river r on r.district = $1 and r.id = a.river_id
       join register.source_segment s on s.district = $1 and s.river_id = a.river_id and not s.id = any($3)
      where s.source_id is null or not a.numbered
      group by r.id, r.key, r.name, a.lines order by r.id`,
    [district, touched.new, [...ids]],
  );
  return rivers.map(({ name, added, kept }) =>
    issue('river_lines_beside', {
      row: null,
      value: name,
      detail: {
        zh: `原有 ${kept} 条不在本文件中，保留不动；本文件新增 ${added} 条`,
        en: `${kept} that the file does not have, which stay, and ${added} new ones of this file`,
      },
    }),
  );
}
