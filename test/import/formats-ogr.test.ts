import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { throughOgr } from '../../server/import/formats/ogr.ts';
import { readSourceFile } from '../../server/import/formats.ts';
import { fileOf } from './files.ts';
import { besides, gdalFile, hasGdal } from './gdal.ts';
import { readSource, refusalOf } from './read-source.ts';

const POINTS: Parameters<typeof gdalFile>[2] = [
  [{ name: '甲', code: 1 }, 'Point', [121.1, 31.1]],
  [{ name: '乙', code: 2 }, 'Point', [121.2, 31.2]],
];
const UTF8 = ['-lco', 'ENCODING=UTF-8'];

describe.skipIf(!hasGdal)('formats read through ogr2ogr', () => {
  it.each([
    ['points.tab', 'MapInfo File', UTF8],
    ['points.mif', 'MapInfo File', ['-dsco', 'FORMAT=MIF', ...UTF8]],
    ['points.gdb', 'OpenFileGDB', []],
  ])('reads %s', async (name, driver, options) => {
    const read = await readSource(gdalFile(name, driver, POINTS, options));
    expect(read.list.map(({ properties }) => properties.name)).toEqual(['甲', '乙']);
    expect(read.said).toEqual([]);
    const [lon, lat] = read.list[1].geometry!.coordinates as number[];
    // MapInfo and FileGDB keep coordinates on a grid of about 1e-9 degrees
    expect(lon).toBeCloseTo(121.2, 8);
    expect(lat).toBeCloseTo(31.2, 8);
  });

  it('reads a DXF, which knows no coordinate system', async () => {
    const lines: typeof POINTS = [
      [
        {},
        'LineString',
        [
          [500000, 3400000],
          [500100, 3400000],
        ],
      ],
    ];
    const read = await readSource(gdalFile('lines.dxf', 'DXF', lines));
    expect(read).toMatchObject({ layer: 'entities', crs: null });
    expect(read.list[0].geometry?.type).toBe('LineString');
    expect(read.said).toEqual([]);
  });

  it('reads them out of a zip, a FileGDB with its folder', async () => {
    const gdb = gdalFile('packed.gdb', 'OpenFileGDB', POINTS);
    const inside = Object.fromEntries(
      readdirSync(gdb).map((name) => [`数据/packed.gdb/${name}`, readFileSync(join(gdb, name))]),
    );
    const zipped = { ...inside, '数据/说明.txt': Buffer.from('x') };
    const names = async (name: string, entries: Record<string, Uint8Array>) =>
      (await readSource(fileOf(name, zipSync(entries)))).list.map(({ properties }) => properties.name);
    expect(await names('gdb.zip', zipped)).toEqual(['甲', '乙']);
    const tab = gdalFile('folded.tab', 'MapInfo File', POINTS, UTF8);
    const parts = besides(tab).map((path) => [basename(path), readFileSync(path)] as const);
    expect(await names('tab.zip', Object.fromEntries(parts))).toEqual(['甲', '乙']);
  });

  it('refuses what only carries the name', async () => {
    expect(await refusalOf(fileOf('vrt.dxf', '<OGRVRTDataSource/>'))).toBe('wrong_extension');
    expect(await refusalOf(fileOf('bad.tab', '!table\n!version 300\n'))).toBe('unreadable_file');
    expect(await refusalOf(mkdtempSync(join(tmpdir(), 'x-')).concat('.gdb'))).toBe('file_not_found');
  });
});

describe('without GDAL on the search path', () => {
  it.each([
    ['a.tab', '!table\n!version 300\n', 'MapInfo TAB'],
    ['a.mif', 'Version 300\n', 'MapInfo MIF'],
    ['a.dxf', '  0\nSECTION\n', 'DXF'],
  ])('%s is refused with what is needed and the way around', async (name, content, format) => {
    const { file } = await readSourceFile(fileOf(name, content));
    const mapinfo = { ...file, name };
    await expect(throughOgr(mapinfo, format, [], undefined, '/nowhere')).rejects.toMatchObject({
      code: 'ogr2ogr_needed',
      message: expect.stringMatching(new RegExp(`^${name}: ${format} is read through ogr2ogr .*gdal-bin.*GeoPackage`)),
      messageZh: expect.stringContaining('gdal-bin'),
    });
  });

  it('one that cannot be run is as good as none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-gdal-'));
    writeFileSync(join(folder, 'ogr2ogr'), 'not a program', { mode: 0o600 });
    const { file } = await readSourceFile(fileOf('b.dxf', '  0\nSECTION\n'));
    await expect(throughOgr(file, 'DXF', [], undefined, folder)).rejects.toMatchObject({ code: 'ogr2ogr_needed' });
  });
});
