import { lineString, point, pointToLineDistance } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineRanges, lineRanges } from '../../server/engine/line-ranges/line-ranges.ts';
import { buildPlaceIndex } from '../../server/engine/line-ranges/places.ts';
import { difference, normalise, totalLength } from '../../server/engine/ranges.ts';
import { type Rulers, routeLength } from '../../server/engine/rulers.ts';
import { beside, Drawing, toPlane, type Xy } from './coverage/drawing.ts';
import { seeded } from './coverage/random.ts';

const TOLERANCE = 50_000;

function match(rulers: Rulers, lines: readonly (readonly Xy[])[], isNamed = (_route: number) => true): LineRanges {
  const parts = lines.map((line) => ({
    x: line.map(([x]) => toPlane(x, 0)),
    y: line.map(([, y]) => toPlane(y, 1)),
  }));
  return lineRanges(buildPlaceIndex(rulers), parts, { toleranceMm: TOLERANCE, isNamed });
}

/** A river that winds: 40 legs of 20 to 120 m, turning by up to 50°. */
function winding(seed: number, from: Xy = [0, 0]): Xy[] {
  const random = seeded(seed);
  const points: Xy[] = [from];
  let heading = random() - 0.5;
  for (let i = 0; i < 40; i++) {
    heading = Math.max(-1.2, Math.min(1.2, heading + (random() - 0.5) * 1.7));
    const [x, y] = points[i];
    const leg = 20 + 100 * random();
    points.push([x + leg * Math.cos(heading), y + leg * Math.sin(heading)]);
  }
  return points;
}

/** The vertices of a route between two measures, its ends interpolated and rounded to 1 mm; in metres of the drawing. */
function drawnBetween({ first, x, y, m }: Rulers, i: number, from: number, to: number): Xy[] {
  const metres = (v: number, axis: 0 | 1, t = 0) => {
    const values = axis === 0 ? x : y;
    const mm = t === 0 ? values[v] : values[v] + Math.floor(t * (values[v + 1] - values[v]) + 0.5);
    return (mm - toPlane(0, axis)) / 1000;
  };
  const pointAt = (measure: number): Xy => {
    let v = first[i];
    while (v + 2 < first[i + 1] && m[v + 1] < measure) v++;
    const t = (measure - m[v]) / (m[v + 1] - m[v]);
    return [metres(v, 0, t), metres(v, 1, t)];
  };
  const inner: Xy[] = [];
  for (let v = first[i]; v < first[i + 1]; v++) if (m[v] > from && m[v] < to) inner.push([metres(v, 0), metres(v, 1)]);
  return [pointAt(from), ...inner, pointAt(to)];
}

