/** Tile layers made of stored rows: what they show of them, and when they are read again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { getDistrict } from '../../server/district/district.ts';
import { Districts } from '../../server/district/districts.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { withAllDistricts } from '../../server/report/tile-layers/all-districts.ts';
import { indexStoredLayers } from '../../server/report/tile-layers/stored-indexes.ts';
import { TileSets } from '../../server/report/tile-layers/tile-sets.ts';
import type { DistrictTiles } from '../../tiles/layer.ts';
import type { LayerId } from '../../tiles/manifest.ts';
import { reachedTiles } from '../../tiles/pyramid/places.ts';
import { at, box, KEY, line, load, part, point, polygon, RIVERS_WEST } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';
import { removeDistrict } from '../support/emptied-database.ts';
import { inTile, type ReadFeature, readLayer, tileOf } from '../tiles/read-tile.ts';

let db: Database;
let sets: TileSets;
let districts: Districts;
const put = (layer: LayerName, ...items: [object, object | null][]) =>
  load(db, part(layer, layer, ...(items as Parameters<typeof part>[2][])));

/** The newest set, as the next poll would find it. */
async function current(): Promise<DistrictTiles> {
  await districts.refresh();
  return (await sets.find(KEY))!;
}

/** What a layer shows in the tile of zoom 16 around (100, 100) m, in the order of ids. */
async function shown(layer: LayerId): Promise<ReadFeature[]> {
  const { z, x, y } = tileOf(at(100, 100), 16);
  return readLayer((await current()).layers.get(layer)!.encode(z, x, y), layer);
}

const ROW = 2 ** 32; // of the first district: its number is 1

beforeAll(async () => {
  db = await testDatabase();
  districts = new Districts(db, { memoryBytes: 1e9 });
  sets = new TileSets(db, districts);
  await load(db, RIVERS_WEST);
  const pipe = (y: number) => line([90, y], [110, y]);
  await put(
    'sewers',
    [{ source_id: 'down', kind: '污水', invert_up_m: 2, invert_down_m: 1, size: '300' }, pipe(90)],
    [{ source_id: 'up', kind: '雨水', invert_up_m: 1, invert_down_m: 2, from_node: 'a', to_node: 'b' }, pipe(95)],
    [{ source_id: 'named', from_node: 'a', to_node: 'b', invert_up_m: 1, invert_down_m: 1 }, pipe(100)],
    [{ source_id: 'unknown', from_node: 'a', invert_up_m: 1 }, pipe(105)],
  );
  await put('manholes', [{ source_id: 'm1', kind: '雨篦' }, point(90, 90)]);
  await put(
    'zones',
    [
      { key: 'z', name: '一级区', kind: '饮用水水源保护区', level: '一级', part: '陆域', valid_from: '2020-01-01' },
      polygon(box(0, 0, 200, 200), box(50, 50, 60, 60)),
    ],
    [{ key: 'y', kind: '风景名胜区', level: '核心区' }, polygon(box(100, 100, 400, 400))],
  );
  await put('intakes', [{ source_id: 'i', name: '取水口甲', level: '县级' }, point(100, 120)]);
  await put('sections', [{ code: 'D1', name: '断面', level: '国控', target_class: 'Ⅲ' }, point(80, 80)]);
  await put('function-zones', [{ name: '功能区', river: 'R1', from_m: 0, to_m: 400, target_class: '2' }, null]);
  await put('parks', [{ name: '园区', level: '市级' }, polygon(box(0, 0, 50, 50))]);
  await put(
    'water-bodies',
    [{ key: 'L1', kind: 'lake', name: '长湖' }, polygon(box(-2000, 100, 6000, 400), box(1900, 150, 2100, 350))],
    [{ key: 'P1', kind: 'pond' }, polygon(box(0, 500, 100, 600))],
    [{ key: 'W1', kind: 'river', name: '河' }, polygon(box(0, -50, 900, 20))],
  );
  await put('sewer-service-areas', [{ name: '片区', plant: '一厂' }, polygon(box(0, 0, 300, 300))]);
});
afterAll(() => db.close());

