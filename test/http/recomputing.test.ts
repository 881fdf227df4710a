/** Between an edit by psql and what follows from it: no answer shows the new version over old figures without a word. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getDistrict } from '../../server/district/district.ts';
import { DISTRICT, LOADING_MS, openService, type Service, surveyAgain } from '../support/service.ts';

/** What each path that carries a data version is asked with. */
const ASKED: Record<string, string> = {
  '/api/v1/summary': '',
  '/api/v1/rivers': '?group=river',
  '/api/v1/coverage': '?group=town',
  '/api/v1/coverage/months': '',
  '/api/v1/coverage/ranges': '',
  '/api/v1/coverage/diff': '?from=2022-06-30',
  '/api/v1/coverage/diff/ranges': '?from=2022-06-30',
  '/api/v1/coverage/strips': '?rivers=1,2',
  '/api/v1/gaps': '?limit=3',
  '/api/v1/gaps/plan': '?start=121.1,31.1&hours=6&speed_kmh=3',
  '/api/v1/gaps/check': '?river=1',
  '/api/v1/latin-names': '',
  '/api/v1/links': '',
  '/api/v1/matches': '',
  '/api/v1/network/lists': '',
  '/api/v1/outfall-pairs': '',
  '/api/v1/outfalls/{id}': '',
  '/api/v1/outfalls/departments': '',
  '/api/v1/outfalls/flags': '?flag=zones',
  '/api/v1/outfalls/lists': '?list=without_pipe',
  '/api/v1/reports/cells': '?scope=level:town',
  '/api/v1/reports/coverage': '',
  '/api/v1/reports/drinking-water': '',
  '/api/v1/reports/funding': '?phase=tracing',
  '/api/v1/reports/targets': '',
  '/api/v1/reports/targets/rivers': '',
  '/api/v1/reports/targets/towns': '',
  '/api/v1/reviews': '',
  '/api/v1/reviews/quality': '',
  '/api/v1/scopes': '',
  '/api/v1/search': '?q=1',
  '/api/v1/targets': '',
  '/api/v1/trace': '',
};
const address = (path: string) => path.replace('{id}', '1') + ASKED[path];

describe('while an edit by psql waits to be derived from', () => {
  let service: Service;
  let before: { version: number; derivedVersion: number };
  beforeAll(async () => {
    service = await openService();
    const { a, b } = await surveyAgain(service.db);
    ASKED['/api/v1/matches'] = `?a=${a}&b=${b}`;
    const [{ linked }] = await service.db.query<{ linked: number }>(
      "select min(outfall_id) as linked from register.outfall_link where status = 'confirmed' and route_id is not null",
    );
    ASKED['/api/v1/trace'] = `?from=outfall:${linked}&mode=DD&distance_km=1`;
    before = await getDistrict(service.db, DISTRICT);
    await service.get('/api/v1/coverage');
    await service.app.districts.stopFollowing(); // what this server would do within seconds waits for the last test
    await service.db.run('delete from register.survey_track where id % 2 = 0');
  }, LOADING_MS);
  afterAll(() => service.close());

  it('knows of every path that carries a data version and is open to all', async () => {
    const { paths } = await service.get('/api/v1/openapi.json');
    const found = Object.keys(paths).filter((path) => carriesVersion(paths[path].get));
    expect(found.sort()).toEqual(['/api/v1/districts', ...Object.keys(ASKED)].sort());
  });

  it.each(Object.keys(ASKED))('%s says so, with the version its figures are of', async (path) => {
    const { version, recomputing, derived_version } = await service.get(address(path));
    expect({ version, recomputing, derived_version }).toEqual({
      version: before.version + 1,
      recomputing: true,
      derived_version: before.derivedVersion,
    });
  });

  it.each(['csv', 'xlsx', 'geojson', 'html'])(
    'files of %s carry the version, those that have notes say it',
    async (format) => {
      for (const path of ['gaps?', 'coverage?', 'outfalls/flags?flag=zones&', 'reports/targets?']) {
        if (format === 'geojson' && path === 'reports/targets?') continue; // has no places
        const { headers, body } = await service.app.inject(`/api/v1/${path}format=${format}`);
        expect(headers['x-data-version']).toBe(String(before.version + 1));
        expect(headers['x-derived-version']).toBe(String(before.derivedVersion));
        const name = `v${before.version + 1}-derived-v${before.derivedVersion}.${format}`;
        const isPage = format === 'html' || (format === 'geojson' && path === 'gaps?'); // of lines, page by page
        if (!isPage) expect(headers['content-disposition']).toContain(name);
        if (format === 'geojson' || format === 'html') expect(body).toContain('being recomputed');
      }
    },
  );

  it('lines of gaps, features and TileJSON say so', async () => {
    const lines = await service.get('/api/v1/gaps?format=geojson');
    expect([lines.recomputing, lines.derived_version]).toEqual([true, before.derivedVersion]);
    for (const collection of ['gaps', 'coverage', 'links', 'surveyed-ranges', 'outfalls']) {
      const { notes, features } = await service.get(`/ogc/collections/${collection}/items?limit=1`);
      expect(notes.join()).toContain('being recomputed');
      expect((await service.get(`/ogc/collections/${collection}/items/${features[0].id}`)).notes).toEqual(notes);
    }
    for (const district of [DISTRICT, 'all'])
      expect(await service.get(`/tiles/${district}/gaps.json`)).toMatchObject({ recomputing: true });
  });

  it('a past register is whole: its answers say nothing of it', async () => {
    const then = await service.get(`/api/v1/coverage?known_at=${before.version}`);
    expect([then.version, then.recomputing]).toEqual([before.version, undefined]);
  });

  it('validators of the time between are good for it alone', async () => {
    const paths = ['/api/v1/outfalls/1', `/tiles/${DISTRICT}/gaps.json`];
    const tags = await Promise.all(paths.map(async (path) => (await service.app.inject(path)).headers.etag as string));
    const figures = await service.get('/api/v1/coverage');
    await service.settle();
    for (const [i, path] of paths.entries()) {
      const { statusCode, headers } = await service.app.inject({ url: path, headers: { 'if-none-match': tags[i] } });
      expect([statusCode, headers.etag === tags[i]]).toEqual([200, false]);
    }
    const whole = await service.get('/api/v1/coverage');
    expect(whole).not.toHaveProperty('recomputing');
    expect(whole.items).not.toEqual(figures.items);
    const { notes, features } = await service.get('/ogc/collections/gaps/items?limit=1');
    expect(notes).toBeUndefined();
    expect(await service.get(`/ogc/collections/gaps/items/${features[0].id}`)).not.toHaveProperty('notes');
  });
});

interface Described {
  security?: object[];
  responses: Record<string, { content?: Record<string, { schema: { properties?: object } }> }>;
}

function carriesVersion(operation?: Described): boolean {
  if (!operation || (operation.security && !operation.security.some((way) => Object.keys(way).length === 0)))
    return false;
  const { properties } = operation.responses[200]?.content?.['application/json']?.schema ?? {};
  return properties !== undefined && 'version' in properties;
}
