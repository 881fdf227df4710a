/** Vector tiles of a few thousand shapes that are in no register: sliced by geojson-vt, written by vt-pbf. */
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature } from 'geojson';
import GeoJSONVT from 'geojson-vt';
import { PREVIEW_LAYER } from './preview-layer.ts';

/** At which a tile's grid is 0.15 m; deeper zooms draw its tiles larger. */
export const PREVIEW_MAXZOOM = 16;

const EXTENT = 4096;
const TILES_KEPT = 1000; // geojson-vt keeps every tile it ever made: past this it begins anew

export class PreviewTiles {
  private readonly features: readonly Feature[];
  private index: GeoJSONVT | undefined;

  /** @param features in degrees (EPSG:4490 or 4326), longitude first */
  constructor(features: readonly Feature[]) {
    this.features = features;
  }

  /** The tile as protobuf bytes, its one layer `preview`; null where nothing is drawn. */
  tile(z: number, x: number, y: number): Uint8Array | null {
    if (this.index && this.index.tileCoords.length > TILES_KEPT) this.index = undefined;
    this.index ??= new GeoJSONVT(
      { type: 'FeatureCollection', features: [...this.features] },
      { maxZoom: PREVIEW_MAXZOOM, extent: EXTENT },
    );
    const tile = this.index.getTile(z, x, y);
    if (!tile || tile.features.length === 0) return null;
    // both write what Mapbox's format calls a feature; only the names of their types differ
    const layers = { [PREVIEW_LAYER]: tile } as unknown as Parameters<typeof fromGeojsonVt>[0];
    return fromGeojsonVt(layers, { version: 2, extent: EXTENT });
  }
}
