import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fileOf } from './files.ts';
import { besides, gdalFile, hasGdal } from './gdal.ts';
import { readSource, refusalOf } from './read-source.ts';
import { bytesOf, shapefileOf } from './shapefile-files.ts';

const kmlOf = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Folder>${body}</Folder></Document></kml>`;

const PLACES = kmlOf(`
  <Placemark><name>甲&amp;乙</name><ExtendedData><Data name="code"><value>A1</value></Data>
    <SchemaData><SimpleData name="type"><![CDATA[雨洪<旧>]]></SimpleData></SchemaData></ExtendedData>
    <Point><coordinates> 121.1, 31.2,5 </coordinates></Point></Placemark>
  <Placemark><name>区</name><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs>
    <innerBoundaryIs><LinearRing><coordinates>.2,.1 .4,.1 .4,.2 .2,.1</coordinates></LinearRing></innerBoundaryIs></Polygon></Placemark>
  <Placemark><MultiGeometry><LineString><coordinates>0,0 1,1</coordinates></LineString><LineString><coordinates>2,2 3,3</coordinates></LineString></MultiGeometry></Placemark>
  <Placemark><gx:Track><when>2022-03-01T01:00:00Z</when><when>2022-03-01T01:00:05Z</when><gx:coord>121 31 0</gx:coord><gx:coord>121.001 31 0</gx:coord></gx:Track></Placemark>
  <Placemark><name>无图形</name></Placemark>
  <Placemark><MultiGeometry><Point><coordinates>1,1</coordinates></Point><LineString><coordinates>0,0 1,1</coordinates></LineString></MultiGeometry></Placemark>`);

const pointAt = (_: unknown, i: number): [object, string, number[]] => [
  { 名称: `井${i}`, n: i },
  'Point',
  [121 + i / 1e5, 31],
];

describe('KML and KMZ', () => {
  it('reads placemarks with their data, holes, parts and tracks with times', async () => {
    const { list, columns, crs } = await readSource(fileOf('places.kml', PLACES));
    expect(crs).toBe('EPSG:4326');
    expect(columns).toEqual(['name', 'code', 'type']);
    const described = fileOf('described.kml', kmlOf('<Placemark><description>旧</description></Placemark>'));
    expect((await readSource(described)).columns).toEqual(['description']);
    expect(list[0]).toMatchObject({
      properties: { name: '甲&乙', code: 'A1', type: '雨洪<旧>' },
      geometry: { type: 'Point', coordinates: [121.1, 31.2] },
    });
    expect(list.map(({ geometry }) => geometry?.type)).toEqual([
      'Point',
      'Polygon',
      'MultiLineString',
      'LineString',
      undefined,
      'GeometryCollection',
    ]);
    expect(list[1].geometry?.coordinates).toHaveLength(2);
    expect([...list[3].times!]).toEqual([Date.UTC(2022, 2, 1, 1), Date.UTC(2022, 2, 1, 1, 0, 5)]);
  });

  it('reads the document of a KMZ', async () => {
    const kmz = zipSync({ 'doc.kml': Buffer.from(PLACES), 'files/icon.png': new Uint8Array(9) });
    expect((await readSource(fileOf('places.kmz', kmz))).list).toHaveLength(6);
  });

  const LINKS = kmlOf('<NetworkLink><Link><href>layers/rivers.kml</href></Link></NetworkLink>');
  const one = (name: string) =>
    Buffer.from(kmlOf(`<Placemark><name>${name}</name><Point><coordinates>121,31</coordinates></Point></Placemark>`));

  it('reads the document that the first one only links to', async () => {
    const kmz = zipSync({ 'doc.kml': Buffer.from(LINKS), 'layers/rivers.kml': one('淀浦河') });
    expect((await readSource(fileOf('linked.kmz', kmz))).list[0].properties.name).toBe('淀浦河');
  });

  it('asks which document of several, by their paths where their names are the same', async () => {
    const kmz = fileOf(
      'both.kmz',
      zipSync({ 'doc.kml': Buffer.from(LINKS), 'a/x.kml': one('甲'), 'b/x.kml': one('乙'), 'y.kml': one('丙') }),
    );
    await expect(readSource(kmz)).rejects.toThrow('layers, a/x, b/x, y:');
    const read = await readSource(kmz, 'b/x');
    expect([read.layer, read.list[0].properties.name]).toEqual(['b/x', '乙']);
    expect(await refusalOf(kmz, 'x')).toBe('unknown_source_layer');
  });

  it.each([
    [
      'entities.kml',
      `<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]>${kmlOf('<Placemark><name>&a;</name></Placemark>')}`,
    ],
    ['cut.kml', PLACES.slice(0, 500)],
    ['unknown-entity.kml', kmlOf('<Placemark><name>&a;</name></Placemark>')],
    ['deep.kml', kmlOf(`<Placemark>${'<a>'.repeat(9999)}${'</a>'.repeat(9999)}</Placemark>`)],
    ['no-document.kmz', zipSync({ 'a.txt': new Uint8Array(3) })],
    ['cut.kmz', zipSync({ 'doc.kml': Buffer.from(PLACES) }).subarray(0, 200)],
  ])('refuses %s', async (name, content) => {
    expect(await refusalOf(fileOf(name, content))).toBe('unreadable_file');
  });
});

describe('GPX', () => {
  it('has the words of its extensions as columns, those of fixes not', async () => {
    const fix = '<trkpt lon="121" lat="31"><extensions><hr>90</hr></extensions></trkpt>';
    const gpx = `<gpx xmlns:o="x"><wpt lon="121.1" lat="31.1"><name>甲</name><extensions><o:w><o:编号>P1</o:编号><o:type>工业</o:type><o:name>别名</o:name></o:w><o:旧/></extensions></wpt>
      <trk><extensions><crew>一组</crew></extensions><trkseg>${fix}${fix}</trkseg></trk></gpx>`;
    const path = fileOf('extensions.gpx', gpx);
    const points = await readSource(path, 'waypoints');
    expect(points.columns).toEqual(['name', 'desc', 'type', 'cmt', 'sym', 'time', '编号']);
    expect(points.list[0].properties).toMatchObject({ name: '甲', type: '工业', 编号: 'P1', desc: null });
    const tracks = await readSource(path, 'tracks');
    expect([tracks.columns, tracks.list[0].properties.crew]).toEqual([['name', 'desc', 'type', 'crew'], '一组']);
  });
});

describe('archives', () => {
  const CSV = Buffer.from('name,lon,lat\n甲,121,31\n');

  it('reads the one known file in it, or the one that --source-layer names', async () => {
    const one = fileOf('one.zip', zipSync({ 'in/a.csv': CSV, 'in/readme.pdf': CSV }));
    expect((await readSource(one)).list).toHaveLength(1);
    const two = fileOf('two.zip', zipSync({ 'a.csv': CSV, 'b.kml': Buffer.from(PLACES) }));
    expect(await refusalOf(two)).toBe('several_source_layers');
    expect((await readSource(two, 'b')).list).toHaveLength(6);
    expect(await refusalOf(two, 'c')).toBe('unknown_source_layer');
  });

  it('reads the table beside a shapefile where it is named, with its extension or without', async () => {
    const shp = shapefileOf('beside', { encoding: 'utf-8', columns: ['name'], width: 20, rows: [['图']] });
    const parts = Object.fromEntries(
      ['.shp', '.dbf'].map((part) => [`in/gbk${part}`, readFileSync(shp.replace('.shp', part))]),
    );
    const one = fileOf('beside.zip', zipSync({ ...parts, 'in/list.csv': CSV, 'in/gbk.csv': CSV, 'readme.txt': CSV }));
    const names = async (layer?: string) =>
      (await readSource(one, layer)).list.map(({ properties }) => properties.name);
    for (const table of ['list', 'list.csv', 'in/list.csv', 'gbk.csv'])
      expect([table, await names(table)]).toEqual([table, ['甲']]);
    for (const shapes of [undefined, 'gbk', 'gbk.shp', 'in/gbk.shp']) expect(await names(shapes)).toEqual(['图']);
    await expect(readSource(one, 'other')).rejects.toThrow(
      'has no layer "other"; it has gbk, in/list.csv, in/gbk.csv, readme.txt',
    );
    const ignored = async (layer?: string) =>
      (await readSource(one, layer)).issues.map(({ code, value }) => [code, value]);
    expect(await ignored()).toContainEqual(['files_ignored', 'in/list.csv, in/gbk.csv, readme.txt']);
    expect(await ignored('list')).toEqual([['files_ignored', 'in/gbk.csv, readme.txt']]);
  });

  it('tells files of the same name in two folders apart', async () => {
    const twice = fileOf(
      'twice.zip',
      zipSync({ '2016/a.csv': CSV, '2022/a.csv': Buffer.concat([CSV, CSV.subarray(13)]) }),
    );
    await expect(readSource(twice)).rejects.toThrow('layers, 2016/a, 2022/a:');
    expect((await readSource(twice, '2022/a')).list).toHaveLength(2);
  });

  it.each([
    ['climbs.zip', { '../../etc/a.csv': CSV }, 'hostile_archive'],
    ['rooted.zip', { '/a.csv': CSV }, 'hostile_archive'],
    ['windows.zip', { 'C:\\a.csv': CSV }, 'hostile_archive'],
    ['bomb.zip', { 'a.csv': new Uint8Array(60_000_000) }, 'hostile_archive'],
    ['nested.zip', { 'a.zip': zipSync({ 'a.csv': CSV }) }, 'unreadable_file'],
    ['void.zip', { 'a.csv': new Uint8Array(0) }, 'unreadable_file'],
  ])('refuses %s', async (name, entries, code) => {
    expect(await refusalOf(fileOf(name, zipSync(entries as Record<string, Uint8Array>)))).toBe(code);
  });

  it('says what is wrong with an archive that holds only an archive, or nothing', async () => {
    const nested = fileOf('inner.zip', zipSync({ 'a.zip': zipSync({ 'a.csv': CSV }) }));
    await expect(readSource(nested)).rejects.toThrow(/only another archive/);
    await expect(readSource(fileOf('none.zip', zipSync({})))).rejects.toThrow(/no file of a known format/);
  });

  it('reads names that Chinese Windows wrote in GBK, and finds what lies beside', async () => {
    const shp = shapefileOf('named', { encoding: 'gbk', columns: ['名称'], width: 20, rows: [['甲']] });
    const entries = ['排污口', '排污口2'].flatMap((stem) =>
      ['.shp', '.dbf'].map((part): [Buffer, Buffer] => [
        Buffer.concat([bytesOf(`数据/${stem}`, 'gbk'), Buffer.from(part)]),
        readFileSync(shp.replace('.shp', part)),
      ]),
    );
    const archive = fileOf('gbk.zip', zipNamed(entries));
    await expect(readSource(archive)).rejects.toThrow(/排污口, 排污口2/);
    expect((await readSource(archive, '排污口')).list[0].properties).toEqual({ 名称: '甲' });
  });

  it('refuses more entries than any set of files has', async () => {
    const entries = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}.csv`, new Uint8Array(1)]));
    expect(await refusalOf(fileOf('many.zip', zipSync(entries, { level: 0 })))).toBe('hostile_archive');
  });

  it('never unpacks more than an entry says it holds', async () => {
    const bytes = zipSync({ 'a.csv': Buffer.concat([CSV, Buffer.alloc(1_000_000, 'x')]) });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    view.setUint32(Buffer.from(bytes).lastIndexOf('PK\x01\x02') + 24, CSV.length, true); // the directory lies
    expect(await refusalOf(fileOf('lies.zip', bytes))).toBe('unreadable_file');
  });
});

