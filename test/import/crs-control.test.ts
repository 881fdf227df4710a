import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { controlCrs } from '../../server/import/crs-control.ts';
import { importFile } from '../../server/import/import.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf } from './files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

// a city's grid: EPSG:4549 turned by 0.3°, scaled by 1.00002, counted from (550000, 3450000)
const [TURN, SCALE] = [(0.3 * Math.PI) / 180, 1.00002];
function local([x, y]: [number, number]): [number, number] {
  const [dx, dy] = [x - 550_000, y - 3_450_000];
  return [SCALE * (Math.cos(TURN) * dx - Math.sin(TURN) * dy), SCALE * (Math.sin(TURN) * dx + Math.cos(TURN) * dy)];
}
const known: [number, number][] = [
  [545_000, 3_440_000],
  [560_000, 3_442_000],
  [558_000, 3_461_000],
  [547_000, 3_459_000],
];

/** A table of control points; `change` spoils or turns the local numbers. */
function table(points = known, change = (xy: [number, number], _i: number): number[] => xy): string {
  const rows = points.map((to, i) => [...change(local(to), i).map((n) => n.toFixed(4)), ...to].join(','));
  return ['from_x,from_y,to_x,to_y', ...rows].join('\n');
}
const fit = (text: string) => controlCrs(db, { name: 'points.csv', text, crs: 'EPSG:4549' });

async function errorM(text: string, x: number, y: number, from: number[]): Promise<number> {
  const [lon, lat] = (await fit(text)).crs.toDegrees!(from as [number, number]);
  const [{ metres }] = await db.query<{ metres: number }>(
    `select st_distance(st_transform(st_setsrid(st_point($1, $2), 4549), 4326)::geography,
                        st_setsrid(st_point($3, $4), 4326)::geography) as metres`,
    [x, y, lon, lat],
  );
  return metres;
}

