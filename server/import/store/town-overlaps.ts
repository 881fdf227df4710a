/** Towns that lie over another town of the register: most likely the same one under another name. */
import { type Issue, issue } from '../issues.ts';
import type { Writing } from '../load.ts';

interface Overlap {
  id: number;
  name: string;
  other: string;
}

/** Of the towns just written, those that share more than half of the smaller one with a town that the file does not have. */
export async function townOverlaps(
  { tx, district }: Writing,
  ids: readonly number[],
  rowOf: (id: number) => number | null,
): Promise<Issue[]> {
  const overlaps = await tx.query<Overlap>(
    `select t.id, t.name, o.name as other
       from register.town t
       join register.town o on o.district = t.district and o.id <> all($2::int[]) and st_intersects(o.geom_m, t.geom_m)
      where t.district = $1 and t.id = any($2::int[])
        and 2 * st_area(st_intersection(t.geom_m, o.geom_m)) > least(st_area(t.geom_m), st_area(o.geom_m))
      order by t.id, o.id`,
    [district, ids],
  );
  return overlaps.map(({ id, name, other }) =>
    issue('town_over_town', { row: rowOf(id), field: 'name', value: name, detail: other }),
  );
}
