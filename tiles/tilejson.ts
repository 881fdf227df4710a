/** TileJSON 3.0.0 of a tile set (github.com/mapbox/tilejson-spec). */
import { LAYERS, type LayerId, TILE_MAXZOOM, type TileLayer } from './manifest.ts';
import type { TileSet } from './tile-set.ts';

const WHOLE_WORLD = [-180, -85.0511, 180, 85.0511] as const;
const CENTRE_ZOOM = 11;

export interface TileJson {
  tilejson: '3.0.0';
  name: string;
  description: string;
  version: string;
  scheme: 'xyz';
  tiles: string[];
  minzoom: number;
  maxzoom: number;
  bounds: number[];
  center: [lon: number, lat: number, zoom: number];
  vector_layers: {
    id: string;
    description: string;
    minzoom: number;
    maxzoom: number;
    /** Of each attribute its type in the words of Mapbox's MBTiles, by which GDAL and others read numbers as numbers. */
    fields: Record<string, 'Number' | 'String'>;
    /** What each attribute says, and its closed list of values. */
    attributes: Record<string, { zh: string; en: string; type: string; values?: readonly string[] }>;
  }[];
  /** The district's data version, which `v` in the tiles' address carries too. */
  data_version: number;
  /** Only while edits by hand wait to be derived from: coverage, gaps and links come with the next version. */
  recomputing?: true;
}

/**
 * @param address of the set's tiles, without query, with {z}, {x} and {y}
 * @param query  what its tiles are asked for beside the version
 */
export function tileJson(set: TileSet, layers: readonly LayerId[], address: string, query = ''): TileJson {
  const bounds = set.bbox ?? WHOLE_WORLD;
  const [west, south, east, north] = bounds;
  return {
    tilejson: '3.0.0',
    name: set.name,
    description: set.synthetic ? '合成演示数据 · synthetic demonstration data' : set.name,
    version: '1.0.0',
    scheme: 'xyz',
    tiles: [`${address}?v=${set.version}${query && `&${query}`}`],
    minzoom: Math.min(...layers.map((id) => LAYERS[id].minzoom)),
    maxzoom: TILE_MAXZOOM,
    bounds: [...bounds],
    center: [(west + east) / 2, (south + north) / 2, set.bbox ? CENTRE_ZOOM : 0],
    vector_layers: layers.map(describeLayer),
    data_version: set.version,
    ...(set.recomputing && { recomputing: true as const }),
  };
}

function describeLayer(id: LayerId): TileJson['vector_layers'][number] {
  const { fields, minzoom, maxzoom, zh, en }: TileLayer = LAYERS[id];
  const types = Object.entries(fields).map(([name, { type }]) => [name, type === 'integer' ? 'Number' : 'String']);
  const description = `${zh} · ${en}`;
  return { id, description, minzoom, maxzoom, fields: Object.fromEntries(types), attributes: fields };
}
