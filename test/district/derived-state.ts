/** Everything derived in a district, named by what people call it and never by ids: equal however it came to be. */
import type { Database } from '../../server/db/database.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { type CoverageRow, coverageRows } from '../../server/report/coverage.ts';
import { gapRows } from '../../server/report/gaps.ts';
import { GROUPS } from '../../server/report/groups.ts';
import { riverRows } from '../../server/report/rivers.ts';

/** Sections of texts, each sorted. */
export type State = Record<string, string[]>;

export async function derivedState(db: Database, district: string): Promise<State> {
  const state: State = {};
  for (const [section, query] of Object.entries(QUERIES)) {
    const rows = await db.query(query, [district]);
    state[section] = rows.map((row) => JSON.stringify(row)).sort();
  }
  const snapshot = await loadSnapshot(db, district);
  for (const group of GROUPS) {
    state[`coverage ${group}`] = coverageRows(snapshot, { group }).map(withoutIds).sort();
    state[`rivers ${group}`] = riverRows(snapshot, { group }).map(withoutIds).sort();
  }
  state.gaps = gapRows(snapshot, {})
    .map(({ river_id, route, ...gap }) => JSON.stringify(gap))
    .sort();
  return state;
}

function withoutIds({ river_id, key, ...row }: Partial<CoverageRow> & { key: string }): string {
  return JSON.stringify({ key: key.replace(/^#\d+$/, '#'), ...row });
}

/** Ids of stored rows, to see which were written again. */
export async function ids(db: Database, district: string, table: string): Promise<number[]> {
  const rows = await db.query<{ id: number }>(`select id from register.${table} where district = $1 order by id`, [
    district,
  ]);
  return rows.map(({ id }) => id);
}

const ROUTE = `md5(r.line_m::text)`;
const QUERIES: Record<string, string> = {
  rivers: `select key, name, level, kind, official_length_mm from register.river where district = $1`,
  routes: `select v.key, v.name, r.seq, r.role, r.closed, r.length_mm, ${ROUTE} as line, md5(r.geom::text) as geom
             from register.route r join register.river v on v.district = r.district and v.id = r.river_id where r.district = $1`,
  segments: `select s.source_id, ${ROUTE} as line, g.from_mm, g.to_mm, g.reversed
               from register.source_range g join register.route r on r.district = g.district and r.id = g.route_id
               join register.source_segment s on s.district = g.district and s.id = g.segment_id where g.district = $1`,
  towns: `select ${ROUTE} as line, w.from_mm, w.to_mm, t.key, w.town_id is null as outside
            from register.route_town w join register.route r on r.district = w.district and r.id = w.route_id
            left join register.town t on t.district = w.district and t.id = w.town_id where w.district = $1`,
  zones: `select z.kind, ${ROUTE} as line, z.from_mm, z.to_mm, coalesce(a.key, b.key, f.name, k.name, p.name, h.name) as zone
            from register.route_zone z join register.route r on r.district = z.district and r.id = z.route_id
            left join register.protected_zone a on z.kind = 'zone' and a.district = z.district and a.id = z.zone_id
            left join register.basin b on z.kind = 'basin' and b.district = z.district and b.id = z.zone_id
            left join register.water_function_zone f on z.kind = 'function_zone' and f.district = z.district and f.id = z.zone_id
            left join register.key_reach k on z.kind = 'key_reach' and k.district = z.district and k.id = z.zone_id
            left join register.park p on z.kind = 'park' and p.district = z.district and p.id = z.zone_id
            left join register.residential_area h on z.kind = 'residential' and h.district = z.district and h.id = z.zone_id
           where z.district = $1`,
  waters: `select b.key, b.width_mm, v.key as river, v.name, b.river_id is null as untied
             from register.water_body b left join register.river v on v.district = b.district and v.id = b.river_id
            where b.district = $1`,
  links: `select o.source_id, ${ROUTE} as line, l.route_id is null as unlinked, l.measure_mm, l.distance_mm, l.offset_mm, l.bank, l.confidence,
                 l.status, l.reviewer, l.reason, t.key as town, l.town_id is null as townless,
                 (select jsonb_agg(c - 'route' - 'river_id' order by c ->> 'distance_m', c ->> 'offset_m', c ->> 'measure_m')
                    from jsonb_array_elements(l.candidates) c) as candidates
            from register.outfall_link l join register.outfall o on o.district = l.district and o.id = l.outfall_id
            left join register.route r on r.district = l.district and r.id = l.route_id
            left join register.town t on t.district = l.district and t.id = l.town_id where l.district = $1`,
  ranges: `select ${ROUTE} as line, g.mode, g.bank, g.kind, g.from_mm, g.to_mm, g.crew, g.day, t.source_id as track,
                  s.source_id as record
             from register.surveyed_range g left join register.route r on r.district = g.district and r.id = g.route_id
             left join register.survey_track t on t.district = g.district and t.id = g.track_id
             left join register.survey_record s on s.district = g.district and s.id = g.record_id where g.district = $1`,
};
