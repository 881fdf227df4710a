/** A tile layer ready to be encoded: its source, indexed. */

import { type InPieces, whole } from '../server/engine/in-pieces.ts';
import { LineIndex } from './encode/lines.ts';
import { cellBits, PointIndex } from './encode/points.ts';
import { PolygonIndex } from './encode/polygons.ts';
import { Tags } from './encode/tags.ts';
import { type TileWork, tileWork } from './encode/tile-work.ts';
import { worldX, worldY } from './geometry/world.ts';
import { LAYERS, type LayerId, TILE_MAXZOOM, type TileLayer } from './manifest.ts';
import { type FeatureMarks, featureMarks } from './pyramid/feature-marks.ts';
import type { LayerGeometry, LayerSource } from './source.ts';
import type { EncodableLayer, TileSet } from './tile-set.ts';

/** The tiles of one district: its layers also tell where they have what. */
export interface DistrictTiles extends TileSet<LayerIndex> {
  /** The first entry of the district's history: another one is another district under its key. */
  readonly life: number;
}

const NO_BYTES = new Uint8Array(0);

/** What each geometry's index offers. */
interface GeometryIndex {
  readonly byteLength: number;
  /** Does a piece of the work for a zoom; false when it is done. */
  prepareSome(zoom: number): boolean;
  encode(work: TileWork, tags: Tags): void;
}

interface Parts {
  readonly marks: FeatureMarks;
  readonly tags: Tags;
  readonly index: GeometryIndex;
}

export class LayerIndex implements EncodableLayer {
  readonly id: LayerId;
  /** To tell what a later version of the layer shows differently. */
  readonly marks: FeatureMarks;
  readonly geometry: LayerGeometry['type'];
  /** Its lines or rings, to tell which tiles they reach; where points lie the marks tell. */
  readonly shape: Exclude<LayerGeometry, { type: 'point' }> | undefined;
  private readonly name: Uint8Array;
  private readonly layer: TileLayer;
  private readonly tags: Tags;
  private readonly index: GeometryIndex;

  /** @param layer the manifest's entry; tests give one that neither thins nor merges. */
  constructor(source: LayerSource, layer: TileLayer = LAYERS[source.layer], parts = whole(partsOf(source, layer))) {
    this.id = source.layer;
    this.name = new TextEncoder().encode(source.layer);
    this.layer = layer;
    this.geometry = source.geometry.type;
    this.shape = source.geometry.type === 'point' ? undefined : source.geometry;
    this.marks = parts.marks;
    this.tags = parts.tags;
    this.index = parts.index;
  }

  /** The same in pieces: a district's outfalls are several slices. */
  static *inPieces(source: LayerSource): InPieces<LayerIndex> {
    const layer = LAYERS[source.layer];
    return new LayerIndex(source, layer, yield* partsOf(source, layer));
  }

  /** Bytes held, without the source's columns. */
  get byteLength(): number {
    return this.index.byteLength + this.tags.byteLength;
  }

  /** Whether the layer's zooms include this one. */
  isShown(zoom: number): boolean {
    return zoom >= this.layer.minzoom && zoom <= this.layer.maxzoom;
  }

  /** Bits of tile units to the side of a thinning cell; 0 where points are not thinned. */
  cellBits(zoom: number): number {
    return zoom < (this.layer.thinBelow ?? 0) ? cellBits(zoom) : 0;
  }

  /** Packs a zoom ahead of its first tile, which else pays for it: a piece of some milliseconds; false when it is packed. */
  prepareSome(zoom: number): boolean {
    return this.isShown(zoom) && this.index.prepareSome(zoom);
  }

  /** The layer in one tile, as a field of a Tile message; empty where there is nothing or outside the layer's zooms. */
  encode(zoom: number, x: number, y: number): Uint8Array {
    const work = tileWork(zoom, x, y);
    if (!this.isShown(work.zoom)) return NO_BYTES;
    work.out.begin(this.name);
    this.tags.begin(work.zoom);
    this.index.encode(work, this.tags);
    return work.out.finish(this.tags, work.extent);
  }
}

/** What takes time of an index. */
function* partsOf(source: LayerSource, layer: TileLayer): InPieces<Parts> {
  const marks = yield* featureMarks(source);
  yield;
  const { length } = source.ids;
  const classOf = layer.mergeBelow === undefined ? undefined : (source.mergeClass ?? new Int32Array(length));
  const computed = layer.mergeBelow !== undefined ? 'merged' : layer.thinBelow !== undefined ? 'count' : undefined;
  const tags = yield* Tags.inPieces(layer, source, computed, classOf);
  yield;
  return { marks, tags, index: geometryIndex(source, layer, classOf ?? new Int32Array(length)) };
}

function geometryIndex(source: LayerSource, layer: TileLayer, classOf: Int32Array): GeometryIndex {
  const { geometry, ids, districtNumber } = source;
  const maxzoom = TILE_MAXZOOM;
  if (geometry.type === 'polygon') return new PolygonIndex({ rings: geometry.rings, ids, districtNumber, maxzoom });
  if (geometry.type === 'line') {
    const featureOf = featureOfLines(geometry.lines.count, geometry.firstLine);
    const mergeBelow = layer.mergeBelow ?? 0;
    return new LineIndex({ lines: geometry.lines, ids, districtNumber, featureOf, classOf, mergeBelow, maxzoom });
  }
  return new PointIndex({
    x: Int32Array.from(geometry.lon, worldX),
    y: Int32Array.from(geometry.lat, worldY),
    ids,
    districtNumber,
    rank: source.rank ?? new Int32Array(ids.length),
    thinBelow: layer.thinBelow ?? 0,
    counted: layer.thinBelow !== undefined,
  });
}

function featureOfLines(lines: number, firstLine?: Uint32Array): Uint32Array {
  const featureOf = new Uint32Array(lines);
  if (!firstLine) return Uint32Array.from(featureOf.keys());
  for (let i = 0; i + 1 < firstLine.length; i++) featureOf.fill(i, firstLine[i], firstLine[i + 1]);
  return featureOf;
}