/** A zip whose names are the bytes given: nothing packed, and the flag that says UTF-8 not set. */
function zipNamed(entries: [name: Buffer, data: Buffer][]): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, data] of entries) {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt32LE(crc32(data), 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt32LE(data.length, 22);
    head.writeUInt16LE(name.length, 26);
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(0x02014b50, 0);
    head.copy(listed, 6, 4, 30);
    listed.writeUInt32LE(at, 42);
    files.push(head, name, data);
    directory.push(listed, name);
    at += 30 + name.length + data.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, list, end]);
}

const RIVERS: Parameters<typeof gdalFile>[2] = [
  [
    { 名称: '淀浦河', 长度: 12.5 },
    'LineString',
    [
      [121.1, 31.1],
      [121.2, 31.15],
    ],
  ],
  [
    { 名称: '西大盈港', 长度: 9 },
    'LineString',
    [
      [121.1, 31.2],
      [121.15, 31.25],
    ],
  ],
];

describe.skipIf(!hasGdal)('what GDAL writes', () => {
  const entriesOf = (path: string, only = /./) =>
    Object.fromEntries(
      besides(path)
        .filter((each) => only.test(each))
        .map((each) => [`数据/${basename(each)}`, readFileSync(each)]),
    );

  it('a shapefile in a zip: GBK with and without .cpg, several by name', async () => {
    const shp = gdalFile('hebei.shp', 'ESRI Shapefile', RIVERS, ['-lco', 'ENCODING=GBK']);
    for (const only of [/./, /\.(shp|shx|dbf|prj)$/]) {
      const read = await readSource(fileOf('hebei.zip', zipSync(entriesOf(shp, only))));
      expect(read.list.map(({ properties }) => properties.名称)).toEqual(['淀浦河', '西大盈港']);
      expect(read.crs).toContain('WGS');
    }
    const other = gdalFile('other.shp', 'ESRI Shapefile', RIVERS.slice(1));
    const both = fileOf('both.zip', zipSync({ ...entriesOf(shp), ...entriesOf(other) }));
    expect(await refusalOf(both)).toBe('several_source_layers');
    expect((await readSource(both, 'other')).list).toHaveLength(1);
  });

  it('a shapefile without .shx or .dbf gives what there is and says so', async () => {
    const shp = gdalFile('bare.shp', 'ESRI Shapefile', RIVERS);
    const bare = await readSource(fileOf('bare.zip', zipSync(entriesOf(shp, /\.(shp|prj)$/))));
    expect(bare.list).toHaveLength(2);
    expect(bare.columns).toEqual([]);
    expect(bare.said).toEqual(['no_attribute_table -', 'no_shape_index -']);
  });

  it('FlatGeobuf with its system, in any row order', async () => {
    const read = await readSource(gdalFile('rivers.fgb', 'FlatGeobuf', RIVERS));
    expect(read.crs).toBe('EPSG:4326');
    expect(read.columns).toEqual(['名称', '长度']);
    expect(read.list.map(({ properties }) => properties.名称).sort()).toEqual(['淀浦河', '西大盈港']);
  });

  it('FlatGeobuf of many features comes a feature at a time, twice the same, with an index in front or without', async () => {
    const rows = Array.from({ length: 3000 }, pointAt);
    const indexed = await readSource(gdalFile('indexed.fgb', 'FlatGeobuf', rows));
    const plain = gdalFile('plain.fgb', 'FlatGeobuf', rows, ['-lco', 'SPATIAL_INDEX=NO']);
    const read = await readSource(plain);
    expect(read.list.map(({ properties }) => properties)).toEqual(rows.map(([properties]) => properties));
    expect(read.list.map(({ row }) => row)).toEqual(rows.map((_, i) => i + 1));
    const byNumber = [...indexed.list].sort((a, b) => Number(a.properties.n) - Number(b.properties.n));
    expect(byNumber.map(({ geometry }) => geometry)).toEqual(read.list.map(({ geometry }) => geometry));
    expect([...read.rows()].length).toBe(3000);
  });

  it('FlatGeobuf cut short: the whole records load, the loss is named', async () => {
    const whole = readFileSync(gdalFile('whole.fgb', 'FlatGeobuf', RIVERS, ['-lco', 'SPATIAL_INDEX=NO']));
    const read = await readSource(fileOf('cut.fgb', whole.subarray(0, whole.length - 40)));
    expect(read.list).toHaveLength(1);
    expect(read.said).toEqual(['records_lost 2']);
    expect(await refusalOf(fileOf('head.fgb', whole.subarray(0, 100)))).toBe('unreadable_file');
  });

  it('FlatGeobuf with an index over no features is refused, not measured for ever', async () => {
    const bytes = readFileSync(gdalFile('counted.fgb', 'FlatGeobuf', Array.from({ length: 3000 }, pointAt)));
    const count = Buffer.alloc(8);
    count.writeUInt32LE(3000);
    const at = bytes.indexOf(count);
    expect(at).toBeGreaterThan(0);
    bytes.fill(0, at, at + 8);
    expect(await refusalOf(fileOf('nothing.fgb', bytes))).toBe('unreadable_file');
  });

  it('KML and GeoJSONSeq of GDAL', async () => {
    const read = await readSource(gdalFile('ogr.kml', 'KML', RIVERS));
    expect(read.list.map(({ properties }) => properties.名称)).toEqual(['淀浦河', '西大盈港']);
    expect((await readSource(gdalFile('ogr.kmz', 'LIBKML', RIVERS))).list).toHaveLength(2);
    expect((await readSource(gdalFile('ogr.geojsonl', 'GeoJSONSeq', RIVERS))).list).toHaveLength(2);
  });
});

