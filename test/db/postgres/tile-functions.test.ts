/** tiles.<layer>(z, x, y), for Martin and pg_tileserv, against the tiles of the service on the same rows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { seededRandom } from '../../../server/demo/random.ts';
import { Districts } from '../../../server/district/districts.ts';
import type { LayerName } from '../../../server/import/fields.ts';
import { SqlTiles } from '../../../server/report/tile-layers/sql-tiles.ts';
import { TileSets } from '../../../server/report/tile-layers/tile-sets.ts';
import type { DistrictTiles } from '../../../tiles/layer.ts';
import { LAYERS, type LayerId, TILE_MAXZOOM, TILE_MINZOOM } from '../../../tiles/manifest.ts';
import { reachedTiles } from '../../../tiles/pyramid/places.ts';
import { box, KEY, line, load, loadAll, PARTS, part, point, polygon } from '../../district/small-district.ts';
import { testDatabase } from '../../support/database.ts';
import { apart } from '../../tiles/plane.ts';
import { type ReadFeature, readLayer } from '../../tiles/read-tile.ts';

let db: Database;
let districts: Districts;
let sets: TileSets;
const put = (layer: LayerName, ...items: [object, object | null][]) =>
  load(db, part(layer, layer, ...(items as Parameters<typeof part>[2][])));
const random = seededRandom(6);
const some = (count: number, make: (i: number) => [object, object | null]) =>
  Array.from({ length: count }, (_, i) => make(i));
const anywhere = () => point(5000 * random(), 1500 * random());

async function current(): Promise<DistrictTiles> {
  await districts.refresh();
  return (await sets.find(KEY))!;
}

async function bySql(layer: LayerId, z: number, x: number, y: number): Promise<ReadFeature[]> {
  const [{ tile }] = await db.query<{ tile: Uint8Array }>(`select tiles.${layer}($1, $2, $3) as tile`, [z, x, y]);
  return readLayer(tile, layer);
}

/** What tells a feature from the others of its tile: its id, or where lines are merged what they have alike. */
const nameOf = ({ id, properties: { merged: _, ...alike } }: ReadFeature) =>
  JSON.stringify([id ?? null, Object.entries(alike).sort(([a], [b]) => (a < b ? -1 : 1))]);

const LINE = 2;

