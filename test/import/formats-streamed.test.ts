/** What is read piece by piece: the whole of a file is never asked for, and places out of order are found all the same. */

import { readFileSync, truncateSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { formatOf, type OpenFile, readSourceFile } from '../../server/import/formats.ts';
import { fileOnDisk } from '../../server/import/source-file.ts';
import { fileOf } from './files.ts';
import { readSource, refusalOf } from './read-source.ts';
import { shapefileOf } from './shapefile-files.ts';

const NAMES = Array.from({ length: 3000 }, (_, i) => [`口${i}`]);
const table = { encoding: 'gbk', columns: ['名称'], width: 20, rows: NAMES } as const;
const shp = shapefileOf('streamed', { ...table, columns: [...table.columns], rows: NAMES });

/** An index of records of points, in any order. */
function shxOf(order: readonly number[]): Buffer {
  const entries = order.map((i) => {
    const entry = Buffer.alloc(8);
    entry.writeInt32BE((100 + i * 28) / 2, 0);
    entry.writeInt32BE(10, 4);
    return entry;
  });
  return Buffer.concat([readFileSync(shp).subarray(0, 100), ...entries]);
}

const entriesOf = (more: Record<string, Uint8Array> = {}) => ({
  'a.shp': readFileSync(shp),
  'a.dbf': readFileSync(shp.replace('.shp', '.dbf')),
  ...more,
});

const feature = (i: number) => ({
  type: 'Feature',
  properties: { name: `口${i}` },
  geometry: { type: 'Point', coordinates: [121, 31] },
});
const FEATURES = Array.from({ length: 3000 }, (_, i) => feature(i));
const CRS = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } };

/** A file that cannot be held whole, nor can what lies beside it. */
function neverWhole(file: OpenFile): OpenFile {
  const beside = async (extension: string) => {
    const found = await file.beside(extension);
    return found && found.size > 1000 ? neverWhole(found) : found;
  };
  return { ...file, beside, bytes: () => Promise.reject(new Error(`${file.name} was asked for whole`)) };
}

describe('is read without ever being held', () => {
  const sorted = Array.from({ length: 3000 }, (_, i) => i);

  it.each([
    ['a shapefile', () => shp],
    ['a shapefile in a zip', () => fileOf('streamed.zip', zipSync(entriesOf({ 'a.shx': shxOf(sorted) })))],
    [
      'GeoJSON on one line',
      () => fileOf('line.geojson', JSON.stringify({ type: 'FeatureCollection', features: FEATURES })),
    ],
    [
      'GeoJSON in a zip',
      () =>
        fileOf(
          'g.zip',
          zipSync({ 'a.geojson': Buffer.from(JSON.stringify({ features: FEATURES, type: 'FeatureCollection' })) }),
        ),
    ],
  ])('%s', async (_, path) => {
    const file = neverWhole(await fileOnDisk(path()));
    const source = await formatOf(file.name, file.head).open(file, undefined);
    for (let pass = 0; pass < 2; pass++) {
      const rows = [...source.rows()];
      expect(rows.map(({ row }) => row)).toEqual(sorted.map((i) => i + 1));
      expect(Object.values(rows[2999].properties)).toEqual(['口2999']);
    }
  });
});

