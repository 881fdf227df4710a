/** One layer of a tile as bytes: features, then keys and values (vector-tile-spec 2.1, 4.1). */
import type { Tags } from './tags.ts';
import { varintLength, Writer } from './writer.ts';

const LAYER = 0x1a;
const VERSION = 0x78;
const LAYER_NAME = 0x0a;
const FEATURE = 0x12;
const FEATURE_ID = 0x08;
const FEATURE_TAGS = 0x12;
const FEATURE_TYPE = 0x18;
const FEATURE_GEOMETRY = 0x22;
const EXTENT = 0x28;

export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;
export type FeatureType = typeof POINT | typeof LINE | typeof POLYGON;

/** Bytes of a tag and the longest length. */
const HEAD = 6;

const NO_BYTES = new Uint8Array(0);

export class LayerWriter {
  /** Key and value numbers of the feature in work. */
  readonly tags = new Writer(1 << 10);
  private readonly body = new Writer(1 << 16);
  private features = 0;

  /** @param name in UTF-8. */
  begin(name: Uint8Array): void {
    this.body.length = HEAD; // room for the layer's own tag and length, known at the end
    this.body.reserve(16);
    this.body.varint(VERSION);
    this.body.varint(2);
    this.body.block(LAYER_NAME, name, name.length);
    this.features = 0;
    this.tags.length = 0;
  }

  /** Appends a feature with the tags in work. @param id row id, or -1 for none; @param high what stands above bit 32. */
  feature(type: FeatureType, geometry: Writer, id: number, high: number): void {
    const { body, tags } = this;
    const size = geometry.length;
    const idSize = id < 0 ? 0 : 1 + id64Length(id, high);
    const tagSize = 1 + varintLength(tags.length) + tags.length;
    const length = idSize + tagSize + 2 + 1 + varintLength(size) + size;
    body.reserve(length + 8);
    body.varint(FEATURE);
    body.varint(length);
    if (id >= 0) {
      body.varint(FEATURE_ID);
      body.varint64(id, high);
    }
    body.varint(FEATURE_TAGS);
    body.varint(tags.length);
    body.copy(tags.bytes, 0, tags.length);
    body.varint(FEATURE_TYPE);
    body.varint(type);
    body.varint(FEATURE_GEOMETRY);
    body.varint(size);
    body.copy(geometry.bytes, 0, size);
    tags.length = 0;
    this.features++;
  }

  /**
   * The layer as a field of a Tile message, so that tiles are layers put end to end; nothing without features.
   * @param extent units to the tile's side
   */
  finish(tags: Tags, extent: number): Uint8Array {
    const { body } = this;
    tags.finish(body);
    if (this.features === 0) return NO_BYTES;
    body.reserve(8);
    body.varint(EXTENT);
    body.varint(extent);
    const end = body.length;
    const start = HEAD - 1 - varintLength(end - HEAD);
    body.length = start;
    body.varint(LAYER);
    body.varint(end - HEAD);
    return body.bytes.slice(start, end);
  }
}

function id64Length(low: number, high: number): number {
  if (high === 0) return varintLength(low);
  const rest = high >>> 3;
  return 5 + (rest > 0 ? varintLength(rest) : 0);
}
