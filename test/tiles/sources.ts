/** Small tile sources for tests, given as plain coordinates. */
import { worldLines, worldRings } from '../../tiles/geometry/world.ts';
import { LayerIndex } from '../../tiles/layer.ts';
import { LAYERS, type LayerId, type TileLayer } from '../../tiles/manifest.ts';
import type { Column, LayerSource } from '../../tiles/source.ts';

export type Position = readonly [lon: number, lat: number];

const DISTRICT_NUMBER = 7;

export interface SourceOptions {
  readonly ids?: number[];
  readonly columns?: Record<string, Column>;
  readonly mergeClass?: number[];
  readonly rank?: number[];
}

export function lineSource(layer: LayerId, lines: Position[][], options: SourceOptions = {}): LayerSource {
  const { first, lon, lat } = pack(lines);
  return source(layer, lines.length, { type: 'line', lines: worldLines(first, lon, lat) }, options);
}

export function pointSource(layer: LayerId, points: Position[], options: SourceOptions = {}): LayerSource {
  const { lon, lat } = pack([points]);
  return source(layer, points.length, { type: 'point', lon, lat }, options);
}

/** Features → polygons → rings (outer first) → positions. */
export function polygonSource(layer: LayerId, features: Position[][][][], options: SourceOptions = {}): LayerSource {
  const polygons = features.flat();
  const { first, lon, lat } = pack(polygons.flat());
  const rings = worldRings(starts(features), starts(polygons), first, lon, lat);
  return source(layer, features.length, { type: 'polygon', rings }, options);
}

/** The layer's index without thinning and merging, to compare feature by feature. */
export function plainIndex(source: LayerSource): LayerIndex {
  const { mergeBelow, thinBelow, ...plain } = LAYERS[source.layer] as TileLayer;
  return new LayerIndex(source, { ...plain, minzoom: 0 });
}

function source(
  layer: LayerId,
  count: number,
  geometry: LayerSource['geometry'],
  { ids, columns = {}, mergeClass, rank }: SourceOptions,
): LayerSource {
  return {
    layer,
    districtNumber: DISTRICT_NUMBER,
    ids: Int32Array.from(ids ?? Array.from({ length: count }, (_, i) => i + 1)),
    geometry,
    columns,
    mergeClass: mergeClass && Int32Array.from(mergeClass),
    rank: rank && Int32Array.from(rank),
  };
}

function pack(lines: readonly (readonly Position[])[]) {
  const positions = lines.flat();
  return {
    first: starts(lines),
    lon: Float64Array.from(positions, ([lon]) => lon),
    lat: Float64Array.from(positions, ([, lat]) => lat),
  };
}

function starts(groups: readonly (readonly unknown[])[]): Uint32Array {
  const first = new Uint32Array(groups.length + 1);
  groups.forEach((group, i) => {
    first[i + 1] = first[i] + group.length;
  });
  return first;
}
