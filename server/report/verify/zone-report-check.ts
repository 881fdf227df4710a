/** What rivers hold inside zones: stored ranges against PostGIS, and every report by zone against its SQL twin. */
import { coverageRows } from '../coverage.ts';
import { gapRows } from '../gaps.ts';
import { ZONE_GROUPS } from '../groups.ts';
import { riverRows } from '../rivers.ts';
import type { Difference, Subject } from './checks.ts';
import { largest, rowDifference } from './row-difference.ts';

/** The longest single stretch that engine and PostGIS see differently of a zone, basin, park or residential area. */
export const ZONE_CUTS = `
  with area as (
    select 'zone' as kind, id, geom_m from register.protected_zone where district = $1
    union all select 'basin', id, geom_m from register.basin where district = $1
    union all select 'park', id, geom_m from register.park where district = $1
    union all select 'residential', id, geom_m from register.residential_area where district = $1),
  computed as (
    select a.kind, a.id as zone_id, r.id as route_id, atlas.route_inside(r.line_m, a.geom_m) as ranges
      from area a join register.route r on r.district = $1 and r.line_m && a.geom_m),
  stored as (
    select kind, zone_id, route_id, range_agg(int8range(from_mm, to_mm)) as ranges
      from register.route_zone
     where district = $1 and kind in ('zone', 'basin', 'park', 'residential') group by 1, 2, 3)
  select count(*)::int as compared,
         coalesce(max((select max(upper(d) - lower(d))
                         from unnest((coalesce(s.ranges, '{}') - coalesce(c.ranges, '{}'))
                                   + (coalesce(c.ranges, '{}') - coalesce(s.ranges, '{}'))) d)), 0)::float8 as difference
    from stored s full join computed c using (kind, zone_id, route_id)`;

const MM_PER_KM = 1_000_000;
const KM = [
  'length_km',
  'covered_km',
  'gap_km',
  'bridged_km',
  'duplicate_km',
  'overlap_km',
  'ledger_km',
  'bank_covered_km',
];

export async function compareZoneReports({ db, district, snapshot }: Subject): Promise<Difference> {
  const differences: Difference[] = [];
  const ask = (twin: string, group: string) => db.query(`select * from atlas.${twin}($1, $2)`, [district, group]);
  for (const group of ZONE_GROUPS) {
    const rivers = { same: ['key', 'outfalls', 'outfalls_per_km'], close: ['length_km'], factor: MM_PER_KM };
    differences.push(rowDifference(riverRows(snapshot, { group }), await ask('rivers_in', group), rivers));
    const coverage = { same: ['key', 'mode', 'covered_percent'], close: KM, factor: MM_PER_KM };
    differences.push(rowDifference(coverageRows(snapshot, { group }), await ask('coverage_in', group), coverage));
    const same = ['zone_id', 'number', 'river_id', 'mode', 'town', 'shared_with'];
    const gaps = { same, close: ['from_m', 'to_m', 'length_m', 'shared_m'], factor: 1000 };
    differences.push(rowDifference(gapRows(snapshot, { group }), await ask('gaps_in', group), gaps));
  }
  return largest(differences);
}
