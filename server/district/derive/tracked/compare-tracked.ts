/** What tracks cover of each river, before and after the lines under them changed. */
import type { Executor } from '../../../db/database.ts';
import type { Issue } from '../../../import/issues.ts';
import type { RemovedRoute, RouteChanges } from '../routes.ts';
import { type TrackedRiver, trackedIssue } from './tracked-issue.ts';

/** Tracks named of each river; all are counted. */
const TRACKS_NAMED = 5;

interface Comparing {
  routes: RouteChanges;
  /** Tracks whose own fixes came, changed or went meanwhile: what they cover now is no word about rivers. */
  touched: readonly number[];
}

/**
 * Keeps what tracks cover, by rivers as they were, and runs `cover`, which makes it again.
 * @returns for every redrawn river on which tracks cover other stretches than before, and every other on which they cover
 *   less: how much it was and is, and what the same tracks have more on other rivers; a river that had no line says nothing
 */
export async function compareTracked(
  tx: Executor,
  district: string,
  { routes, touched }: Comparing,
  cover: () => Promise<void>,
): Promise<Issue[]> {
  await keepTracked(tx, district, routes.removed, touched);
  await cover();
  const rivers = await tx.query<TrackedRiver>(COMPARED, [
    district,
    touched,
    routes.added,
    routes.removed.map(({ riverId }) => riverId),
    routes.removed.map(({ lengthMm }) => lengthMm),
    TRACKS_NAMED,
  ]);
  await tx.run('drop table tracked_before');
  return rivers.map(trackedIssue);
}

/** One row per track and route: the union of its ranges, whatever bank, bridged ones too. */
const TRACKED = `
  select g.track_id, g.mode, r.river_id, g.route_id, range_agg(int8range(g.from_mm, g.to_mm)) as covered
    from register.surveyed_range g join r on r.id = g.route_id
   where g.district = $1 and g.track_id is not null and not g.track_id = any($2::int[])
   group by 1, 2, 3, 4`;

/** The ranges of routes that went stand until tracks are covered anew. */
async function keepTracked(
  tx: Executor,
  district: string,
  removed: readonly RemovedRoute[],
  touched: readonly number[],
): Promise<void> {
  await tx.run(
    'create temporary table tracked_before (track_id int, mode text, river_id int, route_id int, covered int8multirange) on commit drop',
  );
  await tx.query(
    `insert into tracked_before
       with r as (select id, river_id from register.route where district = $1
                   union all select * from unnest($3::int[], $4::int[])) ${TRACKED}`,
    [district, touched, removed.map(({ id }) => id), removed.map(({ riverId }) => riverId)],
  );
}

/** What a track covers of a river: [from, to] in mm, route by route. */
const placesIn = (
  table: string,
) => `coalesce((select jsonb_agg(jsonb_build_array(lower(x), upper(x)) order by g.route_id, lower(x))
               from ${table} g cross join unnest(g.covered) x where g.track_id = ranked.track_id and g.river_id = ranked.river_id), '[]')`;

/**
 * Tracks that cover other stretches of a river than they did: of lines that stayed by line and measure, of lines drawn anew by
 * measure. What one has less of a river may lie on others now, or what it has more there is other ground: it is matched by
 * length only, in the order of the rivers.
 */
