import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLinkIndex } from '../../server/engine/link/link-index.ts';
import { linkPoints } from '../../server/engine/link/link-points.ts';
import { BANKS, CONFIDENCES, type Links, REASONS, STATUSES } from '../../server/engine/link/links.ts';
import { NameIndex } from '../../server/engine/names.ts';
import {
  packRulers,
  packWaterBodies,
  type RouteInput,
  type Rulers,
  type WaterInput,
} from '../../server/engine/rulers.ts';
import { bruteLinks } from './brute-links.ts';

type Position = readonly [number, number];
const M = 1000; // tests draw in metres

const route = (routeId: number, riverId: number, positions: readonly Position[]): RouteInput => {
  let sum = 0;
  return {
    routeId,
    riverId,
    vertices: positions.map(([x, y], v) => {
      if (v > 0) sum += Math.hypot(x - positions[v - 1][0], y - positions[v - 1][1]);
      return [x * M, y * M, Math.floor(sum * M + 0.5)] as const;
    }),
  };
};
const water = (id: number, riverId: number, ring: readonly Position[]): WaterInput => ({
  id,
  riverId,
  rings: [ring.map(([x, y]) => [x * M, y * M] as const)],
});

function link(
  routes: RouteInput[],
  waters: WaterInput[],
  names: [number, string][],
  points: [number, number, string?][],
) {
  const numbers = new NameIndex();
  const nameOfRiver = new Map(names.map(([river, name]) => [river, numbers.add(name)]));
  const rulers = packRulers(routes);
  const packed = {
    count: points.length,
    x: Float64Array.from(points, ([x]) => x * M),
    y: Float64Array.from(points, ([, y]) => y * M),
    water: Int32Array.from(points, ([, , name]) => numbers.find(name)),
  };
  const links = linkPoints(buildLinkIndex(rulers, packWaterBodies(waters), nameOfRiver), packed);
  return points.map((_, i) => spell(rulers, links, i));
}

function spell(rulers: Rulers, links: Links, i: number) {
  const { candidates, start, size, chosen, reason } = links;
  const candidate = (k: number) => ({
    route: rulers.routeId[candidates.route[k]],
    measureMm: candidates.measureMm[k],
    distanceMm: candidates.distanceMm[k],
    offsetMm: candidates.offsetMm[k],
    bank: BANKS[candidates.bank[k] + 1],
    agrees: candidates.agrees[k] === 1,
  });
  const of = reason[i];
  return {
    candidates: Array.from({ length: size[i] }, (_, k) => candidate(start[i] + k)),
    chosen: chosen[i] < 0 ? null : candidate(chosen[i]),
    reason: REASONS[of],
    confidence: CONFIDENCES[of],
    status: STATUSES[of],
  };
}

