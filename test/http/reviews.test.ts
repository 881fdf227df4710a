/** The review list over HTTP and by command line: who may read what, who may decide, and link quality counted another way. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../server/register/tokens.ts';
import { linkRows } from '../../server/report/links.ts';
import { command, itemsOf } from '../support/command.ts';
import { DISTRICT, LOADING_MS, openService, type Service } from '../support/service.ts';

interface Item {
  id: string;
  kind: string;
  state: string;
  seen: string;
  outfall: number;
  consequence: string;
  consequence_m: number | null;
  reasons: string[];
  candidates: { route: number }[];
  reviewer?: string;
}

let service: Service;
let editor: string;
let viewer: string;
beforeAll(async () => {
  service = await openService();
  // planted reviewers would make every doubtful link one that was decided and lost
  await service.db.run(`update register.outfall_link set reviewer = null;
    update register.district set derived_version = version`);
  editor = (await createToken(service.db, { role: 'editor', name: '王工' })).secret;
  viewer = (await createToken(service.db, { role: 'viewer', name: 'v' })).secret;
}, LOADING_MS);
afterAll(() => service.close());

const list = async (query = ''): Promise<{ items: Item[]; next: string | null }> =>
  service.get(`/api/v1/reviews?limit=10000${query}`);

const decide = async (id: string, payload: object, token = editor) => {
  const headers: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
  const response = await service.app.inject({
    method: 'POST',
    url: `/api/v1/reviews/${id}/decision`,
    payload,
    headers,
  });
  return { status: response.statusCode, body: response.json() };
};

describe('the review list over HTTP', () => {
  it('has every proposed link of atlas link --review, and is sorted by consequence and distance', async () => {
    const { items } = await list();
    const links = items.filter(({ kind }) => kind === 'link').map(({ outfall }) => outfall);
    const proposed = (await linkRows(service.db, DISTRICT, 'proposed')).map(({ id }) => id);
    expect(links.sort((a, b) => a - b)).toEqual(proposed);
    expect(proposed.length).toBeGreaterThan(5);
    const words = ['drinking_water_1', 'drinking_water_2', 'drinking_water_quasi', 'other_zone', 'near_zone', 'none'];
    const places = items.map(({ consequence, consequence_m }) => [
      words.indexOf(consequence),
      consequence_m ?? Number.POSITIVE_INFINITY,
    ]);
    expect(places).toEqual([...places].sort(([a, m], [b, n]) => a - b || (m === n ? 0 : m - n)));
  });

  it('comes in pages that make the whole', async () => {
    const whole = (await list()).items.map(({ id }) => id);
    const found: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await service.get(`/api/v1/reviews?limit=7${cursor}`);
      found.push(...page.items.map(({ id }: Item) => id));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(found).toEqual(whole);
    expect((await service.app.inject('/api/v1/reviews?cursor=7')).json()).toMatchObject({ code: 'cursor_invalid' });
  });

  it('is decided by editors who saw what is there, once, and says to the public neither who nor why', async () => {
    const [item] = (await list('&kind=link')).items.filter(({ candidates }) => candidates.length > 0);
    const { seen } = item;
    const accept = { decision: 'accept', seen };
    expect(await decide(item.id, accept, '')).toMatchObject({ status: 401, body: { code: 'token_needed' } });
    expect(await decide(item.id, accept, viewer)).toMatchObject({ status: 403, body: { code: 'role_insufficient' } });
    expect(await decide(item.id, { ...accept, seen: 'x' })).toMatchObject({
      status: 412,
      body: { code: 'review_stale' },
    });
    expect(await decide(item.id, { decision: 'reject', seen })).toMatchObject({
      status: 400,
      body: { code: 'reason_needed' },
    });
    expect(await decide(item.id, { ...accept, more: 1 })).toMatchObject({ status: 400 });
    expect(await decide('link-999999', accept)).toMatchObject({ status: 404, body: { code: 'review_unknown' } });
    expect(await decide(item.id, accept)).toMatchObject({
      status: 200,
      body: { state: 'decided', outfall: item.outfall },
    });
    expect(await decide(item.id, { decision: 'accept' })).toMatchObject({
      status: 409,
      body: { code: 'review_decided' },
    });
    const url = `/api/v1/reviews/${item.id}`;
    const open = await service.app.inject(url);
    expect(open.body).not.toContain('王工');
    expect(open.json()).toMatchObject({ state: 'decided', decision: 'accept' });
    const known = await service.app.inject({ url, headers: { authorization: `Bearer ${viewer}` } });
    expect(known.json().reviewer).toContain('王工');
    const undone = await decide(item.id, { decision: 'reopen', reason: '误核' });
    expect(undone.body).toMatchObject({ state: 'open', seen });
  });

  it('shows what a small map needs: the outfall, its candidates at their measures, the zone', async () => {
    const [flag] = (await list('&kind=flag')).items;
    const roles = (await service.get(`/api/v1/reviews/${flag.id}`)).map.features.map(
      (feature: { properties: { role: string } }) => feature.properties.role,
    );
    expect(roles).toEqual(expect.arrayContaining(['outfall', 'zone']));
    const link = (await list('&kind=link')).items.find(({ candidates }) => candidates.length > 1)!;
    const { map } = await service.get(`/api/v1/reviews/${link.id}`);
    const points = map.features.filter(
      (feature: { properties: { role: string } }) => feature.properties.role === 'candidate',
    );
    expect(points.map((feature: { properties: { route: number } }) => feature.properties.route)).toEqual(
      link.candidates.map(({ route }) => route),
    );
    for (const { geometry, properties } of points) {
      const [{ off }] = await service.db.query<{ off: number }>(
        'select st_distance(geom, st_setsrid(st_makepoint($3, $4), 4490)) as off from register.route where district = $1 and id = $2',
        [DISTRICT, properties.route, ...geometry.coordinates],
      );
      expect(off).toBeLessThan(1e-6); // a decimetre
    }
  });
});

describe('link quality', () => {
  it('is what counting the links one by one gives', async () => {
    const { items } = await service.get('/api/v1/reviews/quality');
    const rows = await linkRows(service.db, DISTRICT);
    const offsets = rows.flatMap(({ offset_m }) => (offset_m === null ? [] : [offset_m])).sort((a, b) => a - b);
    const rank = (p: number) => offsets[Math.ceil(p * offsets.length) - 1];
    const recorded = await service.db.query<{ id: number }>(
      `select id from register.outfall where district = $1 and receiving_water is not null`,
      [DISTRICT],
    );
    const named = new Set(recorded.map(({ id }) => id));
    const linked = rows.filter(({ route }) => route !== null);
    expect(items[0]).toMatchObject({
      place: 'district',
      outfalls: rows.length,
      linked: linked.length,
      waiting: rows.filter(({ status }) => status === 'proposed').length,
      reviewed: 0,
      recorded: linked.filter(({ id }) => named.has(id)).length,
      disagreeing: rows.filter(({ reason }) => reason === 'name_disagrees').length,
      offset_median_m: rank(0.5),
      offset_p90_m: rank(0.9),
      offset_p99_m: rank(0.99),
      offset_greatest_m: offsets[offsets.length - 1],
    });
    const bounds = [0, 1, 2, 5, 10, 20, 50, Number.POSITIVE_INFINITY];
    expect(items[0].offsets.map(({ outfalls }: { outfalls: number }) => outfalls)).toEqual(
      bounds.slice(1).map((to, i) => offsets.filter((m) => m <= to && (m > bounds[i] || i === 0)).length),
    );
    const atMost = bounds.slice(1, -1).map((to, i) => `≤${to} m ${items[0].offsets[i].outfalls}`);
    const said = [...atMost, `>50 m ${items[0].offsets[6].outfalls}`].join(' · ');
    for (const format of ['table', 'html']) {
      const { out } = await command(service.db, `review --quality --format ${format}`);
      expect(out.replaceAll('&#62;', '>')).toContain(said);
    }
    const [whole, ...towns] = items;
    for (const key of ['outfalls', 'linked', 'unlinked', 'waiting', 'high', 'medium', 'low', 'disagreeing'])
      expect(towns.reduce((sum: number, town: Record<string, number>) => sum + town[key], 0)).toBe(whole[key]);
  });
});

describe('atlas review', () => {
  const atlas = (line: string) => command(service.db, line);

  it('lists, shows, decides and takes back', async () => {
    const listed = itemsOf((await atlas('review --kind links --format json')).out) as Item[];
    expect(listed.map(({ id }) => id)).toEqual((await list('&kind=link')).items.map(({ id }) => id));
    const { id } = listed.find(({ candidates }) => candidates.length > 0)!;
    expect((await atlas(`review show ${id}`)).out).toContain(id);
    expect(await atlas(`review reject ${id}`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('reason_needed'),
    });
    const rejected = await atlas(`review reject ${id} --author 李工 --reason 此处无河 --format json`);
    expect(JSON.parse(rejected.out)).toMatchObject([{ id, decision: 'reject', state: 'decided' }]);
    expect((await atlas('review --state decided')).out).toContain('挂接已核 link decided reject 1');
    const quality = itemsOf((await atlas('review --quality --format json')).out);
    expect(quality[0].reviewed).toBe(1);
    await atlas(`review reopen ${id} --author 李工 --reason 误判`);
    expect(itemsOf((await atlas('review --state decided --format json')).out)).toEqual([]);
  });

  it('says that pairs of outfalls are decided elsewhere, and knows no other decisions', async () => {
    expect(await atlas('review accept duplicate-99')).toMatchObject({ code: 1 });
    expect(await atlas('review forgive link-1')).toMatchObject({ code: 2 });
    expect((await atlas('review --kind all')).code).toBe(2);
  });
});
