/** FlatGeobuf 3, a feature at a time, decoded by the reference implementation; its header names the columns and the coordinate system. */
import { ByteBuffer } from 'flatbuffers';
import { Feature } from 'flatgeobuf/lib/mjs/flat-geobuf/feature.js';
import { fromFeature } from 'flatgeobuf/lib/mjs/geojson/feature.js';
import { fromByteBuffer, type HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import { calcTreeSize } from 'flatgeobuf/lib/mjs/packedrtree.js';
import type { Format, OpenFile, Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import type { SourceRow } from '../request.ts';
import { ByteReader } from './byte-reader.ts';
import { noLayers, pickLayer, unreadable } from './refusals.ts';

const MAGIC = 8; // bytes before the header
const SIZE = 4; // bytes that say the length of what follows
const LONGEST = 200_000_000; // bytes of a header or feature: five million vertices have 80

export const flatgeobuf: Format = {
  name: 'FlatGeobuf',
  extensions: ['.fgb'],
  looksLike: (head) => head.length >= 4 && head.subarray(0, 3).toString('latin1') === 'fgb',
  async open(file, sourceLayer) {
    const begun = start(file);
    const [first, damage] = begun ? firstOf(begun) : [null, 'it has no header'];
    if (!begun || (first === null && damage !== null))
      throw unreadable(file.name, { zh: '不是完好的 FlatGeobuf', en: damage ?? 'it has no header' });
    const { title } = begun.header;
    if (sourceLayer !== undefined && !title) throw noLayers(file.name, 'FlatGeobuf');
    if (title) pickLayer(file.name, [title], sourceLayer);
    return sourceOf(file, begun.header);
  },
};

interface Begun {
  header: HeaderMeta;
  /** At the first feature. */
  reader: ByteReader;
}

/** Null when the header is not whole. */
function start(file: OpenFile): Begun | null {
  const reader = new ByteReader(file.chunks());
  reader.take(MAGIC);
  const bytes = sized(reader);
  if (!bytes) return null;
  try {
    const header = fromByteBuffer(new ByteBuffer(bytes));
    // the size of a tree over nothing is never found
    if (header.indexNodeSize > 0 && header.featuresCount > 0)
      reader.skip(calcTreeSize(header.featuresCount, header.indexNodeSize));
    return { header, reader };
  } catch {
    return null;
  }
}

/** The next length with what it announces; undefined at the end, null when the file ends before it does. */
function sized(reader: ByteReader): Uint8Array | null | undefined {
  const size = reader.take(SIZE);
  if (size.length === 0) return undefined;
  const length = size.length < SIZE ? Number.POSITIVE_INFINITY : size.readUInt32LE(0);
  const body = length > LONGEST ? Buffer.alloc(0) : reader.take(length);
  return body.length < length ? null : new Uint8Array(Buffer.concat([size, body]));
}

/** Rows up to the first damage, which comes last: features have no marks by which reading could find its way again. */
function* rowsOf({ header, reader }: Begun): Generator<SourceRow | { damage: string }> {
  try {
    for (let row = 1, bytes = sized(reader); bytes !== undefined; bytes = sized(reader), row++) {
      if (bytes === null) return yield { damage: 'it ends inside a feature' };
      const feature = Feature.getSizePrefixedRootAsFeature(new ByteBuffer(bytes));
      const { properties, geometry } = fromFeature(row - 1, feature, header);
      yield {
        row,
        properties: (properties ?? {}) as Record<string, unknown>,
        geometry: (geometry ?? null) as SourceRow['geometry'],
      };
    }
  } catch (error) {
    yield { damage: error instanceof Error ? error.message : String(error) };
  } finally {
    reader.end();
  }
}

function firstOf(begun: Begun): [row: SourceRow | null, damage: string | null] {
  for (const row of rowsOf(begun)) return 'damage' in row ? [null, row.damage] : [row, null];
  return [null, null];
}

function sourceOf(file: OpenFile, { columns, crs, title, featuresCount }: HeaderMeta): Source {
  const issues: Issue[] = [];
  return {
    layer: title || null,
    columns: (columns ?? []).map(({ name }) => name),
    crs: crs?.code ? `${crs.org || 'EPSG'}:${crs.code}` : (crs?.wkt ?? null),
    isTable: false,
    total: featuresCount || undefined,
    issues,
    *rows() {
      let [read, damage] = [0, null as string | null];
      for (const row of rowsOf(start(file)!)) {
        if ('damage' in row) damage = row.damage;
        else {
          read++;
          yield row;
        }
      }
      const lost = featuresCount - read;
      if (damage !== null || lost > 0)
        issues.push(issue('records_lost', { row: read + 1, value: Math.max(lost, 1), detail: damage ?? '' }));
    },
  };
}
