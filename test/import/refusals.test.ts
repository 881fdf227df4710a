import { describe, expect, it } from 'vitest';
import type { DomainError } from '../../server/errors.ts';
import { readWkt } from '../../server/import/formats/wkt.ts';
import { elementsOf } from '../../server/import/formats/xml/elements.ts';
import { readSourceFile } from '../../server/import/formats.ts';
import { fileOf, geojsonOf } from './files.ts';
import { readSource } from './read-source.ts';

/** The code a file is refused with; fails when it is a bug that is thrown, or nothing. */
async function refusalOf(name: string, content: string | Uint8Array): Promise<string> {
  try {
    const { file, format } = await readSourceFile(fileOf(name, content));
    const source = await format.open(file, undefined);
    return `opened ${[...source.rows()].length}`;
  } catch (error) {
    if (error instanceof Error && error.name === 'DomainError') return (error as Error & { code: string }).code;
    throw error;
  }
}

const junk = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3)) & 255);

describe('files that cannot be imported', () => {
  it.each([
    ['nothing.csv', '', 'empty_file'],
    ['notes.docx', 'x', 'unknown_format'],
    ['junk.gpkg', junk, 'wrong_extension'],
    ['junk.shp', junk, 'wrong_extension'],
    ['junk.geojson', junk, 'wrong_extension'],
    ['junk.csv', junk, 'unreadable_file'],
    ['junk.gpx', junk, 'wrong_extension'],
    ['broken.gpkg', `SQLite format 3\0${'x'.repeat(4000)}`, 'unreadable_file'],
    ['cut.geojson', '{"type":"FeatureCollection","features":[{"type":', 'unreadable_file'],
    ['number.json', '{"type":"Topology"}', 'unreadable_file'],
    ['list.json', '[1,2]', 'wrong_extension'],
    ['named.csv', '{"type":"FeatureCollection","features":[]}', 'wrong_extension'],
    ['cut.gpx', '<gpx><trk><trkseg>', 'unreadable_file'],
    ['bomb.gpx', '<!DOCTYPE gpx [<!ENTITY a "aaa">]><gpx>&a;</gpx>', 'unreadable_file'],
  ])('%s', async (name, content, code) => {
    expect(await refusalOf(name, content)).toBe(code);
  });

  it.each([
    ['comma.csv', (columns: string[]) => columns.join(',')],
    [
      'blanks.csv',
      (columns: string[]) =>
        `${columns.map(() => '').join(',')}\n${columns.join(',')}\n${columns.map(() => 1).join(',')}`,
    ],
  ])('a million columns, %s', async (name, header) => {
    expect(await refusalOf(name, header(Array.from({ length: 1_000_000 }, (_, i) => `c${i}`)))).toBe(
      'too_many_columns',
    );
  });

  it('a million properties', async () => {
    const properties = Array.from({ length: 1_000_000 }, (_, i) => `"c${i}":1`).join(',');
    const text = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{${properties}},"geometry":null}]}`;
    expect(await refusalOf('wide.geojson', text)).toBe('too_many_columns');
  });

  it('a row of a workbook with more cells than a sheet can have, before it is held', () => {
    let read = 0;
    const endless = function* () {
      yield '<sheet><row>';
      for (; read < 1_000_000; read++) yield '<c><v>1</v></c>';
      yield '</row></sheet>';
    };
    expect(() => [...elementsOf(endless(), new Set(['row']), 16_384)]).toThrow(
      'a row element holds more than 16384 items',
    );
    expect(read).toBe(16_384);
  });

  it('a hundred thousand brackets deep is refused, not a crash', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const text = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"p":${deep}},"geometry":{"type":"Polygon","coordinates":${deep}}}]}`;
    expect(await refusalOf('deep.geojson', text)).toBe('nested_too_deep');
  });
});

