/** Tiles against ST_AsMVT, which only PostgreSQL's PostGIS has. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { seededRandom } from '../../../server/demo/random.ts';
import { type LayerIndex, LayerIndex as ThinnedIndex } from '../../../tiles/layer.ts';
import type { LayerId } from '../../../tiles/manifest.ts';
import { testDatabase } from '../../support/database.ts';
import { apart } from '../../tiles/plane.ts';
import { type ReadFeature, readLayer, tileOf } from '../../tiles/read-tile.ts';
import { lineSource, type Position, plainIndex, pointSource, polygonSource } from '../../tiles/sources.ts';

const random = seededRandom(20261122);
const HERE: Position = [121.1, 31.1];
const somewhere = (): Position => [HERE[0] + (random() - 0.5) * 0.3, HERE[1] + (random() - 0.5) * 0.3];

/** A closed star of 12 to 60 points; radius in degrees. */
function star([lon, lat]: Position, radius: number): Position[] {
  const size = 12 + Math.floor(random() * 48);
  const ring = Array.from({ length: size }, (_, k): Position => {
    const [angle, r] = [(2 * Math.PI * k) / size, radius * (0.7 + 0.3 * random())];
    return [lon + r * Math.cos(angle), lat + r * Math.sin(angle)];
  });
  return [...ring, ring[0]];
}

function walk(): Position[] {
  let [lon, lat] = somewhere();
  let angle = random() * 2 * Math.PI;
  return Array.from({ length: 10 + Math.floor(random() * 60) }, (): Position => {
    angle += random() - 0.5;
    lon += 0.0004 * Math.cos(angle);
    lat += 0.0004 * Math.sin(angle);
    return [lon, lat];
  });
}

const points = Array.from({ length: 600 }, somewhere);
const lines = Array.from({ length: 300 }, walk);
const polygons = Array.from({ length: 120 }, (_, k) => {
  const [centre, radius] = [somewhere(), 0.002 + 0.03 * random() ** 4];
  return k % 3 === 0 ? [[star(centre, radius), star(centre, radius / 3)]] : [[star(centre, radius)]];
});

describe('ids and geometry against ST_AsMVT', () => {
  let db: Database;

  beforeAll(async () => {
    db = await testDatabase();
    await insert(
      db,
      'outfalls',
      points.map((position) => `POINT(${text([position])})`),
    );
    await insert(
      db,
      'rivers',
      lines.map((line) => `LINESTRING(${text(line)})`),
    );
    await insert(
      db,
      'towns',
      polygons.map(([rings]) => `POLYGON(${rings.map((ring) => `(${text(ring)})`).join()})`),
    );
  });

  afterAll(() => db.close());

  it.each([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])('points and polygons are the same at zoom %i', async (zoom) => {
    await compare(db, 'outfalls', plainIndex(pointSource('outfalls', points)), zoom);
    await compare(db, 'towns', plainIndex(polygonSource('towns', polygons)), zoom);
  });

  it.each([12, 13, 14, 15, 16])('lines are the same at zoom %i', async (zoom) => {
    await compare(db, 'rivers', plainIndex(lineSource('rivers', lines)), zoom);
  });

  it.each([9, 11, 13])('at zoom %i the points that stand are some of them, and count them all', async (zoom) => {
    const index = new ThinnedIndex(pointSource('outfalls', points));
    const inside = ({ geometry: [[[x, y]]] }: ReadFeature) => x >= 0 && x < 4096 && y >= 0 && y < 4096;
    for (const tile of tilesAround(zoom)) {
      const theirs = (await asMvt(db, 'outfalls', tile)).filter(inside);
      const ours = readLayer(index.encode(tile.z, tile.x, tile.y), 'outfalls').filter(inside);
      expect(theirs.map(({ id }) => id)).toEqual(expect.arrayContaining(ours.map(({ id }) => id)));
      expect(ours.reduce((sum, { properties }) => sum + Number(properties.count), 0)).toBe(theirs.length);
    }
  });
});

interface Tile {
  z: number;
  x: number;
  y: number;
}

/** The tile of HERE and of two places around it. */
function tilesAround(zoom: number): Tile[] {
  return [HERE, points[0], polygons[0][0][0][0]].map((position) => tileOf(position, zoom));
}

async function compare(db: Database, layer: LayerId, index: LayerIndex, zoom: number): Promise<void> {
  for (const tile of tilesAround(zoom)) {
    const theirs = await asMvt(db, layer, tile);
    const ours = readLayer(index.encode(tile.z, tile.x, tile.y), layer);
    const idsOf = (features: ReadFeature[]) => features.map(({ id }) => id!).sort((a, b) => a - b);
    expect(idsOf(ours), `${layer} ${tile.z}/${tile.x}/${tile.y}`).toEqual(idsOf(theirs));
    for (const feature of ours) {
      const other = theirs.find(({ id }) => id === feature.id)!;
      expect(apart(feature, other), `${layer} ${tile.z}/${tile.x}/${tile.y} ${feature.id}`).toBeLessThanOrEqual(8); // a pixel of a 512-pixel tile
    }
  }
}

async function insert(db: Database, table: string, wkt: string[]): Promise<void> {
  await db.run(`create table ${table} (id bigint primary key, geom geometry(Geometry, 4326))`);
  await db.query(
    `insert into ${table} select n + 7 * 4294967296, st_geomfromtext(wkt, 4326)
       from unnest($1::text[]) with ordinality as r(wkt, n)`,
    [wkt],
  );
}

async function asMvt(db: Database, layer: LayerId, { z, x, y }: Tile): Promise<ReadFeature[]> {
  const [row] = await db.query<{ tile: Uint8Array }>(
    `select st_asmvt(r, '${layer}', 4096, 'geom', 'id') as tile
       from (select st_asmvtgeom(st_transform(geom, 3857), st_tileenvelope($1, $2, $3), 4096, 64, true) as geom, id
               from ${layer} order by id) r`,
    [z, x, y],
  );
  return readLayer(row.tile, layer);
}

function text(positions: readonly Position[]): string {
  return positions.map(([lon, lat]) => `${lon} ${lat}`).join();
}
