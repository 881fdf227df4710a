/** OGC API Features Part 1 Core, and GDAL reading it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../server/http/ogc/collections.ts';
import { lineMeetsBox } from '../../server/http/ogc/line-meets-box.ts';
import { command, itemsOf } from '../support/command.ts';
import { loadBesideDemo } from '../support/layer-files.ts';
import { DISTRICT, LOADING_MS, openService, type Service } from '../support/service.ts';

const run = promisify(execFile);

let service: Service;
beforeAll(async () => {
  service = await openService();
  await loadBesideDemo(service.db, DISTRICT);
}, LOADING_MS);
afterAll(() => service.close());

const IDS = COLLECTIONS.map(({ id }) => id);
const viewOf = (id: string) => COLLECTIONS.find((each) => each.id === id)!.view;
const items = (id: string, query = '') => service.get(`/ogc/collections/${id}/items?${query}`);
const count = async (id: string, where = 'true') => {
  const [{ n }] = await service.db.query<{ n: number }>(
    `select count(*)::int as n from atlas.${viewOf(id)} where ${where}`,
  );
  return n;
};
const links = (document: { links: { rel: string; href: string; type: string }[] }, rel: string) =>
  document.links.filter((link) => link.rel === rel);

describe('the documents of /ogc', () => {
  it('lead from the landing page to everything else', async () => {
    const landing = await service.get('/ogc');
    for (const rel of ['self', 'service-desc', 'service-doc', 'conformance', 'data']) {
      const [{ href, type }] = links(landing, rel);
      const answer = await service.app.inject(new URL(href).pathname);
      expect([rel, answer.statusCode]).toEqual([rel, 200]);
      expect(String(answer.headers['content-type']).replaceAll(/[ "]/g, '')).toContain(type);
    }
    expect(await service.get('/ogc/')).toEqual(landing);
  });

  it('declare Core, GeoJSON and OpenAPI 3.0', async () => {
    const { conformsTo } = await service.get('/ogc/conformance');
    for (const part of ['core', 'geojson', 'oas30'])
      expect(conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${part}`);
    expect((await service.get('/ogc/api')).openapi).toBe('3.0.3');
  });

  it('list every loaded layer but raw tracks, each with its extent and its items', async () => {
    const { collections } = await service.get('/ogc/collections');
    expect(collections.map(({ id }: { id: string }) => id)).toEqual(IDS);
    expect(IDS.filter((id) => id.includes('track'))).toEqual([]);
    for (const each of collections) {
      expect(each.extent.spatial.bbox[0]).toHaveLength(4);
      expect(links(each, 'items')[0]).toMatchObject({ type: 'application/geo+json' });
      expect(await service.get(`/ogc/collections/${each.id}`)).toMatchObject({ id: each.id, extent: each.extent });
    }
  });
});

describe('items', () => {
  it.each(IDS)('of %s are those of the view, one by one', async (id) => {
    const twins = await service.db.query<{ id: number; row: object; points: number | null }>(
      `select f.id, to_jsonb(f) - 'geom' as row, st_npoints(geom) as points from atlas.${viewOf(id)} f order by id limit 10000`,
    );
    const { features, numberMatched, numberReturned } = await items(id, 'limit=10000');
    expect([numberMatched, numberReturned]).toEqual([await count(id), twins.length]);
    expect(twins.length).toBeGreaterThan(0);
    expect(features.map(({ properties }: { properties: object }) => properties)).toEqual(twins.map(({ row }) => row));
    expect(features.map((feature: { id: number }) => feature.id)).toEqual(twins.map((twin) => 2 ** 32 + twin.id));
    const points = ({ geometry }: { geometry: { type: string; coordinates: unknown[] } | null }) =>
      geometry && (geometry.type === 'Point' ? 1 : geometry.coordinates.flat(9).length / 2);
    expect(features.map(points)).toEqual(twins.map((twin) => twin.points));
  });

  it.each(['outfalls', 'gaps', 'coverage'])('of %s come page by page, each once, with the filters kept', async (id) => {
    const { collections } = await service.get('/ogc/collections');
    const [west, south, east, north] = collections[0].extent.spatial.bbox[0];
    const bbox = `${west},${south},${(west + east) / 2},${north}`;
    const whole = await items(id, `limit=10000&bbox=${bbox}`);
    expect(whole.numberMatched).toBeLessThan(await count(id));
    const paged = [];
    let next: string | undefined =
      `/ogc/collections/${id}/items?bbox=${bbox}&limit=${Math.ceil(whole.numberMatched / 4)}`;
    while (next) {
      const page = await service.get(next.replace(/^https?:\/\/[^/]+/, ''));
      expect(page.numberMatched).toBe(whole.numberMatched);
      paged.push(...page.features);
      next = links(page, 'next')[0]?.href;
    }
    expect(paged).toEqual(whole.features);
  });

  it.each(['towns', 'outfalls', 'gaps', 'coverage'])('of %s in a box are those of SQL', async (id) => {
    const box = [121.0, 31.05, 121.1, 31.12];
    const expected = await count(id, `st_intersects(geom, st_makeenvelope(${box.join(',')}, 4490))`);
    expect(expected).toBeGreaterThan(0);
    expect((await items(id, `bbox=${box.join(',')}`)).numberMatched).toBe(expected);
    expect((await items(id, `bbox=${box[0]},${box[1]},-5,${box[2]},${box[3]},100`)).numberMatched).toBe(expected);
  });

  it.each(['venue@1000,drinking_water:county', 'level:town', 'set:nobody', 'bridge', 'venue@x'])(
    'of outfalls in scope %s are those the command line lists, or its refusal',
    async (scope) => {
      const listed = await command(service.db, `outfalls list --scope ${scope} --format json`, process.cwd());
      const answer = await service.app.inject(`/ogc/collections/outfalls/items?limit=10000&scope=${scope}`);
      if (listed.code !== 0) {
        expect(listed.err).toContain(`(${answer.json().code})`);
        expect(answer.headers['content-type']).toContain('problem+json');
        return;
      }
      const { features, notes } = answer.json();
      const ids = itemsOf(listed.out).map(({ id }: { id: number }) => 2 ** 32 + id);
      expect(ids.length).toBeGreaterThan(0);
      expect(features.map(({ id }: { id: number }) => id)).toEqual(ids);
      expect(notes[0]).toContain(scope);
    },
  );

  it('of other layers know no scope, and a page of a scope leads to the next', async () => {
    const { statusCode, body } = await service.app.inject('/ogc/collections/towns/items?scope=level:town');
    expect([statusCode, JSON.parse(body).code]).toEqual([400, 'scope_of_outfalls']);
    const page = await items('outfalls', 'scope=level:town&limit=2');
    const next = await service.get(links(page, 'next')[0].href.replace(/^https?:\/\/[^/]+/, ''));
    const whole = await items('outfalls', 'scope=level:town&limit=4');
    expect([...page.features, ...next.features]).toEqual(whole.features);
  });

  it('in a box over the 180th meridian are those on either side', async () => {
    expect((await items('outfalls', 'bbox=120,30,-170,32')).numberMatched).toBe(await count('outfalls'));
    expect((await items('gaps', 'bbox=120,30,-170,32')).numberMatched).toBe(await count('gaps'));
    expect((await items('gaps', 'bbox=170,30,-170,32')).numberMatched).toBe(0);
  });

  it('of a time are those of their days; layers without days match any', async () => {
    const between = async (datetime: string) => (await items('surveyed-ranges', `datetime=${datetime}`)).numberMatched;
    const day = '2022-12-31';
    const [before, after] = [
      await count('surveyed-ranges', `day <= '${day}'`),
      await count('surveyed-ranges', `day > '${day}'`),
    ];
    expect([before > 0, after > 0]).toEqual([true, true]);
    expect([await between(`../${day}`), await between(`/${day}T23:00:00Z`)]).toEqual([before, before]);
    expect(await between('2023-01-01/..')).toBe(after);
    const [{ first }] = await service.db.query<{ first: string }>(
      'select min(day) as first from atlas.surveyed_ranges',
    );
    expect(await between(first)).toBe(await count('surveyed-ranges', `day = '${first}'`));
    expect((await items('towns', `datetime=${day}`)).numberMatched).toBe(await count('towns'));
  });

  it('can be asked for one by one', async () => {
    for (const id of IDS) {
      const [feature] = (await items(id, 'limit=1')).features;
      const single = await service.get(`/ogc/collections/${id}/items/${feature.id}`);
      expect(single).toMatchObject(feature);
      expect(links(single, 'collection')[0].href).toMatch(new RegExp(`/ogc/collections/${id}$`));
    }
  });

  it('follow an edit at once', async () => {
    const { features } = await items('gaps', 'limit=1');
    await service.db.query(`update register.river set name = '改名河' where district = $1 and id = $2`, [
      DISTRICT,
      features[0].properties.river_id,
    ]);
    expect((await items('gaps', 'limit=1')).features[0].properties.river).toBe('改名河');
    await service.settle();
  });

  it.each([
    ['items?colour=red', 400, 'request_invalid'],
    ['items?limit=0', 400, 'request_invalid'],
    ['items?limit=ten', 400, 'request_invalid'],
    ['items?bbox=1,2,3', 400, 'bbox_invalid'],
    ['items?bbox=1,2,3,', 400, 'bbox_invalid'],
    ['items?bbox=121,32,122,31', 400, 'bbox_invalid'],
    ['items?bbox=a,b,c,d', 400, 'bbox_invalid'],
    ['items?bbox=181,0,182,1', 400, 'bbox_invalid'],
    ['items?datetime=yesterday', 400, 'datetime_invalid'],
    ['items?datetime=../..', 400, 'datetime_invalid'],
    ['items?datetime=2023-01-01/2022-01-01', 400, 'datetime_invalid'],
    ['items?datetime=2023-02-30', 400, 'datetime_invalid'],
    ['items?datetime=0000-01-01', 400, 'datetime_invalid'],
    ['items?f=html', 400, 'request_invalid'],
    ['items/1', 404, 'feature_unknown'],
    ['items/4294999999', 404, 'feature_unknown'],
    ['items/9007199254740991', 404, 'feature_unknown'],
    ['items/one', 400, 'request_invalid'],
  ])('refuse %s with %i %s, from a view and from memory alike', async (path, status, code) => {
    for (const id of ['outfalls', 'gaps']) {
      const answer = await service.app.inject(`/ogc/collections/${id}/${path}`);
      expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    }
  });

  it('of an unknown collection are not found', async () => {
    const answer = await service.app.inject('/ogc/collections/tracks/items');
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'collection_unknown']);
  });

  it('above the most a page may hold are cut to it, not refused', async () => {
    expect((await items('towns', 'limit=99999999')).numberReturned).toBe(await count('towns'));
  });
});

describe('GDAL', () => {
  let root: string;
  beforeAll(async () => {
    root = `OAPIF:${await service.app.listen({ host: '127.0.0.1', port: 0 })}/ogc`;
  });

  it('counts what SQL counts in every collection', async () => {
    const { stdout } = await run('ogrinfo', ['-ro', '-al', '-so', root], { maxBuffer: 1e8 });
    const counts = [...stdout.matchAll(/^Layer name: (\S+)$.*?^Feature Count: (\d+)$/gms)].map(([, id, n]) => [
      id,
      Number(n),
    ]);
    const expected = [];
    for (const id of IDS) expected.push([id, await count(id)]);
    expect(counts).toEqual(expected);
  });

  it('copies collections whole', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ogc-'));
    const file = join(folder, 'copy.gpkg');
    await run('ogr2ogr', ['-f', 'GPKG', '-oo', 'PAGE_SIZE=100', file, root, 'outfalls', 'gaps']);
    const { stdout } = await run('ogrinfo', ['-ro', '-al', '-so', file]);
    expect([...stdout.matchAll(/^Feature Count: (\d+)$/gm)].map(([, n]) => Number(n)).sort()).toEqual(
      [await count('outfalls'), await count('gaps')].sort(),
    );
    expect(stdout).toContain('receiving_water: String');
    expect(stdout).toContain('length_m: Real');
    rmSync(folder, { recursive: true });
  });
});

describe('lineMeetsBox', () => {
  const BOX = [0, 0, 2, 1] as [number, number, number, number];
  it.each([
    [
      'through it without a vertex inside',
      [
        [-1, -1],
        [3, 2],
      ],
      true,
    ],
    [
      'past a corner',
      [
        [-1, 0.9],
        [1, 2],
      ],
      false,
    ],
    [
      'along an edge',
      [
        [-1, 1],
        [3, 1],
      ],
      true,
    ],
    [
      'ending on an edge',
      [
        [3, 0.5],
        [2, 0.5],
      ],
      true,
    ],
    [
      'beside it',
      [
        [2.1, 0],
        [2.1, 1],
      ],
      false,
    ],
    [
      'in its second segment',
      [
        [5, 5],
        [5, 0.5],
        [1, 0.5],
      ],
      true,
    ],
  ])('sees a line %s', (_, line, expected) => {
    expect(lineMeetsBox(line as [number, number][], BOX)).toBe(expected);
  });
});
