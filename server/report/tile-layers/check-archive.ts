/** Whether all that the directories of a PMTiles archive point to is there: header and description alone are read of a file cut short too. */
import { gunzipSync } from 'node:zlib';
import { Compression, type Header, type PMTiles, type Source } from 'pmtiles';
import { DomainError } from '../../errors.ts';

interface Place {
  readonly offset: number;
  readonly length: number;
}

/** Reads every content once. @param bytes of the file. */
export async function checkArchive(archive: PMTiles, source: Source, bytes: number): Promise<void> {
  const header = await archive.getHeader();
  const { rootDirectoryOffset: offset, rootDirectoryLength: length } = header;
  const seen = new Set<number>();
  let tiles = 0;
  for await (const { at, run } of placesOf(archive, source, header, { offset, length }, bytes)) {
    tiles += run;
    if (seen.has(at.offset)) continue;
    seen.add(at.offset);
    await readTile(source, header, at, bytes);
  }
  if (tiles !== header.numAddressedTiles && header.numAddressedTiles > 0)
    throw damaged(
      `${tiles} tiles are listed, ${header.numAddressedTiles} announced`,
      `目录列出 ${tiles} 个瓦片，文件头称有 ${header.numAddressedTiles} 个`,
    );
}

/** Whether the file is as long as its header says: what a cut has left of it may still be read. */
export async function checkLength(archive: PMTiles, bytes: number): Promise<void> {
  const header = await archive.getHeader();
  inFile({ offset: header.jsonMetadataOffset, length: header.jsonMetadataLength }, bytes);
  inFile({ offset: header.leafDirectoryOffset, length: header.leafDirectoryLength ?? 0 }, bytes);
  inFile({ offset: header.tileDataOffset, length: header.tileDataLength ?? 0 }, bytes);
}

/** Where the tiles of a directory and of its leaves lie. */
async function* placesOf(
  archive: PMTiles,
  source: Source,
  header: Header,
  directory: Place,
  bytes: number,
): AsyncGenerator<{ at: Place; run: number }> {
  inFile(directory, bytes);
  for (const entry of await archive.cache.getDirectory(source, directory.offset, directory.length, header)) {
    const { runLength: run, length } = entry;
    if (run > 0) yield { at: { offset: header.tileDataOffset + entry.offset, length }, run };
    else yield* placesOf(archive, source, header, { offset: header.leafDirectoryOffset + entry.offset, length }, bytes);
  }
}

async function readTile(source: Source, header: Header, at: Place, bytes: number): Promise<void> {
  inFile(at, bytes);
  if (header.tileCompression !== Compression.Gzip) return;
  const { data } = await source.getBytes(at.offset, at.length);
  try {
    gunzipSync(new Uint8Array(data));
  } catch (cause) {
    throw damaged(`the tile at byte ${at.offset} cannot be unpacked`, `第 ${at.offset} 字节处的瓦片无法解压`, cause);
  }
}

function inFile({ offset, length }: Place, bytes: number): void {
  if (offset + length > bytes)
    throw damaged(
      `it has ${bytes} bytes of at least ${offset + length}`,
      `只有 ${bytes} 字节，至少应有 ${offset + length} 字节`,
    );
}

export function damaged(why: string, zh: string, cause?: unknown): DomainError {
  return new DomainError(
    'archive_damaged',
    `The archive is not whole: ${why}. Build it again, or copy it anew.`,
    `归档不完整：${zh}。请重新生成或重新复制。`,
    400,
    { cause },
  );
}