describe('what a damaged file is refused with', () => {
  const sentencesOf = async (name: string, content: string): Promise<{ zh: string; en: string }> => {
    const error = await readSource(fileOf(name, content)).then(
      () => expect.unreachable(),
      (cause: DomainError) => cause,
    );
    return { zh: error.messageZh, en: error.message };
  };
  const placemark = '<Placemark><name>口</name></Placemark>';

  it.each([
    ['doctype.kml', `<!DOCTYPE kml><kml>${placemark}</kml>`, '含有 DOCTYPE', 'it has a document type declaration'],
    [
      'deep.kml',
      `<kml>${placemark}${'<a>'.repeat(300)}${'</a>'.repeat(300)}</kml>`,
      '嵌套超过 256 层',
      'deeper than 256',
    ],
    ['cut.kml', `<kml>\n${placemark}\n<Placemark><name></kml>`, '第 3 行不是完好的 XML', 'not well-formed at line 3'],
    [
      'nan.geojson',
      '{"type":"FeatureCollection",\n"features":[NaN]}',
      '不是有效的 JSON（第 2 行第 13 列',
      'line 2, column 13',
    ],
    ['comma.geojson', '{"type":"FeatureCollection",\n"features":[1 2]}', '第 2 行第 15 列', 'line 2, column 15'],
    ['cut.geojson', '{"type":"FeatureCollection",\n"features":[', '到文件末尾仍未结束', 'it ends too early'],
  ])('%s is said in Chinese and in English, with its place', async (name, content, zh, en) => {
    const said = await sentencesOf(name, content);
    expect(said.zh).toContain(zh);
    expect(said.en).toContain(en);
    // the parser's own words stay a quotation
    expect(said.zh.replace(/“[^”]*”/gu, '')).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/);
  });
});

describe('text formats', () => {
  const feature =
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"青浦塘"},"geometry":null}]}';
  const line = '{"type":"Feature","properties":{"name":"青浦塘"},"geometry":null}\n';
  const kml = '<?xml version="1.0" encoding="UTF-16"?><kml><Placemark><name>青浦塘</name></Placemark></kml>';

  it.each([
    ['utf16.geojson', feature],
    ['utf16.geojsonl', line.repeat(2)],
    ['utf16.kml', kml],
    ['utf16.csv', 'name,a\n青浦塘,1\n'],
  ])('are read in UTF-16 with its mark, either way round: %s', async (name, text) => {
    for (const mark of ['le', 'be']) {
      const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
      const { list } = await readSource(fileOf(`${mark}-${name}`, mark === 'be' ? bytes.swap16() : bytes));
      expect(list[0].properties.name).toBe('青浦塘');
    }
  });
});

describe('the crs member of a GeoJSON', () => {
  const crsOf = async (crs: unknown) =>
    (await readSource(geojsonOf('member.geojson', [[{}, 'Point', [121, 31]]], { crs }))).crs;

  it('is honoured by name and by the code of old', async () => {
    expect(await crsOf({ type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::2056' } })).toBe(
      'urn:ogc:def:crs:EPSG::2056',
    );
    expect(await crsOf({ type: 'EPSG', properties: { code: 4549 } })).toBe('EPSG:4549');
    expect(await crsOf(null)).toBeNull();
  });

  it('that names nothing is left to be refused, unless --crs says better', async () => {
    expect(await crsOf({ type: 'link', properties: { href: 'http://example.org/crs/42' } })).toBe('crs href');
    expect(await crsOf({})).toBe('crs without a name');
  });
});

it('heights of a KML are said where one is not zero', async () => {
  const place = (coordinates: string) =>
    `<Placemark><LineString><coordinates>${coordinates}</coordinates></LineString></Placemark>`;
  const text = `<kml>${place('1,2,0 3,4,0')}${place('1,2 3,4')}${place('1,2,0 3,4,-1.5')}</kml>`;
  const { list } = await readSource(fileOf('heights.kml', text));
  expect(list.map(({ geometry }) => geometry?.dropped)).toEqual([undefined, undefined, true]);
});

describe('well-known text', () => {
  it('reads points, lines and polygons, with Z dropped later', () => {
    expect(readWkt('POINT (121.5 31)')).toEqual({ type: 'Point', coordinates: [121.5, 31] });
    expect(readWkt('SRID=4490;LINESTRING Z (1 2 3, 4 5 6)')).toEqual({
      type: 'LineString',
      coordinates: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    });
    expect(readWkt('multipolygon(((0 0,1 0,1 1,0 0)))')?.coordinates).toEqual([
      [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    ]);
    expect(readWkt('MULTIPOINT ((1 2), (3 4))')?.coordinates).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(readWkt('POLYGON EMPTY')).toBeNull();
  });

  it('does not read what is none', () => {
    for (const text of ['', 'hello', 'POINT (1 a)', 'POINT (1 2', 'LINESTRING ((1 2)', 'CIRCLE (1 2)'])
      expect(readWkt(text)).toBeUndefined();
  });
});