describe('a line that becomes ranges on routes', () => {
  it('drawn as a route is the whole route, to the millimetre and without offset, either way round', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { rulers } = new Drawing().route(1, winding(seed));
      const line = drawnBetween(rulers, 0, 0, routeLength(rulers, 0));
      for (const drawn of [line, [...line].reverse()]) {
        const found = match(rulers, [drawn]);
        expect(found.ranges).toEqual([[0, [0, routeLength(rulers, 0)]]]);
        expect(found).toMatchObject({ unmatched: [], meanOffsetMm: 0, otherRiverMm: 0 });
        expect(found.greatestOffsetMm).toBeLessThanOrEqual(1); // points between vertices are rounded
        expect(found.matchedMm).toBe(found.lineMm);
      }
    }
  });

  it('drawn as a part of a route is that part, to the millimetre its ends are rounded by', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { rulers } = new Drawing().route(1, winding(seed));
      const random = seeded(1000 + seed);
      const [from, to] = [random(), random()].sort().map((t) => Math.round(t * routeLength(rulers, 0)));
      const found = match(rulers, [drawnBetween(rulers, 0, from, to)]);
      expect(found.ranges.length).toBe(1);
      const [[, ranges]] = found.ranges;
      expect(ranges.length).toBe(2);
      expect(Math.abs(ranges[0] - from)).toBeLessThanOrEqual(1);
      expect(Math.abs(ranges[1] - to)).toBeLessThanOrEqual(1);
    }
  });

  //   ───────── other river, 45 m beside
  //   ─┬─────── the river, a tributary joins it
  it('drawn up to 20 m off its river is that part of it, beside another river and across a confluence', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const river = winding(seed);
      const { rulers } = new Drawing()
        .route(1, river)
        .route(2, beside(river, 45))
        .route(3, [[river[20][0], river[20][1] - 300], river[20]]);
      const random = seeded(2000 + seed);
      const length = routeLength(rulers, 0);
      const from = Math.round(random() * 0.4 * length);
      const to = Math.round((0.6 + 0.4 * random()) * length);
      const noisy = drawnBetween(rulers, 0, from, to).map(([x, y]): Xy => {
        const [angle, far] = [2 * Math.PI * random(), 20 * random()];
        return [x + far * Math.cos(angle), y + far * Math.sin(angle)];
      });
      const found = match(rulers, [noisy], (route) => route === 0);
      expect(found.otherRiverMm).toBe(0);
      expect(found.ranges.map(([route]) => route)).toEqual([0]);
      const [[, ranges]] = found.ranges;
      const wrong = [...difference(ranges, [from, to]), ...difference([from, to], ranges)];
      expect(totalLength(wrong)).toBeLessThan(60_000); // two ends, each up to 20 m off and on a bend
      expect(found.greatestOffsetMm).toBeLessThanOrEqual(20_000);
    }
  });

  //      ╲ 2
  //   1 ──●────── 3      the line comes down 2 and goes on along 3
  it('passes from one route to the next exactly where they meet', () => {
    const { rulers } = new Drawing()
      .route(1, [
        [0, 0],
        [500, 0],
        [1000, 0],
      ])
      .route(2, [
        [200, 400],
        [500, 0],
      ]);
    const found = match(rulers, [
      [
        [350, 200],
        [500, 0],
        [800, 0],
      ],
    ]);
    expect(found.ranges).toEqual([
      [0, [500_065, 800_104]],
      [1, [250_033, 500_065]],
    ]);
  });

  it('cut across the neck of a meander leaves out the loop that is farther than the tolerance', () => {
    const loop: Xy[] = [
      [0, 0],
      [400, 0],
      [400, 300],
      [430, 300],
      [430, 0],
      [900, 0],
    ];
    const { rulers } = new Drawing().route(1, loop);
    const found = match(rulers, [
      [
        [0, 0],
        [900, 0],
      ],
    ]);
    expect(found.unmatched).toEqual([]);
    const [[, ranges]] = found.ranges;
    expect(totalLength(ranges)).toBeLessThan(routeLength(rulers, 0) - 500_000);
    expect(ranges[0]).toBe(0);
    expect(ranges.at(-1)).toBe(routeLength(rulers, 0));
  });

  it('keeps to the limb of a meander it was drawn along', () => {
    const hairpin: Xy[] = [
      [0, 0],
      [1000, 0],
      [1000, 30],
      [0, 30],
    ];
    const { rulers } = new Drawing().route(1, hairpin);
    const found = match(rulers, [
      [
        [100, 12],
        [500, 12],
      ],
    ]);
    expect(found.ranges).toEqual([[0, [100_013, 500_065]]]);
    const back = match(rulers, [
      [
        [100, 14],
        [1000, 14],
        [1020, 15],
        [1000, 20],
        [700, 20],
      ],
    ]);
    const [[, ranges]] = back.ranges;
    expect([ranges[0], ranges[1]]).toEqual([100_013, 1_330_173]);
  });

  it('closed like its route is all of it, and over the seam two ranges', () => {
    const ring: Xy[] = [
      [0, 0],
      [400, 0],
      [400, 400],
      [0, 400],
      [0, 0],
    ];
    const { rulers } = new Drawing().route(1, ring);
    expect(match(rulers, [ring]).ranges).toEqual([[0, [0, routeLength(rulers, 0)]]]);
    const over = match(rulers, [
      [
        [0, 100],
        [0, 0],
        [100, 0],
      ],
    ]);
    expect(over.ranges).toEqual([[0, [0, 100_013, routeLength(rulers, 0) - 100_013, routeLength(rulers, 0)]]]);
  });

  it('says where it is on no river, and how much of it follows another than the one named', () => {
    const { rulers } = new Drawing()
      .route(1, [
        [0, 0],
        [1000, 0],
      ])
      .route(2, [
        [1000, 0],
        [2000, 0],
      ]);
    const off = match(rulers, [
      [
        [200, 0],
        [600, 0],
        [600, 300],
      ],
    ]);
    expect(off.lineMm).toBe(700_000);
    expect(off.unmatched).toEqual([450_000, 700_000]);
    expect(off.matchedMm).toBe(450_000);
    expect(off.greatestOffsetMm).toBe(50_000);
    const named = match(
      rulers,
      [
        [
          [500, 5],
          [1500, 5],
        ],
      ],
      (route) => route === 0,
    );
    expect(named.otherRiverMm / named.lineMm).toBeGreaterThan(0.4);
    expect(named.meanOffsetMm).toBeGreaterThanOrEqual(5000);
    expect(
      match(rulers, [
        [
          [500, 500],
          [900, 500],
        ],
      ]),
    ).toMatchObject({ ranges: [], matchedMm: 0, meanOffsetMm: null });
  });

  it('of several parts is counted part by part, and without length or vertices apart is nothing', () => {
    const { rulers } = new Drawing().route(1, [
      [0, 0],
      [1000, 0],
    ]);
    const parts: Xy[][] = [
      [
        [100, 0],
        [300, 0],
      ],
      [
        [200, 0],
        [400, 0],
      ],
      [
        [500, 400],
        [500, 500],
      ],
    ];
    const found = match(rulers, parts);
    expect(found.ranges).toEqual([[0, [100_013, 400_052]]]);
    expect(found).toMatchObject({ lineMm: 500_000, matchedMm: 400_000, unmatched: [400_000, 500_000] });
    const dot = match(rulers, [
      [
        [5, 5],
        [5, 5],
      ],
    ]);
    expect(dot).toMatchObject({ ranges: [], lineMm: 0, matchedMm: 0, unmatched: [], meanOffsetMm: null });
    expect(match(new Drawing().rulers, parts)).toMatchObject({ ranges: [], matchedMm: 0 });
  });
});

