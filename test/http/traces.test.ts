/** What-if traces by HTTP: the answer, its lines, its tiles, and what is refused. */
import { VectorTile } from '@mapbox/vector-tile';
import type { FeatureCollection, LineString } from 'geojson';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { KeptTraces } from '../../server/http/traces/kept-traces.ts';
import { DISTRICT, LOADING_MS, openService, type Service } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await openService();
}, LOADING_MS);
afterAll(() => service.close());

const rowsOf = (sql: string) => service.db.query<Record<string, number>>(sql);
/** The confirmed outfall with the longest way down its route. */
const upstream = async () =>
  (
    await rowsOf(`select l.outfall_id as id, l.route_id as route, l.measure_mm as mm, r.length_mm as length
      from register.outfall_link l join register.route r on r.district = l.district and r.id = l.route_id and r.role = 'main'
     where l.status = 'confirmed' order by r.length_mm - l.measure_mm desc, l.outfall_id limit 1`)
  )[0];
const ask = (query: string) => service.app.inject(`/api/v1/trace?${query}`);
const code = async (query: string) => {
  const answer = await ask(query);
  return [answer.statusCode, answer.json().code];
};

describe('a trace', () => {
  it('from an outfall has its water, what lies on it in order, and the segments touched', async () => {
    const { id, route, mm, length } = await upstream();
    const answer = await service.get(`/api/v1/trace?from=outfall:${id}&mode=DM`);
    expect(answer.start).toMatchObject({ route, measure_m: mm / 1000 });
    expect(answer.length_km).toBeGreaterThanOrEqual((length - mm) / 1e6);
    const distances = answer.hits.map((hit: { distance_m: number }) => hit.distance_m);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(answer.hits.length).toBeGreaterThan(3);
    expect(answer.hits.some((hit: { kind: string; id: number }) => hit.kind === 'outfall' && hit.id === id)).toBe(
      false,
    );
    const own = answer.hits.filter((hit: { route: number }) => hit.route === route);
    for (const hit of own) if (hit.kind !== 'zone') expect(hit.distance_m).toBeCloseTo(hit.measure_m - mm / 1000, 6);
    expect(answer.sources.length).toBeGreaterThan(0);
    expect(answer).toMatchObject({ cut: null, not_traced: ['sewers', 'dischargers'] });
    const [unlinked] = await rowsOf(
      `select count(*)::int as n from register.outfall o
        where o.status <> 'rejected' and o.merged_into is null
          and not exists (select from register.outfall_link l
                           where l.district = o.district and l.outfall_id = o.id and l.route_id is not null)`,
    );
    expect(answer.not_placed.outfall).toBe(unlinked.n);
    expect(answer.zones).toBe((await rowsOf('select count(*)::int as n from register.protected_zone'))[0].n);
  });

  it('from a point on the water is that from the outfall there', async () => {
    const { id } = await upstream();
    const from = await service.get(`/api/v1/trace?from=outfall:${id}&mode=DD`);
    const point = await service.get(`/api/v1/trace?from=point:${from.start.lon},${from.start.lat}&mode=DD`);
    expect(Math.abs(point.length_km - from.length_km)).toBeLessThan(2e-6);
    expect(point.start.offset_m).toBeLessThanOrEqual(0.002);
    // the outfall that nobody left out is there now, at the start
    expect(point.hits[0].distance_m).toBeLessThanOrEqual(0.002);
    expect(point.hits.length).toBe(from.hits.length + 1);
  });

  it('cut at a distance has what lies within it, and says that it was cut', async () => {
    const { id } = await upstream();
    const whole = await service.get(`/api/v1/trace?from=outfall:${id}&mode=DD`);
    const cut = await service.get(`/api/v1/trace?from=outfall:${id}&mode=DD&distance_km=0.8`);
    expect(cut).toMatchObject({ cut: 'distance', distance_km: 0.8 });
    expect(cut.hits).toEqual(whole.hits.filter((hit: { distance_m: number }) => hit.distance_m <= 800));
    expect(cut.hits.length).toBeLessThan(whole.hits.length);
  });

  it('as GeoJSON is lines that add up to its length, and points', async () => {
    const { id } = await upstream();
    const answer = await service.get(`/api/v1/trace?from=outfall:${id}&mode=UT&distance_km=2`);
    const { features }: FeatureCollection = await service.get(
      `/api/v1/trace?from=outfall:${id}&mode=UT&distance_km=2&format=geojson`,
    );
    const water = features.filter(({ geometry }) => geometry.type === 'LineString');
    const metres = water.reduce((sum, { properties }) => sum + properties!.to_m - properties!.from_m, 0);
    expect(metres / 1000).toBeCloseTo(answer.length_km, 6);
    expect(features.length - water.length).toBe(answer.hits.length);
    // the water comes from above: the line ends at the start
    const [first] = water.filter(({ properties }) => properties!.distance_m === 0);
    const end = (first.geometry as LineString).coordinates.at(-1)!;
    expect(end[0]).toBeCloseTo(answer.start.lon, 8);
    expect(end[1]).toBeCloseTo(answer.start.lat, 8);
  });

  it('is drawn by tiles that hold the start', async () => {
    const { id } = await upstream();
    const { tiles, start, bounds } = await service.get(`/api/v1/trace?from=outfall:${id}&mode=DD`);
    expect(bounds[0] <= start.lon && start.lon <= bounds[2]).toBe(true);
    const n = 2 ** 14;
    const x = Math.floor(((start.lon + 180) / 360) * n);
    const lat = (start.lat * Math.PI) / 180;
    const y = Math.floor(((1 - Math.log(Math.tan(lat) + 1 / Math.cos(lat)) / Math.PI) / 2) * n);
    const at = (z: number, tx: number, ty: number) =>
      service.app.inject(tiles.replace('{z}', z).replace('{x}', tx).replace('{y}', ty));
    const tile = await at(14, x, y);
    expect([tile.statusCode, tile.headers['content-type']]).toEqual([200, 'application/vnd.mapbox-vector-tile']);
    expect([tile.headers.vary, tile.headers['cache-control']]).toEqual(['accept-encoding', 'private, max-age=1800']);
    const layer = new VectorTile(new PbfReader(tile.rawPayload) as never).layers.preview;
    const kinds = Array.from({ length: layer.length }, (_, i) => layer.feature(i).properties.kind);
    expect(kinds).toContain('water');
    const empty = await at(14, 0, 0);
    expect([empty.statusCode, empty.headers['content-type'], empty.body]).toEqual([204, undefined, '']);
  });

  it('is drawn by tiles of every zoom to 22, the start on its water to a unit', async () => {
    const { id } = await upstream();
    const { tiles, start } = await service.get(`/api/v1/trace?from=outfall:${id}&mode=DD`);
    const lat = (start.lat * Math.PI) / 180;
    const mercator = [(start.lon + 180) / 360, (1 - Math.log(Math.tan(lat) + 1 / Math.cos(lat)) / Math.PI) / 2];
    for (const z of [14, 16, 17, 19, 22]) {
      const [x, y] = mercator.map((part) => Math.floor(part * 2 ** z));
      const path = tiles.replace('{z}', z).replace('{x}', x).replace('{y}', y);
      const layer = new VectorTile(new PbfReader((await service.app.inject(path)).rawPayload) as never).layers.preview;
      const [px, py] = mercator.map((part, axis) => (part * 2 ** z - [x, y][axis]) * layer.extent);
      const ends = Array.from({ length: layer.length }, (_, i) => layer.feature(i))
        .filter(({ properties }) => properties.kind === 'water' && properties.distance_m === 0)
        .flatMap((feature) => feature.loadGeometry().map((line) => Math.hypot(line[0].x - px, line[0].y - py)));
      expect(Math.min(...ends), `zoom ${z}`).toBeLessThan(1.5 + 2 ** (z - 21)); // coordinates have 1 mm
    }
  });

  it('is the same layer when it is asked for again, another one for another question', async () => {
    const { id } = await upstream();
    const tilesOf = async (mode: string) => (await service.get(`/api/v1/trace?from=outfall:${id}&mode=${mode}`)).tiles;
    const [a, b, c] = [await tilesOf('DD'), await tilesOf('DD'), await tilesOf('DM')];
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });

  it('is another layer on another day, with the zones that hold then, and where another district has its key', async () => {
    const { id, route } = await upstream();
    await service.edit(
      `insert into register.protected_zone (district, key, kind, geom, geom_m, valid_to)
       select $1, 'until', 'nature', st_multi(st_buffer(geom, 0.002)), st_multi(st_snaptogrid(st_buffer(line_m, 200), 0.001)), '2027-05-01'
         from register.route where district = $1 and id = $2`,
      [DISTRICT, route],
    );
    const answerOn = async (day: string) => {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${day}T04:00:00Z`) });
      const { hits, tiles } = await service
        .get(`/api/v1/trace?from=outfall:${id}&mode=DM`)
        .finally(() => vi.useRealTimers());
      return { tiles, isThere: hits.some(({ name }: { name: string }) => name === 'until') };
    };
    const [last, next] = [await answerOn('2027-05-01'), await answerOn('2027-05-02')];
    expect([last.isThere, next.isThere]).toEqual([true, false]);
    expect(next.tiles).not.toBe(last.tiles);
    // a district that was made anew has another first entry, and may have the version
    await service.db.run('delete from register.change where id = (select min(id) from register.change)');
    expect((await answerOn('2027-05-02')).tiles).not.toBe(next.tiles);
  });
});

describe('a trace is refused', () => {
  it('on land, with the distance of the nearest water, in both languages', async () => {
    const answer = await ask('from=point:121.5,31.5&mode=DD');
    const { code: said, detail, detail_zh: zh } = answer.json();
    expect([answer.statusCode, said]).toEqual([400, 'no_water_near']);
    const [, metres] = /nearest is ([\d.]+) m away/.exec(detail)!;
    expect(zh).toContain(`最近的相距 ${metres} 米`);
    const [{ m }] = await rowsOf(
      `select min(st_distance(r.line_m, st_setsrid(st_transform(st_setsrid(st_makepoint(121.5, 31.5), 4490), d.plane_srid), 0))) as m
         from register.route r join register.district d on d.key = r.district`,
    );
    expect(Math.abs(m - Number(metres))).toBeLessThan(0.06);
  });

  it.each([
    ['from=point:here&mode=DD', 400, 'trace_start_invalid'],
    ['from=point:181,31&mode=DD', 400, 'trace_start_invalid'],
    ['from=outfall:99999999&mode=DD', 404, 'outfall_unknown'],
    ['from=pipe:1&mode=DD', 400, 'trace_needs_sewers'],
    ['from=manhole:1&mode=DD', 400, 'trace_needs_sewers'],
    ['from=source:1&mode=UM', 400, 'trace_needs_sewers'],
    ['from=discharger:1&mode=UM', 400, 'trace_needs_sewers'],
    ['from=outfall:1&mode=XX', 400, 'request_invalid'],
    ['from=outfall:1&mode=DD&distance_km=0', 400, 'request_invalid'],
    ['from=outfall:1&mode=DD&distance_km=far', 400, 'request_invalid'],
    ['from=outfall:1&mode=DD&colour=red', 400, 'request_invalid'],
    ['from=outfall:1', 400, 'request_invalid'],
  ])('%s', async (query, status, said) => {
    expect(await code(query)).toEqual([status, said]);
  });

  it('from an outfall whose link nobody confirmed', async () => {
    const [{ id }] = await rowsOf(
      `select outfall_id as id from register.outfall_link where status = 'proposed' limit 1`,
    );
    expect(await code(`from=outfall:${id}&mode=DD`)).toEqual([400, 'outfall_not_linked']);
  });

  it('when its tiles are of a trace that was never asked for', async () => {
    const answer = await service.app.inject(`/api/v1/traces/${'0'.repeat(32)}/tiles/14/0/0.pbf`);
    expect([answer.statusCode, answer.json().code]).toEqual([410, 'trace_unknown']);
  });
});

describe('traces that are kept', () => {
  const line = (vertices: number) => () => [
    {
      type: 'Feature' as const,
      properties: {},
      geometry: {
        type: 'LineString' as const,
        coordinates: Array.from({ length: vertices }, (_, i) => [121 + i / 1e4, 31]),
      },
    },
  ];

  it('leave by number and by vertices, the one used last stays longest', () => {
    const kept = new KeptTraces({ traces: 3, vertices: 100 });
    const [a, b, c] = ['a', 'b', 'c'].map((question) => kept.keep('demo', question, line(10)));
    kept.tiles(a);
    kept.keep('demo', 'd', line(10));
    expect(() => kept.tiles(b)).toThrow('no trace');
    kept.keep('demo', 'e', line(85));
    for (const id of [a, c]) expect(() => kept.tiles(id)).toThrow('no trace');
    const large = kept.keep('demo', 'f', line(1000));
    expect(kept.tiles(large)).toBeDefined();
  });

  it('leave half an hour after they were used last', () => {
    let now = 0;
    const kept = new KeptTraces(undefined, () => now);
    const id = kept.keep('demo', 'a', line(10));
    now = 29 * 60_000;
    expect(kept.tiles(id)).toBeDefined();
    now += 31 * 60_000;
    expect(() => kept.tiles(id)).toThrow('no trace');
  });
});

it('tiles of a trace leave with its district', async () => {
  const [{ id }] = await rowsOf(
    `select outfall_id as id from register.outfall_link where status = 'confirmed' limit 1`,
  );
  const { tiles } = (await ask(`from=outfall:${id}&mode=DD`)).json();
  const tile = () => service.app.inject(tiles.replace('{z}/{x}/{y}', '0/0/0'));
  expect((await tile()).statusCode).toBe(200);
  await service.db.run('delete from register.district');
  await service.app.districts.refresh();
  expect((await tile()).statusCode).toBe(410);
});
