/** Tiles as of a day and filtered, against the states that PostGIS computes of the same day and the plain tiles. */
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAYERS, type LayerId } from '../../tiles/manifest.ts';
import { DISTRICT, LOADING_MS, openService, type Service } from '../support/service.ts';
import { type ReadFeature, readLayer, tileOf } from '../tiles/read-tile.ts';

const ROW = 2 ** 32; // ids of the first district lie above it

let service: Service;
let version: number;
let bounds: [west: number, south: number, east: number, north: number];
/** Days with surveys, in order. */
let days: string[];
beforeAll(async () => {
  service = await openService();
  const told = await service.get(`/tiles/${DISTRICT}/rivers.json`);
  [version, bounds] = [told.data_version, told.bounds];
  const rows = await service.db.query<{ day: string }>(
    'select distinct day::text from register.surveyed_range order by 1',
  );
  days = rows.map(({ day }) => day);
}, LOADING_MS);
afterAll(() => service.close());

async function ask(path: string, headers: Record<string, string> = {}) {
  const answer = await service.app.inject({ url: `/tiles/${DISTRICT}/${path}`, headers });
  if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`);
  return answer;
}

function placesOf(z: number): { x: number; y: number }[] {
  const [west, north] = [tileOf([bounds[0], bounds[3]], z), tileOf([bounds[2], bounds[1]], z)];
  const places: { x: number; y: number }[] = [];
  for (let x = west.x; x <= north.x; x++) for (let y = west.y; y <= north.y; y++) places.push({ x, y });
  return places;
}

/** What a layer shows in every tile of a zoom, tile by tile. */
async function tiles(layer: LayerId, z: number, query: string): Promise<ReadFeature[][]> {
  const found: ReadFeature[][] = [];
  for (const { x, y } of placesOf(z))
    found.push(readLayer((await ask(`${layer}/${z}/${x}/${y}.mvt?v=${version}&${query}`)).rawPayload, layer));
  return found;
}

/** Every feature once. */
async function features(layer: LayerId, z: number, query: string): Promise<ReadFeature[]> {
  return [...new Map((await tiles(layer, z, query)).flat().map((each) => [each.id, each])).values()];
}

describe('all layers in one address', () => {
  it('are tiles and TileJSON as any of them', async () => {
    const all = Object.keys(LAYERS);
    const told = (await ask(`${all.join()}.json`)).json();
    expect(told.vector_layers.map(({ id }: { id: string }) => id).sort()).toEqual([...all].sort());
    const [{ x, y }] = placesOf(9);
    expect((await ask(`${all.join()}/9/${x}/${y}.mvt`)).statusCode).toBeLessThan(300);
  });
});

const columns = (names: readonly string[]) => (row: Record<string, unknown>) => names.map((name) => row[name] ?? null);
const sorted = (rows: unknown[][]) => rows.map((row) => JSON.stringify(row)).sort();

const STATES = ['id', 'route_id', 'mode', 'state', 'from_m', 'to_m'];
const statesInSql = (day: string | null) =>
  service.db.query<Record<string, unknown>>(
    `with stretch as (
       select s.route_id, s.mode, k.state, r.range
         from atlas.river_states($1, null, $2::date) as s
        cross join lateral (values ('bridged', s.bridged), ('once', s.once), ('repeated', s.repeated)) as k (state, ranges)
        cross join lateral unnest(k.ranges) as r (range))
     select tiles.range_id(route_id, mode, row_number() over (partition by route_id, mode order by range))::float8 as id,
            route_id, mode, state, floor(lower(range) / 1000.0 + 0.5)::int as from_m, floor(upper(range) / 1000.0 + 0.5)::int as to_m
       from stretch`,
    [DISTRICT, day],
  );

const GAPS = ['id', 'route_id', 'river_id', 'mode', 'state', 'town', 'from_m', 'to_m', 'length_m'];
const gapsInSql = (day: string | null) =>
  service.db.query<Record<string, unknown>>(
    `select tiles.range_id(route_id, mode, row_number() over (partition by route_id, mode order by from_m))::float8 as id,
            route_id, river_id, mode, 'gap' as state, town, floor(from_m + 0.5)::int as from_m, floor(to_m + 0.5)::int as to_m,
            floor(length_m + 0.5)::int as length_m
       from atlas.gaps($1, null, $2::date)`,
    [DISTRICT, day],
  );

const drawn = (each: ReadFeature) => ({ ...each.properties, id: each.id! - ROW });

describe('tiles as of a day', () => {
  it.each([0.1, 0.5, 0.9])('are what SQL says of that day, feature by feature: day %d of all', async (share) => {
    const day = days[Math.floor(share * days.length)];
    for (const [layer, names, rows] of [
      ['coverage', STATES, await statesInSql(day)],
      ['gaps', GAPS, await gapsInSql(day)],
    ] as const) {
      const shown = (await features(layer, 14, `as_of=${day}`)).map(drawn);
      expect(rows.length).toBeGreaterThan(20);
      expect(sorted(shown.map(columns(names)))).toEqual(sorted(rows.map(columns(names))));
    }
  });

  it('are another map than that of today', async () => {
    const [then, now] = [await statesInSql(days[Math.floor(days.length / 2)]), await statesInSql(null)];
    expect(then.length).not.toBe(now.length);
  });

  it('before the first survey hold nothing surveyed and every metre as a gap', async () => {
    expect(await features('coverage', 14, 'as_of=1999-12-31')).toEqual([]);
    const gaps = (await features('gaps', 14, 'as_of=1999-12-31')).map(drawn);
    expect(sorted(gaps.map(columns(GAPS)))).toEqual(sorted((await gapsInSql('1999-12-31')).map(columns(GAPS))));
  });

  it.each(['last', '2099-12-31'])('of today or a day to come are the plain tiles, byte for byte: %s', async (when) => {
    const day = when === 'last' ? days.at(-1)! : when;
    for (const { x, y } of placesOf(12)) {
      const path = `rivers,coverage,gaps/12/${x}/${y}.mvt?v=${version}`;
      expect((await ask(`${path}&as_of=${day}`)).rawPayload).toEqual((await ask(path)).rawPayload);
    }
  });

  it('show what has no day as it is known now', async () => {
    const { x, y } = placesOf(12)[0];
    const path = `towns,water_bodies,rivers,zones/12/${x}/${y}.mvt`;
    expect((await ask(`${path}?as_of=${days[0]}`)).rawPayload).toEqual((await ask(path)).rawPayload);
  });

  it('far out are merged, gap by gap counted', async () => {
    const day = days[Math.floor(days.length / 2)];
    const merged = (await tiles('gaps', 8, `as_of=${day}`)).flat();
    expect(merged.every(({ id }) => id === undefined)).toBe(true);
    const count = merged.reduce((sum, { properties }) => sum + Number(properties.merged), 0);
    expect(count).toBeGreaterThan((await gapsInSql(day)).length / 4); // the others are shorter than a unit
  });

  it('may be kept as plain ones, have their size in the metrics, and are made once for all who ask together', async () => {
    const { x, y } = placesOf(12)[0];
    const day = days[Math.floor(days.length / 3)];
    const url = (v: string) => `coverage,gaps/12/${x}/${y}.mvt?${v}as_of=${day}`;
    const before = await figure('tile_asked_made');
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(url(`v=${version}&`))));
    expect((await figure('tile_asked_made')) - before).toBe(2);
    expect(await figure('tile_asked_layers')).toBeGreaterThanOrEqual(2);
    expect(await figure('tile_asked_bytes')).toBeGreaterThan(10_000);
    const { headers, rawPayload } = answers[0];
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await ask(url(''))).headers['cache-control']).toBe('public, no-cache');
    const known = { 'if-none-match': String(headers.etag) };
    expect((await service.app.inject({ url: `/tiles/${DISTRICT}/${url('')}`, headers: known })).statusCode).toBe(304);
    const zipped = await ask(url(''), { 'accept-encoding': 'gzip' });
    expect(gunzipSync(zipped.rawPayload)).toEqual(rawPayload);
  });

  it('are cut from zoom 16 beyond it', async () => {
    const day = days[Math.floor(days.length / 2)];
    const { x, y } = (await firstPlace('gaps', 16, day))!;
    const parts = await Promise.all(
      [0, 1, 2, 3].map((k) => ask(`gaps/17/${2 * x + (k & 1)}/${2 * y + (k >> 1)}.mvt?as_of=${day}`)),
    );
    const whole = readLayer((await ask(`gaps/16/${x}/${y}.mvt?as_of=${day}`)).rawPayload, 'gaps');
    const ids = parts.flatMap(({ rawPayload }) => readLayer(rawPayload, 'gaps').map(({ id }) => id));
    expect([...new Set(ids)].sort()).toEqual(whole.map(({ id }) => id).sort());
  });

  it('follow an edit of the register', async () => {
    const day = days[Math.floor(days.length / 2)];
    const before = sorted((await statesInSql(day)).map(columns(STATES)));
    await service.edit(
      `update register.survey_track set mode = case mode when 'under_water' then 'above_water' else 'under_water' end
        where id = (select max(track_id) from register.surveyed_range where day <= $1)`,
      [day],
    );
    version = (await service.app.districts.get(DISTRICT)).district.version;
    const shown = (await features('coverage', 14, `as_of=${day}`)).map(drawn);
    expect(sorted(shown.map(columns(STATES)))).not.toEqual(before);
    expect(sorted(shown.map(columns(STATES)))).toEqual(sorted((await statesInSql(day)).map(columns(STATES))));
  });
});

async function figure(name: string): Promise<number> {
  const { body } = await service.app.inject('/metrics');
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(body)?.[1]);
}

async function firstPlace(layer: LayerId, z: number, day: string) {
  const [gap] = await service.get(`/api/v1/gaps?district=${DISTRICT}&as_of=${day}&limit=1`).then(({ items }) => items);
  const [lon, lat] = gap.marks[1];
  return layer === 'gaps' ? tileOf([lon, lat], z) : undefined;
}

/** Features of tiles without regard to their order, which is by class far out. */
const unordered = (found: ReadFeature[]) => found.map((each) => JSON.stringify(each)).sort();

describe('validators', () => {
  it('tell tiles of one place and version apart that were asked for otherwise: a map would keep the old ones', async () => {
    const [{ x, y }] = placesOf(12);
    const tagOf = async (query: string, layers = 'outfalls') =>
      (await ask(`${layers}/12/${x}/${y}.mvt?v=${version}${query}`)).headers.etag;
    const queries = ['', '&type=agricultural', '&type=industrial', '&type=industrial&status=suspect'];
    const tags = await Promise.all(queries.map((query) => tagOf(query)));
    tags.push(await tagOf('', 'outfalls,rivers'), await tagOf('', 'rivers'));
    expect(new Set(tags).size).toBe(queries.length + 2);
    for (const tag of tags) expect(tag).toMatch(/^W\/"[\x21\x23-\x7e]+"$/); // RFC 9110 8.8.3
  });
});

describe('filtered tiles', () => {
  const river = async (): Promise<number> =>
    (await service.get(`/api/v1/gaps?district=${DISTRICT}&level=district&limit=1`)).items[0].river_id;
  type Test = (properties: ReadFeature['properties']) => boolean;

  it.each([
    ['coverage', 10, 'mode=under_water', ({ mode }) => mode === 'under_water'],
    ['coverage', 14, 'mode=above_water&level=town', ({ mode, level }) => mode === 'above_water' && level === 'town'],
    ['gaps', 8, 'mode=above_water', ({ mode }) => mode === 'above_water'],
    ['gaps', 13, 'level=village', ({ level }) => level === 'village'],
    ['rivers', 9, 'level=district', ({ level }) => level === 'district'],
    ['rivers', 14, 'level=town', ({ level }) => level === 'town'],
    ['outfalls', 14, 'type=industrial', ({ type }) => type === 'industrial'],
    [
      'outfalls',
      15,
      'status=suspect&type=农业排口',
      ({ type, status }) => type === 'agricultural' && status === 'suspect',
    ],
    [
      'outfalls',
      14,
      'type=other,agricultural&progress=in_work,action_needed',
      ({ type, progress }) =>
        ['other', 'agricultural'].includes(String(type)) && ['in_work', 'action_needed'].includes(String(progress)),
    ],
  ] as [LayerId, number, string, Test][])(
    '%s at zoom %i with %s are the plain ones of it',
    async (layer, z, query, isMeant) => {
      const [plain, filtered] = [await tiles(layer, z, ''), await tiles(layer, z, query)];
      const expected = plain.map((tile) => unordered(tile.filter(({ properties }) => isMeant(properties))));
      const count = expected.flat().length;
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThan(plain.flat().length);
      expect(filtered.map(unordered)).toEqual(expected);
    },
  );

  it('of a river hold its lines, also with a day', async () => {
    const id = await river();
    const day = days[Math.floor(days.length / 2)];
    for (const layer of ['rivers', 'coverage', 'gaps'] as const)
      for (const more of layer === 'rivers' ? [''] : ['', `as_of=${day}`]) {
        const plain = (await tiles(layer, 14, more)).map((tile) =>
          tile.filter(({ properties }) => properties.river_id === id),
        );
        expect(plain.flat().length).toBeGreaterThan(0);
        expect((await tiles(layer, 14, `${more}&river=${id}`)).map(unordered)).toEqual(plain.map(unordered));
      }
  });

  it.each([
    ['type=agricultural', `type = 'agricultural'`],
    [
      'type=agricultural,other&progress=suspect',
      `(type is null or type in ('agricultural', 'other')) and status = 'suspect'`,
    ],
  ])('of outfalls count only such where one stands for others: %s', async (query, condition) => {
    const [{ n }] = await service.db.query<{ n: number }>(
      `select count(*)::int as n from register.outfall
        where ${condition} and status <> 'rejected' and merged_into is null and geom is not null`,
    );
    const found = (await tiles('outfalls', 9, query)).flat();
    const own = found.filter(({ geometry: [[[x, y]]] }) => x >= 0 && x < 4096 && y >= 0 && y < 4096);
    expect(own.reduce((sum, { properties }) => sum + Number(properties.count), 0)).toBe(n);
    expect(own.length).toBeLessThan(n);
  });

  it('of a town are its gaps as lists name them, and lines as far as it reaches', async () => {
    const towns = await service.db.query<{ id: number; key: string; name: string }>(
      'select id, key, name from register.town order by id limit 3',
    );
    for (const { id, key, name } of towns) {
      const plain = (await tiles('gaps', 14, '')).map((tile) =>
        tile.filter(({ properties }) => properties.town === name),
      );
      expect((await tiles('gaps', 14, `town=${key}`)).map(unordered)).toEqual(plain.map(unordered));
      const rows = await service.db.query<{
        layer: 'rivers' | 'coverage';
        route_id: number;
        mode: string | null;
        state: string | null;
      }>(
        `with shown as (select route_id, range_agg(int8range(from_mm, to_mm)) as here from atlas.shown_towns($1) where town_id = $2 group by 1)
         select 'rivers' as layer, route_id, null as mode, null as state from shown
         union
         select 'coverage', s.route_id, s.mode, k.state from atlas.river_states($1) as s join shown as t on t.route_id = s.route_id
          cross join lateral (values ('bridged', s.bridged), ('once', s.once), ('repeated', s.repeated)) as k (state, ranges)
          where k.ranges && t.here`,
        [DISTRICT, id],
      );
      for (const layer of ['rivers', 'coverage'] as const) {
        const shown = (await features(layer, 14, `town=${encodeURIComponent(name)}`)).map((each) => ({
          ...each.properties,
          route_id: layer === 'rivers' ? each.id! - ROW : each.properties.route_id,
        }));
        const names = ['route_id', 'mode', 'state'];
        const kinds = new Set(sorted(shown.map(columns(names))));
        expect([...kinds]).toEqual(
          sorted(rows.filter((row) => row.layer === layer).map((row) => columns(names)({ ...row }))),
        );
      }
    }
  });

  it('of all towns together draw what the plain ones draw', async () => {
    const towns = await service.db.query<{ key: string }>('select key from register.town order by id');
    const keys = [...towns.map(({ key }) => key), 'outside'];
    for (const layer of ['rivers', 'coverage'] as const) {
      const whole = (await tiles(layer, 14, '')).map(lengthOf);
      const parts = await Promise.all(keys.map((key) => tiles(layer, 14, `town=${key}`)));
      whole.forEach((length, i) => {
        const sum = parts.reduce((all, found) => all + lengthOf(found[i]), 0);
        expect(Math.abs(sum - length)).toBeLessThan(0.002 * length + 40); // ends of cuts are rounded to units
      });
      expect(Math.max(...whole)).toBeGreaterThan(10_000);
    }
  });
});

function lengthOf(found: ReadFeature[]): number {
  let length = 0;
  for (const { geometry } of found)
    for (const line of geometry)
      line.slice(1).forEach(([x, y], i) => {
        length += Math.hypot(x - line[i][0], y - line[i][1]);
      });
  return length;
}

describe('TileJSON', () => {
  it('hands on what was asked for', async () => {
    const { tiles: urls } = await service.get(
      `/tiles/${DISTRICT}/coverage,gaps.json?mode=above_water&as_of=2022-12-31&town=outside`,
    );
    const { searchParams, pathname } = new URL(urls[0].replace('{z}/{x}/{y}', '12/0/0'));
    expect(pathname).toBe(`/tiles/${DISTRICT}/coverage,gaps/12/0/0.mvt`);
    expect(Object.fromEntries(searchParams)).toEqual({
      v: String(version),
      as_of: '2022-12-31',
      mode: 'above_water',
      town: 'outside',
    });
  });
});

describe('of all districts', () => {
  it('are those of each', async () => {
    const day = days[Math.floor(days.length / 2)];
    const { x, y } = placesOf(11)[0];
    const url = (district: string) => `/tiles/${district}/coverage/11/${x}/${y}.mvt?as_of=${day}&mode=above_water`;
    const [one, all] = await Promise.all([DISTRICT, 'all'].map((district) => service.app.inject(url(district))));
    expect(all.rawPayload.length).toBeGreaterThan(100);
    expect(all.rawPayload).toEqual(one.rawPayload);
  });
});

describe('what cannot be asked', () => {
  it.each([
    ['coverage/12/0/0.mvt?as_of=2022-02-30', 400, 'request_invalid'],
    ['coverage/12/0/0.mvt?as_of=', 400, 'request_invalid'],
    ['coverage/12/0/0.mvt?as_of=2022-01-01&as_of=2022-01-02', 400, 'request_invalid'],
    ['coverage/12/0/0.mvt?mode=flying', 400, 'request_invalid'],
    ['gaps/12/0/0.mvt?level=county', 400, 'request_invalid'],
    ['gaps/12/0/0.mvt?known_at=3', 400, 'request_invalid'],
    ['gaps/12/0/0.mvt?river=x', 400, 'request_invalid'],
    ['gaps/12/0/0.mvt?river=999999', 404, 'river_unknown'],
    ['coverage.json?town=nowhere', 404, 'town_unknown'],
    ['outfalls/12/0/0.mvt?as_of=2022-01-01', 400, 'parameter_not_of_layer'],
    ['coverage,outfalls.json?as_of=2022-01-01', 400, 'parameter_not_of_layer'],
    ['rivers/12/0/0.mvt?mode=above_water', 400, 'parameter_not_of_layer'],
    ['towns,gaps/12/0/0.mvt?river=1', 400, 'parameter_not_of_layer'],
    ['gaps/12/0/0.mvt?type=industrial', 400, 'parameter_not_of_layer'],
    ['outfalls/12/0/0.mvt?type=harbour', 400, 'unknown_value'],
    ['outfalls/12/0/0.mvt?type=industrial,harbour', 400, 'unknown_value'],
    ['outfalls/12/0/0.mvt?progress=done', 400, 'unknown_value'],
    ['outfalls/12/0/0.mvt?status=rejected', 400, 'rejected_outfalls'],
    ['outfalls/12/0/0.mvt?status=suspect,rejected', 400, 'rejected_outfalls'],
    ['roads/12/0/0.mvt?as_of=2022-01-01', 404, 'layer_unknown'],
    ['gaps/23/0/0.mvt?as_of=2022-01-01', 400, 'tile_out_of_range'],
    ['coverage.json?v=1', 400, 'request_invalid'],
  ])('%s is %i %s, in both languages', async (path, status, code) => {
    const answer = await service.app.inject(`/tiles/${DISTRICT}/${path}`);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status, code, detail_zh: expect.stringMatching(/[\u4e00-\u9fff]/) });
  });

  it('of all districts is what only one of them knows', async () => {
    const answer = await service.app.inject('/tiles/all/gaps.json?river=1');
    expect(answer.json()).toMatchObject({ status: 400, code: 'filter_needs_district' });
  });
});

describe('a tile asked for by a version that this process has not followed yet', () => {
  it('is of it, plain and filtered', async () => {
    const { x, y } = await fullest();
    await service.db.query(`update register.outfall set code = 'T-' || id where district = $1`, [DISTRICT]);
    const [{ version: told }] = (await service.get('/api/v1/districts')).items;
    expect(told).toBeGreaterThan(version);
    for (const filter of ['', '&status=suspect']) {
      const answer = await ask(`outfalls/14/${x}/${y}.mvt?v=${told}${filter}`);
      expect(answer.headers['cache-control']).toContain('immutable');
      for (const { properties } of readLayer(answer.rawPayload, 'outfalls')) expect(properties.code).toMatch(/^T-/);
    }
  });

  async function fullest() {
    const [{ lon, lat }] = await service.db.query<{ lon: number; lat: number }>(
      `select st_x(st_transform(geom, 4490)) as lon, st_y(st_transform(geom, 4490)) as lat
         from register.outfall where district = $1 and status = 'suspect' limit 1`,
      [DISTRICT],
    );
    return tileOf([lon, lat], 14);
  }
});
