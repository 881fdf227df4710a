/** Narrow and small things of every layer: tiles.<layer>(z, x, y) has the ids of the service's tile, in every tile of every zoom. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { Districts } from '../../../server/district/districts.ts';
import type { LayerName } from '../../../server/import/fields.ts';
import { TileSets } from '../../../server/report/tile-layers/tile-sets.ts';
import type { DistrictTiles } from '../../../tiles/layer.ts';
import { LAYERS, type LayerId, TILE_BUFFER, TILE_EXTENT, TILE_MAXZOOM, TILE_MINZOOM } from '../../../tiles/manifest.ts';
import { reachedTiles } from '../../../tiles/pyramid/places.ts';
import { KEY, line, load, loadAll, PARTS, part, polygon } from '../../district/small-district.ts';
import { seeded } from '../../engine/coverage/random.ts';
import { testDatabase } from '../../support/database.ts';
import { type ReadFeature, readLayer } from '../../tiles/read-tile.ts';

let db: Database;
let set: DistrictTiles;
const random = seeded(5);

type Item = [object, object | null];
const some = (count: number, make: (i: number) => Item) => Array.from({ length: count }, (_, i) => make(i));
const put = (layer: LayerName, ...items: Item[]) =>
  load(db, part(layer, layer, ...(items as Parameters<typeof part>[2][])));

/** There along a line and back, metres apart: from 0.1 m to 20 m. */
function sliver(): [number, number][] {
  const [x, y] = [4500 * random(), 1500 * random()];
  const [angle, far, width] = [6.3 * random(), 10 ** (4 * random() - 0.5), 10 ** (2.3 * random() - 1)];
  const [east, north] = [Math.cos(angle), Math.sin(angle)];
  const bank = (along: number, across: number): [number, number] => [
    x + along * east - across * north,
    y + along * north + across * east,
  ];
  return [bank(0, 0), bank(far / 2, 0), bank(far, 0), bank(far, width), bank(far / 2, width), bank(0, width)];
}

const ring = (): Item[1] => {
  const points = sliver();
  return line(...points, points[0]);
};

beforeAll(async () => {
  db = await testDatabase();
  await loadAll(db, PARTS);
  await put('rivers', ...some(40, (i) => [{ source_id: `r${i}`, key: `narrow ${i}`, name: `河${i}` }, ring()]));
  const areas = ['zones', 'water-bodies', 'parks', 'sewer-service-areas'] as const;
  for (const layer of areas)
    await put(
      layer,
      ...some(40, (i) => [
        { source_id: `n${i}`, key: `n${i}`, name: `狭${i}`, kind: layer === 'zones' ? '风景名胜区' : '湖泊' },
        polygon(sliver()),
      ]),
    );
  const districts = new Districts(db, { memoryBytes: 1e9 });
  await districts.refresh();
  set = (await new TileSets(db, districts).find(KEY))!;
});
afterAll(() => db.close());

/** Units from the edge of the buffer within which the two may simplify and round to different sides of it. */
const RIM = 8;

function isInner({ geometry }: ReadFeature): boolean {
  return ([0, 1] as const).every((axis) => {
    const values = geometry.flat().map((point) => point[axis]);
    return Math.max(...values) > RIM - TILE_BUFFER && Math.min(...values) < TILE_EXTENT + TILE_BUFFER - RIM;
  });
}

/** Names of what only one of two readings of a tile has; what both may have at its rim is passed over. */
function onlyIn(some: readonly ReadFeature[], others: readonly ReadFeature[]): string[] {
  const known = new Set(others.map(nameOf));
  return some.filter((feature) => !known.has(nameOf(feature)) && isInner(feature)).map(nameOf);
}

const nameOf = ({ id, properties }: ReadFeature) =>
  id === undefined ? JSON.stringify(Object.entries(properties).sort()) : `${id % 2 ** 32}`;

it.each(Object.keys(LAYERS) as LayerId[])('%s are the same in every tile', async (layer) => {
  const index = set.layers.get(layer)!;
  const differ: string[] = [];
  let features = 0;
  for (let z = Math.max(TILE_MINZOOM, LAYERS[layer].minzoom); z <= TILE_MAXZOOM; z++) {
    const tiles = [...reachedTiles([index.marks], z)].map((n) => ({ x: n % 2 ** z, y: Math.floor(n / 2 ** z) }));
    const rows = await db.query<{ x: number; y: number; tile: Uint8Array }>(
      `select t.x, t.y, tiles.${layer}($1, t.x, t.y) as tile from unnest($2::int[], $3::int[]) as t(x, y)`,
      [z, tiles.map(({ x }) => x), tiles.map(({ y }) => y)],
    );
    for (const { x, y, tile } of rows) {
      const [ours, theirs] = [readLayer(index.encode(z, x, y), layer), readLayer(tile, layer)];
      features += ours.length;
      for (const name of onlyIn(ours, theirs)) differ.push(`${z}/${x}/${y} service ${name}`);
      for (const name of onlyIn(theirs, ours)) differ.push(`${z}/${x}/${y} sql ${name}`);
    }
  }
  expect(differ).toEqual([]);
  const narrow = ['zones', 'water_bodies', 'parks', 'service_areas', 'rivers', 'gaps'];
  expect(features).toBeGreaterThan(narrow.includes(layer) ? 200 : -1);
});