describe('a shapefile', () => {
  const swapped = [...Array.from({ length: 2999 }, (_, i) => i + 1), 0];

  it.each(['loose', 'zipped'])('whose index is out of order is read by it, %s', async (how) => {
    fileOf('swapped.dbf', entriesOf()['a.dbf']);
    fileOf('swapped.shx', shxOf(swapped));
    const loose = fileOf('swapped.shp', renumbered(swapped));
    const zipped = () =>
      fileOf('swapped.zip', zipSync(entriesOf({ 'a.shp': renumbered(swapped), 'a.shx': shxOf(swapped) })));
    const { list, said } = await readSource(how === 'loose' ? loose : zipped());
    expect(said).toEqual([]);
    expect(list.map(({ geometry }) => (geometry!.coordinates as number[])[0])).toEqual(
      swapped.map((i) => 121 + (i + 1) / 1000),
    );
    expect(list[2999].properties).toEqual({ 名称: '口2999' });
  });

  it('with a damaged record in a zip gives the others and names it', async () => {
    const damaged = Buffer.from(readFileSync(shp));
    damaged.writeInt32BE(7777, 100 + 28 * 5);
    const order = Array.from({ length: 3000 }, (_, i) => i);
    const archive = fileOf('damaged.zip', zipSync(entriesOf({ 'a.shp': damaged, 'a.shx': shxOf(order) })));
    const { list, said } = await readSource(archive);
    expect(list).toHaveLength(2999);
    expect(said).toEqual(['unreadable_record 6']);
  });

  it('with an index of another state says so, and that the records are whole without it', async () => {
    const index = shxOf(Array.from({ length: 2999 }, (_, i) => i));
    for (let i = 2979; i < 2999; i++) index.writeInt32BE(index.readInt32BE(100 + i * 8) - 8, 100 + i * 8);
    const parts = { 'a.shp': readFileSync(shp), 'a.shx': index };
    const { list, said, issues } = await readSource(fileOf('stale.zip', zipSync(entriesOf(parts))));
    expect([list.length, said.length, said[0], said[20]]).toEqual([
      2979,
      21,
      'unreadable_record 2980',
      'rows_without_shape -',
    ]);
    expect(issues[0].reason_en).toMatch(/the \.shp itself is whole, with 3000 records: import it without the \.shx/);
    expect(issues[20].reason_en).toMatch(/2999 by the index \.shx, 3000 in the \.shp itself/);
    const alone = zipSync(entriesOf({ 'a.shp': readFileSync(shp) }));
    expect((await readSource(fileOf('no-index.zip', alone))).list).toHaveLength(3000);
  });

  it('cut short gives what is there', async () => {
    const cut = zipSync(entriesOf({ 'a.shp': readFileSync(shp).subarray(0, 100 + 28 * 10 + 20) }));
    const { list, said } = await readSource(fileOf('short.zip', cut));
    expect(list).toHaveLength(10);
    expect(said).toEqual(['no_shape_index -', 'unreadable_record 11', 'rows_without_shape -']);
  });

  /** The records keep their places; their headers say the number that the index gives them. */
  function renumbered(order: readonly number[]): Buffer {
    const bytes = Buffer.from(readFileSync(shp));
    order.forEach((place, i) => {
      bytes.writeInt32BE(i + 1, 100 + place * 28);
    });
    return bytes;
  }
});

