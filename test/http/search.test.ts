/** What is found by the codes and numbers that cards, lists and traces show. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShare } from '../../server/register/shares.ts';
import { loadBesideDemo } from '../support/layer-files.ts';
import { DISTRICT, LOADING_MS, openService, type Service } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await openService();
  await loadBesideDemo(service.db, DISTRICT);
}, LOADING_MS);
afterAll(() => service.close());

interface Hit {
  kind: string;
  id: number;
  code: string | null;
  name: string | null;
  detail: string | null;
  bbox: number[] | null;
}
const hits = async (words: string, more = ''): Promise<Hit[]> =>
  (await service.get(`/api/v1/search?q=${encodeURIComponent(words)}${more}`)).items;
const one = async (sql: string) => (await service.db.query<Record<string, never>>(sql))[0];

describe('search by a code on a card', () => {
  it.each([
    ['zone', 'protected_zone', 'key'],
    ['section', 'section', 'code'],
    ['intake', 'intake', 'code'],
    ['discharger', 'discharger', 'source_id'],
    ['conduit', 'conduit', 'source_id'],
    ['sewer', 'sewer_pipe', 'source_id'],
    ['manhole', 'manhole', 'source_id'],
    ['outfall', 'outfall', 'source_id'],
  ])('finds a %s by its own, as written or small and without hyphens, with its place', async (kind, table, column) => {
    const { id, code } = await one(
      `select id, ${column} as code from register.${table} where ${column} is not null order by id desc limit 1`,
    );
    const place = await one(
      `select st_xmin(geom) as west, st_ymax(geom) as north from register.${table} where id = ${id} and district = '${DISTRICT}'`,
    );
    for (const words of [code, String(code).toLowerCase().replaceAll('-', '')]) {
      const [first] = await hits(words);
      expect(first).toMatchObject({ kind, id, code });
      expect(first.bbox![0]).toBeCloseTo(place.west, 6);
      expect(first.bbox![3]).toBeCloseTo(place.north, 6);
    }
  });

  it.each([
    ['river', 'code'],
    ['river', 'key'],
    ['town', 'key'],
  ])('finds a %s by its %s, as written, small, and in wide letters', async (kind, column) => {
    if (column === 'code')
      await service.db.query(`update register.river set code = 'HD-' || id where district = $1`, [DISTRICT]);
    const { id, code } = await one(
      `select id, ${column} as code from register.${kind} where district = '${DISTRICT}' and ${column} is not null order by id limit 1`,
    );
    const wide = String(code).replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
    for (const words of [code, String(code).toLowerCase().replaceAll('-', ''), wide])
      expect((await hits(words))[0]).toMatchObject({ kind, id, code });
  });

  it('finds zones, sections and dischargers by a part of their name', async () => {
    for (const [kind, table] of Object.entries({
      zone: 'protected_zone',
      section: 'section',
      discharger: 'discharger',
    })) {
      const { id, name } = await one(
        `select id, name from register.${table} where name is not null order by id limit 1`,
      );
      const found = await hits(String(name).slice(1), '&limit=100');
      expect(found.map((hit) => [hit.kind, hit.id])).toContainEqual([kind, id]);
    }
  });

  it('tells a sewer by the outfall it ends at', async () => {
    const { code, outfall } = await one(
      'select source_id as code, outfall from register.sewer_pipe where outfall is not null order by id limit 1',
    );
    expect((await hits(code))[0]).toMatchObject({ kind: 'sewer', name: null, detail: outfall });
  });

  it('finds an outfall by # and id, by the number of its sign, and by the number of a record merged into it', async () => {
    const [kept, gone] = await service.db.query<{ id: number; source_id: string }>(
      `select id, source_id from register.outfall where status <> 'rejected' and merged_into is null order by id limit 2`,
    );
    await service.edit(`update register.outfall set sign_code = 'BZ-77-0001' where id = $1`, [kept.id]);
    await service.edit('update register.outfall set merged_into = $1 where id = $2', [kept.id, gone.id]);
    for (const words of [`#${kept.id}`, 'bz770001', kept.source_id, gone.source_id])
      expect([words, (await hits(words))[0]]).toMatchObject([words, { kind: 'outfall', id: kept.id }]);
    await service.edit('update register.outfall set merged_into = null where id = $1', [gone.id]);
  });

  it('finds for a share what is of its layers alone', async () => {
    const found = async (layers?: string[]) => {
      const { secret } = await createShare(service.db, {
        district: DISTRICT,
        name: '测试',
        author: 'x',
        expires: '2999-01-01',
        layers,
      });
      const { items } = await service.get(`/api/v1/search?q=S0&limit=100&share=${secret}`);
      return new Set(items.map(({ kind }: Hit) => kind));
    };
    expect(await found()).toContain('sewer');
    expect(await found(['outfalls'])).not.toContain('sewer');
    expect(await found(['outfalls', 'sewers'])).toContain('sewer');
  });
});
