/** What lies around outfalls in random scenes, against loops over everything. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { box, KEY, line, load, part, point, polygon } from '../district/small-district.ts';
import { seeded } from '../engine/coverage/random.ts';
import { testDatabase } from '../support/database.ts';
import {
  crossesAny,
  holds,
  isRightOf,
  type Mm,
  type Nearest,
  nearest,
  nearestPoint,
  rounded,
  type Shape,
} from './surroundings.ts';

const SIZE = 2000;
const random = seeded(11);
const anywhere = (): [number, number] => [random() * SIZE, random() * SIZE];
const pick = <T>(...of: T[]) => of[Math.floor(random() * of.length)];
const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

/** A walk from west to east that never turns back, or from south to north. */
function across(isNorth: boolean, at: number): [number, number][] {
  return many(12, (i): [number, number] => {
    const [along, off] = [(i * SIZE) / 11, at + (random() - 0.5) * 160];
    return isNorth ? [off, along] : [along, off];
  });
}

/** With a cape so sharp that behind its tip the nearer edge alone would tell the wrong side. */
const SHORE = across(false, 1900);
const COAST: [number, number][] = [...SHORE.slice(0, 6), [990, 1850], [1000, 900], [1010, 1850], ...SHORE.slice(6)];
let db: Database;
let shapes: Record<string, Shape[]>;
let outfalls: { id: number; at: Mm }[];
// biome-ignore lint/suspicious/noExplicitAny: rows of the function under test
let rows: any[];

async function shapesOf(table: string, kind = 'null'): Promise<Shape[]> {
  const points = await db.query<{ id: number; kind: string | null; part: string; x: number; y: number }>(
    `select t.id, ${kind}::text as kind, d.path[1:cardinality(d.path) - 1]::text as part,
            floor(st_x(d.geom) * 1000 + 0.5)::float8 as x, floor(st_y(d.geom) * 1000 + 0.5)::float8 as y
       from register.${table} t cross join st_dumppoints(t.${table === 'route' ? 'line_m' : 'geom_m'}) d order by t.id, d.path`,
  );
  interface Growing extends Shape {
    named: Map<string, Mm[]>;
  }
  const found = new Map<number, Growing>();
  for (const { id, kind, part: name, x, y } of points) {
    const shape: Growing = found.get(id) ?? { id, kind, parts: [], named: new Map() };
    found.set(id, shape);
    if (!shape.named.has(name)) {
      shape.parts.push([]);
      shape.named.set(name, shape.parts.at(-1)!);
    }
    shape.named.get(name)!.push([x, y]);
  }
  return [...found.values()];
}

beforeAll(async () => {
  db = await testDatabase();
  const put = (layer: LayerName, ...items: [object, object][]) =>
    load(db, part(layer, layer, ...(items as Parameters<typeof part>[2][])));
  await put(
    'rivers',
    ...[400, 1000, 1500].map((y, i): [object, object] => [{ key: `E${i}` }, line(...across(false, y))]),
    ...[600, 1400].map((x, i): [object, object] => [{ key: `N${i}` }, line(...across(true, x))]),
  );
  await put('outfalls', ...many(120, (i): [object, object] => [{ source_id: `o${i}` }, point(...anywhere())]));
  const stub = (): [number, number][] => {
    const [x, y] = anywhere();
    return [
      [x, y],
      [x + 60 * (random() - 0.5), y + 60 * (random() - 0.5)],
      [x + 90 * (random() - 0.5), y + 90 * (random() - 0.5)],
    ];
  };
  const kinds = ['污水', '雨水', '合流', null];
  await put(
    'sewers',
    ...many(150, (i): [object, object] => [
      { source_id: `p${i}`, kind: pick(...kinds), outfall: i % 10 ? null : `o${i}` },
      line(...stub()),
    ]),
    // ends at outfalls, to the metre and beyond it
    ...many(12, (i): [object, object] => [
      { source_id: `q${i}`, kind: '雨水' },
      line([i * 100, 50], [i * 100, 60 + i]),
    ]),
  );
  await put('manholes', ...many(90, (i): [object, object] => [{ source_id: `m${i}` }, point(...anywhere())]));
  await put('intakes', ...many(9, (i): [object, object] => [{ source_id: `i${i}` }, point(...anywhere())]));
  await put(
    'levees',
    ...many(5, (i): [object, object] => [{ source_id: `l${i}` }, line(...across(i % 2 === 0, random() * SIZE))]),
  );
  await put(
    'sewer-service-areas',
    ...many(6, (i): [object, object] => {
      const [x, y] = anywhere();
      return [
        { key: `a${i}` },
        i % 2
          ? polygon(box(x, y, x + 600, y + 550), box(x + 50, y + 50, x + 120, y + 100))
          : polygon([
              [x, y],
              [x + 700, y + 90],
              [x + 220, y + 660],
            ]),
      ];
    }),
  );
  await put(
    'parks',
    ...many(4, (i): [object, object] => {
      const [x, y] = anywhere();
      return [{ key: `k${i}` }, polygon(box(x, y, x + 400, y + 400))];
    }),
  );
  await put(
    'dischargers',
    ...many(60, (i): [object, object] => [
      { source_id: `d${i}`, name: `厂${i}`, outfall: `o${i % 50}` },
      point(...anywhere()),
    ]),
  );
  await put('coastline', [{ source_id: 'c', sea_side: '右' }, line(...COAST)]);
  const tables = {
    route: 'null',
    sewer_pipe: 't.kind',
    manhole: 'null',
    intake: 'null',
    levee: 'null',
    sewer_service_area: 'null',
    park: 'null',
    discharger: 'null',
    coastline: 'null',
    outfall: 'null',
  };
  shapes = Object.fromEntries(
    await Promise.all(Object.entries(tables).map(async ([table, kind]) => [table, await shapesOf(table, kind)])),
  );
  outfalls = shapes.outfall.map(({ id, parts }) => ({ id, at: parts[0][0] }));
  rows = await db.query('select * from atlas.surroundings($1, null, 2, 300)', [KEY]);
});
afterAll(() => db.close());