describe('control points', () => {
  it('give the positions of PostGIS to a millimetre through a turned and scaled grid, and print residuals', async () => {
    expect(await errorM(table(), 552_345, 3_451_234, local([552_345, 3_451_234]))).toBeLessThan(0.001);
    const { crs, issues } = await fit(table());
    expect(crs.label).toBe('control points points.csv (similarity, 4 points, worst 0.000 m)');
    expect(issues).toMatchObject([
      { code: 'control_fit', severity: 'warning', row: null, reason_en: expect.stringContaining('0.000, 0.000') },
    ]);
  });

  it('work where X is north', async () => {
    const text = table(known, ([x, y]) => [y, x]);
    const [x, y] = local([552_345, 3_451_234]);
    expect(await errorM(text, 552_345, 3_451_234, [y, x])).toBeLessThan(0.001);
    expect((await fit(text)).crs.label).toContain('X north');
  });

  it('take an affine map where no similarity fits', async () => {
    const text = table(known, ([x, y]) => [x * 1.001, y]);
    const [x, y] = local([552_345, 3_451_234]);
    expect((await fit(text)).crs.label).toContain('affine');
    expect(await errorM(text, 552_345, 3_451_234, [x * 1.001, y])).toBeLessThan(0.001);
  });

  it('are refused with their residuals when one is 30 m off, when there are two, and when columns are missing', async () => {
    const wrong = [...known, [552_000, 3_450_000]] as [number, number][];
    const spoilt = table(wrong, ([x, y], i) => [x + (i === 4 ? 30 : 0), y]);
    await expect(fit(spoilt)).rejects.toMatchObject({ code: 'control_misfit', message: /residuals in metres/ });
    await expect(fit(table(known.slice(0, 2)))).rejects.toMatchObject({ code: 'control_too_few' });
    await expect(fit('a,b\n1,2\n')).rejects.toMatchObject({ code: 'control_unreadable' });
    await expect(fit(table(known.map(([x, y]) => [x, y + Number.NaN])))).rejects.toMatchObject({
      code: 'control_unreadable',
    });
  });

  it('along a line fit both orders of axes, and are refused until one lies aside', async () => {
    const dike = [0, 500, 1000, 1500, 2000, 2500].map((m): [number, number] => [
      550_000 + 0.6 * m,
      3_450_000 + 0.8 * m,
    ]);
    const northFirst = ([x, y]: [number, number]) => [y, x];
    await expect(fit(table(dike, northFirst))).rejects.toMatchObject({
      code: 'control_axes_undecided',
      message: expect.stringMatching(/6 control points .* lie along a line.*add one point well aside/),
      messageZh: expect.stringMatching(/6 个控制点.*一条直线.*请补充一个/),
    });
    const aside = [...dike, [550_500, 3_449_500]] as [number, number][];
    expect((await fit(table(aside, northFirst))).crs.label).toContain('X north, 7 points, worst 0.000 m');
  });

  it('that are the same count once', async () => {
    const same = table([known[0], known[0], known[0], known[1]]);
    await expect(fit(same)).rejects.toMatchObject({ code: 'control_too_few', message: /has 2 different/ });
  });

  it('carry a file into the register, with to_lon and to_lat in any notation', async () => {
    const degrees = await db.query<{ lon: number; lat: number }>(
      `select st_x(g) as lon, st_y(g) as lat
         from unnest($1::float8[], $2::float8[]) as p(x, y), st_transform(st_setsrid(st_point(x, y), 4549), 4490) as g`,
      [known.map(([x]) => x), known.map(([, y]) => y)],
    );
    const rows = known.map((to, i) => [...local(to), `${degrees[i].lon}°`, degrees[i].lat].join(','));
    const text = ['from_x,from_y,to_lon,to_lat', ...rows].join('\n');
    const [x, y] = local([552_345, 3_451_234]);
    const report = await importFile(db, {
      file: fileOf('local.csv', `name,X,Y\n甲,${x},${y}\n`),
      district: { key: 'local' },
      layer: 'venues',
      control: { name: 'points.csv', text },
    });
    expect(report).toMatchObject({ rows_new: 1, crs_note: expect.stringContaining('residuals') });
    const [{ off }] = await db.query<{ off: number }>(
      `select st_distance(geom_m, st_point(552345, 3451234)) as off from register.venue where district = 'local'`,
    );
    expect(off).toBeLessThan(0.002);
  });
});

describe('a file beside control points', () => {
  const control = { name: 'points.csv', text: table(), crs: 'EPSG:4549' };
  const rows = (name: string, places: number[][]) =>
    fileOf(name, ['编号,x,y', ...places.map(([x, y], i) => `P${i},${x},${y}`)].join('\n'));
  const load = (file: string, key: string, more: { crs?: string } = {}) =>
    importFile(db, { file, district: { key }, layer: 'outfalls', control, ...more });

  it('is told how far it lies from all of them, where that is over 50 km', async () => {
    const metres = known.map(([x, y]) => [x, y + 100]); // as if EPSG:4549 were the grid
    const far = await load(rows('far.csv', metres), 'far');
    const [said] = far.issues.filter(({ code }) => code === 'control_far');
    expect(Number(said.value)).toBeGreaterThan(3000);
    const near = await load(rows('near.csv', [...known.map(local), local([552_000, 3_505_000])]), 'near');
    expect(near.issues.map(({ code }) => code)).not.toContain('control_far');
    const beyond = known.map(([x, y]) => local([x, y + 80_000]));
    expect((await load(rows('beyond.csv', beyond), 'beyond')).issues.map(({ code }) => code)).toContain('control_far');
  });

  it('is refused with a system of its own as well', async () => {
    const both = load(rows('both.csv', known.map(local)), 'both', { crs: 'EPSG:4549' });
    await expect(both).rejects.toMatchObject({ code: 'crs_beside_control', message: /--control-crs/ });
  });
});
