/** Damaged files that ogr2ogr converts in part with exit code 0: what was lost is said, of sound files nothing. */
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { withConverterErrors } from '../../server/import/formats/converter-losses.ts';
import type { Source } from '../../server/import/formats.ts';
import { command } from '../support/command.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf } from './files.ts';
import { besides, gdalFile, hasGdal } from './gdal.ts';
import { type Read, readSource } from './read-source.ts';

const ROWS = 40;
const POINTS: Parameters<typeof gdalFile>[2] = Array.from({ length: ROWS }, (_, i) => [
  { id: `W${i}`, name: `排口"${i}` },
  'Point',
  [121 + i / 1000, 31],
]);
const UTF8 = ['-lco', 'ENCODING=UTF-8'];

let made = 0;

/** A copy of the set with one of its parts made otherwise. */
function damaged(path: string, part: string, change: (bytes: Buffer) => Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'converter-losses-'));
  for (const each of besides(path)) copyFileSync(each, join(folder, basename(each)));
  const changed = join(folder, basename(path, extname(path)) + part);
  writeFileSync(changed, change(readFileSync(changed)));
  return join(folder, basename(path));
}

const mif = () => gdalFile(`lost${++made}.mif`, 'MapInfo File', POINTS, ['-dsco', 'FORMAT=MIF', ...UTF8]);
const tab = () => gdalFile(`lost${++made}.tab`, 'MapInfo File', POINTS, UTF8);

const lines = (change: (lines: string[]) => string[]) => (bytes: Buffer) =>
  Buffer.from(change(bytes.toString().split('\n')).join('\n'));
const half = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));
/** Up to the twentieth object, whole. */
const twenty = (all: string[]) => all.slice(0, all.findIndex((line) => line.startsWith('Point')) + 20 * 2);

const reasonOf = ({ issues }: Read, wanted: string) => issues.find(({ code }) => code === wanted)?.reason_en;
const zipped = (path: string) =>
  fileOf(
    `lost${++made}.zip`,
    zipSync(Object.fromEntries(besides(path).map((each) => [basename(each), new Uint8Array(readFileSync(each))]))),
  );

