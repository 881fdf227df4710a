/** The bench district as tile sources: rivers, coverage lines, zones (as water bodies) and outfalls. */
import { type BenchDistrict, generateBenchDistrict } from '../../../server/demo/bench/bench-district.ts';
import { toLonLat } from '../../../server/demo/plane.ts';
import { whole as atOnce } from '../../../server/engine/in-pieces.ts';
import { cutRanges } from '../../../tiles/geometry/cut.ts';
import { worldLines, worldRings } from '../../../tiles/geometry/world.ts';
import { LEVELS, OUTFALL_TYPES, PROGRESS } from '../../../tiles/manifest.ts';
import { type Column, classesBy, type LayerSource, stringColumn } from '../../../tiles/source.ts';

export interface BenchCoverage {
  readonly route: Int32Array;
  readonly fromMm: Float64Array;
  readonly toMm: Float64Array;
  readonly mode: ('above_water' | 'under_water')[];
}

export interface BenchLayers {
  readonly district: BenchDistrict;
  readonly coverage: BenchCoverage;
  readonly sources: LayerSource[];
  readonly bbox: [west: number, south: number, east: number, north: number];
}

const ids = (count: number) => Int32Array.from({ length: count }, (_, i) => i + 1);
const texts = (count: number, text: (i: number) => string) =>
  stringColumn(
    Array.from({ length: count }, (_, i) => text(i)),
    count,
  );
const whole = (values: Iterable<number>): Column => ({ type: 'integer', values: Float64Array.from(values) });
/** 1 river in 50 municipal, 1 in 10 a district's, 3 in 10 a town's, the rest villages'. */
const levelOf = (river: number) => LEVELS[river % 50 === 0 ? 0 : river % 10 === 1 ? 1 : river % 10 < 5 ? 2 : 3];

export function benchLayers(scale: number, seed: number): BenchLayers {
  const district = generateBenchDistrict({ scale, seed });
  const coverage = coveredRanges(district);
  const { rulers, lon, lat } = district;
  const routes = worldLines(rulers.first, lon, lat);
  const sources = [
    riverSource(district, routes),
    coverageSource(coverage, atOnce(cutRanges(routes, rulers.m, coverage))),
    zoneSource(district),
    outfallSource(district),
  ];
  const least = (values: Float64Array) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b));
  return { district, coverage, sources, bbox: [least(lon), least(lat), most(lon), most(lat)] };
}

function riverSource({ rulers }: BenchDistrict, lines: ReturnType<typeof worldLines>): LayerSource {
  const { count } = rulers;
  const level = texts(count, levelOf);
  const columns = {
    river_id: whole(rulers.riverId),
    name: texts(count, (i) => `测河${i + 1}`),
    level,
    role: texts(count, () => 'main'),
  };
  return {
    layer: 'rivers',
    districtNumber: 1,
    ids: ids(count),
    geometry: { type: 'line', lines },
    columns,
    mergeClass: classesBy([level], count),
  };
}

function coverageSource(ranges: BenchCoverage, lines: ReturnType<typeof worldLines>): LayerSource {
  const count = ranges.route.length;
  const level = texts(count, (i) => levelOf(ranges.route[i]));
  const mode = texts(count, (i) => ranges.mode[i]);
  const columns = {
    route_id: whole(ranges.route.map((route) => route + 1)),
    river_id: whole(ranges.route.map((route) => route + 1)),
    level,
    mode,
    state: texts(count, () => 'once'),
    from_m: whole(ranges.fromMm.map((mm) => Math.round(mm / 1000))),
    to_m: whole(ranges.toMm.map((mm) => Math.round(mm / 1000))),
  };
  return {
    layer: 'coverage',
    districtNumber: 1,
    ids: ids(count),
    geometry: { type: 'line', lines },
    columns,
    mergeClass: classesBy([level, mode], count),
  };
}

function zoneSource({ zones }: BenchDistrict): LayerSource {
  const [lon, lat] = degrees(zones.x, zones.y);
  const each = Uint32Array.from({ length: zones.count + 1 }, (_, i) => i);
  return {
    layer: 'water_bodies',
    districtNumber: 1,
    ids: ids(zones.count),
    geometry: { type: 'polygon', rings: worldRings(each, each, zones.first, lon, lat) },
    columns: { name: texts(zones.count, (i) => `测区${i + 1}`), kind: texts(zones.count, () => 'lake') },
  };
}

function outfallSource({ outfalls }: BenchDistrict): LayerSource {
  const { count } = outfalls;
  const [lon, lat] = degrees(outfalls.x, outfalls.y);
  const rank = Int32Array.from({ length: count }, (_, i) => (i * 7919) % 1000);
  const columns = {
    code: texts(count, (i) => `GY-${String(i + 1).padStart(6, '0')}`),
    name: texts(count, (i) => `测河${outfalls.route[i] + 1}排口${i + 1}`),
    type: texts(count, (i) => OUTFALL_TYPES[i % 4]),
    status: texts(count, (i) => (i % 5 === 0 ? 'suspect' : 'confirmed')),
    progress: texts(count, (i) => PROGRESS[i % 4]),
    link_status: texts(count, (i) => (i % 20 === 0 ? 'proposed' : 'confirmed')),
    rank: whole(rank),
  };
  return {
    layer: 'outfalls',
    districtNumber: 1,
    ids: ids(count),
    geometry: { type: 'point', lon, lat },
    columns,
    rank,
  };
}

function degrees(xMm: Float64Array, yMm: Float64Array): [Float64Array, Float64Array] {
  const [lon, lat] = [new Float64Array(xMm.length), new Float64Array(xMm.length)];
  for (let i = 0; i < xMm.length; i++) [lon[i], lat[i]] = toLonLat(xMm[i] / 1000, yMm[i] / 1000);
  return [lon, lat];
}

/** What the tracks truly travelled, united per route and mode. */
function coveredRanges(district: BenchDistrict): BenchCoverage {
  const travelled = [...district.tracks()].flatMap(({ mode, truth }) => truth.map((range) => ({ mode, ...range })));
  travelled.sort((a, b) => a.route - b.route || a.mode.localeCompare(b.mode) || a.fromMm - b.fromMm);
  const united: typeof travelled = [];
  for (const range of travelled) {
    const last = united.at(-1);
    if (last && last.route === range.route && last.mode === range.mode && range.fromMm <= last.toMm)
      last.toMm = Math.max(last.toMm, range.toMm);
    else united.push({ ...range });
  }
  const kept = united.filter(({ fromMm, toMm }) => toMm - fromMm > 1000);
  return {
    route: Int32Array.from(kept, ({ route }) => route),
    fromMm: Float64Array.from(kept, ({ fromMm }) => fromMm),
    toMm: Float64Array.from(kept, ({ toMm }) => toMm),
    mode: kept.map(({ mode }) => mode),
  };
}