describe('a GeoJSON document', () => {
  const document = (members: [string, unknown][]) =>
    `{${members.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value, null, 1)}`).join(',\n')}}`;

  it.each([
    [
      'before',
      [
        ['type', 'FeatureCollection'],
        ['crs', CRS],
        ['name', '口'],
        ['features', FEATURES.slice(0, 3)],
      ],
    ],
    [
      'behind',
      [
        ['features', FEATURES.slice(0, 3)],
        ['name', '口'],
        ['crs', CRS],
        ['type', 'FeatureCollection'],
      ],
    ],
  ] as [string, [string, unknown][]][])('has its crs, name and type %s its features', async (where, members) => {
    const read = await readSource(fileOf(`${where}.geojson`, document(members)));
    expect(read).toMatchObject({ crs: 'urn:ogc:def:crs:EPSG::4490', layer: '口', total: 3, columns: ['name'] });
    expect(read.list.map(({ properties }) => properties.name)).toEqual(['口0', '口1', '口2']);
  });

  it('may be one Feature, and keeps its numbering over elements that are none', async () => {
    const lone = fileOf('lone.geojson', JSON.stringify({ ...feature(7), crs: CRS }, null, 2));
    expect(await readSource(lone)).toMatchObject({ crs: CRS.properties.name, total: 1, list: [{ row: 1 }] });
    const mixed = JSON.stringify({ type: 'FeatureCollection', features: [feature(1), null, 'x', feature(2)] });
    const read = await readSource(fileOf('mixed.geojson', mixed));
    expect(read.list.map(({ row }) => row)).toEqual([1, 4]);
    expect(read.said).toEqual(['unreadable_record 2', 'unreadable_record 3']);
  });

  it('with its features said twice, or none, is refused', async () => {
    const twice = document([
      ['type', 'FeatureCollection'],
      ['features', []],
      ['features', FEATURES.slice(0, 1)],
    ]);
    expect(await refusalOf(fileOf('twice.geojson', twice))).toBe('unreadable_file');
    expect(await refusalOf(fileOf('no-array.geojson', '{"type":"FeatureCollection","features":{}}'))).toBe(
      'unreadable_file',
    );
  });
});

describe('an archive', () => {
  const CSV = Buffer.from('name,lon,lat\n甲,121,31\n');

  it('in ZIP64 is read by its large numbers', async () => {
    expect((await readSource(fileOf('large.zip', zip64Of('a.csv', CSV)))).list).toHaveLength(1);
  });

  it('that is encrypted, or packed by another method, is refused', async () => {
    for (const [field, value] of [
      [8, 1],
      [10, 12],
    ]) {
      const bytes = Buffer.from(zipSync({ 'a.csv': CSV }));
      bytes.writeUInt16LE(value, bytes.lastIndexOf('PK\x01\x02') + field);
      expect(await refusalOf(fileOf('locked.zip', bytes))).toBe('unreadable_file');
    }
  });
});

describe('a GeoPackage, which SQLite holds whole,', () => {
  const MAGIC = Buffer.from('SQLite format 3\0');
  const open = async (path: string) => {
    const file = await fileOnDisk(path);
    return formatOf(file.name, file.head).open(file, undefined);
  };
  const refusal = { code: 'file_too_large', message: /500 MB.*Shapefile, FlatGeobuf, GeoJSON or CSV/ };
  const refused = (error: unknown) =>
    expect(error).toMatchObject({ code: refusal.code, message: expect.stringMatching(refusal.message) });

  it('is refused beyond 500 MB with the way out, loose', async () => {
    const path = fileOf('large.gpkg', MAGIC);
    truncateSync(path, 501_000_000); // sparse: it takes no room
    await open(path).then(() => expect.unreachable(), refused);
  });

  it('and packed', async () => {
    const path = fileOf('packed.zip', zip64Of('a.gpkg', Buffer.concat([MAGIC, Buffer.alloc(70_000)]), 501_000_000));
    await open(path).then(() => expect.unreachable(), refused);
  });
});

describe('thousands of damaged records in a row', () => {
  const COUNT = 5000;
  const good = JSON.stringify(feature(1));
  const noShapes = () => {
    const bytes = Buffer.from(readFileSync(shp));
    for (let i = 0; i < 3000; i++) bytes.writeInt32BE(9999, 100 + 28 * i);
    fileOf('lost.shx', shxOf(Array.from({ length: 3000 }, (_, i) => i)));
    return fileOf('lost.shp', bytes);
  };

  it.each([
    ['lines of GeoJSON', COUNT, () => fileOf('lost.geojsonl', `${good}\n${'1\n'.repeat(COUNT)}`)],
    [
      'elements of a document',
      COUNT,
      () => fileOf('lost.geojson', `{"type":"FeatureCollection","features":[${'1,'.repeat(COUNT)}${good}]}`),
    ],
    ['rows of another width', COUNT, () => fileOf('lost.csv', `name,lon,lat\n${'x\n'.repeat(COUNT)}`)],
    ['records of a shapefile', 3000, noShapes],
  ])('are given away while the file is read, not held: %s', async (_, count, path) => {
    const { file, format } = await readSourceFile(path());
    const source = await format.open(file, undefined);
    let [most, said] = [0, 0];
    const take = () => {
      most = Math.max(most, source.issues.length);
      said += source.issues.splice(0).filter(({ severity }) => severity === 'error').length;
    };
    for (const row of source.rows()) if (row.isPause) take();
    take();
    expect(said).toBe(count);
    expect(most).toBeLessThanOrEqual(1001);
  });
});

/** One entry, stored; every number of its directory that may stand in the extra field stands there. */
function zip64Of(name: string, data: Buffer, stated = data.length): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const front = Buffer.concat([local, Buffer.from(name), data]);
  const listed = Buffer.alloc(46);
  listed.writeUInt32LE(0x02014b50, 0);
  listed.writeUInt32LE(crc32(data), 16);
  for (const field of [20, 24, 42]) listed.writeUInt32LE(0xffffffff, field);
  listed.writeUInt16LE(name.length, 28);
  listed.writeUInt16LE(28, 30);
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(stated), 4);
  extra.writeBigUInt64LE(BigInt(stated), 12);
  const directory = Buffer.concat([listed, Buffer.from(name), extra]);
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(1n, 32);
  end64.writeBigUInt64LE(BigInt(front.length), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(front.length + directory.length), 8);
  const end = Buffer.alloc(22, 0xff);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(0, 20);
  return Buffer.concat([front, directory, end64, locator, end]);
}