const COMPARED = `
  with r as (select id, river_id from register.route where district = $1),
  tracked_now as materialized (${TRACKED}),
  -- what most tracks cover is what they did: only the others are measured
  other as (select track_id, mode, river_id from (
              (select * from tracked_before except select * from tracked_now)
               union all (select * from tracked_now except select * from tracked_before)) o group by 1, 2, 3),
  kept as (select id from r where not id = any($3::int[])),
  earlier as (select track_id, mode, river_id, array_agg(row (kept.id, covered) order by kept.id, covered) as places,
                     sum(atlas.multirange_mm(covered)) as mm
                from tracked_before join other using (track_id, mode, river_id) left join kept on kept.id = route_id group by 1, 2, 3),
  later as (select track_id, mode, river_id, array_agg(row (kept.id, covered) order by kept.id, covered) as places,
                   sum(atlas.multirange_mm(covered)) as mm
              from tracked_now join other using (track_id, mode, river_id) left join kept on kept.id = route_id group by 1, 2, 3),
  changed as (
    select track_id, river_id, coalesce(earlier.mm, 0) as was, coalesce(later.mm, 0) as is_now,
           greatest(coalesce(earlier.mm, 0) - coalesce(later.mm, 0), 0) as less,
           greatest(coalesce(later.mm, 0) - coalesce(earlier.mm, 0), 0) as more
      from earlier full join later using (track_id, mode, river_id)
     where earlier.places is distinct from later.places),
  gaining as (select *, sum(more) over (partition by track_id) as elsewhere from changed),
  matching as (
    select *, least(less, greatest(0, elsewhere - coalesce(sum(less) over (
                partition by track_id order by river_id rows between unbounded preceding and 1 preceding), 0))) as matched
      from gaining),
  ranked as (
    select *, row_number() over (partition by river_id order by less - matched desc, less desc, track_id) as place from matching),
  -- where those named were and are, along the lines as they were drawn then and are now
  named as (
    select river_id, jsonb_agg(jsonb_build_object('track', track_id, 'name', t.track, 'was', was, 'is', is_now, 'elsewhere', elsewhere,
             'wasAt', ${placesIn('tracked_before')}, 'isAt', ${placesIn('tracked_now')}) order by place) as most
      from ranked left join register.survey_track t on t.district = $1 and t.id = track_id
     where less > 0 and place <= $6 group by river_id),
  river as (
    select river_id, count(track_id)::int as changed, count(*) filter (where less > 0)::int as losing,
           coalesce(sum(less), 0)::bigint as less, coalesce(sum(elsewhere) filter (where less > 0), 0)::bigint as elsewhere,
           coalesce(sum(less - matched), 0)::bigint as unmatched, coalesce(max(named.most::text), '[]')::jsonb as most,
           coalesce(array_agg(track_id order by track_id) filter (where less > 0), '{}') as ids
      from (select distinct river_id from other) o
      left join ranked using (river_id)
      left join named using (river_id) group by river_id),
  -- tracks that cover as much on other lines of the river can be together more or less of it
  of_mode as (
    select river_id, mode, sum(was)::bigint as was, sum(is_now)::bigint as is_now from (
      select river_id, mode, atlas.multirange_mm(range_agg(covered)) as was, 0 as is_now from tracked_before group by river_id, mode, route_id
       union all
      select river_id, mode, 0, atlas.multirange_mm(range_agg(covered)) from tracked_now group by river_id, mode, route_id) u
     where river_id in (select river_id from other)
     group by river_id, mode),
  of_tracks as (
    select river_id, jsonb_agg(jsonb_build_object('mode', mode, 'was', was, 'is', is_now) order by mode) as modes,
           bool_or(was <> is_now) as differs, bool_or(was > is_now) as shrank
      from of_mode group by river_id),
  drawn as (
    select river_id, sum(was)::bigint as was, sum(is_now)::bigint as is_now, bool_or(anew) as anew from (
      select river_id, case when a.anew then 0 else length_mm end as was, length_mm as is_now, a.anew
        from register.route cross join lateral (select id = any($3::int[]) as anew) a where district = $1
       union all
      select river_id, length_mm, 0, true from unnest($4::int[], $5::bigint[]) as gone (river_id, length_mm)) u
     group by river_id)
  select river.river_id as river, coalesce(v.key, v.name, gone.label, '#' || river.river_id) as name,
         drawn.was as "drawnWas", drawn.is_now as "drawnIs", river.changed, river.losing, river.less, river.elsewhere,
         river.unmatched, river.most, river.ids, of_tracks.modes
    from river
    join drawn on drawn.river_id = river.river_id
    join of_tracks on of_tracks.river_id = river.river_id
    left join register.river v on v.district = $1 and v.id = river.river_id
   cross join lateral (
         select max(coalesce(c.before ->> 'key', c.before ->> 'name')) as label from (
           select before from register.change c
            where v.id is null and c.district = $1 and c.table_name = 'river' and c.row_id = river.river_id
            order by c.id desc limit 1) c) gone
   where drawn.was > 0 and (river.changed > 0 or of_tracks.differs) and (river.losing > 0 or of_tracks.shrank or drawn.anew)
   order by river.river_id`;