describe.skipIf(!hasGdal)('of files converted in part', () => {
  it.each([
    [
      'a damaged object',
      () =>
        damaged(
          mif(),
          '.mif',
          lines((all) => all.with(all.length - 21, 'Region 1')),
        ),
      true,
    ],
    [
      'a .mif cut within an object',
      () =>
        damaged(
          mif(),
          '.mif',
          lines((all) => [...twenty(all), 'Point 121.1']),
        ),
      true,
    ],
    ['a .mif cut between objects', () => damaged(mif(), '.mif', lines(twenty)), false],
    ['a short .mid', () => damaged(mif(), '.mid', half), true],
    ['a short .dat', () => damaged(tab(), '.dat', half), true],
  ])('%s: rows that came, rows there should be and the words of ogr2ogr', async (_, make, isTold) => {
    const path = make();
    for (const each of [path, zipped(path)]) {
      const read = await readSource(each);
      expect(read.list.length).toBeGreaterThan(0);
      expect(read.list.length).toBeLessThan(ROWS);
      expect(reasonOf(read, 'rows_lost')).toMatch(new RegExp(`has ${ROWS} rows .* and ${read.list.length} could`));
      const told = reasonOf(read, 'converter_errors');
      if (isTold) expect(told).toMatch(/^ogr2ogr reported errors \(lines: \d+\), rows may be missing: ERROR \d/);
      else expect(told).toBeUndefined();
      expect(told ?? '').not.toContain(tmpdir());
      expect(told?.length ?? 0).toBeLessThan(800);
    }
  });

  it('a deleted record of a table is no loss', async () => {
    const flagged = damaged(tab(), '.dat', (bytes) => {
      const [start, length] = [bytes.readUInt16LE(8), bytes.readUInt16LE(10)];
      bytes[start + 3 * length] = '*'.charCodeAt(0);
      return bytes;
    });
    // its place in the .map goes with it
    const read = await readSource(damaged(flagged, '.id', (bytes) => bytes.fill(0, 3 * 4, 4 * 4)));
    expect([read.list.length, read.said]).toEqual([ROWS - 1, []]);
  });

  it('a .mif without its .mid says that it has no attributes, loose and in a zip', async () => {
    const path = mif();
    const alone = readFileSync(path);
    for (const file of [fileOf('alone.mif', alone), fileOf('alone.zip', zipSync({ 'alone.mif': alone }))])
      expect((await readSource(file)).said).toEqual(['no_attribute_table -']);
    expect((await readSource(path)).said).toEqual([]);
    expect((await readSource(damaged(mif(), '.mid', () => Buffer.alloc(0)))).said).toContain('no_attribute_table -');
    const bare = String(alone).replace(/Columns \d+\r?\n( {2}.*\n)+/, 'Columns 0\n');
    expect((await readSource(fileOf('bare.mif', bare))).said).toEqual([]);
  });

  it('parts of a collection, texts over two lines and objects without a shape are counted as what they are', async () => {
    const head =
      'Version 650\nCharset "Neutral"\nDelimiter ","\nCoordSys Earth Projection 1, 104\nColumns 1\n  n Char(20)\n';
    const collection =
      'Collection 2\n  Region 1\n    4\n121 31\n122 31\n122 32\n121 31\n  Multipoint 2\n121 31\n122 32\n';
    fileOf('kinds.mid', '"a"\n"b ""quoted"""\n"c"\n"d"\n');
    const text = 'Text\n  "Point"\n  121 31 122 32\n  Label Line Simple 121 31\n';
    const read = await readSource(fileOf('kinds.mif', `${head}Data\n\n${collection}${text}none\nLine 121 31 122 32\n`));
    // the collection is a record that no layer can take; none is lost
    expect([read.total, read.list.length, read.said]).toEqual([4, 3, ['unreadable_record 1']]);
  });
});

describe.skipIf(!hasGdal)('the import', () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  it('takes what came and counts nothing of the whole file as a row', async () => {
    const path = damaged(tab(), '.dat', half);
    const { code, out } = await command(
      db,
      `import ${path} --layer outfalls --district lost --map source_id=id --format json`,
      '/',
    );
    const report = JSON.parse(out);
    const { list } = await readSource(path);
    expect([code, report.rows_read, report.rows_new, report.rows_rejected]).toEqual([0, list.length, list.length, 0]);
    expect(report.issues_by_code).toMatchObject({ rows_lost: 1, converter_errors: 1 });
    const kept = await db.query<{ severity: string }>(
      "select severity from register.import_issue where district = 'lost' and code in ('rows_lost', 'converter_errors')",
    );
    expect(kept).toEqual([{ severity: 'error' }, { severity: 'error' }]);
  });
});

it('words of ogr2ogr are shown without folders, each once, the first three; warnings are none', () => {
  const issues: Source['issues'] = [];
  const source: Source = { layer: null, columns: [], crs: null, isTable: false, issues, rows: () => [] };
  const error = (i: number) => `ERROR ${i}: cannot read /tmp/own-1/a.dat beside /data/in/a.tab ${'x'.repeat(300)}`;
  const stderr = ['Warning 1: recode from GBK', error(1), error(1), error(2), error(3), error(4), ''].join('\n');
  const folders = ['/tmp/own-1', '/data/in'];
  expect([...withConverterErrors(source, stderr, folders).rows()]).toEqual([]);
  const [{ value, reason_en }] = issues;
  expect(value).toBe('5');
  expect(
    reason_en.match(/ERROR \d: cannot read a\.dat beside a\.tab x+/g)?.map((line) => [line[6], line.length]),
  ).toEqual(['1', '2', '3'].map((n) => [n, 200]));
  expect([...withConverterErrors(source, 'Warning 1: recode from GBK\n', folders).rows(), issues.length]).toEqual([1]);
});
