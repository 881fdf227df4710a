/** Reports over HTTP and on the command line: one answer in every form, counted again by PostGIS on the demo. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../server/register/tokens.ts';
import type { DrinkingRow } from '../../server/report/drinking-water/drinking-water.ts';
import type { LevelSum } from '../../server/report/drinking-water/level-sums.ts';
import { command, itemsOf } from '../support/command.ts';
import { LOADING_MS, openService, PLANTED, type Service } from '../support/service.ts';

let service: Service;
let folder: string;
beforeAll(async () => {
  service = await openService();
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
}, LOADING_MS);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await service.close();
});

const URL = '/api/v1/reports/drinking-water?as_of=2024-05-06&closed_by=2022-12-31';
const COMMAND = 'report drinking-water --as-of 2024-05-06 --closed-by 2022-12-31';
const answer = async (more = ''): Promise<{ items: DrinkingRow[]; levels: LevelSum[]; next: string | null }> =>
  service.get(`${URL}&limit=10000${more}`);

describe('outfalls in drinking-water protection areas', () => {
  it('are, level by level, as many as PostGIS counts', async () => {
    const { levels } = await answer();
    const counted = await service.db.query<{ level: string; outfalls: number; closed: number; inside: number }>(
      `with held as (
         select f.outfall_id, min(array_position(array['1', '2', 'quasi'], z.level)) as strictest
           from register.outfall_zone f join register.protected_zone z on z.district = f.district and z.id = f.zone_id
          where z.kind = 'drinking_water' and f.relation <> 'edge' group by 1)
       select (array['1', '2', 'quasi'])[h.strictest] as level, count(*)::int as outfalls,
              count(*) filter (where o.closed_out_on <= date '2022-12-31')::int as closed,
              count(*) filter (where exists (
                select from register.protected_zone z where z.kind = 'drinking_water' and st_covers(z.geom_m, o.geom_m)
                   and z.level = (array['1', '2', 'quasi'])[h.strictest]))::int as inside
         from held h join register.outfall o on o.id = h.outfall_id
        where o.status = 'confirmed' and o.merged_into is null group by 1 order by 1`,
    );
    expect(counted.reduce((sum, { outfalls }) => sum + outfalls, 0)).toBeGreaterThan(20);
    for (const { level, ...counts } of counted) expect(levels.find((sum) => sum.level === level)).toMatchObject(counts);
  });

  it('add up: every row is in one sum, 1 and 2 are the protection area, and no numerator exceeds its denominator', async () => {
    const { items, levels } = await answer();
    const of = (level: string) => levels.find((sum) => sum.level === level)!;
    for (const key of ['outfalls', 'closed', 'to_remediate', 'inside', 'suspect', 'zones'] as const) {
      expect(of('protection_area')[key]).toBe(of('1')[key]! + of('2')[key]!);
      expect(of('all')[key]).toBe(of('protection_area')[key]! + of('quasi')[key]!);
    }
    expect(of('all').outfalls).toBe(items.filter(({ counted }) => counted).length);
    expect(of('all').closed).toBe(items.filter(({ counted, closed }) => counted && closed).length);
    for (const sum of levels) {
      expect(sum.closed).toBeLessThanOrEqual(sum.outfalls!);
      expect(sum.to_remediate_closed).toBeLessThanOrEqual(sum.to_remediate!);
      expect(sum.inside! + sum.by_water_or_conduit!).toBe(sum.outfalls);
    }
  });

  it('name every outfall that is not linked as not checked, or say so beside what it touches', async () => {
    const { items } = await answer();
    const unlinked = await service.db.query<{ id: number }>(
      `select o.id from register.outfall o join register.outfall_link l on l.outfall_id = o.id
        where l.route_id is null and o.status <> 'rejected' and o.merged_into is null order by 1`,
    );
    const said = items.filter(({ not_checked }) => not_checked.includes('unlinked')).map(({ id }) => id);
    expect(said.sort((a, b) => a - b)).toEqual(unlinked.map(({ id }) => id));
  });

  it('come in pages with the sums on each', async () => {
    const whole = await answer();
    const first = await service.get(`${URL}&limit=5`);
    const second = await service.get(`${URL}&limit=5&cursor=${first.next}`);
    expect([...first.items, ...second.items]).toEqual(whole.items.slice(0, 10));
    expect(second.levels).toEqual(whole.levels);
  });

  it('are the same rows on the command line, and the same sums', async () => {
    const { items, levels } = await answer();
    const rows = await command(service.db, `${COMMAND} --format json`, folder);
    expect([rows.code, rows.err]).toEqual([0, '']);
    expect(itemsOf(rows.out)).toEqual(items);
    const sums = await command(service.db, `${COMMAND} --levels --format json`, folder);
    expect(itemsOf(sums.out)).toEqual(levels);
  });

  it('name the conduits that touch a zone, as many as PostGIS finds, and no other zone has any', async () => {
    const { items } = await answer();
    const named = items.flatMap(({ id, zones }) =>
      zones.flatMap((zone) => zone.conduits.map((c) => `${id} ${zone.zone_id} ${c}`)),
    );
    const found = await service.db.query<{ line: string }>(
      `select o.id || ' ' || z.id || ' ' || coalesce(c.name, c.source_id) as line
         from register.outfall o join register.conduit c on c.district = o.district and c.outfall in (o.code, o.code_province, o.source_id)
         join register.protected_zone z on z.kind = 'drinking_water' and st_intersects(c.geom_m, z.geom_m)
        where o.status <> 'rejected' and o.merged_into is null`,
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.sort()).toEqual(found.map(({ line }) => line).sort());
    const evidence = items.flatMap(({ zones }) => zones);
    for (const { conduits, relations } of evidence) expect(conduits.length > 0).toBe(relations.includes('conduit'));
  });

  it('come as CSV with a mark, as points, and as a workbook with the sums; formulas are defused', async () => {
    const { items } = await answer();
    const { id } = items[0];
    await service.edit(`update register.outfall set name = '=cmd|calc' where id = $1`, [id]);
    await command(service.db, `${COMMAND} --format csv --out a.csv`, folder);
    await command(service.db, `${COMMAND} --format xlsx --out a.xlsx`, folder);
    const csv = readFileSync(join(folder, 'a.csv'), 'utf8');
    expect([csv.charCodeAt(0), csv.split('\n').length]).toEqual([0xfeff, items.length + 2]);
    expect(csv).toContain(`,'=cmd|calc,`);
    const book = new exceljs.Workbook();
    await book.xlsx.load(readFileSync(join(folder, 'a.xlsx')).buffer as ArrayBuffer);
    expect(book.worksheets.length).toBe(2);
    const named = book.worksheets[0].getRow(3).getCell(3);
    expect([named.value, named.type]).toEqual(['=cmd|calc', exceljs.ValueType.String]);
    const points = JSON.parse((await service.app.inject(`${URL}&format=geojson`)).body);
    expect(points.features.length).toBe(items.length);
    expect(points.features[0].geometry.type).toBe('Point');
  });

  it('print as a page without scripts that loads nothing', async () => {
    const { body, headers } = await service.app.inject(`${URL}&format=html&maps=5`);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).not.toMatch(/<script|<link|<img|@import|url\((?!#)|https?:/);
    expect(body.match(/<svg class="map"/g)?.length).toBe(5);
    for (const name of PLANTED) expect(body).not.toContain(name);
  });

  it('print each with a map of its own', async () => {
    const printed = (await service.app.inject(`${URL}&format=html`)).body;
    const listed = (await answer()).items.filter(({ relation }) => relation !== 'not_checked').length;
    expect(listed).toBeGreaterThan(5);
    expect(printed.match(/<svg class="map"/g)?.length).toBe(listed);
    expect(printed).not.toContain('maps for the first');
  });

  it('refuse what is asked wrongly', async () => {
    for (const [query, code] of [
      ['as_of=2024-13-01', 400],
      ['maps=99999', 400],
      ['format=pdf', 400],
      ['district=nowhere', 404],
    ] as const)
      expect((await service.app.inject(`/api/v1/reports/drinking-water?${query}`)).statusCode).toBe(code);
    expect((await command(service.db, 'report drinking-water --closed-by soon', folder)).code).toBe(1);
    expect((await command(service.db, 'report drinking-water --maps many', folder)).code).toBe(2);
  });
});

describe('coverage', () => {
  const RIVERS = '/api/v1/reports/coverage?sort=gap&level=village&as_of=2022-12-31';

  it.each([
    ['coverage --group town', '/api/v1/coverage?group=town'],
    ['coverage --group zone --as-of 2023-06-30', '/api/v1/coverage?group=zone&as_of=2023-06-30'],
    ['coverage --group town,level --scope level:town', '/api/v1/coverage?group=town,level&scope=level:town'],
    ['report coverage --sort gap --level village --as-of 2022-12-31', RIVERS],
  ])('of `%s` is the same rows and files over HTTP', async (line, url) => {
    const answer = await service.get(`${url}&limit=10000`);
    const items = answer.items.map(({ bbox, ...row }: Record<string, unknown>) => row); // where maps go to: only over HTTP
    const printed = itemsOf((await command(service.db, `${line} --format json`, folder)).out);
    expect(items.length).toBeGreaterThan(1);
    expect(printed).toEqual(items);
    for (const format of ['csv', 'geojson']) {
      const { body, headers } = await service.app.inject(`${url}&format=${format}`);
      const { out } = await command(service.db, `${line} --format ${format}`, folder);
      expect(out).toBe(body);
      expect(headers['content-disposition']).toMatch(/^attachment/);
    }
    const sheet = await service.app.inject(`${url}&format=xlsx`);
    const book = new exceljs.Workbook();
    await book.xlsx.load(sheet.rawPayload.buffer as ArrayBuffer);
    const rows = book.worksheets[0].getSheetValues() as unknown[][];
    const lengths = rows.slice(3, items.length + 3).map((row) => row[rows[2].indexOf('length_km')]);
    expect(lengths).toEqual(items.map(({ length_km }: { length_km: number }) => length_km));
  });

  it.each(['town', 'zone', 'river'])('of each %s comes with the lines its length is measured on', async (group) => {
    const { body } = await service.app.inject(`/api/v1/coverage?group=${group}&mode=above_water&format=geojson`);
    for (const { geometry, properties } of JSON.parse(body).features) {
      const [{ km }] = geometry
        ? await service.db.query<{ km: number }>(
            'select st_length(st_setsrid(st_geomfromgeojson($1), 4490)::geography) / 1000 as km',
            [JSON.stringify(geometry)],
          )
        : [{ km: 0 }];
      expect(km).toBeCloseTo(properties.length_km, 4);
    }
  });

  it('prints river by river on a page without scripts that loads nothing, with a strip for each row', async () => {
    await service.edit(`update register.river set name = '</style><script>"\\河' where id = 3`);
    const { items } = await service.get('/api/v1/reports/coverage');
    const { body, headers } = await service.app.inject('/api/v1/reports/coverage?format=html');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).not.toMatch(/<script|<link|<img|@import|url\(|https?:/);
    expect(body.match(/<\/style>/g)).toHaveLength(1);
    expect(body.match(/<svg class="map"/g)).toHaveLength(2);
    expect(body.match(/<td class="s"><svg/g)).toHaveLength(items.length);
    for (const name of PLANTED) expect(body).not.toContain(name);
    const none = await service.app.inject('/api/v1/reports/coverage?format=html&q=nowhere');
    expect([none.statusCode, none.body.includes('没有符合条件的河道')]).toEqual([200, true]);
  });

  it('prints the rows of any group with the same maps and strips, by API and command line alike', async () => {
    const query = 'group=town&mode=under_water&as_of=2023-06-30';
    const { items } = await service.get(`/api/v1/coverage?${query}`);
    const { body } = await service.app.inject(`/api/v1/coverage?${query}&format=html`);
    expect(body.match(/<svg class="map"/g)).toHaveLength(1);
    expect(body.match(/<td class="s"><svg/g)).toHaveLength(
      (await service.get('/api/v1/reports/coverage')).items.length,
    );
    const table = body.slice(body.indexOf('<table class="rows">'), body.indexOf('<table class="strips">'));
    for (const { covered_km } of items) expect(table).toContain(`>${covered_km.toFixed(6)}<`);
    const printed = 'coverage --group town --mode under_water --as-of 2023-06-30 --format html';
    expect((await command(service.db, printed, folder)).out.replace('嵌入式数据库 · embedded database', '')).toBe(body);
  });

  it('prints the register as it was known, without what a past has not', async () => {
    const { version } = await service.get('/api/v1/coverage');
    const then = `/api/v1/coverage?group=town&known_at=${version - 1}`;
    const { statusCode, body } = await service.app.inject(`${then}&format=html`);
    expect([statusCode, body.includes('outfalls and protected zones are not drawn')]).toEqual([200, true]);
    for (const { gap_km } of (await service.get(then)).items) expect(body).toContain(`>${gap_km.toFixed(6)}<`);
  });

  it.each([
    ['coverage/strips?rivers=1,2', null],
    ['reports/coverage?mode=above_water', 'report coverage --mode above_water'],
    ['gaps/plan?start=121.1,31.1&hours=8&speed_kmh=4', 'gaps plan --start 121.1,31.1 --hours 8 --speed-kmh 4'],
    ['gaps/check?river=2', 'gaps check --river 2'],
    ['reports/cells?inland=100', 'report cells --inland 100'],
  ])('%s answers as the register was known: before any survey nothing was done', async (path, words) => {
    const { version } = await service.get('/api/v1/coverage');
    const more = `/api/v1/${path}&${path.startsWith('reports') ? 'limit=1000&' : ''}known_at=`;
    const [then, now] = [await service.get(`${more}2`), await service.get(`${more}${version}`)];
    expect([then.version, now.version]).toEqual([2, version]);
    expect(JSON.stringify(then.items)).not.toMatch(/"(once|repeated|bridged|done|surveyed)"/);
    expect(then.items).not.toEqual(now.items);
    if (words === null) return;
    const { out } = await command(service.db, `${words} --known-at 2 --format json`, folder);
    expect(itemsOf(out).slice(0, 1000)).toEqual(then.items);
  });

  it('names a CSV after the data version, and says beside it what it has no place for', async () => {
    const { headers, body } = await service.app.inject('/api/v1/coverage?format=csv');
    const { code, err } = await command(service.db, `coverage --format csv --out ${folder}`, folder);
    const [, name] = /filename="(.+)"/.exec(headers['content-disposition'] as string)!;
    expect([code, readFileSync(join(folder, name), 'utf8')]).toEqual([0, body]);
    expect(err).toContain(`data version ${headers['x-data-version']}`);
  });

  it('refuses what is asked wrongly', async () => {
    for (const [query, code] of [
      ['scope=town:nowhere', 'scope_unknown'],
      ['level=great', 'request_invalid'],
      ['sort=colour', 'request_invalid'],
      ['as_of=2024-02-30', 'request_invalid'],
    ])
      expect((await service.app.inject(`/api/v1/reports/coverage?${query}`)).json().code).toBe(code);
    for (const [option, code] of [
      ['--scope town:nowhere', 'scope_unknown'],
      ['--level great', 'level_unknown'],
      ['--sort colour', 'sort_unknown'],
    ])
      expect((await command(service.db, `report coverage ${option}`, folder)).err).toContain(code);
  });
});

describe('targets', () => {
  const TARGETS = '/api/v1/reports/targets';
  const DAY = '2024-06-30';

  it.each([
    ['', 'target'],
    ['/towns', 'town'],
    ['/rivers', 'river'],
  ])(
    '%s are the same by HTTP and on the command line, and every km is that of the coverage report',
    async (path, by) => {
      const { items, pack, as_of } = await service.get(`${TARGETS}${path}?as_of=${DAY}`);
      expect([pack, as_of, items.length > 10]).toEqual(['QP', DAY, true]);
      const { out } = await command(service.db, `report targets --as-of ${DAY} --by ${by} --format json`, folder);
      expect(itemsOf(out)).toEqual(items);
      if (by !== 'target') return;
      const [row] = (await service.get(`/api/v1/coverage?mode=under_water&as_of=${DAY}`)).items;
      const under = items.filter(({ metric }: { metric: string }) => metric === 'under_water_ledger_km');
      expect(under.map((each: Record<string, number>) => [each.covered_ledger_km, each.covered_drawn_km])).toEqual(
        Array(2).fill([row.ledger_km, row.covered_km]),
      );
    },
  );

  it('come as files, and as a page without scripts that loads nothing', async () => {
    const csv = (await service.app.inject(`${TARGETS}?as_of=${DAY}&format=csv`)).body;
    expect(csv.split('\n')[0]).toMatch(/^\uFEFFid,clause,due,status,late_days,metric,unit,target,reached,/);
    const { body, headers } = await service.app.inject(`${TARGETS}?as_of=${DAY}&format=html`);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('完成全区所有河道长度30%的排污口溯源工作');
    expect(body).not.toMatch(/<script|<link|<img|@import|url\((?!#)|https?:/);
    for (const name of PLANTED) expect(body).not.toContain(name);
  });

  it('of the district itself are added, changed and taken away by an editor, on the command line too', async () => {
    const { secret } = await createToken(service.db, { name: 'targets', role: 'editor' });
    const ask = (method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
      service.app.inject({ method, url, payload, headers: { authorization: `Bearer ${secret}` } });
    const target = { words: '河长制要求', metric: 'traced_count_percent', threshold: 60, due: DAY };
    const added = await ask('POST', '/api/v1/targets', { target });
    expect([added.statusCode, added.json().id, added.json().target]).toEqual([201, 'own-1', 60]);
    const changed = await command(
      service.db,
      'targets edit own-1 threshold=70 types=industrial,other --format json',
      folder,
    );
    expect(JSON.parse(changed.out)[0]).toMatchObject({ target: 70, outfalls: 'industrial other', words: '河长制要求' });
    expect((await service.get('/api/v1/targets')).items.at(-1)).toMatchObject({ id: 'own-1', target: 70 });
    expect((await ask('PATCH', '/api/v1/targets/own-1', { target: { threshold: 700 } })).json().code).toBe(
      'bad_target',
    );
    expect((await ask('DELETE', '/api/v1/targets/own-1')).statusCode).toBe(204);
    expect((await command(service.db, 'targets remove 1', folder)).err).toContain('target_unknown');
  });

  it('are refused when asked wrongly', async () => {
    expect((await service.app.inject(`${TARGETS}?pack=XX`)).statusCode).toBe(400);
    for (const line of [
      'report targets --pack XX',
      'report targets --as-of soon',
      'targets add words',
      'targets edit QP-2022-above due=',
    ])
      expect((await command(service.db, line, folder)).code, line).toBe(1);
  });
});

describe('the dossier of an outfall', () => {
  const page = async (id: number, headers = {}) => service.app.inject({ url: `/outfalls/${id}`, headers });

  it('says its zones, link and surroundings on a page without scripts, and names no person', async () => {
    const { items } = await answer();
    const { statusCode, body } = await page(items[1].id);
    expect(statusCode).toBe(200);
    expect(body).toContain(items[1].zone);
    expect(body).not.toMatch(/<script|<link|<img|@import|url\((?!#)|https?:/);
    for (const name of PLANTED) expect(body).not.toContain(name);
  });

  it('has the history and the parties for who may see them', async () => {
    const { secret } = await createToken(service.db, { name: 'dossier', role: 'viewer' });
    const { body, headers } = await page(1, { authorization: `Bearer ${secret}` });
    expect(body).toContain('PLANTED-PARTY');
    expect(headers['cache-control']).toBe('private, no-store');
  });

  it('escapes what stands in the register', async () => {
    await service.edit(`update register.outfall set name = '</title><script>alert(1)</script>' where id = 2`);
    const { body } = await page(2);
    expect(body).not.toContain('<script');
    expect(body).toContain('&#60;script&#62;');
  });

  it('of an outfall that is not there is refused', async () => {
    expect((await page(999_999)).statusCode).toBe(404);
  });

  it('is what the command line prints as html', async () => {
    const { out } = await command(service.db, 'outfalls show 3 --format html', folder);
    const { body } = await page(3);
    const shown = (html: string) => html.replace(/<div class="foot">.*/s, '');
    expect(shown(out)).toBe(shown(body));
  });
});
