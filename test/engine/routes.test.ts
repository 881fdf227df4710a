import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geodesicMm } from '../../server/engine/geodesy.ts';
import { normalise } from '../../server/engine/ranges.ts';
import { buildRoutes } from '../../server/engine/routes/build-routes.ts';
import { buildShore } from '../../server/engine/routes/shores.ts';
import type { BuiltRoute, SourceLine } from '../../server/engine/routes/source-line.ts';

/** A line over a square metre grid near Qingpu: positions in metres east and north. */
function draw(positions: readonly (readonly [number, number])[], rest: Partial<SourceLine> = {}): SourceLine {
  return {
    x: positions.map(([x]) => x * 1000),
    y: positions.map(([, y]) => y * 1000),
    lon: positions.map(([x]) => 121 + x * 1e-5),
    lat: positions.map(([, y]) => 31 + y * 1e-5),
    ...rest,
  };
}

const shape = (route: BuiltRoute) => [...route.x].map((x, v) => [x / 1000, route.y[v] / 1000]);

describe('routes of a river', () => {
  //  (0,10) ---- (10,10)====(30,10)     two lines meet end to end; a third joins in the first one's interior vertex
  //                 |
  //              (10,4)
  it('takes the longest path first and splits a line where another ends on its vertex', () => {
    const routes = buildRoutes([
      draw([
        [0, 10],
        [10, 10],
        [20, 10],
      ]),
      draw([
        [20, 10],
        [30, 10],
      ]),
      draw([
        [10, 4],
        [10, 10],
      ]),
    ]);
    expect(routes.map(shape)).toEqual([
      [
        [0, 10],
        [10, 10],
        [20, 10],
        [30, 10],
      ],
      [
        [10, 4],
        [10, 10],
      ],
    ]);
    expect(routes.map(({ role }) => role)).toEqual(['main', 'branch']);
    expect(routes[0].sources).toHaveLength(2);
    expect(routes[0].sources[0]).toMatchObject({ line: 0, fromMm: 0 });
    expect(routes[0].sources[1].toMm).toBe(routes[0].m[3]);
  });

  it('gives a line that is split between routes a range on each', () => {
    const routes = buildRoutes([
      draw([
        [0, 0],
        [10, 0],
        [11, 0],
      ]),
      draw([
        [10, 0],
        [10, 20],
      ]),
    ]);
    expect(routes.map(shape)).toEqual([
      [
        [0, 0],
        [10, 0],
        [10, 20],
      ],
      [
        [10, 0],
        [11, 0],
      ],
    ]);
    expect(routes.map(({ sources }) => sources.map(({ line }) => line))).toEqual([[0, 1], [0]]);
  });

  it('joins an end that lies on another line between its vertices', () => {
    const routes = buildRoutes([
      draw([
        [0, 0],
        [30, 0],
      ]),
      draw([
        [10, 0],
        [10, 20],
      ]),
    ]);
    expect(routes.map(shape)).toEqual([
      [
        [30, 0],
        [10, 0],
        [10, 20],
      ]
        .reverse()
        .reverse(),
      [
        [0, 0],
        [10, 0],
      ],
    ]);
  });

  it('does not join lines that cross without a common vertex', () => {
    const routes = buildRoutes([
      draw([
        [0, 0],
        [10, 10],
      ]),
      draw([
        [0, 10],
        [10, 0],
      ]),
    ]);
    expect(routes.map(({ role }) => role)).toEqual(['main', 'main']);
  });

  it('joins lines that cross in a common vertex', () => {
    const routes = buildRoutes([
      draw([
        [0, 0],
        [5, 5],
        [10, 10],
      ]),
      draw([
        [0, 10],
        [5, 5],
        [10, 0],
      ]),
    ]);
    expect(routes.map(({ role }) => role)).toEqual(['main', 'branch']);
  });

  it('runs the way most of its length is drawn', () => {
    const lines = [
      draw([
        [30, 0],
        [10, 0],
      ]),
      draw([
        [0, 0],
        [10, 0],
      ]),
    ];
    expect(shape(buildRoutes(lines)[0])).toEqual([
      [30, 0],
      [10, 0],
      [0, 0],
    ]);
    expect(buildRoutes(lines)[0].sources[1]).toMatchObject({ line: 1, toMm: buildRoutes(lines)[0].m[1] });
  });

  it('starts in the west at a tie', () => {
    expect(
      shape(
        buildRoutes([
          draw([
            [20, 0],
            [10, 0],
          ]),
          draw([
            [0, 0],
            [10, 0],
          ]),
        ])[0],
      )[0],
    ).toEqual([0, 0]);
  });

  it('turns a segment of direction -1', () => {
    expect(
      shape(
        buildRoutes([
          draw(
            [
              [0, 0],
              [10, 0],
            ],
            { direction: -1 },
          ),
        ])[0],
      ),
    ).toEqual([
      [10, 0],
      [0, 0],
    ]);
  });

  it('lets from_node and to_node win over the way a line is drawn', () => {
    const routes = buildRoutes([
      draw(
        [
          [0, 0],
          [10, 0],
        ],
        { fromNode: 'a', toNode: 'b' },
      ),
      draw(
        [
          [40, 0],
          [10, 0],
        ],
        { fromNode: 'b', toNode: 'c' },
      ), // drawn from c to b
    ]);
    expect(routes.map(shape)).toEqual([
      [
        [0, 0],
        [10, 0],
        [40, 0],
      ],
    ]);
  });

  it('keeps lines apart whose ends meet under different node names, and joins ends a step apart under one', () => {
    const over = { fromNode: 'a', toNode: 'b' };
    expect(
      buildRoutes([
        draw(
          [
            [0, 0],
            [9, 0],
          ],
          over,
        ),
        draw(
          [
            [9, 0],
            [20, 0],
          ],
          { fromNode: 'c', toNode: 'd' },
        ),
      ]),
    ).toHaveLength(2);
    const [joined, ...others] = buildRoutes([
      draw(
        [
          [0, 0],
          [9, 0],
        ],
        over,
      ),
      draw(
        [
          [9.5, 0],
          [20, 0],
        ],
        { fromNode: 'b', toNode: 'd' },
      ),
    ]);
    expect(others).toEqual([]);
    expect(joined.m[1]).toBe(joined.m[2]); // the hop of half a metre is no length
  });

  //  0 ---- 9 m | 0.1 mm | ---- 20 m      a tenth of a millimetre, drawn as a line of its own
  it('gives a line shorter than half a millimetre no range, and no route where it leads nowhere else', () => {
    const west = draw([
      [0, 0],
      [9, 0],
    ]);
    const [start, end] = [9000, 9001].map((x) => ({ x, lon: 121 + (x - 9000) * 1e-9 + 9 * 1e-5 }));
    const short: SourceLine = { x: [start.x, end.x], y: [0, 0], lon: [start.lon, end.lon], lat: [31, 31] };
    const alone = buildRoutes([west, short, { ...short, y: [90, 90] }]);
    expect(alone.map(({ sources }) => sources.map(({ line }) => line))).toEqual([[0]]);
    const east: SourceLine = { x: [end.x, 20_000], y: [0, 0], lon: [end.lon, 121 + 20 * 1e-5], lat: [31, 31] };
    const [joined, ...others] = buildRoutes([west, short, east]);
    expect(others).toEqual([]);
    expect(joined.sources.map(({ line }) => line)).toEqual([0, 2]);
    expect(joined.sources[0].toMm).toBe(joined.sources[1].fromMm);
  });

  it('starts a ring at its westernmost vertex', () => {
    const [ring, ...others] = buildRoutes([
      draw([
        [10, 0],
        [20, 10],
        [10, 20],
        [0, 10],
        [10, 0],
      ]),
    ]);
    expect(others).toEqual([]);
    expect(ring.closed).toBe(true);
    expect(shape(ring)).toEqual([
      [0, 10],
      [10, 0],
      [20, 10],
      [10, 20],
      [0, 10],
    ]);
    expect(ring.sources).toEqual([{ line: 0, fromMm: 0, toMm: ring.m[4] }]);
  });

  it('gives a line two ranges where a ring that it shares with another starts inside it', () => {
    const [ring] = buildRoutes([
      draw([
        [10, 0],
        [20, 10],
        [10, 20],
      ]),
      draw([
        [10, 20],
        [0, 10],
        [10, 0],
      ]),
    ]);
    expect(ring.sources).toEqual([
      { line: 1, fromMm: 0, toMm: ring.m[1] },
      { line: 0, fromMm: ring.m[1], toMm: ring.m[3] },
      { line: 1, fromMm: ring.m[3], toMm: ring.m[4] },
    ]);
  });

  it('takes a moat before its short spur, and the spur as a branch', () => {
    const routes = buildRoutes([
      draw([
        [0, 0],
        [50, 0],
        [50, 50],
        [0, 50],
        [0, 0],
      ]),
      draw([
        [-9, 0],
        [0, 0],
      ]),
    ]);
    expect(routes.map(({ role, closed }) => [role, closed])).toEqual([
      ['main', true],
      ['branch', false],
    ]);
  });

  it('keeps the shorter arm of a braid in the main route and the other as a branch', () => {
    const routes = buildRoutes([
      draw([
        [0, 0],
        [10, 0],
        [20, 0],
        [30, 0],
      ]),
      draw([
        [10, 0],
        [15, 9],
        [20, 0],
      ]),
    ]);
    expect(routes.map(shape)[1]).toEqual([
      [10, 0],
      [15, 9],
      [20, 0],
    ]);
    expect(routes.map(({ role, closed }) => [role, closed])).toEqual([
      ['main', false],
      ['branch', false],
    ]);
  });

  it('counts once what is drawn out and back, or by two lines, and names all that draw it', () => {
    const out: [number, number][] = [
      [0, 0],
      [10, 0],
      [20, 0],
    ];
    const [route, ...others] = buildRoutes([draw([...out, [10, 0], [0, 0]]), draw(out.slice(0, 2))]);
    expect(others).toEqual([]);
    expect(shape(route)).toEqual(out);
    expect(new Set(route.sources.map(({ line }) => line))).toEqual(new Set([0, 1]));
  });

  it('leaves out lines without length', () => {
    expect(
      buildRoutes([
        draw([
          [0, 0],
          [0, 0],
        ]),
      ]),
    ).toEqual([]);
    expect(buildRoutes([])).toEqual([]);
  });
});

