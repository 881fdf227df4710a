/** Everything the panels show for one scope (district, mode, date), read together so that numbers never mix. */
import type { FeatureCollection } from 'geojson';
import type { Api, Scope } from '../api/client.ts';
import type { CoverageRow, Gap, Strip, Summary, ZoneFlag } from '../api/types.ts';
import type { Target } from '../style/layers/selection.ts';
import { ZONE_LOOKS, type ZoneLook } from '../style/layers/zones.ts';
import type { Unchecked } from './unchecked-zones.ts';

export interface ScopeData {
  summary: Summary;
  rivers: CoverageRow[]; // most gap first
  towns: CoverageRow[];
  levels: CoverageRow[];
  gaps: Gap[]; // longest first
  /** Outfalls in or at protected zones; null until they are read. */
  flags: readonly ZoneFlag[] | null;
  /** Zones that no number can be given of, or a part of it. */
  unchecked: ReadonlyMap<ZoneLook, Unchecked>;
  /** Strips of rivers that have been in sight; filled as rows are scrolled to. */
  strips: Map<number, Strip>;
}

const byGap = (a: CoverageRow, b: CoverageRow): number => b.gap_km - a.gap_km || b.length_km - a.length_km;

/** Lines are drawn as wide as their river's level asks for. */
export function withLevels(lines: FeatureCollection, rivers: readonly CoverageRow[]): FeatureCollection {
  const levels = new Map(rivers.map((row) => [row.river_id, row.level]));
  const features = lines.features.map((feature) => ({
    ...feature,
    properties: { ...feature.properties, level: levels.get(feature.properties?.river_id) ?? 'town' },
  }));
  return { ...lines, features };
}

/** Reads one scope whole. Throws what `fetch` throws, or an `ApiError`. */
export async function loadScope(api: Api, scope: Scope, signal: AbortSignal): Promise<ScopeData> {
  const [summary, rivers, towns, levels, gaps] = await Promise.all([
    api.summary(scope, signal),
    api.coverage(scope, 'river', signal),
    api.coverage(scope, 'town', signal),
    api.coverage(scope, 'level', signal),
    api.gaps(scope, signal),
  ]);
  return {
    summary,
    rivers: rivers.filter((row) => row.river_id !== undefined).sort(byGap),
    towns: towns.sort(byGap),
    levels: levels.sort(byGap),
    gaps: gaps.sort((a, b) => b.length_m - a.length_m),
    flags: null,
    unchecked: new Map(),
    strips: new Map(),
  };
}

/** Of the district, kilometres: levels hold every metre once. */
export const aboveOnlyKm = (levels: readonly CoverageRow[]): number =>
  levels.reduce((sum, row) => sum + row.above_not_under_km, 0);

/** A gap as a selection. */
export const gapTarget = (gap: Gap): Target => ({
  kind: 'gap',
  riverId: gap.river_id,
  routeId: gap.route,
  fromM: gap.from_m,
});

/** The gap a selection names, if this scope still has it; tiles round measures to the metre. */
export const findGap = (gaps: readonly Gap[], target: Target | null): Gap | undefined =>
  target?.kind === 'gap'
    ? gaps.find((gap) => gap.route === target.routeId && gap.from_m <= target.fromM + 1 && gap.to_m > target.fromM + 1)
    : undefined;

/** The smallest gap whose box, `slack` degrees wider, holds a place: where tiles merge lines, a click is resolved so. */
export function findGapAt(gaps: readonly Gap[], [lon, lat]: readonly [number, number], slack: number): Gap | undefined {
  const around = gaps.filter(
    ({ bbox: [west, south, east, north] }) =>
      lon >= west - slack && lon <= east + slack && lat >= south - slack && lat <= north + slack,
  );
  const size = ({ bbox: [west, south, east, north] }: Gap) => east - west + (north - south);
  return around.sort((a, b) => size(a) - size(b))[0];
}

/** Outfalls inside drinking-water zones by level, and inside zones of other kinds: each once, without what review dismissed. */
export function zoneCounts(flags: readonly ZoneFlag[]): Map<ZoneLook, number> {
  const inside = new Map<ZoneLook, Set<number>>(ZONE_LOOKS.map((look) => [look, new Set()]));
  for (const { id, kind, level, relation, decision } of flags) {
    if (relation !== 'inside' || decision === 'dismissed') continue;
    const look = kind === 'drinking_water' ? ZONE_LOOKS.find((each) => each === level) : undefined;
    inside.get(look ?? 'other')!.add(id);
  }
  return new Map([...inside].map(([look, ids]) => [look, ids.size]));
}
