/** What the API says against what SQL says. */
import * as turf from '@turf/turf';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../support/command.ts';
import { DISTRICT, LOADING_MS, openService, type Service } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await openService();
}, LOADING_MS);
afterAll(() => service.close());

const DAY = '2022-12-31';
const sql = (text: string, ...parameters: unknown[]) => service.db.query(text, [DISTRICT, ...parameters]);
/** Rows with only the members the twin has. */
const like = (twins: Record<string, unknown>[], rows: Record<string, unknown>[]) =>
  rows.map((row) => Object.fromEntries(Object.keys(twins[0]).map((key) => [key, row[key]])));

interface StripShape {
  river_id: number;
  routes: {
    route: number;
    length_m: number;
    modes: ({ mode: string } & Record<'river' | 'left' | 'right', [number, number, string][]>)[];
    outfalls: unknown[];
  }[];
}

const inMm = (km: number) => Math.round(km * 1e6);
const inWords = (range: Record<string, unknown>) =>
  ['river_id', 'route', 'mode', 'bank', 'state', 'from_m', 'to_m'].map((key) => range[key]).join(' ');

/** Of one state along a side of a strip. */
const millimetres = ({ routes }: StripShape, mode: string, side: 'river' | 'left' | 'right', state: string) =>
  routes
    .flatMap(({ modes }) => modes.find((each) => each.mode === mode)![side])
    .filter((band) => band[2] === state)
    .reduce((sum, [from, to]) => sum + Math.round((to - from) * 1000), 0);

const GROUPS = ['district', 'river', 'town', 'level'];

