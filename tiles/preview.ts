/** Vector tiles of a few thousand shapes that are in no register: points and lines sliced by geojson-vt, areas by our own encoder, written by vt-pbf. */
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature } from 'geojson';
import GeoJSONVT from 'geojson-vt';
import { TILE_DEEPEST } from './manifest.ts';
import { isArea, PreviewAreas } from './preview-areas.ts';
import { PREVIEW_LAYER } from './preview-layer.ts';
import { ShortLines, stepped } from './short-lines.ts';

/** Every vertex is in its tiles, on a grid of 0.15 m: clients draw them larger. */
export const PREVIEW_MAXZOOM = 16;

const LINE = 2;
const EXTENT = 4096;
const TILES_KEPT = 1000; // geojson-vt keeps every tile it ever made: past this it begins anew

export class PreviewTiles {
  private readonly features: readonly Feature[];
  /** Points and lines: what geojson-vt slices. */
  private readonly sliced: Feature[];
  private shortLines: ShortLines | undefined;
  private areas: PreviewAreas | undefined;
  /** By the last zoom that it has every vertex at. */
  private readonly indexes = new Map<number, GeoJSONVT>();

  /** @param features in degrees (EPSG:4490 or 4326), longitude first */
  constructor(features: readonly Feature[]) {
    this.features = features;
    this.sliced = features.filter((feature) => !isArea(feature));
  }

  /** The tile as protobuf bytes, its one layer `preview`; null where nothing is drawn. */
  tile(z: number, x: number, y: number): Uint8Array | null {
    const last = z > PREVIEW_MAXZOOM ? TILE_DEEPEST : PREVIEW_MAXZOOM;
    const sliced = this.index(last).getTile(z, x, y)?.features ?? [];
    const lines = sliced.map((each) => (each.type === LINE ? { ...each, geometry: each.geometry.map(stepped) } : each));
    this.shortLines ??= new ShortLines(this.sliced);
    this.areas ??= new PreviewAreas(this.features);
    const short = z === last ? [] : this.shortLines.inTile(z, x, y);
    const features = [...this.areas.inTile(z, x, y), ...lines, ...short];
    if (features.length === 0) return null;
    // both write what Mapbox's format calls a feature; only the names of their types differ
    const layers = { [PREVIEW_LAYER]: { features } } as unknown as Parameters<typeof fromGeojsonVt>[0];
    return fromGeojsonVt(layers, { version: 2, extent: EXTENT });
  }

  private index(maxZoom: number): GeoJSONVT {
    const known = this.indexes.get(maxZoom);
    if (known && known.tileCoords.length <= TILES_KEPT) return known;
    const index = new GeoJSONVT({ type: 'FeatureCollection', features: this.sliced }, { maxZoom, extent: EXTENT });
    this.indexes.set(maxZoom, index);
    return index;
  }
}
