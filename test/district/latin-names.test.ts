/** Names in Latin letters in the register and in tiles, through imports, edits by hand, corrections and upgrades. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { catchUp } from '../../server/district/derive/catch-up.ts';
import { Districts } from '../../server/district/districts.ts';
import { latinNames } from '../../server/report/latin-names.ts';
import { search } from '../../server/report/search.ts';
import { TileSets } from '../../server/report/tile-layers/tile-sets.ts';
import type { LayerId } from '../../tiles/manifest.ts';
import { reachedTiles } from '../../tiles/pyramid/places.ts';
import { ownDatabase } from '../support/database.ts';
import { readLayer } from '../tiles/read-tile.ts';
import { box, KEY, line, load, loadAll, PARTS, part, polygon } from './small-district.ts';

let db: Database;
let districts: Districts;
let sets: TileSets;

const spellings = async () =>
  Object.fromEntries(
    (await db.query<{ name: string; latin: string }>('select name, latin from register.latin_name')).map(
      ({ name, latin }) => [name, latin],
    ),
  );

/** [name, latin] of every feature that the layer shows at the zoom, each once. */
async function shown(layer: LayerId, z: number): Promise<string[]> {
  const index = (await sets.find(KEY))!.layers.get(layer)!;
  const found = new Set<string>();
  for (const tile of reachedTiles([index.marks], z))
    for (const { properties } of readLayer(index.encode(z, tile % 2 ** z, Math.floor(tile / 2 ** z)), layer))
      found.add(`${properties.name} ${properties.latin}`);
  return [...found].sort();
}

describe('names in Latin letters', () => {
  beforeAll(async () => {
    db = await ownDatabase();
    await loadAll(db, PARTS);
    districts = new Districts(db, { memoryBytes: 1e9 });
    sets = new TileSets(db, districts);
  });
  afterAll(() => db.close());

  it('are spelled with an import, each once, of rivers, waters and towns', async () => {
    expect(await spellings()).toEqual({
      夏阳: 'Xiayang',
      盈浦: 'Ying Pu',
      淀浦河: 'Dianpu He',
      西大盈港: 'Xidaying Gang',
      无名环: 'Wuminghuan',
      淀山湖: 'Dianshan Hu',
      大莲湖: 'Dalian Hu',
      无河: 'Wu He',
    });
  });

  it('are told of rivers and towns, of rivers alone where towns are not to be known, and of no water', async () => {
    const told = async (towns: boolean) =>
      Object.fromEntries((await latinNames(db, KEY, towns)).map(({ name, latin }) => [name, latin]));
    const rivers = { 淀浦河: 'Dianpu He', 西大盈港: 'Xidaying Gang', 无名环: 'Wuminghuan', 淀山湖: 'Dianshan Hu' };
    expect(await told(false)).toEqual(rivers);
    expect(await told(true)).toEqual({ ...rivers, 夏阳: 'Xiayang', 盈浦: 'Ying Pu' });
  });

  it('stand in tiles from zoom 12 beside the name, and in none farther out', async () => {
    expect(await shown('rivers', 12)).toEqual(
      expect.arrayContaining(['淀浦河 Dianpu He', '西大盈港 Xidaying Gang', '无名环 Wuminghuan']),
    );
    expect(await shown('water_bodies', 14)).toEqual(
      expect.arrayContaining(['淀山湖 Dianshan Hu', '大莲湖 Dalian Hu', 'undefined undefined']),
    );
    expect(await shown('towns', 12)).toEqual(['夏阳 Xiayang', '盈浦 Ying Pu']);
    for (const layer of ['rivers', 'water_bodies', 'towns'] as const)
      expect((await shown(layer, 11)).filter((text) => !text.endsWith(' undefined'))).toEqual([]);
  });

  it('find rivers and towns: with or without spaces, from their beginning', async () => {
    const found = async (words: string) =>
      (await search(db, { district: KEY, words, limit: 9, layers: null })).map(({ name }) => name);
    expect(await found('dianpu he')).toEqual(['淀浦河']);
    expect(await found('Xidaying')).toEqual(['西大盈港']);
    expect(await found('YINGPU')).toEqual(['盈浦']);
    expect(await found('pu')).toEqual([]);
    expect(await found(' -')).toEqual([]);
  });

  it('follow an edit by hand, also in tiles that were made before it was derived from', async () => {
    await db.run(`update register.town set name = '重固镇' where name = '夏阳';
      update register.river set name = '绿洲河' where name = '无名环';
      update register.water_body set name = '元荡' where name = '淀山湖'`);
    await districts.get(KEY);
    expect(await shown('towns', 12)).toContain('重固镇 undefined');
    expect(await shown('water_bodies', 14)).toContain('元荡 undefined');
    await districts.refresh();
    expect(await spellings()).toMatchObject({ 重固镇: 'Chonggu Zhen', 绿洲河: 'Lüzhou He', 元荡: 'Yuan Dang' });
    expect(Object.keys(await spellings())).not.toContain('夏阳');
    expect(await shown('towns', 12)).toContain('重固镇 Chonggu Zhen');
    expect(await shown('rivers', 12)).toContain('绿洲河 Lüzhou He');
    expect(await shown('water_bodies', 14)).toContain('元荡 Yuan Dang');
    expect(
      (await search(db, { district: KEY, words: 'luzhou', limit: 9, layers: null })).map(({ name }) => name),
    ).toEqual(['绿洲河']);
  });

  it('that a person corrects show at once and stay', async () => {
    await db.run(`update register.latin_name set latin = 'Yingpu' where name = '盈浦'`);
    await districts.refresh();
    expect(await shown('towns', 12)).toContain('盈浦 Yingpu');
    await load(db, part('more', 'rivers', [{ name: '蟠龙港' }, line([0, 1400], [900, 1400])]));
    await load(db, part('more waters', 'water-bodies', [{ name: '雪落漾', kind: 'lake' }, polygon(box(5, 5, 90, 90))]));
    expect(await spellings()).toMatchObject({ 盈浦: 'Yingpu', 蟠龙港: 'Panlong Gang', 雪落漾: 'Xueluo Yang' });
  });

  it('of a database from before are spelled by what the migration leaves to be derived', async () => {
    const all = await spellings();
    const [{ ranges }] = await db.query<{ ranges: string }>(
      `select string_agg(xmin::text, ',' order by route_id, from_mm) as ranges from register.surveyed_range`,
    );
    await db.run('drop table register.latin_name cascade');
    await db.run(readFileSync('sql/migrations/0032_latin_names.sql', 'utf8'));
    await catchUp(db, KEY);
    expect(await spellings()).toEqual({ ...all, 盈浦: 'Ying Pu' });
    const after = await db.query(
      `select string_agg(xmin::text, ',' order by route_id, from_mm) as ranges from register.surveyed_range`,
    );
    expect(after).toEqual([{ ranges }]); // nothing else is derived again for it
  });
});