describe('any line against a straight river', () => {
  const place = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: -120, max: 120 }));

  it('has matched and unmatched add up, and the ranges that asking turf metre by metre gives', () => {
    const { rulers } = new Drawing().route(1, [
      [0, 0],
      [1000, 0],
    ]);
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 4 }), (line) => {
        const found = match(rulers, [line as Xy[]]);
        expect(found.matchedMm + totalLength(found.unmatched)).toBe(found.lineMm);
        const expected = nearRiver(line as Xy[]);
        const ranges = found.ranges[0]?.[1] ?? [];
        const wrong = [...difference(ranges, expected), ...difference(expected, ranges)];
        // where the line comes within the tolerance and leaves it, a step of 10 m is matched whole or not at all
        expect(totalLength(wrong)).toBeLessThan(11_000 * 2 * line.length);
      }),
      { numRuns: 60 },
    );
  });

  /** Measures of the feet of every metre of a line that turf has within 50 m of the x axis. */
  function nearRiver(line: readonly Xy[]): number[] {
    const degrees = (metres: number) => metres / 111_195.0797; // along the equator, on turf's sphere
    const axis = lineString([
      [degrees(-500), 0],
      [degrees(1500), 0],
    ]);
    const feet: number[] = [];
    for (let v = 0; v + 1 < line.length; v++) {
      const length = Math.hypot(line[v + 1][0] - line[v][0], line[v + 1][1] - line[v][1]);
      let last: number | undefined;
      for (let k = 0; k <= length; k++) {
        const t = length === 0 ? 0 : k / length;
        const [x, y] = [0, 1].map((axis) => line[v][axis] + t * (line[v + 1][axis] - line[v][axis]));
        const near = pointToLineDistance(point([degrees(x), degrees(y)]), axis, { units: 'meters' }) <= 50;
        const foot = Math.round(x * 1000.13);
        if (near && last !== undefined) feet.push(Math.min(last, foot), Math.max(last, foot));
        last = near ? foot : undefined;
      }
    }
    return normalise(feet);
  }
});
