/** The 127 bytes that a PMTiles archive begins with (PMTiles spec v3, section 3). */

export const HEADER_BYTES = 127;
const GZIP = 2;
const MVT = 1;
const DEGREES = 10_000_000;

export interface Section {
  readonly offset: number;
  readonly length: number;
}

export interface ArchiveHeader {
  readonly root: Section;
  readonly metadata: Section;
  readonly leaves: Section;
  readonly tiles: Section;
  /** Tiles that can be asked for, entries that say where, and different contents. */
  readonly counts: { readonly addressed: number; readonly entries: number; readonly contents: number };
  readonly minzoom: number;
  readonly maxzoom: number;
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly center: readonly [lon: number, lat: number, zoom: number];
}

/** Directories, metadata and tiles are gzipped; tiles lie in the order of their ids. */
export function encodeHeader(header: ArchiveHeader): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('PMTiles'));
  view.setUint8(7, 3);
  const { root, metadata, leaves, tiles, counts } = header;
  const longs = [root, metadata, leaves, tiles].flatMap(({ offset, length }) => [offset, length]);
  [...longs, counts.addressed, counts.entries, counts.contents].forEach((value, i) => {
    view.setBigUint64(8 + 8 * i, BigInt(value), true);
  });
  const [lon, lat, zoom] = header.center;
  bytes.set([1, GZIP, GZIP, MVT, header.minzoom, header.maxzoom], 96);
  const degrees = (at: number, value: number) => view.setInt32(at, Math.round(value * DEGREES), true);
  header.bounds.forEach((value, i) => {
    degrees(102 + 4 * i, value);
  });
  view.setUint8(118, zoom);
  degrees(119, lon);
  degrees(123, lat);
  return bytes;
}