describe('an archive that is damaged', () => {
  const CSV = `code,lon,lat\n${Array.from({ length: 4000 }, (_, i) => `XC${i},121.0${1000 + i},31.2`).join('\n')}\n`;
  const packed = (level: 0 | 6) => Buffer.from(zipSync({ 'points.csv': Buffer.from(CSV) }, { level }));
  const read = (name: string, zip: Buffer) => readSource(fileOf(name, zip));
  const patched = (zip: Buffer, at: number, value: number) => {
    const other = Buffer.from(zip);
    other.writeUInt32LE(value, at);
    return other;
  };
  const directory = (zip: Buffer) => zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));

  it('is refused whole where a digit of it is another: rows would lie elsewhere', async () => {
    const stored = packed(0);
    expect((await read('whole.zip', stored)).list).toHaveLength(4000);
    const digit = stored.indexOf('121.01042') + 4;
    const other = Buffer.from(stored);
    other[digit] = '9'.charCodeAt(0);
    await expect(read('digit.zip', other)).rejects.toMatchObject({ code: 'unreadable_file' });
  });

  it('is refused where its directory states another checksum, fewer bytes or more than there are', async () => {
    for (const level of [0, 6] as const) {
      const zip = packed(level);
      const [crc, size] = [directory(zip) + 16, directory(zip) + 24];
      const wrong = [patched(zip, crc, 1), patched(zip, size, CSV.length - 100), patched(zip, size, CSV.length + 1)];
      for (const [i, each] of wrong.entries())
        await expect(read(`wrong${level}${i}.zip`, each), `${level} ${i}`).rejects.toMatchObject({
          code: 'unreadable_file',
        });
    }
  });
});
