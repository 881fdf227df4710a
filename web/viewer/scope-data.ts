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
  /** Outfalls in or at protected zones; undefined until they are read, null where a share may not. */
  flags: readonly ZoneFlag[] | null | undefined;
  /** Zones that no number can be given of, or a part of it. */
  unchecked: ReadonlyMap<ZoneLook, Unchecked>;
  /** Strips of rivers that have been in sight; filled as rows are scrolled to. */
  strips: Map<number, Strip>;
}

/** Data with what they are of. */
export interface ShownData {
  scope: Scope;
  data: ScopeData;
  /** Scope and version in one text. */
  of: string;
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
    flags: undefined,
    unchecked: new Map(),
    strips: new Map(),
  };
}

/** Of the district, kilometres: levels hold every metre once. */
export const aboveOnlyKm = (levels: readonly CoverageRow[]): number =>
  levels.reduce((sum, row) => sum + row.above_not_under_km, 0);

/** A gap as a selection. */
export const gapTarget = (gap: Gap): GapTarget => ({
  kind: 'gap',
  riverId: gap.river_id,
  routeId: gap.route,
  fromM: gap.from_m,
});

type GapTarget = Extract<Target, { kind: 'gap' }>;

/** The row that begins there, or holds what follows: tiles round measures to the metre. */
function rowAt(gaps: readonly Gap[], { routeId, fromM }: GapTarget): Gap | undefined {
  const own = gaps.filter(({ route }) => route === routeId);
  return (
    own.find(({ from_m }) => from_m === fromM) ??
    own.find(({ from_m, to_m }) => from_m <= fromM + 1 && to_m > fromM + 1)
  );
}

/** The rows a selection names, if this scope still has them, along the route: of a gap as it is drawn all that towns cut it into. */
export function gapRowsOf(gaps: readonly Gap[], target: Target | null): Gap[] {
  if (target?.kind !== 'gap') return [];
  const { routeId, fromM, toM } = target;
  if (toM === undefined) return [rowAt(gaps, target) ?? []].flat();
  return gaps
    .filter(({ route, from_m, to_m }) => route === routeId && from_m < toM && to_m > fromM)
    .sort((a, b) => a.from_m - b.from_m);
}

/** Rows of one gap as one: their towns are named one after another. */
export function asDrawn(rows: readonly Gap[]): Gap | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const towns = [...new Set(rows.flatMap(({ town }) => town ?? []))];
  const mm = rows.reduce((sum, { length_m }) => sum + Math.round(length_m * 1000), 0);
  const to_m = rows[rows.length - 1].to_m;
  return { ...first, to_m, length_m: mm / 1000, town: towns.join('、') || null };
}

//   list    |── town a ──|── town b ──|        |──|
//   drawn   |══════════ chosen ═══════|
/** The gap as it is drawn that a place on it stands for: with the rows that meet the row there. */
export function wholeGap(gaps: readonly Gap[], target: GapTarget): Target {
  const found = rowAt(gaps, target);
  if (!found) return target;
  const own = gaps.filter(({ route }) => route === found.route);
  let [first, last] = [found, found];
  for (let before: Gap | undefined = found; before; before = own.find(({ to_m }) => to_m === first.from_m))
    first = before;
  for (let after: Gap | undefined = found; after; after = own.find(({ from_m }) => from_m === last.to_m)) last = after;
  return first === last ? gapTarget(found) : { ...gapTarget(first), toM: last.to_m };
}

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