/** Two pixels or more across: of lines merged far out, ST_AsMVTGeom drops rings that are smaller. */
function isSeen({ geometry }: ReadFeature): boolean {
  const span = (axis: 0 | 1) => {
    const values = geometry.flat().map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  return Math.hypot(span(0), span(1)) > 16;
}

/** Compares the layer in at most four tiles of the zoom; how many features there were. */
async function compare(set: DistrictTiles, layer: LayerId, z: number): Promise<number> {
  const index = set.layers.get(layer)!;
  const all = [...reachedTiles([index.marks], z)];
  const picked = all.filter((_, i) => i % Math.ceil(all.length / 4) === 0);
  let features = 0;
  for (const number of picked) {
    const [x, y] = [number % 2 ** z, Math.floor(number / 2 ** z)];
    const shown = (feature: ReadFeature) => z >= 12 || feature.type !== LINE || isSeen(feature);
    const theirs = (await bySql(layer, z, x, y)).filter(shown);
    const ours = readLayer(index.encode(z, x, y), layer).filter(shown);
    const [named, others] = [ours, theirs].map((read) => new Map(read.map((feature) => [nameOf(feature), feature])));
    expect([...others.keys()].sort(), `${layer} ${z}/${x}/${y}`).toEqual([...named.keys()].sort());
    for (const [name, feature] of named) {
      const other = others.get(name)!;
      const [lines, fewer] = [feature, other].map(({ properties }) => Number(properties.merged ?? 0));
      expect(fewer).toBeLessThanOrEqual(lines);
      expect(fewer).toBeGreaterThan(lines / 2 - 1);
      if (fewer === lines) expect(apart(feature, other), `${layer} ${z}/${x}/${y} ${name}`).toBeLessThanOrEqual(8);
    }
    features += ours.length;
  }
  return features;
}

describe('tiles.<layer>(z, x, y)', () => {
  beforeAll(async () => {
    db = await testDatabase();
    districts = new Districts(db, { memoryBytes: 1e9 });
    sets = new TileSets(db, districts);
    await loadAll(db, PARTS);
    await put(
      'outfalls',
      ...some(150, (i) => [
        {
          source_id: `p${i}`,
          code: i % 3 ? null : `GY-${i}`,
          name: `口${i}`,
          type: ['工业排污口', '农业排口', '其他排口'][i % 3],
        },
        anywhere(),
      ]),
    );
    await put('manholes', ...some(60, (i) => [{ source_id: `${i}`, kind: i % 2 ? '雨篦' : null }, anywhere()]));
    await put(
      'sewers',
      ...some(60, (i): [object, object] => {
        const [x, y] = [4000 * random(), 1000 * random()];
        const inverts = { invert_up_m: i % 3, invert_down_m: 1 };
        return [
          { source_id: `${i}`, kind: ['污水', '雨水'][i % 2], size: '300', ...inverts },
          line([x, y], [x + 40, y + 30]),
        ];
      }),
    );
    await put(
      'zones',
      [
        { key: 'z', name: '一级区', kind: '饮用水水源保护区', level: '一级', valid_to: '2030-01-01' },
        polygon(box(0, 0, 900, 900), box(300, 300, 600, 600)),
      ],
      [{ key: 'y', kind: '风景名胜区' }, polygon(box(500, 500, 2400, 1400))],
    );
    await put('intakes', [{ source_id: 'i', name: '取水口', level: '县级' }, anywhere()]);
    await put('sections', [{ code: 'D1', level: '国控', target_class: 'Ⅲ' }, anywhere()]);
    await put(
      'function-zones',
      [{ name: '甲', river: 'R1', from_m: 0, to_m: 400, target_class: '2' }, null],
      [{ name: '乙', river: 'R2', from_m: 10, to_m: 4000, target_class: '3', measured_class: '4' }, null],
    );
    await put('parks', [{ name: '园区', level: '市级' }, polygon(box(0, 0, 500, 50))]);
    await put('sewer-service-areas', [{ name: '片区', plant: '一厂' }, polygon(box(0, 0, 3000, 1300))]);
  });
  afterAll(() => db.close());

  it.each(Object.keys(LAYERS) as LayerId[])(
    '%s hold what the service shows, with its ids and attributes',
    async (layer) => {
      const set = await current();
      let features = 0;
      for (let z = TILE_MINZOOM; z <= TILE_MAXZOOM; z++) features += await compare(set, layer, z);
      expect(features).toBeGreaterThan(TILE_MAXZOOM - LAYERS[layer].minzoom);
    },
  );

  it.each([
    [16, 65536, 0],
    [16, -1, 0],
    [17, 0, 0],
    [-1, 0, 0],
  ])('of %i/%i/%i, which is no tile, is empty', async (z, x, y) => {
    const [{ size }] = await db.query<{ size: number }>('select length(tiles.towns($1, $2, $3)) as size', [z, x, y]);
    expect(size).toBe(0);
  });

  it('shows an edit by anyone in the next tile, and a row that is gone no more', async () => {
    await db.run(
      `update register.manhole set kind = '检查井' where id <= 50; delete from register.manhole where id > 50`,
    );
    expect(await compare(await current(), 'manholes', 14)).toBeGreaterThan(0);
    const [{ kinds }] = await db.query<{ kinds: string }>(
      `select string_agg(distinct tags ->> 'kind', '') as kinds from tiles.point where layer = 'manholes'`,
    );
    expect(kinds).toBe('检查井');
  });

  it('leaves rows as they are while their table has no change', async () => {
    const rows = `select min(xmin::text) as made from tiles.area where layer = 'zones'`;
    const [before] = await db.query(rows);
    await db.run(`update register.manhole set kind = null`);
    await db.query(`select tiles.refresh()`);
    expect(await db.query(rows)).toEqual([before]);
    const stale = `select layer from tiles.made m join register.district d on d.key = m.district where m.version <> d.version`;
    expect(await db.query(stale)).toEqual([]);
  });

  it('shows a new name in Latin letters also where a tile was made between the edit and its spelling', async () => {
    await db.run(`update register.town set name = '重固镇' where name = '夏阳';
      update register.water_body set name = '元荡' where name = '淀山湖'`);
    const latin = async (layer: string) => {
      await db.query('select tiles.refresh($1)', [layer]);
      return (
        await db.query<{ latin: string | null }>(
          `select tags ->> 'latin' as latin from tiles.area where layer = $1 and tags ->> 'name' in ('重固镇', '元荡')`,
          [layer],
        )
      ).map((row) => row.latin);
    };
    expect([await latin('towns'), await latin('water_bodies')]).toEqual([[null], [null]]);
    await districts.refresh();
    expect([await latin('towns'), await latin('water_bodies')]).toEqual([['Chonggu Zhen'], ['Yuan Dang']]);
  });

  it('is made ahead by the service for layers that are read by SQL, and for no others', async () => {
    await db.run(`delete from tiles.made where layer = 'parks'; update register.manhole set kind = '雨篦'`);
    const followed = new Districts(db, { memoryBytes: 1e9 });
    const service = new SqlTiles(db);
    service.follow(followed);
    await followed.get(KEY);
    await db.run(`update register.manhole set kind = '检查井'`); // a version that comes while it works
    await followed.refresh();
    await service.settled();
    const made = await db.query(`select m.layer, m.version = d.version as fresh from tiles.made m
      join register.district d on d.key = m.district where m.layer in ('manholes', 'coverage', 'parks') order by 1`);
    expect(made).toEqual([
      { layer: 'coverage', fresh: true },
      { layer: 'manholes', fresh: true },
    ]);
    const [{ kinds }] = await db.query<{ kinds: string }>(
      `select string_agg(distinct tags ->> 'kind', '') as kinds from tiles.point where layer = 'manholes'`,
    );
    expect(kinds).toBe('检查井');
    await service.close();
  });

  it('is open to the readers of reports, who may not read the register', async () => {
    await db.run('update register.manhole set kind = null where id = 1');
    const tile = await db.transaction(async (tx) => {
      await tx.run('set local role atlas_reader');
      return (await tx.query<{ size: number }>('select length(tiles.towns(6, 53, 26)) as size'))[0].size;
    });
    expect(tile).toBeGreaterThan(0);
  });
});