describe('routes of any river', () => {
  // lines over a coarse grid meet, cross, overlap and repeat one another often
  const position = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }));
  const river = fc.array(
    fc.record({
      positions: fc.array(position, { minLength: 2, maxLength: 5 }),
      direction: fc.constantFrom(1, -1, 0, null),
    }),
    { minLength: 1, maxLength: 7 },
  );
  const lines = river.map((list) =>
    list.map(({ positions, direction }) =>
      draw(
        positions.map(([x, y]) => [10 * x, 10 * y]),
        { direction },
      ),
    ),
  );

  it('have all that is drawn, each line once, to the rounding of a millimetre per stretch', () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        const routes = buildRoutes(drawn);
        drawn.forEach((line, i) => {
          const ranges = routes.flatMap(({ sources }) => sources.filter((s) => s.line === i));
          const kept = ranges.reduce((sum, { fromMm, toMm }) => sum + Math.abs(toMm - fromMm), 0);
          expect(Math.abs(kept - drawnMm(line))).toBeLessThanOrEqual(ranges.length + line.x.length);
        });
        for (const { sources, m } of routes) {
          const named = normalise(
            sources.flatMap(({ fromMm, toMm }) => [Math.min(fromMm, toMm), Math.max(fromMm, toMm)]),
          );
          expect(named).toEqual([0, m[m.length - 1]]);
        }
      }),
    );
  });

  it('are unbranched, measured from 0 upwards, and start in the west when closed', () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        for (const route of buildRoutes(drawn)) {
          const last = route.x.length - 1;
          expect(route.m[0]).toBe(0);
          for (let v = 1; v <= last; v++) expect(route.m[v]).toBeGreaterThan(route.m[v - 1]);
          const isClosed = route.x[0] === route.x[last] && route.y[0] === route.y[last];
          expect(route.closed).toBe(isClosed);
          if (isClosed) {
            expect(last).toBeGreaterThan(2);
            expect(route.lon[0]).toBe(Math.min(...route.lon));
          }
        }
      }),
    );
  });

  it('have a whole millimetre, and so has every line on them, however small it is drawn', () => {
    const shrunk = (line: SourceLine): SourceLine => ({
      ...line,
      x: Array.from(line.x, (x) => x / 1000),
      y: Array.from(line.y, (y) => y / 1000),
      lon: Array.from(line.x, (x) => 121 + x * 4e-13), // 0.4 mm from place to place
      lat: Array.from(line.y, (y) => 31 + y * 4e-13),
    });
    fc.assert(
      fc.property(lines, (drawn) => {
        for (const { m, sources } of buildRoutes(drawn.map(shrunk))) {
          expect(m[m.length - 1]).toBeGreaterThan(0);
          for (const { fromMm, toMm } of sources) expect(toMm).not.toBe(fromMm);
        }
      }),
    );
  });

  it('do not depend on the order of the lines, whatever is drawn twice', () => {
    fc.assert(
      fc.property(
        lines.chain((drawn) => fc.tuple(fc.constant(drawn), fc.shuffledSubarray(drawn, { minLength: drawn.length }))),
        ([drawn, shuffled]) => {
          const bare = (routes: BuiltRoute[]) =>
            routes.map(({ sources, ...route }) => ({ ...route, parts: sources.length }));
          expect(bare(buildRoutes(shuffled)).map(shapeKey).sort()).toEqual(
            bare(buildRoutes(drawn)).map(shapeKey).sort(),
          );
        },
      ),
    );
  });

  it('begin with the longest of the shortest paths between dead ends', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 2, maxLength: 25 }), (parents) => {
        // a random tree: node i hangs on an earlier one, out along a line of its own
        const at: [number, number][] = [[0, 0]];
        parents.forEach((parent, i) => {
          const [x, y] = at[parent % at.length];
          at.push([x + 7 + i, y + 3 * i + 1]);
        });
        const edges = parents.map((parent, i) => [at[parent % (i + 1)], at[i + 1]] as const);
        const routes = buildRoutes(edges.map((edge) => draw(edge)));
        if (new Set(at.map(String)).size === at.length)
          expect(Math.abs(routes[0].m[routes[0].m.length - 1] - longestOfTree(edges))).toBeLessThanOrEqual(
            parents.length,
          );
      }),
    );
  });
});

