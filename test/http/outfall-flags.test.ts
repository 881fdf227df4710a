/** Outfalls in protected zones over HTTP and on the command line: the same rows, in every form. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../server/register/tokens.ts';
import { command, itemsOf } from '../support/command.ts';
import { LOADING_MS, openService, type Service } from '../support/service.ts';

let service: Service;
let folder: string;
beforeAll(async () => {
  service = await openService();
  await service.edit(`delete from register.protected_zone where kind = 'special'`); // a layer that is not loaded
  folder = mkdtempSync(join(tmpdir(), 'flags-'));
}, LOADING_MS);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await service.close();
});

const FLAGS = '/api/v1/outfalls/flags?flag=drinking_water';

describe('outfalls in protected zones', () => {
  it('are those PostGIS finds inside, all rows of the demo', async () => {
    const { items } = await service.get(`${FLAGS}&limit=10000`);
    const inside = await service.db.query(
      `select o.id, z.name as zone from register.outfall o join register.protected_zone z on st_contains(z.geom_m, o.geom_m)
        where z.kind = 'drinking_water' and o.merged_into is null order by o.id, z.id`,
    );
    expect(inside.length).toBeGreaterThan(20);
    const ours = items.filter(({ relation }: { relation: string }) => relation === 'inside');
    expect(ours.map(({ id, zone }: { id: number; zone: string }) => ({ id, zone }))).toEqual(inside);
  });

  it('come in pages, by level, and say what is missing', async () => {
    const whole = await service.get(`${FLAGS}&limit=10000`);
    const first = await service.get(`${FLAGS}&limit=5`);
    const second = await service.get(`${FLAGS}&limit=5&cursor=${first.next}`);
    expect([...first.items, ...second.items]).toEqual(whole.items.slice(0, 10));
    const level = await service.get(`${FLAGS}&level=${encodeURIComponent('一级')}&limit=10000`);
    expect(level.items).toEqual(whole.items.filter((row: { level: string }) => row.level === '1'));
    expect(whole.missing).toEqual([]);
    expect(await service.get('/api/v1/outfalls/flags?flag=special')).toMatchObject({ items: [], missing: ['special'] });
  });

  it('with all=true give every outfall an answer', async () => {
    const { items } = await service.get(`${FLAGS}&all=true&limit=10000`);
    const [{ n }] = await service.db.query<{ n: number }>('select count(*)::int as n from register.outfall');
    expect(new Set(items.map(({ id }: { id: number }) => id)).size).toBe(n);
  });

  it('are the same rows on the command line', async () => {
    const { items } = await service.get(`${FLAGS}&all=true&as_of=2024-05-06&limit=10000`);
    const { code, out } = await command(
      service.db,
      'outfalls --flag drinking_water --all --as-of 2024-05-06 --format json',
      folder,
    );
    expect(code).toBe(0);
    expect(itemsOf(out)).toEqual(items);
  });

  it('come as CSV, GeoJSON, a workbook and a printable page, without parties and phones', async () => {
    const { items } = await service.get(`${FLAGS}&limit=10000`);
    const files = await Promise.all(
      ['csv', 'geojson', 'xlsx', 'html'].map((format) => service.app.inject(`${FLAGS}&format=${format}`)),
    );
    expect(files.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const [csv, geojson, xlsx, html] = files;
    expect(csv.body.trim().split('\n').length).toBeGreaterThan(items.length);
    expect(JSON.parse(geojson.body).features).toHaveLength(items.length);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(xlsx.rawPayload as never);
    expect(workbook.worksheets[0].rowCount).toBeGreaterThan(items.length);
    expect(html.body).toContain('<table');
    for (const { body } of [csv, geojson, html]) expect(body).not.toMatch(/PLANTED/);
  });

  it('that were decided on review say so to everyone, and who and why only to a token', async () => {
    await service.edit(
      `insert into register.review_decision
              (district, id, kind, outfall_id, zone_id, relation, decision, reviewer, reason, seen)
       select f.district, 900001, 'flag', f.outfall_id, f.zone_id, f.relation, 'dismiss', 'PLANTED reviewer', 'PLANTED why',
              jsonb_build_object('x_mm', floor(st_x(o.geom_m) * 1000 + 0.5)::bigint, 'distance_mm', f.distance_mm,
                                 'y_mm', floor(st_y(o.geom_m) * 1000 + 0.5)::bigint)
         from register.outfall_zone f
         join register.outfall o on o.district = f.district and o.id = f.outfall_id
         join atlas.zones_on(f.district, 'drinking_water', current_date) z on z.id = f.zone_id
        where f.relation = 'inside' order by f.outfall_id, f.zone_id limit 1`,
    );
    const { items } = await service.get(`${FLAGS}&limit=10000`);
    const decided = items.filter((row: { decision: string | null }) => row.decision === 'dismissed');
    expect(decided).toHaveLength(1);
    expect(Object.keys(decided[0])).not.toContain('reviewer');
    const token = (await createToken(service.db, { role: 'viewer', name: 'reader of flags' })).secret;
    const known = await service.app.inject({
      url: `${FLAGS}&limit=10000`,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(known.body).toContain('PLANTED why');
    const shown = await command(service.db, 'outfalls --flag drinking_water --private --format csv', folder);
    expect(shown.out).toContain('PLANTED reviewer');
    const { levels } = await service.get('/api/v1/reports/drinking-water?limit=10000');
    expect(levels.every((sum: { dismissed: number }) => sum.dismissed >= 0)).toBe(true);
    for (const format of ['csv', 'html', 'geojson']) {
      const { body } = await service.app.inject(`${FLAGS}&format=${format}`);
      expect(body).toContain('dismissed');
      expect(body).not.toMatch(/PLANTED/);
    }
  });

  it('are refused with a word when the question makes no sense', async () => {
    const codes = async (url: string) => {
      const response = await service.app.inject(url);
      return [response.statusCode, response.json().code];
    };
    expect(await codes('/api/v1/outfalls/flags')).toEqual([400, expect.any(String)]);
    expect(await codes('/api/v1/outfalls/flags?flag=water')).toEqual([400, expect.any(String)]);
    expect(await codes(`${FLAGS}&level=9`)).toEqual([400, 'level_unknown']);
    expect(await codes(`${FLAGS}&as_of=2024-02-31`)).toEqual([400, expect.any(String)]);
    const refused = async (line: string) => {
      const { code, err } = await command(service.db, line, folder);
      return [code, /\((\w+)\)/.exec(err)?.[1]];
    };
    expect(await refused('outfalls --flag water')).toEqual([1, 'flag_unknown']);
    expect(await refused('outfalls --all')).toEqual([1, 'option_unusable']);
    expect(await refused('outfalls --flag nature --status confirmed')).toEqual([1, 'option_unusable']);
  });

  it('that cannot be checked are named beside an empty list', async () => {
    const { out, err } = await command(service.db, 'outfalls --flag special --format json', folder);
    expect(itemsOf(out)).toEqual([]);
    expect(err).toMatch(/未核查 not checked: special/);
    const sheet = await command(service.db, 'outfalls --flag special --format csv --out s.csv', folder);
    expect(sheet.err).toMatch(/not checked/);
    expect(readFileSync(join(folder, 's.csv'), 'utf8')).toMatch(/id/);
  });
});