const of = (subject: string, id: number) => rows.filter((row) => row.subject === subject && row.outfall_id === id);
const brief = (row: { item_id: number; distance_mm: number; x: number; y: number }) => [
  row.item_id,
  row.distance_mm,
  row.x,
  row.y,
];
const expected = (found: Nearest | null) => found && [found.id, found.mm, ...found.at];
const isFoul = ({ kind }: Shape) => kind === 'sanitary' || kind === 'combined';

describe('surroundings of 120 outfalls', () => {
  it('nearest manhole, intake, levee and pipes are those of a search through all', () => {
    for (const { id, at } of outfalls) {
      for (const [subject, list] of [
        ['manhole', shapes.manhole],
        ['intake', shapes.intake],
        ['levee', shapes.levee],
        ['pipe', shapes.sewer_pipe],
        ['foul_pipe', shapes.sewer_pipe.filter(isFoul)],
      ] as const)
        expect([subject, id, brief(of(subject, id)[0])]).toEqual([subject, id, expected(nearest(at, list))]);
    }
  });

  it('pipes are across where the straight way crosses a river, and the connection is the nearest that is not', () => {
    const foul = shapes.sewer_pipe.filter(isFoul);
    const seen = new Set<string>();
    for (const { id, at } of outfalls) {
      const [pipe] = of('pipe', id);
      expect([id, pipe.relation]).toEqual([
        id,
        crossesAny(at, [pipe.x, pipe.y], shapes.route) ? 'across' : 'same_bank',
      ]);
      const dry = nearest(at, foul, (to, mm) => mm <= 300_000 && !crossesAny(at, to, shapes.route));
      const [connection] = of('connection', id);
      expect([id, brief(connection), connection.relation]).toEqual([
        id,
        expected(dry ?? nearest(at, foul)),
        dry ? 'same_bank' : 'across',
      ]);
      seen.add(`${pipe.relation} ${connection.relation} ${dry?.id === of('foul_pipe', id)[0].item_id}`);
    }
    expect(seen.size).toBeGreaterThan(3);
  });

  it('service areas are those that hold the point, else the nearest, with the distance to the boundary', () => {
    let inside = 0;
    for (const { id, at } of outfalls) {
      const holding = shapes.sewer_service_area.filter((area) => holds(area, at));
      inside += holding.length;
      const found = holding.map((area) => [area.id, -rounded(nearestPoint(at, area).d2), 'inside']);
      const outside = nearest(at, shapes.sewer_service_area)!;
      expect([id, of('service_area', id).map((row) => [row.item_id, row.distance_mm, row.relation])]).toEqual([
        id,
        found.length ? found : [[outside.id, outside.mm, 'outside']],
      ]);
      for (const row of of('service_area', id)) expect(row.edge).toBe(Math.abs(row.distance_mm) <= 2000);
    }
    expect(inside).toBeGreaterThan(5);
  });

  it('parks are asked of each enterprise’s own place', () => {
    for (const { id } of outfalls) {
      const own = shapes.discharger.filter((_, i) => i % 50 === id - 1);
      const found = own.flatMap(({ id: enterprise, parts }) => {
        const holding = shapes.park
          .filter((park) => holds(park, parts[0][0]))
          .map((park) => [enterprise, park.id, 'inside']);
        return holding.length ? holding : [[enterprise, nearest(parts[0][0], shapes.park)!.id, 'outside']];
      });
      const said = of('park', id);
      if (found.length === 0)
        expect(said).toMatchObject([{ state: 'not_checked', reason: 'no_enterprise', relation: null }]);
      else expect(said.map((row) => [row.enterprise_id, row.item_id, row.relation])).toEqual(found);
    }
  });

  it('the coast’s side is that of the area right of it, at its bends too', () => {
    const [coast] = shapes.coastline;
    const [part] = coast.parts;
    const far: Mm[] = [
      [part.at(-1)![0] + 9e6, part.at(-1)![1] - 9e6],
      [part[0][0] - 9e6, part[0][1] - 9e6],
    ];
    for (const { id, at } of outfalls) {
      const [row] = of('coastline', id);
      const { d2, at: foot } = nearestPoint(at, coast);
      const isLoose = [part[0], part.at(-1)!].some((end) => end.join() === foot.join());
      const isSea = isRightOf(at, part, far);
      expect([id, row.relation, row.distance_mm]).toEqual([
        id,
        isLoose ? null : isSea ? 'sea' : 'land',
        (isLoose || isSea ? 1 : -1) * rounded(d2),
      ]);
    }
  });

  it('the coast goes on at a bend whose foot on one of the two edges rounds to beside it', async () => {
    const [coast] = shapes.coastline;
    const [part] = coast.parts;
    const far: Mm[] = [
      [part.at(-1)![0] + 9e6, part.at(-1)![1] - 9e6],
      [part[0][0] - 9e6, part[0][1] - 9e6],
    ];
    const places = part.slice(1, -1).flatMap((bend, i) => footsBeside(bend, part[i], part[i + 2]));
    const inner = places.filter((at) => {
      const foot = nearestPoint(at, coast).at.join();
      return foot !== part[0].join() && foot !== part.at(-1)!.join();
    });
    expect(inner.length).toBeGreaterThan(100);
    const said = await db.query<{ side: string | null }>(
      `select c.side from unnest($2::float8[], $3::float8[]) with ordinality as p (x, y, i)
        cross join lateral atlas.coast_side($1, st_makepoint(p.x / 1000, p.y / 1000)) as c order by p.i`,
      [KEY, inner.map(([x]) => x), inner.map(([, y]) => y)],
    );
    expect(said.map(({ side }) => side)).toEqual(inner.map((at) => (isRightOf(at, part, far) ? 'sea' : 'land')));
  });

  it('one outfall alone has the rows it has among all', async () => {
    for (const id of [1, 7, 60])
      expect(await db.query('select * from atlas.surroundings($1, $2, 2, 300)', [KEY, id])).toEqual(
        rows.filter((row) => row.outfall_id === id),
      );
  });

  it('outfalls without a pipe and pipe ends without an outfall are those of a search through all', async () => {
    const ends = shapes.sewer_pipe.flatMap(({ parts }) => [parts[0][0], parts[0].at(-1)!]);
    const distance = (a: Mm, b: Mm) => rounded((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);
    for (const within of [0, 5, 30]) {
      const bare = outfalls.filter(
        ({ id, at }) =>
          !(id - 1 < 150 && (id - 1) % 10 === 0) && !ends.some((end) => distance(end, at) <= within * 1000),
      );
      const said = await db.query<{ outfall_id: number }>(
        'select outfall_id from atlas.outfalls_without_pipe($1, $2)',
        [KEY, within],
      );
      expect(said.map(({ outfall_id }) => outfall_id)).toEqual(bare.map(({ id }) => id));
    }
    const open = shapes.sewer_pipe.filter(({ id, parts }) => {
      const end = parts[0].at(-1)!;
      const isNamed = id <= 150 && (id - 1) % 10 === 0 && id - 1 < 120;
      return (
        !isNamed && nearest(end, shapes.route)!.mm <= 40_000 && !outfalls.some(({ at }) => distance(at, end) <= 30_000)
      );
    });
    const said = await db.query<{ pipe_id: number; water_mm: number }>(
      'select pipe_id, water_mm from atlas.pipe_ends_without_outfall($1, 30, 40)',
      [KEY],
    );
    expect(said).toEqual(
      open.map(({ id, parts }) => ({ pipe_id: id, water_mm: nearest(parts[0].at(-1)!, shapes.route)!.mm })),
    );
    expect(said.length).toBeGreaterThan(3);
  });
});

/** Places on both sides, up to 400 m off, whose feet on either edge lie within a millimetre of the bend. */
function footsBeside([x, y]: Mm, ...others: Mm[]): Mm[] {
  return others.flatMap(([ox, oy]) => {
    const length = Math.hypot(ox - x, oy - y);
    const [dx, dy] = [(ox - x) / length, (oy - y) / length];
    return [-400_000, -90_000, 70_000, 300_000].flatMap((off) =>
      [0.2, 0.45, 0.7, 0.95].map(
        (along): Mm => [Math.round(x + along * dx - off * dy), Math.round(y + along * dy + off * dx)],
      ),
    );
  });
}
