/** A district's tiles as a PMTiles archive, for a static web server. */
import { gzipSync } from 'node:zlib';
import type { DistrictTiles } from '../../../tiles/layer.ts';
import type { LayerId } from '../../../tiles/manifest.ts';
import { Archive } from '../../../tiles/pmtiles/archive.ts';
import { tileId } from '../../../tiles/pmtiles/tile-id.ts';
import { placesOf } from '../../../tiles/pyramid/places.ts';
import { encodeTile } from '../../../tiles/tile-set.ts';
import { tileJson } from '../../../tiles/tilejson.ts';

export interface ArchiveOptions {
  layers: readonly LayerId[];
  minzoom: number;
  maxzoom: number;
  /** Told after each tile how many of all are done. */
  progress?: (done: number, all: number) => void;
}

export interface BuiltArchive {
  /** The file, piece by piece. */
  pieces: Uint8Array[];
  /** Tiles that hold something. */
  tiles: number;
}

export function buildArchive(set: DistrictTiles, { layers, minzoom, maxzoom, progress }: ArchiveOptions): BuiltArchive {
  const places = tilesById(set, minzoom, maxzoom);
  const archive = new Archive();
  let tiles = 0;
  places.forEach(({ id, zoom, x, y }, i) => {
    const bytes = encodeTile(set, layers, zoom, x, y);
    if (bytes.length > 0) archive.add(id, gzipSync(bytes));
    tiles += bytes.length > 0 ? 1 : 0;
    progress?.(i + 1, places.length);
  });
  // archives carry no address: readers know them by where they lie
  const {
    tiles: _,
    tilejson: __,
    scheme: ___,
    bounds,
    center: [lon, lat, zoom],
    ...metadata
  } = tileJson(set, layers, '');
  const center = [lon, lat, Math.min(Math.max(zoom, minzoom), maxzoom)] as const; // within what there is
  const corners = bounds as [number, number, number, number];
  return { pieces: archive.finish({ metadata, minzoom, maxzoom, bounds: corners, center }, gzipSync), tiles };
}

interface Place {
  readonly id: number;
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

function tilesById(set: DistrictTiles, minzoom: number, maxzoom: number): Place[] {
  const places: Place[] = [];
  for (let zoom = minzoom; zoom <= maxzoom; zoom++)
    for (const number of placesOf(set, zoom)) {
      const [x, y] = [number % 2 ** zoom, Math.floor(number / 2 ** zoom)];
      places.push({ id: tileId(zoom, x, y), zoom, x, y });
    }
  return places.sort((a, b) => a.id - b.id);
}