describe('figures of the API', () => {
  it.each(GROUPS)('cover each %s as SQL does', async (group) => {
    for (const [mode, day] of [
      [null, null],
      ['above_water', DAY],
      ['under_water', null],
    ]) {
      const query = [`group=${group}`, mode && `mode=${mode}`, day && `as_of=${day}`].filter(Boolean).join('&');
      const twins = await sql('select * from atlas.coverage($1, $2, $3, $4::date)', group, mode, day);
      const { items } = await service.get(`/api/v1/coverage?${query}`);
      expect(like(twins, items)).toEqual(twins);
      expect(items).toHaveLength(twins.length);
    }
  });

  it.each(GROUPS)('measure rivers by %s as SQL does', async (group) => {
    const twins = await sql('select * from atlas.rivers($1, $2)', group);
    const { items } = await service.get(`/api/v1/rivers?group=${group}`);
    expect(like(twins, items)).toEqual(twins);
    expect(items).toHaveLength(twins.length);
  });

  it.each([null, DAY])('list the gaps of SQL (as of %s)', async (day) => {
    const twins = await sql(
      `select number, river, river_id, route_id as route, mode, town, from_m, to_m, length_m, shared_m, shared_with
         from atlas.gaps($1, null, $2::date) order by mode, river_id, route, from_m`,
      day,
    );
    const { items } = await service.get(`/api/v1/gaps${day ? `?as_of=${day}` : ''}`);
    expect(twins.length).toBeGreaterThan(20);
    expect(items.map(({ bbox, marks, ...row }: { bbox: number[]; marks: number[][] }) => row)).toEqual(twins);
  });

  it('draw gaps where SQL draws them', async () => {
    const twins = await sql(
      'select st_asgeojson(geom, 9, 0)::json as geometry, length_m from atlas.gap_stretches where district = $1 order by id',
    );
    const { features } = await service.get('/api/v1/gaps?format=geojson');
    expect(features).toHaveLength(twins.length);
    features.forEach((feature: { geometry: { coordinates: number[][] } }, i: number) => {
      const drawn = twins[i].geometry as { coordinates: number[][] };
      expect(feature.geometry.coordinates).toHaveLength(drawn.coordinates.length);
      feature.geometry.coordinates.flat().forEach((degree, at) => {
        expect(Math.abs(degree - drawn.coordinates.flat()[at])).toBeLessThan(2e-9);
      });
    });
  });

  it.each([
    ['district', `select district as key, geom from register.route`],
    [
      'river',
      `select v.key, r.geom from register.river v left join register.route r on r.district = v.district and r.river_id = v.id`,
    ],
    [
      'town',
      `select w.key, atlas.route_part(r.geom, r.line_m, p.from_mm, p.to_mm) as geom
         from register.town w
         left join register.route_town p on p.district = w.district and p.town_id = w.id
         left join register.route r on r.district = p.district and r.id = p.route_id`,
    ],
  ])('say where the rows by %s lie', async (group, parts) => {
    const boxes = await service.db.query<{ key: string; box: number[] | null }>(
      `select key, case when count(geom) > 0 then array[min(st_xmin(geom)), min(st_ymin(geom)), max(st_xmax(geom)), max(st_ymax(geom))] end as box
         from (${parts}) as part group by key`,
    );
    const { items } = await service.get(`/api/v1/coverage?group=${group}`);
    for (const { key, box } of boxes) {
      const rows = items.filter((row: { key: string }) => row.key === key);
      expect(rows).toHaveLength(2); // one of each mode
      for (const { bbox } of rows)
        if (box === null) expect(bbox).toBeNull();
        else for (const [at, degree] of box.entries()) expect(Math.abs(bbox[at] - degree)).toBeLessThan(3e-9);
    }
  });

  it('say it of parks, zones and venues too, and not of levels, years or two groups crossed', async () => {
    const [district] = (await service.get('/api/v1/coverage?group=district')).items;
    const [west, south, east, north] = district.bbox;
    for (const group of ['zone', 'park', 'basin', 'venue', 'route', 'cell']) {
      const { items } = await service.get(`/api/v1/coverage?group=${group}`);
      for (const { key, bbox, length_km } of items) {
        expect([group, key, bbox !== null]).toEqual([group, key, length_km > 0]);
        if (bbox) expect([bbox[0] >= west, bbox[1] >= south, bbox[2] <= east, bbox[3] <= north]).not.toContain(false);
      }
    }
    for (const group of ['level', 'year', 'town,level'])
      expect((await service.get(`/api/v1/coverage?group=${group}`)).items[0]).not.toHaveProperty('bbox');
  });

  it('say of a list of gaps in every form what a reader must know of it', async () => {
    const asked = '/api/v1/gaps?min_length_m=400';
    const { notes } = await service.get(asked);
    expect(notes.join()).toContain('numbers: river-part');
    expect(notes.join()).toContain('gaps under 400 m');
    const [stands, ...rest] = (await service.get(`${asked}&format=geojson`)).notes;
    expect(stands).toContain('data version');
    expect(rest.slice(-notes.length)).toEqual(notes);
    const page = (await service.app.inject(`${asked}&format=html`)).body;
    for (const note of notes) expect(page).toContain(note.replaceAll("'", '&#39;'));
  });

  it('box gaps and rivers around their lines', async () => {
    const [gaps, lines] = [await service.get('/api/v1/gaps'), await service.get('/api/v1/gaps?format=geojson')];
    const [west, south, east, north] = gaps.items[3].bbox;
    const { coordinates } = lines.features[3].geometry;
    const [lons, lats] = [0, 1].map((axis) => coordinates.map((position: number[]) => position[axis]));
    expect([west, south, east, north]).toEqual([
      Math.min(...lons),
      Math.min(...lats),
      Math.max(...lons),
      Math.max(...lats),
    ]);
  });

  it('mark the ends and the middle of every gap on its line, with the way the river runs there', async () => {
    const [gaps, lines] = [await service.get('/api/v1/gaps'), await service.get('/api/v1/gaps?format=geojson')];
    const turned = (a: number, b: number) => Math.abs(((a - b + 540) % 360) - 180);
    gaps.items.forEach(({ marks, length_m }: { marks: number[][]; length_m: number }, i: number) => {
      const { geometry } = lines.features[i];
      const [from, middle, to] = marks.map(([lon, lat]) => [lon, lat]);
      expect([from, to]).toEqual([geometry.coordinates[0], geometry.coordinates.at(-1)]);
      const half = turf.length(turf.lineSlice(from, middle, geometry), { units: 'meters' });
      expect(Math.abs(half - length_m / 2)).toBeLessThan(0.01 * length_m + 0.1); // turf measures on a sphere
      const [first, last] = [geometry.coordinates.slice(0, 2), geometry.coordinates.slice(-2)];
      for (const [mark, [a, b]] of [
        [marks[0], first],
        [marks[2], last],
      ])
        if (turf.distance(a, b, { units: 'meters' }) > 5) expect(turned(mark[2], turf.bearing(a, b))).toBeLessThan(1);
    });
  });

  it.each(['csv', 'geojson', 'xlsx', 'html'])('say in %s what they were made from', async (format) => {
    const { version } = await service.get('/api/v1/coverage');
    for (const path of ['gaps?', 'reports/coverage?', 'reports/cells?scope=level:town&']) {
      const { headers, body } = await service.app.inject(`/api/v1/${path}format=${format}&as_of=${DAY}`);
      expect(headers['x-data-version']).toBe(String(version));
      // a page of lines is drawn, not kept
      const isFile = format !== 'html' && !(format === 'geojson' && path === 'gaps?');
      if (isFile) expect(headers['content-disposition']).toMatch(new RegExp(`-v${version}\\.${format}"$`));
      if (format === 'geojson')
        expect(JSON.parse(body).notes.join()).toContain(`data version ${version} · 截至 as of ${DAY}`);
    }
  });

  it('add up what was measured in each month', async () => {
    const twins = await sql(
      `select month, mode, atlas.km(sum(mm)) as surveyed_km
         from (select to_char(day, 'YYYY-MM') as month, mode, atlas.multirange_mm(range_agg(int8range(from_mm, to_mm))) as mm
                 from register.surveyed_range where district = $1 and kind = 'measured' group by 1, 2, route_id) as s
        group by 1, 2 order by 1, 2`,
    );
    expect(twins.length).toBeGreaterThan(4);
    expect((await service.get('/api/v1/coverage/months')).items).toEqual(twins);
    const { items } = await service.get('/api/v1/coverage/months?mode=under_water');
    expect(items).toEqual(twins.filter(({ mode }) => mode === 'under_water'));
  });

  it('list every range of SQL', async () => {
    const twins = await sql(
      `select r.river_id, c.route_id as route, c.mode, c.bank, c.state, c.from_m, c.to_m, c.surveys, c.tracks, c.records
         from atlas.coverage_ranges($1) c join register.route r on r.district = $1 and r.id = c.route_id
        order by mode, river_id, route, bank, from_m`,
    );
    const { items } = await service.get('/api/v1/coverage/ranges?limit=10000');
    expect(like(twins, items)).toEqual(twins);
    expect(items).toHaveLength(twins.length);
  });

  it('tell what changed between two days, and between two states of the register', async () => {
    const day = '2022-08-31';
    const sums = async (query: string) => (await service.get(`/api/v1/coverage/diff?${query}`)).items;
    const twins = await sql(`select * from atlas.coverage_diff($1, 'town', null, '${day}')`);
    expect(like(twins, await sums(`from=${day}&group=town`))).toEqual(twins);
    const { items, version } = await service.get(`/api/v1/coverage/diff/ranges?from=${day}`);
    const covered = items.filter(({ change }: { change: string }) => change === 'newly_covered');
    const [above, under] = await sums(`from=${day}`);
    const metres = covered.reduce(
      (sum: number, { length_m }: { length_m: number }) => sum + Math.round(length_m * 1000),
      0,
    );
    expect(metres).toBe(Math.round((above.newly_covered_km + under.newly_covered_km) * 1e6));
    // the first versions are towns and rivers: nothing had been surveyed
    const [then] = await sums('known_from=2&mode=above_water');
    expect([then.from_covered_km, then.to_covered_km]).toEqual([0, above.to_covered_km]);
    const known = await service.get(`/api/v1/coverage?known_at=${version}`);
    expect(known).toEqual(await service.get('/api/v1/coverage'));
    const lines = await service.app.inject(`/api/v1/coverage/diff/ranges?from=${day}&format=geojson`);
    expect(lines.json().features).toHaveLength(items.length);
    const page = await service.app.inject(`/api/v1/coverage/diff/ranges?from=${day}&format=html`);
    expect(page.body).toContain(`数据版本 data version ${version}`);
  });

  it('tell what changed as files, with the figures of the command', async () => {
    const asked = 'from=2022-08-31&group=town';
    const file = async (format: string) => service.app.inject(`/api/v1/coverage/diff?${asked}&format=${format}`);
    const csv = await file('csv');
    expect(csv.headers['content-disposition']).toContain('.csv');
    const { out } = await command(service.db, `coverage diff --from 2022-08-31 --group town --format csv`);
    expect(csv.body).toBe(out);
    const { items } = await service.get(`/api/v1/coverage/diff?${asked}`);
    expect(csv.body.trimEnd().split('\n')).toHaveLength(items.length + 1);
    expect((await file('html')).body).toContain('后 = 前 + 新增 − 减少');
    const book = new exceljs.Workbook();
    await book.xlsx.load((await file('xlsx')).rawPayload as never);
    const cells = book.worksheets[0].getSheetValues().flat().map(String);
    expect(cells).toContain(String(items[0].newly_covered_km));
    expect((await file('geojson')).json().code).toBe('no_geometry');
  });

  it.each<[path: string, status: number, code: string]>([
    ['coverage/diff?from=2022-01-01&group=level', 400, 'request_invalid'],
    ['coverage?known_at=yesterday', 400, 'request_invalid'],
    ['coverage?known_at=2022-02-31', 400, 'known_at_invalid'],
    ['coverage?known_at=2000-01-01', 409, 'known_at_too_early'],
    ['coverage?known_at=2&group=zone', 400, 'known_at_without_zones'],
    ['rivers?known_at=2&group=zone', 400, 'known_at_without_zones'],
    ...['rivers', 'coverage/months', 'summary', 'reports/targets', 'reports/targets/rivers'].flatMap(
      (path): [string, number, string][] => [
        [`${path}?known_at=yesterday`, 400, 'request_invalid'],
        [`${path}?known_at=2022-02-31`, 400, 'known_at_invalid'],
        [`${path}?known_at=2000-01-01`, 409, 'known_at_too_early'],
      ],
    ),
  ])('refuse %s', async (path, status, code) => {
    const response = await service.app.inject(`/api/v1/${path}`);
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
  });

  it.each([null, DAY])(
    'draw strips whose bands are the ranges and add up to the coverage of the river (as of %s)',
    async (day) => {
      const asOf = day ? `&as_of=${day}` : '';
      const { items: rows } = await service.get(`/api/v1/coverage?group=river${asOf}`);
      const { items: ranges } = await service.get(`/api/v1/coverage/ranges?limit=10000${asOf}`);
      const { items: rivers } = await service.get('/api/v1/rivers?group=river');
      const ids: number[] = rivers.map(({ river_id }: { river_id: number }) => river_id);
      const { items } = await service.get(`/api/v1/coverage/strips?rivers=${ids.join(',')}${asOf}`);
      expect(items.map(({ river_id }: StripShape) => river_id)).toEqual(ids);
      const drawn = (items as StripShape[]).flatMap(({ river_id, routes }) =>
        routes.flatMap(({ route, modes }) =>
          modes.flatMap(({ mode, left, right }) =>
            Object.entries({ left, right }).flatMap(([bank, bands]) =>
              bands.map(([from_m, to_m, state]) => ({ river_id, route, mode, bank, state, from_m, to_m })),
            ),
          ),
        ),
      );
      const asDrawn = ranges.map(({ river, surveys, ...range }: Record<string, unknown>) => range);
      expect(drawn).toHaveLength(asDrawn.length);
      expect(new Set(drawn.map(inWords))).toEqual(new Set(asDrawn.map(inWords)));
      for (const row of rows) {
        const strip = (items as StripShape[]).find(({ river_id }) => river_id === row.river_id)!;
        const of = (state: string, side: 'river' | 'left' | 'right') => millimetres(strip, row.mode, side, state);
        const whole = strip.routes.reduce((sum, { length_m }) => sum + Math.round(length_m * 1000), 0);
        expect(['gap', 'bridged', 'repeated'].map((state) => of(state, 'river'))).toEqual(
          [row.gap_km, row.bridged_km, row.duplicate_km].map(inMm),
        );
        expect(2 * whole - of('gap', 'left') - of('gap', 'right')).toBe(inMm(row.bank_covered_km));
        expect(whole).toBe(inMm(row.length_km));
      }
      expect((items as StripShape[]).map(({ routes }) => routes.flatMap(({ outfalls }) => outfalls).length)).toEqual(
        rivers.map(({ outfalls }: { outfalls: number }) => outfalls),
      );
    },
  );

  it('report river by river what SQL sums, for the district, a level and a town', async () => {
    const [{ key: town }] = await sql('select key from register.town where district = $1 order by id limit 1');
    for (const [query, group, key] of [
      ['', 'district', DISTRICT],
      ['level=village', 'level', 'village'],
      [`scope=town:${town}`, 'town', town],
    ] as const) {
      const twins = await sql('select * from atlas.coverage($1, $2, null, $3::date)', group, DAY);
      const [above, under] = twins.filter((twin) => twin.key === key);
      const { items, total } = await service.get(`/api/v1/reports/coverage?as_of=${DAY}&${query}`);
      expect(total).toMatchObject({
        length_km: above.length_km,
        above_gap_km: above.gap_km,
        under_gap_km: under.gap_km,
      });
      expect(total.above_percent).toBe(above.covered_percent);
      expect(total.under_duplicate_km).toBe(under.duplicate_km);
      const added = items.reduce(
        (sum: number, row: { above_covered_km: number }) => sum + inMm(row.above_covered_km),
        0,
      );
      expect(added).toBe(inMm(above.covered_km as number));
    }
  });

  it('report as many gaps as the list has, in the order asked', async () => {
    const { items } = await service.get('/api/v1/reports/coverage?mode=under_water&sort=gap');
    const { items: gaps } = await service.get('/api/v1/gaps?mode=under_water&limit=10000');
    const own = (id: number) => gaps.filter(({ river_id }: { river_id: number }) => river_id === id);
    for (const row of items) {
      const lengths = own(row.river_id).map(({ length_m }: { length_m: number }) => length_m);
      expect([row.under_gaps, row.under_longest_gap_m]).toEqual([lengths.length, Math.max(0, ...lengths)]);
    }
    const lengths = items.map(({ under_gap_km }: { under_gap_km: number }) => under_gap_km);
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
    expect(items[0]).not.toHaveProperty('above_gap_km');
    const named = await service.get(`/api/v1/reports/coverage?q=${encodeURIComponent(items[3].name)}`);
    expect(named.items.map(({ river_id }: { river_id: number }) => river_id)).toContain(items[3].river_id);
    for (const { name } of named.items) expect(name).toContain(items[3].name);
  });

  it('sum up to the district', async () => {
    const summary = await service.get(`/api/v1/summary?mode=under_water&as_of=${DAY}`);
    const [twin] = await sql(`select * from atlas.coverage($1, 'district', 'under_water', $2::date)`, DAY);
    const { once, bridged, repeated, gap } = summary.states;
    expect(summary.length_km).toBe(twin.length_km);
    expect([bridged, repeated, gap]).toEqual([twin.bridged_km, twin.duplicate_km, twin.gap_km]);
    expect(Math.round((once + bridged + repeated + gap) * 1e6)).toBe(Math.round(summary.length_km * 1e6));
    const [counts] = await sql(
      `select (select count(*) from register.outfall where district = $1 and status <> 'rejected') as outfalls,
              (select count(*) from register.outfall_link where district = $1 and status = 'proposed') as review,
              (select count(*) from register.town where district = $1) as towns,
              (select count(*) from atlas.gaps($1, 'under_water', $2::date)) as gaps`,
      DAY,
    );
    const total = (by: Record<string, number>) => Object.values(by).reduce((sum, n) => sum + n, 0);
    expect(total(summary.outfalls.by_type)).toBe(counts.outfalls);
    expect(total(summary.outfalls.by_progress)).toBe(counts.outfalls);
    expect([summary.review_count, summary.towns, summary.gap_count]).toEqual([
      counts.review,
      counts.towns,
      counts.gaps,
    ]);
  });

  it('count what each district holds', async () => {
    const { items } = await service.get('/api/v1/districts');
    const [counts] = await sql(
      `select (select count(*) from register.river where district = $1) as rivers,
              (select count(*) from register.route where district = $1) as routes,
              (select count(*) from register.outfall where district = $1) as outfalls,
              (select count(*) from register.survey_track where district = $1) as tracks,
              (select count(*) from register.survey_record where district = $1) as records,
              (select count(*) from register.town where district = $1) as towns,
              (select count(*) from register.water_body where district = $1) as water_bodies`,
    );
    expect(items[0]).toMatchObject({ key: DISTRICT, synthetic: true, counts, length_km: 100.28 });
    expect(items[0].embedded).toBe(service.db.mode === 'embedded');
  });
});
