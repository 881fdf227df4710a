/** Narrow areas in tiles: every place of them lies within a pixel of what is drawn and the other way round, by PostGIS. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { seeded } from '../../engine/coverage/random.ts';
import { testDatabase } from '../../support/database.ts';
import { readLayer } from '../../tiles/read-tile.ts';
import { type Position, plainIndex, polygonSource } from '../../tiles/sources.ts';

type Point = readonly [x: number, y: number];
type Shape = readonly (readonly Point[])[];
/** Units of a tile: of 4,096, eight are a pixel where it is drawn 512 wide. */
const PIXEL = 8;

/** Both banks of a line, `width` apart; ends square. */
function banks(line: readonly Point[], width: number): Point[] {
  const side = (sign: number) =>
    line.map(([x, y], k): Point => {
      const [a, b] = [line[Math.max(0, k - 1)], line[Math.min(line.length - 1, k + 1)]];
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
      return [x - (sign * width * (b[1] - a[1])) / 2 / length, y + (sign * width * (b[0] - a[0])) / 2 / length];
    });
  return [...side(1), ...side(-1).reverse()];
}

/** Of each awkward kind one, in tile units. */
const KINDS: Record<string, (random: () => number, width: number) => Shape> = {
  strip: (random, width) => {
    const angle = 6.3 * random();
    const far = 400 + 3000 * random();
    return [
      banks(
        [
          [0, 0],
          [far * Math.cos(angle), far * Math.sin(angle)],
        ],
        width,
      ),
    ];
  },
  'winding strip': (random, width) => {
    const [wave, bends] = [20 + 60 * random(), 60 + 200 * random()];
    const turn = 6.3 * random();
    const line = Array.from({ length: 80 }, (_, k): Point => {
      const [x, y] = [k * 30, wave * Math.sin((k * 30) / bends)];
      return [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)];
    });
    return [banks(line, width)];
  },
  wedge: (random, width) => {
    const angle = 6.3 * random();
    const far = 2000;
    const tip: Point = [far * Math.cos(angle), far * Math.sin(angle)];
    return [[[0, 0], tip, [20 * width * Math.sin(angle), -20 * width * Math.cos(angle)]]];
  },
  'lakes on a canal': (random, width) => {
    const lake = 50 + 100 * random();
    const y = (random() * 900 - 450) | 0;
    const end = (s: number): Point[] => [
      [s * 900, y - s * lake],
      [s * (900 + 2 * lake), y],
      [s * 900, y + s * lake],
    ];
    return [
      [
        ...end(1),
        [900, y + width],
        [-900, -y + width],
        ...end(-1).map(([x, v]): Point => [x, v - 2 * y]),
        [-900, -y],
        [900, y],
      ],
    ];
  },
  'lake with a spike': (random, width) => {
    const angle = 0.5 + 2 * random();
    return [
      [
        [0, 0],
        [300, 0],
        [300, -300],
        [150 + width, -300],
        [150 + 1500 * Math.cos(angle), -300 - 1500 * Math.sin(angle)],
        [150, -300],
        [0, -300],
      ],
    ];
  },
  moat: (random, width) => {
    const [radius, turn] = [200 + 800 * random(), random()];
    const circle = (r: number) =>
      Array.from(
        { length: 90 },
        (_, k): Point => [r * Math.cos(turn + (k * Math.PI) / 45), r * Math.sin(turn + (k * Math.PI) / 45)],
      );
    return [circle(radius), circle(radius - width)];
  },
  pond: (random, width) => [
    [
      [0, 0],
      [width, 0.3 * random()],
      [width / 2, width],
    ],
  ],
};

/** Degrees of a place in units of a zoom from the corner of the tile in the middle. */
const HERE = [121.1, 31.1] as const;
function degrees(zoom: number, [px, py]: Point): Position {
  const side = 4096 * 2 ** zoom;
  const [x, y] = [(HERE[0] / 360 + 0.5) * side + px, merc(HERE[1]) * side + py];
  return [(x / side - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / side))) * 180) / Math.PI];
}

function merc(lat: number): number {
  return 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
}

const ring = (points: readonly (readonly number[])[]) => `(${points.map((point) => point.join(' '))})`;

