/** What is loaded of each district: counts, extent and days of survey. */
import type { Database } from '../db/database.ts';
import { packOf } from '../rules/packs.ts';

export interface DistrictOverview {
  key: string;
  name: string;
  synthetic: boolean;
  version: number;
  /** Edits by hand wait to be derived from: links and coverage are of derived_version. */
  recomputing: boolean;
  derived_version: number;
  plane_srid: number;
  bbox: [number, number, number, number] | null;
  embedded: boolean;
  counts: Record<'rivers' | 'routes' | 'outfalls' | 'tracks' | 'records' | 'towns' | 'water_bodies', number>;
  length_km: number;
  /** The plan that holds there. */
  pack: string | null;
  survey_days: { from: string; to: string } | null;
}

const COUNTED = {
  rivers: 'river',
  routes: 'route',
  outfalls: 'outfall',
  tracks: 'survey_track',
  records: 'survey_record',
  towns: 'town',
  water_bodies: 'water_body',
};

/** Records merged into another outfall are not counted again. */
const COUNTING: Record<string, string> = { outfall: ' and x.merged_into is null' };

export async function districtOverviews(db: Database): Promise<DistrictOverview[]> {
  const counts = Object.entries(COUNTED)
    .map(
      ([name, table]) =>
        `'${name}', (select count(*) from register.${table} x where x.district = d.key${COUNTING[table] ?? ''})`,
    )
    .join(', ');
  const overviews = await db.query<DistrictOverview>(
    `select d.key, d.name, d.synthetic, d.version, d.derived_version, d.plane_srid, d.pack, $1::boolean as embedded,
            (exists (select from register.change c where c.district = d.key and c.version > d.derived_version)
             or d.edited_tables <> '{}' or not d.derived_tables <@ register.filled_tables(d.key)) as recomputing,
            jsonb_build_object(${counts}) as counts,
            case when e.box is not null
                 then array[st_xmin(e.box), st_ymin(e.box), st_xmax(e.box), st_ymax(e.box)] end as bbox,
            coalesce(e.length_km, 0)::float8 as length_km,
            case when s.first_day is not null then jsonb_build_object('from', s.first_day, 'to', s.last_day) end as survey_days
       from register.district d
       left join lateral (
            select st_extent(g.geom) as box, sum(g.mm) / 1000000.0 as length_km
              from (select r.geom, r.length_mm as mm from register.route r where r.district = d.key
                    union all select t.geom, 0 from register.town t where t.district = d.key
                    union all select o.geom, 0 from register.outfall o where o.district = d.key and o.merged_into is null) g) e on true
       left join lateral (
            select min(day) as first_day, max(day) as last_day from register.surveyed_range s where s.district = d.key) s on true
      order by d.key`,
    [db.mode === 'embedded'],
  );
  return overviews.map((overview) => ({ ...overview, pack: packOf(overview) }));
}
