/** The district as rows of the import's layers: properties by our field names, lon/lat in EPSG:4490. */
import type { LayerName } from '../../import/fields.ts';
import type { SourceGeometry } from '../../import/request.ts';
import type { DemoLayer } from '../layer.ts';
import { toLonLat } from '../plane.ts';
import type { SurveyRecord } from './campaigns.ts';
import type { Point } from './curves.ts';
import type { Track } from './fixes.ts';
import { lakeKey } from './routes.ts';
import { riverPolygons } from './water-polygons.ts';
import type { River, Waterways } from './waterways.ts';

type Properties = Record<string, unknown>;

export function layerOf(
  layer: LayerName,
  rows: Iterable<[Properties, SourceGeometry | null, Float64Array?]>,
): DemoLayer {
  const numbered = Array.from(rows, ([properties, geometry, times], i) => ({
    row: i + 1,
    properties,
    geometry,
    ...(times && { times }),
  }));
  return { layer, rows: numbered };
}

const lonLats = (points: readonly Point[]) => points.map(([x, y]) => toLonLat(x, y));

export function pointGeometry([x, y]: Point): SourceGeometry {
  return { type: 'Point', coordinates: toLonLat(x, y) };
}

export function lineGeometry(points: readonly Point[]): SourceGeometry {
  return { type: 'LineString', coordinates: lonLats(points) };
}

/** Parts of closed rings, outer first. */
export function polygonGeometry(parts: readonly (readonly (readonly Point[])[])[]): SourceGeometry {
  const coordinates = parts.map((rings) => rings.map(lonLats));
  if (coordinates.length === 1) return { type: 'Polygon', coordinates: coordinates[0] };
  return { type: 'MultiPolygon', coordinates };
}

/** Every river as its source segments in order, arms last. */
export function riverRows({ rivers }: Waterways): DemoLayer {
  return layerOf('rivers', rivers.flatMap(segmentRows));
}

const isMain = (level: River['level']): level is keyof typeof CHIEFS => level in CHIEFS;
/** Offices only: the demo names no person. */
const CHIEFS = { municipal: '市级河长（合成演示）', district: '区级河长（合成演示）' };

function segmentRows(river: River): [Properties, SourceGeometry][] {
  const { key, name, level, officialKm, points, arms } = river;
  const cuts = [0, ...cutsOf(river), points.length - 1];
  const lines = [...cuts.slice(1).map((to, i) => points.slice(cuts[i], to + 1)), ...arms.map((arm) => arm.points)];
  return lines.map((line, i) => [
    {
      key,
      source_id: `${key}-${i + 1}`,
      name,
      level,
      official_length_km: officialKm,
      direction: isMain(level) ? 1 : 0,
      chief: isMain(level) ? CHIEFS[level] : null,
    },
    lineGeometry(line),
  ]);
}

/** Main rivers come in segments of three lattice edges, all rivers cut where an arm leaves or returns. */
function cutsOf({ level, joints, arms }: River): number[] {
  const ends = arms.flatMap(({ from, to }) => [from, to]);
  const main = level === 'municipal' || level === 'district';
  return joints.filter((joint, i) => ends.includes(joint) || (main && i % 3 === 2));
}

export function waterBodyRows({ rivers, lakes }: Waterways): DemoLayer {
  const shores = lakes.map(({ kind, name, ring }, i): [Properties, SourceGeometry] => [
    { key: lakeKey(i), name, kind, level: kind === 'lake' && i === 0 ? 'district' : 'village' },
    polygonGeometry([[ring]]),
  ]);
  const banks = rivers.flatMap((river) =>
    riverPolygons(river).map((ring, i): [Properties, SourceGeometry] => [
      { key: `${river.key}-W${i + 1}`, name: river.name, kind: 'river', river: river.key },
      polygonGeometry([[ring]]),
    ]),
  );
  return layerOf('water-bodies', [...shores, ...banks]);
}

export function trackRows(tracks: readonly Track[]): DemoLayer {
  return layerOf(
    'tracks',
    tracks.map(({ name, mode, method, crew, date, campaign, fixes, times }) => [
      { track: name, source_id: name, mode, method, crew, date, campaign },
      lineGeometry(fixes),
      Float64Array.from(times),
    ]),
  );
}

export function recordRows(records: readonly SurveyRecord[]): DemoLayer {
  return layerOf(
    'surveys',
    records.map(({ route, range, crew, date }, i) => [
      {
        source_id: `J${String(i + 1).padStart(4, '0')}`,
        river: route.key,
        from_m: range ? range[0] / 1000 : null,
        to_m: range ? range[1] / 1000 : null,
        bank: 'both',
        mode: 'above_water',
        method: '人工徒步',
        crew,
        date,
      },
      null,
    ]),
  );
}