interface Drawn {
  id: number;
  x: number;
  y: number;
  wkt: string;
}

/** What the tiles around HERE hold of each, rings even-odd. */
function drawn(shapes: readonly Position[][][], zoom: number): Drawn[] {
  const index = plainIndex(
    polygonSource(
      'zones',
      shapes.map((rings) => [rings]),
    ),
  );
  const [x, y] = [Math.floor((HERE[0] / 360 + 0.5) * 2 ** zoom), Math.floor(merc(HERE[1]) * 2 ** zoom)];
  return [-1, 0, 1].flatMap((dx) =>
    [-1, 0, 1].flatMap((dy) =>
      readLayer(index.encode(zoom, x + dx, y + dy), 'zones').map(({ id, geometry }) => {
        return { id: id! % 2 ** 32, x: x + dx, y: y + dy, wkt: `MULTILINESTRING(${geometry.map(ring)})` };
      }),
    ),
  );
}

/** How far places of each lie from the other inside the tile, and in how many tiles that they reach areas are missing. */
const APART = `
  with
  true_area as materialized (
    select a.id, t.x, t.y,
           st_affine(st_transform(st_geomfromtext(a.wkt, 4326), 3857), 1 / u.side, 0, 0, -1 / u.side,
                     -st_xmin(u.box) / u.side, st_ymax(u.box) / u.side) as geom
      from jsonb_to_recordset($1::jsonb) as a(id int, wkt text)
     cross join (select x, y from unnest($4::int[]) as x cross join unnest($5::int[]) as y) as t
     cross join lateral (select st_tileenvelope($3, t.x, t.y) as box, 40075016.6856 / 2 ^ $3 / 4096 as side) as u
  ),
  pair as (
    select a.id, a.x, a.y, st_setsrid(a.geom, 0) as real, st_buildarea(st_geomfromtext(d.wkt)) as shown
      from true_area as a
      left join jsonb_to_recordset($2::jsonb) as d(id int, x int, y int, wkt text) using (id, x, y)
     where st_intersects(st_setsrid(a.geom, 0), st_makeenvelope(4, 4, 4092, 4092)) or d.id is not null
  ),
  places as (
    select b.id, b.x, b.y, p.geom, b.shown as other from pair as b, st_dumppoints(st_segmentize(st_boundary(st_intersection(b.real, st_makeenvelope(0, 0, 4096, 4096))), 6)) as p
    union all
    select b.id, b.x, b.y, p.geom, b.real from pair as b, st_dumppoints(st_segmentize(st_boundary(b.shown), 6)) as p
  )
  select p.id, p.x, p.y, max(st_distance(p.geom, p.other)) as apart, bool_or(p.other is null) as missing
    from places as p group by p.id, p.x, p.y`;

describe('narrow areas', () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  it.each(Object.keys(KINDS))('%s: drawn and true area lie within a pixel of each other', async (kind) => {
    const random = seeded(kind.length);
    let tiles = 0;
    for (const zoom of [6, 9, 12, 14, 16]) {
      const shapes = Array.from({ length: 15 }, () => {
        const at: Point = [3000 * random(), 3000 * random()];
        const shape = KINDS[kind](random, 0.05 + 6 * random() ** 2);
        return shape.map((points) => [...points, points[0]].map(([x, y]) => degrees(zoom, [x + at[0], y + at[1]])));
      });
      const areas = shapes.map((rings, i) => ({ id: i + 1, wkt: `POLYGON(${rings.map(ring)})` }));
      const [x, y] = [Math.floor((HERE[0] / 360 + 0.5) * 2 ** zoom), Math.floor(merc(HERE[1]) * 2 ** zoom)];
      const around = (at: number) => [at - 1, at, at + 1];
      const rows = await db.query<{ id: number; apart: number; missing: boolean }>(APART, [
        JSON.stringify(areas),
        JSON.stringify(drawn(shapes, zoom)),
        zoom,
        around(x),
        around(y),
      ]);
      tiles += rows.length;
      expect([zoom, rows.filter(({ apart, missing }) => missing || apart > PIXEL)]).toEqual([zoom, []]);
    }
    expect(tiles).toBeGreaterThan(70);
  });
});
