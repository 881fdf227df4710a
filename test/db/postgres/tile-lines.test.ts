/** Lines of the demo in every tile of several zooms: those of tiles.<layer>(z, x, y) are those of the service, however short. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { Districts } from '../../../server/district/districts.ts';
import { TileSets } from '../../../server/report/tile-layers/tile-sets.ts';
import type { DistrictTiles } from '../../../tiles/layer.ts';
import type { LayerId } from '../../../tiles/manifest.ts';
import { reachedTiles } from '../../../tiles/pyramid/places.ts';
import { DISTRICT, demoDatabase, LOADING_MS } from '../../support/service.ts';
import { readLayer } from '../../tiles/read-tile.ts';

let db: Database;
let set: DistrictTiles;
beforeAll(async () => {
  db = await demoDatabase();
  const districts = new Districts(db, { memoryBytes: 1e9 });
  await districts.refresh();
  set = (await new TileSets(db, districts).find(DISTRICT))!;
}, LOADING_MS);
afterAll(() => db.close());

/** The features of a layer in every tile of a zoom that may show one, as `x/y id`, by engine and by SQL. */
async function everyFeature(layer: LayerId, z: number): Promise<[ours: string[], theirs: string[]]> {
  const index = set.layers.get(layer)!;
  const tiles = [...reachedTiles([index.marks], z)].map((n) => ({ x: n % 2 ** z, y: Math.floor(n / 2 ** z) }));
  const rows = await db.query<{ x: number; y: number; tile: Uint8Array }>(
    `select t.x, t.y, tiles.${layer}($1, t.x, t.y) as tile from unnest($2::int[], $3::int[]) as t(x, y)`,
    [z, tiles.map(({ x }) => x), tiles.map(({ y }) => y)],
  );
  const names = (x: number, y: number, tile: Uint8Array) =>
    readLayer(tile, layer).map(({ id }) => `${x}/${y} ${id! % 2 ** 32}`);
  const ours = tiles.flatMap(({ x, y }) => names(x, y, index.encode(z, x, y)));
  const theirs = rows.flatMap(({ x, y, tile }) => names(x, y, tile));
  return [ours.sort(), theirs.sort()];
}

const idsOf = (features: readonly string[]) => new Set(features.map((feature) => Number(feature.split(' ')[1])));

it.each([
  ['gaps', 12],
  ['gaps', 14],
  ['gaps', 16],
  ['coverage', 12],
  ['coverage', 14],
  ['coverage', 16],
] as const)('%s at zoom %i are the same in every tile, and none is missing', async (layer, z) => {
  const [ours, theirs] = await everyFeature(layer, z);
  expect(theirs).toEqual(ours);
  const of = layer === 'gaps' ? `atlas.gap_stretches` : `atlas.coverage_stretches where state <> 'gap'`;
  const [{ rows, short }] = await db.query<{ rows: number; short: number }>(
    `select count(*)::int as rows, (count(*) filter (where to_m - from_m < 2))::int as short from ${of}`,
  );
  expect(idsOf(ours).size).toBe(rows);
  if (layer === 'gaps') expect(short).toBeGreaterThan(3); // shorter than a unit at zoom 12
});

it.each(['gaps', 'coverage', 'rivers'] as const)('%s far out count every line, by engine and by SQL', async (layer) => {
  const index = set.layers.get(layer)!;
  const of = {
    gaps: `atlas.gap_stretches`,
    coverage: `atlas.coverage_stretches where state <> 'gap'`,
    rivers: 'register.route',
  };
  const [{ rows }] = await db.query<{ rows: number }>(`select count(*)::int as rows from ${of[layer]}`);
  for (const z of [9, 10]) {
    const [number, ...none] = reachedTiles([index.marks], z);
    expect(none).toEqual([]);
    const [x, y] = [number % 2 ** z, Math.floor(number / 2 ** z)];
    const [{ tile }] = await db.query<{ tile: Uint8Array }>(`select tiles.${layer}($1, $2, $3) as tile`, [z, x, y]);
    for (const bytes of [index.encode(z, x, y), tile]) {
      const merged = readLayer(bytes, layer).reduce((sum, { properties }) => sum + Number(properties.merged), 0);
      expect([z, merged]).toEqual([z, rows]);
    }
  }
});
