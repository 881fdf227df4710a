/** Tiles that an edit of a stored row makes again: those that PostGIS says its geometry meets, and they are as from nothing. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { Districts } from '../../server/district/districts.ts';
import { TileSets } from '../../server/report/tile-layers/tile-sets.ts';
import type { DistrictTiles } from '../../tiles/layer.ts';
import { DEFAULT_LAYERS, TILE_MAXZOOM, TILE_MINZOOM } from '../../tiles/manifest.ts';
import { placesOf } from '../../tiles/pyramid/places.ts';
import { Pyramid } from '../../tiles/pyramid/pyramid.ts';
import { encodeTile } from '../../tiles/tile-set.ts';
import { box, KEY, load, part, polygon, RIVERS_WEST } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
let districts: Districts;
let sets: TileSets;
const asIs = async (bytes: Uint8Array) => ({ gzip: bytes, brotli: bytes });
const ZOOMS = Array.from({ length: TILE_MAXZOOM + 1 - TILE_MINZOOM }, (_, i) => TILE_MINZOOM + i);

beforeAll(async () => {
  db = await testDatabase();
  districts = new Districts(db, { memoryBytes: 1e9 });
  sets = new TileSets(db, districts);
  await load(db, RIVERS_WEST);
  // three squares 30 km apart, the first with a hole
  const squares = [polygon(box(0, 0, 3000, 3000), box(1000, 1000, 2000, 2000)), polygon(box(30_000, 0, 31_500, 900))];
  const far = polygon(box(0, 30_000, 900, 31_500));
  const coordinates = [...squares, far].map((square) => square.coordinates);
  await load(
    db,
    part('park', 'parks', [
      { key: 'p', name: '园区' },
      { type: 'MultiPolygon', coordinates },
    ]),
  );
});
afterAll(() => db.close());

async function current(): Promise<DistrictTiles> {
  await districts.refresh();
  return (await sets.find(KEY))!;
}

/** Tiles with a buffer of 64 + 16 of 4096 units and one for rounding. */
async function metByPark(): Promise<Set<string>> {
  const rows = await db.query<{ tile: string }>(
    `select z || '/' || (y * 2 ^ z + x) as tile
       from (select st_transform(st_setsrid(geom, 4326), 3857) as geom from register.park) as park
      cross join generate_series(${TILE_MINZOOM}, ${TILE_MAXZOOM}) as z
      cross join lateral (select 40075016.6855785 / 2 ^ z as side) as s
      cross join lateral generate_series(floor((st_xmin(geom) + 20037508.34) / side)::int - 1,
                                         floor((st_xmax(geom) + 20037508.34) / side)::int + 1) as x
      cross join lateral generate_series(floor((20037508.34 - st_ymax(geom)) / side)::int - 1,
                                         floor((20037508.34 - st_ymin(geom)) / side)::int + 1) as y
      where st_intersects(geom, st_tileenvelope(z, x, y, margin => 81.0 / 4096))`,
  );
  return new Set(rows.map(({ tile }) => tile));
}

/** What is left to make after an edit, seen from the zoom and number of each tile that is encoded. */
async function madeAfter(edit: string, before: Pyramid): Promise<{ pyramid: Pyramid; tiles: Set<string> }> {
  await db.query(edit);
  const set = await current();
  const parks = set.layers.get('parks')!;
  const tiles = new Set<string>();
  const encode: typeof parks.encode = (zoom, x, y) => {
    tiles.add(`${zoom}/${y * 2 ** zoom + x}`);
    return parks.encode(zoom, x, y);
  };
  const watched = Object.create(parks, { encode: { value: encode } });
  const pyramid = new Pyramid({ ...set, layers: new Map([...set.layers, ['parks', watched]]) }, before);
  while (await pyramid.makeNext(asIs));
  return { pyramid, tiles };
}

it.each([
  ['renamed', `update register.park set name = '新园区'`],
  ['moved', 'update register.park set geom = st_translate(geom, 0.002, 0.001)'],
  ['cut', 'update register.park set geom = st_multi(st_geometryn(geom, 1))'],
])('a %s area of three far squares: no tile between them, every tile right', async (_, edit) => {
  const before = new Pyramid(await current());
  while (await before.makeNext(asIs));
  const met = await metByPark();
  const { pyramid, tiles } = await madeAfter(edit, before);
  for (const tile of await metByPark()) met.add(tile);
  expect([...tiles].filter((tile) => !met.has(tile))).toEqual([]);
  expect(tiles.size).toBeGreaterThan(20);
  expect(tiles.size).toBeLessThan(before.tiles / 4);
  const set = await current();
  for (const zoom of ZOOMS)
    for (const number of placesOf(set, zoom)) {
      const [x, y] = [number % 2 ** zoom, Math.floor(number / 2 ** zoom)];
      const kept = pyramid.find(DEFAULT_LAYERS, zoom, x, y)?.gzip;
      expect([zoom, number, kept]).toEqual([zoom, number, new Uint8Array(encodeTile(set, DEFAULT_LAYERS, zoom, x, y))]);
      expect(pyramid.find(['parks'], zoom, x, y)?.gzip).toEqual(set.layers.get('parks')!.encode(zoom, x, y));
    }
});