describe('a link', () => {
  //   two parallel canals 8 m apart, 200 m long
  const canals = [
    route(1, 1, [
      [0, 0],
      [200, 0],
    ]),
    route(2, 2, [
      [0, 8],
      [200, 8],
    ]),
  ];
  const names: [number, string][] = [
    [1, '南横港'],
    [2, '北横港'],
  ];

  it('goes to the nearest route with measure, offset and bank, confirmed when nothing speaks against it', () => {
    const [left, right] = link(
      [canals[0]],
      [],
      [],
      [
        [50, 20],
        [50, -50],
      ],
    );
    expect(left).toMatchObject({ status: 'confirmed', confidence: 'high', reason: null });
    expect(left.chosen).toEqual({
      route: 1,
      measureMm: 50_000,
      distanceMm: 20_000,
      offsetMm: 20_000,
      bank: 'left',
      agrees: false,
    });
    expect(right.chosen).toMatchObject({ bank: 'right', distanceMm: 50_000 });
  });

  it('is missing beyond the tolerance', () => {
    expect(link(canals, [], names, [[50, -50.001]])[0]).toMatchObject({
      candidates: [],
      chosen: null,
      status: 'proposed',
      confidence: null,
      reason: 'unlinked',
    });
  });

  it('has no bank on the line', () => {
    expect(link(canals, [], names, [[50, 0]])[0].chosen).toMatchObject({ offsetMm: 0, bank: null });
  });

  it('is ambiguous when another river is at most 5 m farther', () => {
    expect(
      link(canals, [], names, [
        [50, 3],
        [50, 1.5],
        [50, 1.499],
      ]).map(({ reason }) => reason),
    ).toEqual(['ambiguous', 'ambiguous', null]);
    const oneRiver = canals.map((canal) => ({ ...canal, riverId: 1 }));
    expect(link(oneRiver, [], names, [[50, 3]])[0]).toMatchObject({ reason: null });
  });

  it('follows the recorded name up to 10 m farther, and is then not ambiguous', () => {
    const [near, far] = link(canals, [], names, [
      [50, 3, ' 北横 港'],
      [50, -3, '北横港'],
    ]);
    expect(near).toMatchObject({ chosen: { route: 2, agrees: true }, reason: null, confidence: 'high' });
    expect(far).toMatchObject({ chosen: { route: 2 } });
    const wide = [
      canals[0],
      route(2, 2, [
        [0, 11],
        [200, 11],
      ]),
    ];
    expect(link(wide, [], names, [[50, 0.5, '北横港']])[0]).toMatchObject({ chosen: { route: 2 } });
    expect(link(wide, [], names, [[50, 0.499, '北横港']])[0]).toMatchObject({
      chosen: { route: 1 },
      reason: 'name_disagrees',
      confidence: 'low',
      status: 'proposed',
    });
  });

  it('disagrees with a name that no river near by bears', () => {
    expect(link(canals, [], names, [[50, -20, '淀浦河']])[0]).toMatchObject({
      chosen: { route: 1 },
      reason: 'name_disagrees',
    });
  });

  it('measures to the polygon of a wide river, whose line is far', () => {
    const wide = water(1, 1, [
      [0, -100],
      [200, -100],
      [200, 100],
      [0, 100],
      [0, -100],
    ]);
    const [inside, bank, outside] = link(
      [canals[0]],
      [wide],
      [],
      [
        [50, 80],
        [50, 130],
        [50, 151],
      ],
    );
    expect(inside.chosen).toMatchObject({ distanceMm: 0, offsetMm: 80_000, measureMm: 50_000, bank: 'left' });
    expect(bank.chosen).toMatchObject({ distanceMm: 30_000, offsetMm: 130_000 });
    expect(outside.chosen).toBeNull();
  });

  it('breaks ties by distance, offset and route id', () => {
    const both = [
      route(9, 9, [
        [0, 10],
        [200, 10],
      ]),
      route(4, 4, [
        [0, -10],
        [200, -10],
      ]),
    ];
    expect(link(both, [], [], [[50, 0]])[0].candidates.map((c) => c.route)).toEqual([4, 9]);
  });
});

describe('recorded names', () => {
  it('agree across widths, spaces and the word for river, exact names first', () => {
    const names = new NameIndex();
    const [river, plain] = [names.add('苏州河'), names.add('苏州')];
    expect(['苏州河', ' 苏 州 河 ', '苏州河道'].map((name) => names.find(name))).toEqual([river, river, river]);
    expect(names.find('苏州')).toBe(plain);
    expect(names.find('Ａ1')).toBe(-2);
    expect([names.find(null), names.find('　'), names.add('')]).toEqual([-1, -1, -1]);
  });
});

describe('any points on any network', () => {
  // parallel canals, confluences and wide rivers on a 20 m lattice
  const at = fc.integer({ min: 0, max: 15 }).map((n) => n * 20);
  const line = fc
    .array(fc.tuple(at, at), { minLength: 2, maxLength: 5 })
    .filter((list) => list.every((p, v) => v === 0 || String(p) !== String(list[v - 1])));
  const routes = fc
    .array(fc.record({ line, river: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 6 })
    .map((list) => list.map(({ line: positions, river }, i) => route(10 - i, river, positions)));
  const waters = fc
    .array(fc.record({ x: at, y: at, width: at, height: at, river: fc.integer({ min: 1, max: 4 }) }), { maxLength: 3 })
    .map((list) =>
      list.map(({ x, y, width: w, height: h, river }, id) =>
        water(id, river, [
          [x, y],
          [x + w + 5, y],
          [x + w + 5, y + h + 5],
          [x, y + h + 5],
          [x, y],
        ]),
      ),
    );
  const millimetre = fc.integer({ min: -60_000, max: 360_000 });
  const points = fc.array(fc.tuple(millimetre, millimetre, fc.integer({ min: -2, max: 2 })), {
    minLength: 1,
    maxLength: 8,
  });

  it('get what a search of everything finds', () => {
    fc.assert(
      fc.property(routes, waters, points, (drawn, wet, list) => {
        const rulers = packRulers(drawn);
        const bodies = packWaterBodies(wet);
        const nameOfRiver = new Map([
          [1, 0],
          [2, 1],
          [3, 1],
        ]);
        const packed = {
          count: list.length,
          x: Float64Array.from(list, ([x]) => x),
          y: Float64Array.from(list, ([, y]) => y),
          water: Int32Array.from(list, ([, , name]) => name),
        };
        const links = linkPoints(buildLinkIndex(rulers, bodies, nameOfRiver), packed);
        const twin = bruteLinks(rulers, bodies, nameOfRiver, packed);
        expect(list.map((_, i) => spell(rulers, links, i))).toEqual(twin);
      }),
      { numRuns: 300 },
    );
  });
});
