/** Areas of every awkward kind, as tiles of all zooms hold them: PostGIS finds each of them valid, and as large as those of ST_AsMVTGeom. */
import { classifyRings } from '@mapbox/vector-tile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { seeded } from '../../engine/coverage/random.ts';
import { testDatabase } from '../../support/database.ts';
import { readLayer, tileOf } from '../../tiles/read-tile.ts';
import { type Position, plainIndex, polygonSource } from '../../tiles/sources.ts';

type Ring = Position[];
type Area = Ring[][];

const ZOOMS = [7, 9, 11, 12, 13, 14, 15, 16];

/** Points round a centre, `share(k)` of the radius away. */
function round([lon, lat]: Position, count: number, share: (k: number) => number): Ring {
  const open = Array.from({ length: count }, (_, k): Position => {
    const [angle, r] = [(2 * Math.PI * k) / count, share(k)];
    return [lon + r * Math.cos(angle), lat + 0.86 * r * Math.sin(angle)];
  });
  return [...open, open[0]];
}

/** Stars with holes, moats thinner than a unit, combs, islands in holes: from the size of a tile unit to that of a district. */
function areas(random: () => number): Area[] {
  const around = (): Position => [121 + 0.4 * random(), 31 + 0.3 * random()];
  const size = () => 10 ** (-1.2 - 3.5 * random());
  const kinds: ((at: Position, r: number) => Area)[] = [
    (at, r) => [[round(at, 90, () => r * (0.4 + 0.6 * random()))]],
    (at, r) => {
      const holes = [0, 1.6, 3.1, 4.7].map(
        (turn): Position => [at[0] + r * 0.5 * Math.cos(turn), at[1] + r * 0.43 * Math.sin(turn)],
      );
      return [
        [
          round(at, 120, () => r * (0.95 + 0.05 * random())),
          ...holes.map((hole) => round(hole, 30, () => r * 0.2 * (0.6 + 0.4 * random()))),
        ],
      ];
    },
    (at, r) => {
      const [many, inner] = [30 + Math.floor(170 * random()), 1 - 10 ** (-3 * random() - 0.3)];
      return [[round(at, many, () => r), round(at, many, () => r * inner)]];
    },
    (at, r) => {
      const teeth = 3 + Math.floor(27 * random());
      const comb = Array.from({ length: teeth }, (_, k) => k * (r / teeth)).flatMap((x): Position[] => {
        const [from, to] = [at[0] + x, at[0] + x + (0.4 * r) / teeth];
        return [
          [from, at[1]],
          [from, at[1] + r],
          [to, at[1] + r],
          [to, at[1] + 0.02 * r],
        ];
      });
      return [[[...comb, [at[0] + r, at[1] - 0.02 * r], [at[0], at[1] - 0.02 * r], comb[0]]]];
    },
    (at, r) => [
      [round(at, 60, () => r), round(at, 50, () => 0.7 * r)],
      [round(at, 40, () => 0.4 * r), round(at, 5, () => 0.2 * r)],
    ],
  ];
  return Array.from({ length: 60 }, (_, i) => kinds[i % kinds.length](around(), size()));
}

interface Read {
  id: number;
  zoom: number;
  x: number;
  y: number;
  wkt: string;
}

const text = (ring: readonly (readonly [number, number])[]) => `(${ring.map(([x, y]) => `${x} ${y}`).join(', ')})`;
const wktOf = (polygons: readonly (readonly (readonly (readonly [number, number])[])[])[]) =>
  `MULTIPOLYGON(${polygons.map((rings) => `(${rings.map(text).join(', ')})`).join(', ')})`;

/** What the tiles around each corner of an area hold of it. */
function tilesOf(drawn: readonly Area[]): Read[] {
  const index = plainIndex(polygonSource('zones', drawn as Position[][][][]));
  return ZOOMS.flatMap((zoom) => {
    const tiles = new Set(
      drawn
        .flatMap((area) => area.flat(2))
        .map((at) => {
          const { x, y } = tileOf(at, zoom);
          return `${x} ${y}`;
        }),
    );
    const some = [...tiles].filter((_, i) => i % Math.ceil(tiles.size / 150) === 0);
    return some.flatMap((tile): Read[] => {
      const [x, y] = tile.split(' ').map(Number);
      return readLayer(index.encode(zoom, x, y), 'zones').map(({ id, geometry }) => {
        const points = geometry.map((ring) => ring.map(([px, py]) => ({ x: px, y: py })));
        const polygons = classifyRings(points as never).map((rings) =>
          rings.map((ring) => ring.map((p) => [p.x, p.y] as const)),
        );
        return { id: id! % 2 ** 32, zoom, x, y, wkt: wktOf(polygons) };
      });
    });
  });
}

describe('areas in tiles', () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  it.each([1, 2, 3])('are valid, whatever simplifying, rounding and cutting did to them (seed %i)', async (seed) => {
    const drawn = areas(seeded(seed));
    const read = tilesOf(drawn);
    expect(read.length).toBeGreaterThan(500);
    const wrong = await db.query(
      `select t.id, t.zoom, t.x, t.y, st_isvalidreason(t.wkt::geometry) as reason
         from jsonb_to_recordset($1::jsonb) as t(id int, zoom int, x int, y int, wkt text)
        where not st_isvalid(t.wkt::geometry)`,
      [JSON.stringify(read)],
    );
    expect(wrong).toEqual([]);
  });

  it('are as large as those that PostGIS makes of them, but for what their edges may lie apart', async () => {
    const drawn = areas(seeded(4));
    const areasOf = drawn.map((area, i) => ({ id: i + 1, wkt: wktOf(area) }));
    const rows = await db.query<{ id: number; zoom: number; ours: number; theirs: number; may: number }>(
      `select t.id, t.zoom, st_area(t.wkt::geometry) as ours, coalesce(st_area(g.geom), 0) as theirs,
              8 * (coalesce(st_perimeter(g.geom), 0) + st_perimeter(t.wkt::geometry)) + 64 as may
         from jsonb_to_recordset($1::jsonb) as t(id int, zoom int, x int, y int, wkt text)
         join jsonb_to_recordset($2::jsonb) as a(id int, wkt text) on a.id = t.id
        cross join lateral (select st_asmvtgeom(st_transform(st_geomfromtext(a.wkt, 4326), 3857),
                                     st_tileenvelope(t.zoom, t.x, t.y), 4096, 64) as geom) g`,
      [JSON.stringify(tilesOf(drawn)), JSON.stringify(areasOf)],
    );
    expect(rows.length).toBeGreaterThan(500);
    expect(rows.filter(({ ours, theirs, may }) => Math.abs(ours - theirs) > may)).toEqual([]);
  });
});
