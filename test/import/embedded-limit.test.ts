/** What the embedded database refuses for its size is what would be read, not only the file that was named. Large files are holes on the disk. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { refuseLargeForEmbedded } from '../../server/import/embedded-limit.ts';

const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-limit-'));

function written(name: string, content: string | Uint8Array, bytes?: number): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  if (bytes !== undefined) truncateSync(path, bytes);
  return path;
}

const shpHead = () => {
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994);
  return head;
};

/** A zip with two tables, of which the directory says that the first unpacks to so many bytes. */
function zipSaying(name: string, bytes: number): string {
  const large = Buffer.concat([Buffer.from('lon,lat\n'), randomBytes(4e6)]); // a ratio that is no bomb's
  const zip = Buffer.from(zipSync({ 'large.csv': large, 'small.csv': Buffer.from('lon,lat\n') }, { level: 1 }));
  const directory = zip.readUInt32LE(zip.length - 6);
  zip.writeUInt32LE(bytes, directory + 24);
  return written(name, zip);
}

const refusal = (path: string, layer?: string) =>
  refuseLargeForEmbedded(path, layer).then(
    () => 'taken',
    (error) => `${error.code} ${/\d+ MB/.exec(error.message)?.[0]}`,
  );

it('counts the table of a shapefile', async () => {
  const shp = written('rivers.shp', shpHead(), 200e6);
  written('rivers.dbf', 'x', 250e6);
  expect(await refusal(shp)).toBe('taken');
  written('rivers.dbf', 'x', 400e6);
  expect(await refusal(shp)).toBe('file_too_large_embedded 600 MB');
});

it('counts what an archive unpacks to, of the layer asked for', async () => {
  const zip = zipSaying('tables.zip', 600e6);
  expect(await refusal(zip, 'large')).toBe('file_too_large_embedded 600 MB');
  expect(await refusal(zip, 'small')).toBe('taken');
  expect(await refusal(zipSaying('less.zip', 490e6), 'large')).toBe('taken');
});

it('counts the tables of a FileGDB', async () => {
  mkdirSync(join(folder, 'a.gdb'));
  written('a.gdb/a1.gdbtable', 'x', 501e6);
  expect(await refusal(join(folder, 'a.gdb'))).toBe('file_too_large_embedded 501 MB');
});

it('leaves a file that is not there to be told', async () => {
  expect(await refusal(join(folder, 'none.csv'))).toMatch(/^file_not_found/);
});
