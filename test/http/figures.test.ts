/** What the API says against what SQL says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
      `select river, river_id, route_id as route, mode, town, from_m, to_m, length_m
         from atlas.gaps($1, null, $2::date) order by mode, river_id, route, from_m`,
      day,
    );
    const { items } = await service.get(`/api/v1/gaps${day ? `?as_of=${day}` : ''}`);
    expect(twins.length).toBeGreaterThan(20);
    expect(items.map(({ bbox, ...row }: { bbox: number[] }) => row)).toEqual(twins);
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

  it('draw strips whose bands fill each route and add up to the coverage of the river', async () => {
    const { items: rows } = await service.get('/api/v1/coverage?group=river&mode=above_water');
    const ids = rows.slice(0, 20).map((row: { river_id: number }) => row.river_id);
    const { items } = await service.get(`/api/v1/coverage/strips?rivers=${ids.join(',')}`);
    expect(items.map((strip: { river_id: number }) => strip.river_id)).toEqual(ids);
    for (const [i, { routes }] of items.entries()) {
      const bands = routes.flatMap((route: { bands: unknown[] }) => route.bands);
      const gapM = bands.reduce(
        (sum: number, [from, to, state]: [number, number, string]) => sum + (state === 'gap' ? to - from : 0),
        0,
      );
      expect(gapM / 1000).toBeCloseTo(rows[i].gap_km, 6);
      for (const route of routes) {
        for (const kind of ['bands', 'towns']) {
          expect(route[kind][0][0]).toBe(0);
          expect(route[kind].at(-1)[1]).toBe(route.length_m);
        }
      }
    }
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
