import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { type CopyType, encodeCopy } from '../../server/import/pgcopy.ts';
import type { PackedGeometry } from '../../server/import/rows/geometry.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const TYPES: CopyType[] = ['int4', 'int4', 'int8', 'float8', 'bool', 'text', 'date', 'jsonb', 'bytea'];

const cell = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const row = fc.tuple(
  cell(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  cell(fc.maxSafeInteger()),
  cell(fc.double({ noNaN: true })),
  cell(fc.boolean()),
  cell(fc.string({ unit: 'binary' })),
  cell(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })),
  cell(fc.jsonValue()),
  cell(fc.uint8Array()),
);

describe('binary COPY', () => {
  it('brings every value back as it went in, without the NULs a database cannot hold', async () => {
    await db.run(
      'create table public.copied (n int, i int, big bigint, f float8, b bool, t text, d date, j jsonb, y bytea)',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        await db.query('delete from public.copied');
        const cells = rows.map(([i, big, f, b, t, d, j, y], n) => [
          n,
          i,
          big,
          f,
          b,
          t,
          d?.toISOString().slice(0, 10),
          j,
          y,
        ]);
        await db.copyIn('public.copied', ['n', 'i', 'big', 'f', 'b', 't', 'd', 'j', 'y'], encodeCopy(TYPES, cells));
        const back = await db.query<Record<string, unknown>>('select * from public.copied order by n');
        expect(back.length).toBe(rows.length);
        back.forEach((got, n) => {
          const [, i, big, f, b, t, d, , y] = cells[n];
          const text = (t as string | null)?.replaceAll('\0', '') ?? null;
          expect(got).toMatchObject({ i, big, b, t: text && Buffer.from(text).toString(), d: d ?? null });
          expect(Object.is(got.f, f) || got.f === f).toBe(true);
          expect(got.y === null ? null : [...(got.y as Uint8Array)]).toEqual(
            y === null ? null : [...(y as Uint8Array)],
          );
        });
      }),
      { numRuns: 25 },
    );
  });

  it('keeps JSON with backslashes and drops what jsonb refuses', async () => {
    await db.run('create table public.json_copied (n int, j jsonb)');
    const values = [{ a: '\\u0000' }, { a: 'x\0y' }, { a: '\\\0' }, { a: '\ud800z' }, { a: '中\u{20bb7}' }];
    const cells = values.map((value, n) => [n, value]);
    await db.copyIn('public.json_copied', ['n', 'j'], encodeCopy(['int4', 'jsonb'], cells));
    const back = await db.query<{ a: string }>(`select j ->> 'a' as a from public.json_copied order by n`);
    expect(back.map(({ a }) => a)).toEqual(['\\u0000', 'xy', '\\', 'z', '中\u{20bb7}']);
  });

  it('writes geometry that PostGIS reads back the same', async () => {
    await db.run(
      `create table public.shapes (id int, geom geometry(Geometry, 4490), plane geometry, line geometry(LineStringM))`,
    );
    const square = [0, 0, 4, 0, 4, 4, 0, 4, 0, 0];
    const hole = [1, 1, 1, 2, 2, 2, 1, 1];
    const shape = (kind: PackedGeometry['kind'], xy: number[], parts: number[][] = []): PackedGeometry => ({
      kind,
      degrees: Float64Array.from(xy),
      plane: Float64Array.from(xy),
      parts,
    });
    const line = { plane: Float64Array.of(1, 2, 3, 4), m: Float64Array.of(0, 1e12) };
    const shapes = [
      shape('point', [1, 2]),
      shape('line', [1, 2, 3, 4]),
      shape('polygon', [...square, ...hole], [[5, 4]]),
    ];
    await db.copyIn(
      'public.shapes',
      ['id', 'geom', 'plane', 'line'],
      encodeCopy(
        ['int4', 'geom_4490', 'geom_plane', 'line_m'],
        shapes.map((each, i) => [i, each, each, line]),
      ),
    );
    const back = await db.query<{ t: string; p: string; l: string; ok: boolean }>(
      'select st_asewkt(geom) as t, st_astext(plane) as p, st_astext(line) as l, st_isvalid(plane) as ok from public.shapes order by id',
    );
    expect(back.map(({ t }) => t)).toEqual([
      'SRID=4490;POINT(1 2)',
      'SRID=4490;LINESTRING(1 2,3 4)',
      'SRID=4490;MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,1 1)))',
    ]);
    expect(back[2]).toMatchObject({ l: 'LINESTRING M (1 2 0,3 4 1000000000000)', ok: true });
  });
});