describe('shores', () => {
  it('run anticlockwise from the westernmost vertex however the ring is stored', () => {
    const ring: [number, number][] = [
      [10, 0],
      [20, 10],
      [10, 20],
      [0, 10],
      [10, 0],
    ];
    const shore = buildShore(draw(ring));
    expect(shore && shape(shore)).toEqual([
      [0, 10],
      [10, 0],
      [20, 10],
      [10, 20],
      [0, 10],
    ]);
    expect(buildShore(draw([...ring].reverse()))).toEqual(shore);
    expect(shore).toMatchObject({ role: 'shore', closed: true });
  });

  it('need an area', () => {
    expect(
      buildShore(
        draw([
          [0, 0],
          [10, 0],
          [0, 0],
        ]),
      ),
    ).toBeUndefined();
  });
});

function drawnMm({ lon, lat }: SourceLine): number {
  let sum = 0;
  for (let v = 1; v < lon.length; v++) sum += geodesicMm(lon[v - 1], lat[v - 1], lon[v], lat[v]);
  return sum;
}

const shapeKey = (route: Pick<BuiltRoute, 'x' | 'y' | 'role'>) =>
  JSON.stringify([route.role, [...route.x], [...route.y]]);

/** Longest path of a tree by all pairs (Floyd and Warshall). */
function longestOfTree(edges: readonly (readonly (readonly [number, number])[])[]): number {
  const names = [...new Set(edges.flat().map(String))];
  const d = names.map((_, i) => names.map((_, j) => (i === j ? 0 : Number.POSITIVE_INFINITY)));
  for (const [a, b] of edges) {
    const [i, j] = [names.indexOf(String(a)), names.indexOf(String(b))];
    d[i][j] = d[j][i] = drawnMm(draw([a, b]));
  }
  for (const k of d.keys())
    for (const i of d.keys()) for (const j of d.keys()) d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
  return Math.max(...d.flat());
}
