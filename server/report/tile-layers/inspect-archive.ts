/** What a PMTiles archive holds, told by a reader that is not its writer. */
import { open } from 'node:fs/promises';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles, type RangeResponse, type Source } from 'pmtiles';
import { DomainError } from '../../errors.ts';
import type { Report } from '../report.ts';
import { checkArchive, checkLength, damaged } from './check-archive.ts';

/** Of the ids of the format's tiles, in numbers of JavaScript. */
const DEEPEST = 26;

/** The layers of the archive's description, if all of it is there, or those of one tile with what they hold. */
export async function inspectArchive(file: string, tile?: string): Promise<Report> {
  const source = new FileSource(file);
  try {
    const archive = new PMTiles(source);
    if (tile !== undefined) {
      await checkLength(archive, await source.size());
      return await describeTile(archive, tile);
    }
    await checkArchive(archive, source, await source.size());
    return await describeArchive(archive);
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw unreadable(file, cause);
  } finally {
    await source.close();
  }
}

async function describeArchive(archive: PMTiles): Promise<Report> {
  const header = await archive.getHeader();
  const metadata = (await archive.getMetadata()) as { name?: string; data_version?: number; vector_layers?: Layer[] };
  const rows = (metadata.vector_layers ?? []).map(({ id, minzoom, maxzoom, fields }) => {
    return { layer: id, minzoom, maxzoom, fields: Object.keys(fields).join(' ') };
  });
  return {
    title: { zh: '瓦片归档', en: 'Tile archive' },
    columns: [
      { key: 'layer', zh: '图层', en: 'Layer' },
      { key: 'minzoom', zh: '最小级', en: 'First zoom' },
      { key: 'maxzoom', zh: '最大级', en: 'Last zoom' },
      { key: 'fields', zh: '字段', en: 'Fields' },
    ],
    rows,
    notes: [
      `${metadata.name ?? ''} · 数据版本 data version ${metadata.data_version ?? '–'}`,
      `${header.numAddressedTiles} tiles, ${header.numTileContents} contents · ${header.minZoom}–${header.maxZoom}`,
    ],
  };
}

interface Layer {
  id: string;
  minzoom: number;
  maxzoom: number;
  fields: Record<string, string>;
}

async function describeTile(archive: PMTiles, place: string): Promise<Report> {
  const numbers = /^(\d{1,2})\/(\d{1,9})\/(\d{1,9})$/.exec(place);
  const [zoom, x, y] = numbers?.slice(1).map(Number) ?? [];
  if (!numbers || zoom > DEEPEST || Math.max(x, y) >= 2 ** zoom) throw badTile(place);
  const { bytes, layers } = await readTile(archive, zoom, x, y).catch((cause) => {
    throw damaged(`the tile ${place} cannot be read`, `瓦片 ${place} 无法读取`, cause);
  });
  return {
    title: { zh: `瓦片 ${place}`, en: `Tile ${place}` },
    columns: [
      { key: 'layer', zh: '图层', en: 'Layer' },
      { key: 'features', zh: '要素数', en: 'Features' },
    ],
    rows: Object.values(layers).map(({ name, length }) => ({ layer: name, features: length })),
    notes: [bytes === null ? '此处为空 · nothing here' : `${bytes} bytes`],
  };
}

/** @throws what the readers of the format make of bytes that are none */
async function readTile(archive: PMTiles, zoom: number, x: number, y: number) {
  const found = await archive.getZxy(zoom, x, y);
  const layers = found ? new VectorTile(new PbfReader(new Uint8Array(found.data)) as never).layers : {};
  return { bytes: found?.data.byteLength ?? null, layers };
}

class FileSource implements Source {
  private readonly file: string;
  private handle: Awaited<ReturnType<typeof open>> | undefined;

  constructor(file: string) {
    this.file = file;
  }

  getKey(): string {
    return this.file;
  }

  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    this.handle ??= await open(this.file);
    const { buffer, bytesRead } = await this.handle.read(Buffer.alloc(length), 0, length, offset);
    return { data: new Uint8Array(buffer.subarray(0, bytesRead)).buffer };
  }

  async size(): Promise<number> {
    this.handle ??= await open(this.file);
    return (await this.handle.stat()).size;
  }

  async close(): Promise<void> {
    await this.handle?.close();
  }
}

function unreadable(file: string, cause: unknown): DomainError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new DomainError(
    'archive_unreadable',
    `${file} is no PMTiles archive that can be read ("${why}").`,
    `${file} 不是可读取的 PMTiles 文件（“${why}”）。`,
    400,
    { cause },
  );
}

function badTile(place: string): DomainError {
  return new DomainError(
    'tile_out_of_range',
    `"${place}" is no tile like 14/13702/6711: z is 0 to ${DEEPEST}, x and y below 2^z.`,
    `“${place}”不是 14/13702/6711 这样的瓦片：z 为 0 至 ${DEEPEST}，x、y 小于 2^z。`,
  );
}
