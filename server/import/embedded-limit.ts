/** The embedded database has one connection, which an import holds to its end: it is for a first look. */
import { DomainError } from '../errors.ts';
import { bytesToRead, formatOf } from './formats.ts';
import { fileOnDisk } from './source-file.ts';

const EMBEDDED_LIMIT_MB = 500; // some 3 million rows, which hold the one connection for several minutes

/** Looks at what will be read: the table of a shapefile counts, and an archive by what it unpacks to. @throws DomainError file_too_large_embedded, and what stands at readSourceFile */
export async function refuseLargeForEmbedded(path: string, sourceLayer: string | undefined): Promise<void> {
  const file = await fileOnDisk(path);
  const bytes = await bytesToRead(file, formatOf(file.name, file.head), sourceLayer);
  if (bytes > EMBEDDED_LIMIT_MB * 1e6) throw tooLarge(file.name, Math.round(bytes / 1e6));
}

function tooLarge(name: string, megabytes: number): DomainError {
  return new DomainError(
    'file_too_large_embedded',
    `${name} has ${megabytes} MB to read; the embedded database takes up to ${EMBEDDED_LIMIT_MB} MB: set DATABASE_URL to a PostgreSQL with PostGIS, which has no such limit`,
    `${name} 需读取 ${megabytes} MB；内嵌数据库最多接受 ${EMBEDDED_LIMIT_MB} MB：请用 DATABASE_URL 指定装有 PostGIS 的 PostgreSQL，它没有此限制`,
  );
}
