/** A day suggested, and a plan held against what is surveyed: by command and by request, and what an import makes of the plan. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type { Database } from '../../server/db/database.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { createToken } from '../../server/register/tokens.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { checkPlan } from '../../server/report/gaps/check.ts';
import { gapRows } from '../../server/report/gaps.ts';
import { comparePlans } from '../../server/report/verify/plan-check.ts';
import { at, box, line, load, part, polygon, walk } from '../district/small-district.ts';
import { fileOf } from '../import/files.ts';
import { command, itemsOf } from '../support/command.ts';
import { gapScene } from './gap-scene.ts';

let db: Database;
let app: FastifyInstance;
beforeAll(async () => {
  db = await gapScene();
  app = await buildApp({ db, config: readConfig({ LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '100000' }) });
  // x walked 500 to 1000 m on 1 May; the bureau's table has 800 to 1200 m on 2 July
  const track = walk(
    't1',
    '2023-05-01T01:00:00Z',
    [
      [500, 3],
      [1000, 3],
    ],
    { crew: 'CREW-x' },
  );
  await load(db, { name: 't1', layer: 'tracks', rows: [track] });
  const record = {
    source_id: 'v1',
    river: 'A',
    from_m: 800,
    to_m: 1200,
    mode: 'above_water',
    date: '2023-07-02',
    crew: 'CREW-y',
  };
  await load(db, part('v1', 'surveys', [record, null]));
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const START = at(-200, -100)
  .map((degrees) => degrees.toFixed(6))
  .join(',');
const mm = (metres: number) => Math.round(metres * 1000);
const atlas = async (line: string) => {
  const { code, out, err } = await command(db, line);
  expect([code, err]).toEqual([0, '']);
  return out;
};

describe('atlas gaps plan', () => {
  const DAY = `gaps plan --start ${START} --speed-kmh 4`;

  it('orders the pieces of a day and says what is left', async () => {
    const rows = itemsOf(await atlas(`${DAY} --hours 1 --format json`));
    const { items, totals } = (await app.inject(`/api/v1/gaps/plan?start=${START}&hours=1&speed_kmh=4`)).json();
    expect(items).toEqual(rows);
    expect([rows[0].number, rows[0].travel_m]).toEqual(['青浦塘-01', expect.closeTo(1.3 * 224, -1)]);
    const gaps = gapRows(await loadSnapshot(db, 'small'), { mode: 'above_water', maxLengthM: 500 });
    expect(totals.pieces + totals.left_pieces).toBe(gaps.length);
    expect(mm(totals.survey_km + totals.left_km)).toBe(mm(gaps.reduce((sum, gap) => sum + mm(gap.length_m), 0) / 1e6));
    // by hand: time is the way at 30 km/h and the survey at 4
    expect(totals.hours).toBeCloseTo(totals.travel_km / 30 + totals.survey_km / 4, 1);
    expect(totals.hours).toBeLessThanOrEqual(1);
    let minutes = 0;
    for (const { at_min, travel_m, length_m } of rows) {
      minutes += (travel_m / 30_000) * 60;
      expect(at_min).toBeCloseTo(minutes, 0);
      minutes += (length_m / 4000) * 60;
    }
    expect(rows.map(({ order }: { order: number }) => order)).toEqual(rows.map((_: unknown, i: number) => i + 1));
  });

  it('takes all when there is time, and goes by the filters', async () => {
    const { totals } = (await app.inject(`/api/v1/gaps/plan?start=${START}&hours=9&speed_kmh=4`)).json();
    expect(totals).toMatchObject({ left_pieces: 0, left_km: 0 });
    const rows = itemsOf(await atlas(`${DAY} --hours 9 --level town --format json`));
    expect(new Set(rows.map(({ river }: { river: string }) => river))).toEqual(new Set(['盈港']));
  });

  it('goes to the receiver in its order, and to paper as a suggestion', async () => {
    const gpx = (await app.inject(`/api/v1/gaps/plan?start=${START}&hours=1&speed_kmh=4&format=gpx`)).body;
    expect(gpx.match(/<rte><name>[^<]+/g)?.slice(0, 1)).toEqual(['<rte><name>01 青浦塘-01']);
    expect(await atlas(`${DAY} --hours 1 --format html`)).toContain('建议顺序，仅供参考');
  });

  it('says how far the nearest gap is, and refuses a place from which nobody gets there and back', async () => {
    const { totals } = (await app.inject(`/api/v1/gaps/plan?start=${START}&hours=1&speed_kmh=4`)).json();
    expect(totals.nearest_km).toBeCloseTo(0.224, 2);
    // 60 km east: there and back is 2 × 78 km of road, 5.2 h
    const far = at(61_000, 0)
      .map((degrees) => degrees.toFixed(6))
      .join(',');
    const near = (await app.inject(`/api/v1/gaps/plan?start=${far}&hours=8&speed_kmh=4`)).json();
    expect(near.totals.nearest_km).toBeGreaterThan(50);
    const response = await app.inject('/api/v1/gaps/plan?start=0,0&hours=8&speed_kmh=4');
    const { status, code, detail } = response.json();
    expect([status, code]).toEqual([400, 'start_too_far']);
    // over the sphere: acos(cos 31° · cos 121°) × 6371 km
    expect(Number(/is ([\d.]+) km/.exec(detail)?.[1]) / 12_920).toBeCloseTo(1, 1);
    expect(await command(db, 'gaps plan --start 0,0 --hours 8 --speed-kmh 4')).toMatchObject({
      code: 1,
      err: expect.stringContaining('(start_too_far)'),
    });
  });

  it('says of a day that is too short how long one must be, and of none that there are no gaps', async () => {
    const url = (more: string) => `/api/v1/gaps/plan?start=${START}&speed_kmh=4&${more}`;
    const { items, totals, notes } = (await app.inject(url('hours=0.01'))).json();
    expect([items, totals.pieces]).toEqual([[], 0]);
    expect(notes[0]).toContain(
      `最近的缺口距出发地 ${totals.nearest_km} km，去一段并返回至少需 ${totals.shortest_min} 分钟，只给了 0.6 分钟`,
    );
    expect(notes[0]).toContain(`at least ${totals.shortest_min} minutes`);
    // a day so long has a visit, one shorter by the minutes' last digit and its rounding has none
    const visits = async (minutes: number) => (await app.inject(url(`hours=${minutes / 60}`))).json().items.length;
    expect([await visits(totals.shortest_min), await visits(totals.shortest_min - 0.11)]).toEqual([1, 0]);
    expect(await atlas(`${DAY} --hours 0.01`)).toContain('时间不够');
    const slow = (await app.inject(url('hours=1&travel_kmh=0.001'))).json();
    expect(slow.notes[0]).toContain('too short a day');
    const closed = (await app.inject(url('hours=1&min_length_m=900000'))).json();
    expect([closed.totals.shortest_min, closed.notes[0]]).toEqual([
      null,
      expect.stringContaining('没有符合条件的缺口'),
    ]);
  });

  it.each([
    ['--hours 0', '--hours'],
    ['--hours 30', '--hours'],
    ['--hours 8 --speed-kmh 0', '--speed-kmh'],
    ['--hours 8 --travel-kmh 500', '--travel-kmh'],
    ['--hours 8 --start 121', 'start'],
    ['--hours 8 --start 500,31', 'start'],
  ])('refuses %s', async (options, word) => {
    const { code, err } = await command(db, `${DAY} ${options}`);
    expect([code, err]).toEqual([1, expect.stringContaining(`${word} "`)]);
    const [zh] = err.split('\n');
    expect(zh.replace(word, '')).toMatch(/^[^a-z]+$/i); // all of it in Chinese
  });
});

describe('atlas gaps check', () => {
  const plan = (...metres: [number, number][]) =>
    `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><rte>${metres
      .map(([x, y]) => `<rtept lat="${at(x, y)[1]}" lon="${at(x, y)[0]}"/>`)
      .join('')}</rte></gpx>`;
  const PLAN = plan([0, 2], [400, 2], [700, 2], [1300, 2], [1400, 2]);
  const post = (payload: string, headers = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/gaps/check',
      payload,
      headers: { 'content-type': 'application/gpx+xml', ...headers },
    });

  it('says what is new and what was done when, the crew only to whom may know', async () => {
    const { items, totals } = (await post(PLAN)).json();
    expect(
      items.map(({ state, last_on, evidence, surveys }: Record<string, unknown>) => [
        state,
        last_on,
        evidence,
        surveys,
      ]),
    ).toEqual([
      ['new', null, null, 0],
      ['done', '2023-05-01', 'track', 1],
      ['done', '2023-07-02', 'record', 2],
      ['done', '2023-07-02', 'record', 1],
      ['new', null, null, 0],
    ]);
    expect(mm(totals.new_km + totals.avoided_km)).toBe(mm(totals.planned_km));
    expect(totals.avoided_km).toBeCloseTo(0.7, 1);
    expect(totals.planned_km).toBeCloseTo(1.4, 1);
    expect(totals.line_km).toBeCloseTo(1.402, 3);
    expect((await post(PLAN)).body).not.toContain('CREW');
    const { secret } = await createToken(db, { role: 'viewer', name: 'v' });
    const known = (await post(PLAN, { authorization: `Bearer ${secret}` })).json();
    expect(known.items.map(({ crew }: { crew: string }) => crew)).toEqual([null, 'CREW-x', 'CREW-y', 'CREW-y', null]);
    const rows = itemsOf(await atlas(`gaps check ${fileOf('plan.gpx', PLAN)} --private --format json`));
    expect(rows).toEqual(known.items);
    expect(itemsOf(await atlas(`gaps check ${fileOf('plan.gpx', PLAN)} --format json`))).toEqual(items);
  });

  it('goes by mode and day', async () => {
    const check = async (more: string) =>
      itemsOf(await atlas(`gaps check ${fileOf('plan.gpx', PLAN)} --format json ${more}`));
    expect((await check('--mode under_water')).map(({ state }: { state: string }) => state)).toEqual(['new']);
    expect((await check('--as-of 2023-05-01')).map(({ last_on }: { last_on: string }) => last_on)).toEqual([
      null,
      '2023-05-01',
      null,
    ]);
  });

  //   ▁▁▁▁╱▔▔▔▔▔▔╲▁▁▁▁   300 m of the plan 50 m beside the river, which a sonar sees from there
  it('reaches as far from a line as a track of its mode', async () => {
    const beside = plan([0, 2], [400, 2], [550, 50], [850, 50], [1000, 2], [1400, 2]);
    const planned = async (mode: string) => {
      const url = `/api/v1/gaps/check?mode=${mode}`;
      const headers = { 'content-type': 'application/gpx+xml' };
      return (await app.inject({ method: 'POST', url, payload: beside, headers })).json().totals.planned_km;
    };
    expect(await planned('under_water')).toBeCloseTo(1.4, 2);
    expect(await planned('above_water')).toBeCloseTo(0.9, 1);
  });

  it('checks a river as wished', async () => {
    const wish = async (query: string) => (await app.inject(`/api/v1/gaps/check?${query}`)).json();
    const [{ id }] = await db.query<{ id: number }>(`select id from register.river where key = 'A'`);
    const { totals } = await wish(`river=${id}`);
    const [{ covered_km, length_km }] = coverageRows(await loadSnapshot(db, 'small'), {
      group: 'river',
      mode: 'above_water',
    });
    expect(totals).toMatchObject({ planned_km: length_km, avoided_km: covered_km, line_km: null });
    expect((await wish(`river=${id}&from_m=900&to_m=1000`)).totals).toMatchObject({
      planned_km: 0.1,
      new_km: 0,
      avoided_km: 0.1,
    });
    expect(await wish(`river=${id}&from_m=9000`)).toMatchObject({ status: 400, code: 'wish_invalid' });
    expect(await wish('river=77')).toMatchObject({ status: 404, code: 'river_unknown' });
  });

  it('finds every gap of a gap list new, and nothing else', async () => {
    const list = await atlas('gaps --mode above_water --max-length-m 500 --format gpx');
    const { totals } = (await post(list)).json();
    const gaps = gapRows(await loadSnapshot(db, 'small'), { mode: 'above_water' });
    expect(totals.avoided_km).toBeLessThan(1e-5); // ends are projected to whole millimetres of the plane
    expect(totals.new_km).toBeCloseTo(gaps.reduce((sum, gap) => sum + gap.length_m, 0) / 1000, 2);
  });

  //  gap list  ──────────────┤ 80 m ├──────────────   two lines: nothing of the plan lies between them
  it('bridges nothing between the lines of a list, however near they are', async () => {
    const near = await gapScene();
    const record = { river: 'B', from_m: 400, to_m: 480, mode: 'above_water', date: '2023-07-02' };
    await load(near, part('v', 'surveys', [record, null]));
    const file = fileOf('two.gpx', '');
    expect((await command(near, `gaps --mode above_water --format gpx --out ${file}`)).code).toBe(0);
    const { out } = await command(near, `gaps check ${file}`);
    const [, planned, fresh, avoided] = /above_water +([\d.]+) +([\d.]+) +([\d.]+)/.exec(out)!;
    expect(avoided).toBe('0.000000');
    expect(planned).toBe(fresh);
    const gaps = itemsOf((await command(near, 'gaps --mode above_water --format json')).out);
    const sum = gaps.reduce((mm: number, gap: { length_m: number }) => mm + Math.round(gap.length_m * 1000), 0);
    expect(Math.abs(Number(planned) * 1e6 - sum)).toBeLessThan(10); // ends are projected to whole millimetres of the plane
    const snapshot = await loadSnapshot(near, 'small');
    expect(await comparePlans({ db: near, district: 'small', snapshot, tracks: { ids: [], of: 0 } })).toMatchObject({
      difference: 0,
    });
    await near.close();
  });

  it('and a day are of one mode, and their help and API say of which', async () => {
    for (const line of ['gaps check --help', 'gaps plan --help'])
      expect((await command(db, line)).out.replaceAll(/\s+/g, ' ')).toContain('above_water when left out');
    expect((await command(db, 'gaps list --help')).out.replaceAll(/\s+/g, ' ')).toContain('both when left out');
    const { paths } = (await app.inject('/api/v1/openapi.json')).json();
    for (const path of ['/api/v1/gaps/check', '/api/v1/gaps/plan'])
      expect(JSON.stringify(paths[path].get.parameters)).toContain('above_water when left out');
  });

  it('is refused in a sentence when it is no plan', async () => {
    for (const [body, code] of [
      ['<gpx ></gpx>', 'plan_empty'],
      ['<gpx ><rte>', 'unreadable_file'],
      ['hello', 'wrong_extension'],
      [plan([0, 0]), 'plan_empty'],
      [`<gpx><rte><rtept lat="x" lon="1"/><rtept lat="200" lon="1"/></rte></gpx>`, 'plan_position'],
      [plan([0, 0], [2e6, 0], [0, 0]), 'plan_too_long'],
    ])
      expect([code, (await post(body)).json()]).toEqual([code, expect.objectContaining({ status: 400, code })]);
    expect((await post('{}', { 'content-type': 'application/json' })).json()).toMatchObject({
      status: 415,
      code: 'plan_media',
    });
    expect((await app.inject({ method: 'POST', url: '/api/v1/gaps/check' })).statusCode).toBe(415);
    expect((await post('x'.repeat(5 * 1024 * 1024))).statusCode).toBe(413);
    expect(await command(db, 'gaps check')).toMatchObject({ code: 1, err: expect.stringContaining('plan_needed') });
  });

  it.each([
    ['gaps --mode above_water --max-length-m 500', 'geojson', 'tracks'],
    ['gaps --mode above_water', 'kml', 'tracks'],
    ['gaps --mode above_water', 'csv', 'surveys'],
    ['gaps --mode above_water', 'xlsx', 'surveys'],
    ['coverage --ranges', 'csv', 'surveys'],
    [`gaps plan --start ${START} --speed-kmh 4 --hours 1`, 'geojson', 'tracks'],
    ['coverage diff --from 2023-04-01 --to 2023-08-01 --ranges', 'geojson', 'tracks'],
  ])('what `%s` lists does not come back as a survey: %s as %s', async (line, format, layer) => {
    const file = fileOf(`list.${format}`, '');
    expect((await command(db, `${line} --format ${format} --out ${file}`)).code).toBe(0);
    const before = coverageRows(await loadSnapshot(db, 'small'), { group: 'district' });
    const read = await command(
      db,
      `import ${file} --layer ${layer} --district small --mode above_water --date 2023-08-01 --crew z`,
    );
    expect(read).toMatchObject({ code: 1, err: expect.stringContaining('own_report') });
    expect(coverageRows(await loadSnapshot(db, 'small'), { group: 'district' })).toEqual(before);
  });

  it('promised what the walk then covers: new is what coverage grows by, to the millimetre', async () => {
    const covered = async () => {
      const rows = coverageRows(await loadSnapshot(db, 'small'), { group: 'district', mode: 'above_water' });
      return Math.round(rows[0].covered_km * 1e6);
    };
    const before = await covered();
    const { totals } = (await post(PLAN)).json();
    const walked = PLAN.replaceAll('rtept', 'trkpt')
      .replaceAll('<rte>', '<trk><trkseg>')
      .replaceAll('</rte>', '</trkseg></trk>');
    expect(
      (
        await command(
          db,
          `import ${fileOf('walked.gpx', walked)} --layer tracks --district small --mode above_water --date 2023-08-01 --crew z`,
        )
      ).code,
    ).toBe(0);
    expect((await covered()) - before).toBe(Math.round(totals.new_km * 1e6));
    expect((await post(PLAN)).json().totals).toMatchObject({ new_km: 0, avoided_km: totals.planned_km });
  });

  it('of one bank rests on what was seen of that bank, whatever came later on the other', async () => {
    const along = (name: string, day: string, y: number) => {
      const [from, to]: [number, number][] = [
        [0, y],
        [1000, y],
      ];
      return walk(name, `${day}T01:00:00Z`, [from, to], { crew: `CREW-${name}` });
    };
    await load(db, part('wide', 'water-bodies', [{ key: 'W', kind: 'river' }, polygon(box(-100, -1100, 1600, -900))]));
    await load(
      db,
      part('C', 'rivers', [{ key: 'C', name: '宽河', level: 'district' }, line([-50, -1000], [1500, -1000])]),
    );
    await load(db, { name: 'south', layer: 'tracks', rows: [along('south', '2023-05-03', -1080)] });
    await load(db, { name: 'north', layer: 'tracks', rows: [along('north', '2023-06-01', -920)] });
    const plan = [[at(200, -1080), at(1200, -1080)]];
    const { rows, totals } = await checkPlan(db, await loadSnapshot(db, 'small'), { mode: 'above_water', plan });
    const done = rows.filter(({ state }) => state === 'done');
    expect([totals.planned_km > 0.95, totals.new_km > 0.15, totals.avoided_km > 0.7]).toEqual([true, true, true]);
    expect(done.map(({ last_on, surveys }) => [last_on, surveys])).toEqual(done.map(() => ['2023-05-03', 1]));
  });
});

describe('atlas gaps plan, of slivers', () => {
  it('passes by gaps of less than 20 m and says how many, unless they are asked for', async () => {
    const record = {
      source_id: 'v2',
      river: 'A',
      from_m: 1415,
      to_m: 1492.251,
      mode: 'above_water',
      date: '2023-07-03',
    };
    await load(db, part('v2', 'surveys', [record, null]));
    const [short] = gapRows(await loadSnapshot(db, 'small'), { mode: 'above_water' }).filter(
      ({ length_m }) => length_m < 20,
    );
    const day = async (more: string) => {
      const { out } = await command(db, `gaps plan --start ${START} --speed-kmh 4 --hours 9 --format csv${more}`);
      const html = await atlas(`gaps plan --start ${START} --speed-kmh 4 --hours 9 --format html${more}`);
      return { has: out.includes(`${short.length_m.toFixed(3)}`), said: html.includes('left out: 1 gaps under 20 m') };
    };
    expect(await day('')).toEqual({ has: false, said: true });
    expect(await day(' --min-length-m 0')).toEqual({ has: true, said: false });
  });
});