describe('layers of stored rows', () => {
  it('show sewers with the way they flow: to the lower invert, else to to_node, else nothing is said', async () => {
    const sewers = await shown('sewers');
    expect(sewers.map(({ id, properties }) => [id! - ROW, properties])).toEqual([
      [1, { kind: 'sanitary', flow: 1, size: '300' }],
      [2, { kind: 'storm', flow: -1 }],
      [3, { flow: 1 }],
      [4, {}],
    ]);
    for (const { geometry } of sewers) expect(geometry[0][0][0]).toBeLessThan(geometry[0].at(-1)![0]); // as drawn
  });

  it('show zones with kind, level and days, holes and all', async () => {
    const [first, second] = await shown('zones');
    const dated = { kind: 'drinking_water', level: '1', part: 'land', valid_from: '2020-01-01' };
    expect([first.id! - ROW, first.properties, first.geometry.length]).toEqual([1, { name: '一级区', ...dated }, 2]);
    expect([second.id! - ROW, second.properties]).toEqual([2, { kind: 'special', level: '核心区' }]);
  });

  it.each([
    ['manholes', { kind: '雨篦' }],
    ['intakes', { name: '取水口甲', level: 'county' }],
    ['sections', { name: '断面', code: 'D1', level: 'national', target_class: 3 }],
    ['function_zones', { name: '功能区', target_class: 2 }],
    ['parks', { name: '园区', level: 'municipal' }],
    ['service_areas', { name: '片区', plant: '一厂' }],
  ] as const)('show %s with %o', async (layer, properties) => {
    const [feature] = await shown(layer);
    expect([feature.id, feature.properties]).toEqual([1 + ROW, properties]);
  });

  it.each([9, 12, 14, 16])(
    'name each lake at one place inside it, whatever tiles it reaches, at zoom %i',
    async (z) => {
      const set = await current();
      const tiles = [...reachedTiles([set.layers.get('water_bodies')!.marks], z)];
      const named = tiles.flatMap((number) => {
        const [x, y] = [number % 2 ** z, Math.floor(number / 2 ** z)];
        return readLayer(set.layers.get('water_labels')!.encode(z, x, y), 'water_labels')
          .filter(({ geometry: [[[px, py]]] }) => px >= 0 && px < 4096 && py >= 0 && py < 4096) // not of the buffer
          .map(({ properties, geometry: [[[px, py]]] }) => ({ properties, px: x * 4096 + px, py: y * 4096 + py }));
      });
      expect(named.map(({ properties: { name, kind } }) => [name, kind])).toEqual([['长湖', 'lake']]);
      const [west, south] = inTile(at(-2000, 100), z, 0, 0);
      const [east, north] = inTile(at(6000, 400), z, 0, 0);
      const [{ px, py }] = named;
      expect([px > west, px < east, py > north - 1, py < south + 1]).toEqual([true, true, true, true]);
      expect(tiles.length).toBeGreaterThan(z < 14 ? 0 : 4);
    },
  );

  it('are there for all districts together, a new one too', async () => {
    const find = withAllDistricts(db, (key) => sets.find(key));
    expect((await find('all'))!.version).toBe((await current()).version);
    await load(db, part('other', 'manholes', [{ source_id: 'm1' }, point(95, 95)]), 'other');
    const all = (await withAllDistricts(db, (key) => sets.find(key))('all'))!;
    const { z, x, y } = tileOf(at(100, 100), 16);
    const ids = readLayer(all.layers.get('manholes')!.encode(z, x, y), 'manholes').map(({ id }) => id);
    expect(ids).toEqual([1 + ROW, 1 + 2 * ROW]);
    expect(await find('nowhere')).toBeUndefined();
  });

  it('are read again when their rows change, by whomever, and else kept', async () => {
    const before = await current();
    await db.run(`update register.manhole set kind = '检查井' where district = '${KEY}'`);
    const after = await current();
    const renewed = [...after.layers].filter(([id, layer]) => before.layers.get(id) !== layer).map(([id]) => id);
    expect(after.version).toBeGreaterThan(before.version);
    expect(renewed).toContain('manholes');
    expect(renewed).not.toContain('zones');
    expect(renewed).not.toContain('sewers');
    expect((await shown('manholes'))[0].properties).toEqual({ kind: '检查井' });
  });

  it('are made once where another version comes before the making of one has begun', async () => {
    const renamed = (kind: string) => db.run(`update register.manhole set kind = '${kind}' where district = '${KEY}'`);
    await current();
    await renamed('甲');
    const { district } = await districts.get(KEY);
    await renamed('乙'); // as what follows from an edit by hand, a moment later
    const asked = sets.find(KEY);
    const told = new Promise<DistrictTiles | undefined>((resolve) => {
      districts.follow((_, version) => version === district.version + 1 && resolve(sets.find(KEY)));
    });
    expect(await asked).toBe(await told);
    expect((await asked)!.version).toBe(district.version + 1);
  });

  it('are all read anew when the district was taken out and came again', async () => {
    const before = await indexStoredLayers(db, await getDistrict(db, KEY), undefined);
    await removeDistrict(db);
    await put('manholes', [{ source_id: 'm1' }, point(90, 90)]);
    const after = await indexStoredLayers(db, await getDistrict(db, KEY), before);
    expect(after.layers.get('zones')!.marks.ids).toHaveLength(0);
    expect(after.layers.get('manholes')!.marks.ids).toHaveLength(1);
  });
});
