/** The arithmetic of the SQL twins, on figures checked by eye. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { percent } from '../../server/report/coverage.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** The only row of `select * from atlas.…`. */
async function row(call: string): Promise<Record<string, unknown>> {
  const rows = await db.query(`select * from atlas.${call}`);
  expect(rows).toHaveLength(1);
  return rows[0];
}
const rows = (call: string) => db.query(`select * from atlas.${call}`);

//   (0,0) ──10 m── (10,0)           measures 0, 10.001, 20.002: a millimetre more than the plane
//                     │
//                   10 m
//                     │
//                  (10,10)
const ELL = `'{0,10000,10000}', '{0,0,10000}', '{0,10001,20002}'`;

//   a square ring of 100 m sides, from the south-west corner eastwards
const RING = `'{0,100000,100000,0,0}', '{0,0,100000,100000,0}', '{0,100000,200000,300000,400000}'`;

//   a square of 10 m with a hole of 2 m
const SQUARE = 'POLYGON((0 0,10 0,10 10,0 10,0 0),(4 4,6 4,6 6,4 6,4 4))';
const inSquare = (call: string, x: number, y: number) =>
  `${call} from atlas.polygon_edges(st_geomfromtext('${SQUARE}')) e, (values (${x}::float8, ${y}::float8)) p (x, y)`;

describe('rounding', () => {
  it('takes halves up, also below zero', async () => {
    const values = await db.query('select atlas.rounded(v) as r from unnest(array[0.5, 1.5, -0.5, -1.5, 2.4]) v');
    expect(values.map(({ r }) => r)).toEqual([1, 2, 0, -1, 2]);
  });
});

describe('atlas.point_at', () => {
  it('prints shares as the engine does, and never 100 of what is not all', async () => {
    const shares = [
      [0, 0],
      [0, 7],
      [7, 7],
      [1, 3],
      [2, 3],
      [99_995, 100_000],
      [2_506_999_999, 2_507_000_000],
      [1, 80_000],
    ];
    const rows = await db.query<{ share: number | null }>(
      'select atlas.percent(p, w) as share from unnest($1::numeric[], $2::numeric[]) with ordinality as t (p, w, n) order by n',
      [shares.map(([part]) => part), shares.map(([, whole]) => whole)],
    );
    const ours = shares.map(([part, whole]) => percent(part, whole));
    expect(rows.map(({ share }) => share)).toEqual(ours);
    expect(ours).toEqual([null, 0, 100, 33.33, 66.67, 99.99, 99.99, 0]);
  });

  it('finds the point at a measure, rounded to the millimetre', async () => {
    expect(await row(`point_at(${ELL}, 5000)`)).toEqual({ px: 5000, py: 0 }); // 4999.50005 rounds up
    expect(await row(`point_at(${ELL}, 15001)`)).toEqual({ px: 10000, py: 5000 });
  });

  it('finds both ends and the corner', async () => {
    expect(await row(`point_at(${ELL}, 0)`)).toEqual({ px: 0, py: 0 });
    expect(await row(`point_at(${ELL}, 10001)`)).toEqual({ px: 10000, py: 0 });
    expect(await row(`point_at(${ELL}, 20002)`)).toEqual({ px: 10000, py: 10000 });
  });

  it('passes over segments without length', async () => {
    const twice = `'{0,0,10,10}', '{0,0,0,0}', '{0,0,10,10}'`;
    expect(await row(`point_at(${twice}, 0)`)).toEqual({ px: 0, py: 0 });
    expect(await row(`point_at(${twice}, 10)`)).toEqual({ px: 10, py: 0 });
  });
});

describe('atlas.nearest_on_route', () => {
  const near = (px: number, py: number, lo = 0, hi = 20002) =>
    row(`nearest_on_route(${ELL}, false, ${px}, ${py}, ${lo}, ${hi})`);

  it('gives measure, distance and side', async () => {
    expect(await near(5000, 3000)).toEqual({ measure: 5001, distance_mm: 3000, side: 1 });
    expect(await near(5000, -3000)).toEqual({ measure: 5001, distance_mm: 3000, side: -1 });
  });

  it('takes the lower measure at a tie', async () => {
    // on the diagonal of the corner both arms are 4 m away
    expect(await near(6000, 4000)).toMatchObject({ measure: 6001, distance_mm: 4000 });
  });

  it('takes the side of the earlier segment at a corner', async () => {
    expect(await near(11000, -1000)).toEqual({ measure: 10001, distance_mm: 1414, side: -1 });
  });

  it('stays inside the window, whose bound is then the measure', async () => {
    expect(await near(5000, 3000, 8000, 20002)).toMatchObject({ measure: 8000, distance_mm: 4242 });
  });

  it('runs on over the seam of a closed route', async () => {
    const seam = (px: number, py: number, lo: number, hi: number) =>
      row(`nearest_on_route(${RING}, true, ${px}, ${py}, ${lo}, ${hi})`);
    expect(await seam(10000, -5000, 380000, 420000)).toEqual({ measure: 410000, distance_mm: 5000, side: -1 });
    expect(await seam(-5000, 10000, -30000, 30000)).toEqual({ measure: -10000, distance_mm: 5000, side: -1 });
  });
});

describe('atlas.route_direction', () => {
  it('takes what is there at the end of an open route', async () => {
    expect(await row(`route_direction(${ELL}, false, 0)`)).toEqual({ dx: 10000, dy: 10000 });
  });

  it('runs on over the seam of a closed one', async () => {
    expect(await row(`route_direction(${RING}, true, 0)`)).toEqual({ dx: 25000, dy: -25000 });
  });
});

describe('atlas.measure_gap', () => {
  it('is the shorter way round on a closed route', async () => {
    expect(await row('measure_gap(10, 390, 400)')).toEqual({ measure_gap: 20 });
    expect(await row('measure_gap(10, 390, null)')).toEqual({ measure_gap: 380 });
  });
});

describe('atlas.on_route', () => {
  it('leaves a range of an open route as it is, and drops an empty one', async () => {
    expect(await rows('on_route(10, 20, null)')).toEqual([{ from_mm: 10, to_mm: 20 }]);
    expect(await rows('on_route(10, 10, null)')).toEqual([]);
  });

  it('splits at the seam of a closed one', async () => {
    const both = [
      { from_mm: 390, to_mm: 400 },
      { from_mm: 0, to_mm: 20 },
    ];
    expect(await rows('on_route(-10, 20, 400)')).toEqual(both);
    expect(await rows('on_route(390, 420, 400)')).toEqual(both);
  });

  it('is the whole route from its length on', async () => {
    expect(await rows('on_route(-10, 390, 400)')).toEqual([{ from_mm: 0, to_mm: 400 }]);
  });
});

describe('atlas.hole_between', () => {
  it('lies between two ranges in either order', async () => {
    expect(await rows('hole_between(0, 10, 30, 40, null)')).toEqual([{ lo: 10, hi: 30 }]);
    expect(await rows('hole_between(30, 40, 0, 10, null)')).toEqual([{ lo: 10, hi: 30 }]);
  });

  it('is not there where they touch or overlap', async () => {
    expect(await rows('hole_between(0, 10, 10, 40, null)')).toEqual([]);
    expect(await rows('hole_between(0, 10, 5, 40, null)')).toEqual([]);
    expect(await rows('hole_between(380, 410, 5, 40, 400)')).toEqual([]);
  });

  it('is the shorter way round on a closed route', async () => {
    expect(await rows('hole_between(0, 100, 350, 390, 400)')).toEqual([{ lo: 390, hi: 400 }]);
  });
});

describe('atlas.distance_across', () => {
  const across = (route: string, px: number, py: number) => row(`distance_across(${route}, ${px}, ${py})`);

  it('is that from the line, negative right of it', async () => {
    expect(await across(`${ELL}, null`, 5000, 3000)).toEqual({ measure: 5001, signed_mm: 3000 });
    expect(await across(`${ELL}, null`, 5000, -3000)).toEqual({ measure: 5001, signed_mm: -3000 });
    expect(await across(`${ELL}, null`, 13000, -4000)).toEqual({ measure: 10001, signed_mm: -5000 }); // a corner is no end
  });

  it('past an end is that from the line of its segment', async () => {
    expect(await across(`${ELL}, null`, -5000, 3000)).toEqual({ measure: 0, signed_mm: 3000 });
    expect(await across(`${ELL}, null`, 13000, 50000)).toEqual({ measure: 20002, signed_mm: -3000 });
  });

  it('knows no end of a closed route', async () => {
    expect(await across(`${RING}, 400000`, -3000, -4000)).toEqual({ measure: 0, signed_mm: -5000 });
  });

  it('bears segments without length at the ends', async () => {
    expect(await across(`'{0,0,10}', '{0,0,0}', '{0,0,10}', null`, -5, 3)).toEqual({ measure: 0, signed_mm: 0 });
    expect(await across(`'{0,10,10}', '{0,0,0}', '{0,10,10}', null`, 15, 3)).toEqual({ measure: 10, signed_mm: 3 });
  });

  it('asks a window of measures only', async () => {
    expect(await row(`distance_across(${ELL}, null, 5000, 3000, 8000, 9000)`)).toEqual({
      measure: 8000,
      signed_mm: 4242,
    });
  });
});

describe('atlas.goes_across', () => {
  //   a bridge over water 40 m wide: 100 m of way, 60 m of it across, 80 m along
  const bridge = `'{0,40000,80000}', '{-30000,0,30000}', '{-30000,0,30000}', '{f,t,f}'`;

  it('holds for a straight way from bank to bank', async () => {
    expect(await row(`goes_across(${bridge}, 80000, 40000, true)`)).toEqual({ goes_across: true });
  });

  it('does not hold far along, in part of the water, on one side, or where the way bends', async () => {
    expect(await row(`goes_across(${bridge}, 200000, 40000, true)`)).toEqual({ goes_across: true });
    expect(await row(`goes_across(${bridge}, 142857, 40000, false)`)).toEqual({ goes_across: true });
    expect(await row(`goes_across(${bridge}, 142858, 40000, false)`)).toEqual({ goes_across: false });
    expect(await row(`goes_across(${bridge}, 200001, 40000, true)`)).toEqual({ goes_across: false });
    expect(await row(`goes_across(${bridge}, 80000, 100000, true)`)).toEqual({ goes_across: true });
    expect(await row(`goes_across(${bridge}, 80000, 100001, true)`)).toEqual({ goes_across: false });
    const oneSide = `'{0,40000,80000}', '{1000,30000,60000}', '{1000,30000,60000}', '{f,t,f}'`;
    expect(await row(`goes_across(${oneSide}, 80000, 40000, true)`)).toEqual({ goes_across: false });
    const bent = (y: number) =>
      `'{0,0,80000}', '{-30000,${y},30000}', '{-30000,${y},30000}', '{f,t,f}', 80000, 40000, true`;
    expect(await row(`goes_across(${bent(29000)})`)).toEqual({ goes_across: false }); // 47 m off the way, 35 m allowed
    expect(await row(`goes_across(${bent(13000)})`)).toEqual({ goes_across: true }); // 34 m
  });

  it('holds under 25 m apart, or in part of the water, where the way goes steeply across', async () => {
    const short = `'{0,0,0}', '{-12000,0,12000}', '{-12000,0,12000}', '{t,t,t}'`;
    expect(await row(`goes_across(${short}, 40000, 40000, false)`)).toEqual({ goes_across: true });
    expect(await row(`goes_across(${short}, 40001, 40000, false)`)).toEqual({ goes_across: false });
    expect(await row(`goes_across(${short}, 24000, 90000, false)`)).toEqual({ goes_across: true });
    expect(await row(`goes_across(${short}, 24001, 90000, false)`)).toEqual({ goes_across: false });
  });

  it('holds off the straight way where it is steep and strays only now and then', async () => {
    //  there and back 5 times over water 40 m wide, on the way but once
    const strayed = (off: number) => {
      const ys = Array.from({ length: 10 }, (_, i) => (i % 2 ? 30000 : -30000));
      return `'{${[...ys.map(() => 0), off].join()}}', '{${[...ys, 0].join()}}', '{${[...ys, 0].join()}}', '{${'t,'.repeat(10)}t}'`;
    };
    expect(await row(`goes_across(${strayed(36000)}, 100000, 40000, false)`)).toEqual({ goes_across: true });
    expect(await row(`goes_across(${strayed(36000)}, 100001, 40000, false)`)).toEqual({ goes_across: false });
    expect(await row(`goes_across(${strayed(60000)}, 100000, 40000, false)`)).toEqual({ goes_across: true });
    expect(await row(`goes_across(${strayed(60001)}, 100000, 40000, false)`)).toEqual({ goes_across: false });
    const beside = (off: number) =>
      `'{0,${off},${off},0}', '{-30000,-29999,29999,30000}', '{-30000,-29999,29999,30000}', '{t,t,t,t}'`;
    expect(await row(`goes_across(${beside(36000)}, 100000, 40000, false)`)).toEqual({ goes_across: true }); // 18 m in the mean
    expect(await row(`goes_across(${beside(36001)}, 100000, 40000, false)`)).toEqual({ goes_across: false });
  });
});

describe('atlas.is_shuttle', () => {
  const shuttle = (along: readonly number[], across: readonly number[], widthMm: number) =>
    row(`is_shuttle('{${along.join()}}', '{${across.join()}}', ${widthMm})`);
  const yes = { is_shuttle: true };
  const no = { is_shuttle: false };

  it('holds for places from bank to bank, and not on one side, too near together, in part of the water or far beside it', async () => {
    const ways = [0, 0, 0, 0];
    expect(await shuttle(ways, [-19000, 19000, -19000, 19000], 60000)).toEqual(yes);
    expect(await shuttle(ways, [-19000, 18999, -19000, 18999], 60000)).toEqual(no);
    expect(await shuttle(ways, [-36000, 0, -36000, 0], 60000)).toEqual(no);
    expect(await shuttle(ways, [-30000, 30000, -30000, 30000], 100000)).toEqual(yes);
    expect(await shuttle(ways, [-30000, 29999, -30000, 29999], 100000)).toEqual(no);
    expect(await shuttle(ways, [-30000, 100000, -30000, 100000], 60000)).toEqual(yes);
    expect(await shuttle(ways, [-30000, 100001, -30000, 100001], 60000)).toEqual(no);
  });

  it('holds where they go across by 0.4 of what lies along, and lie 22.5° or more off the river', async () => {
    // to and fro between (0, -20 m) and (along, 20 m): half of 45° is 40 m in 96.57 m, beyond 0.4
    expect(await shuttle([0, 96000, 0, 96000], [-20000, 20000, -20000, 20000], 40000)).toEqual(yes);
    expect(await shuttle([0, 97000, 0, 97000], [-20000, 20000, -20000, 20000], 40000)).toEqual(no);
    // 36 places at the landings 60 m along, and one 101 m along: 0.4 of it is more than the 40 m across
    const often = (values: readonly number[]) => Array.from({ length: 18 }, () => values).flat();
    const across = [...often([-20000, 20000]), 0];
    expect(await shuttle([...often([0, 60000]), 100000], across, 40000)).toEqual(yes);
    expect(await shuttle([...often([0, 60000]), 101000], across, 40000)).toEqual(no);
  });

  it('holds where they lie within 16 m of the straight way, root mean square', async () => {
    const beside = (off: number) => [off, off, -off, -off];
    const across = [-30000, 30000, -30000, 30000];
    expect(await shuttle(beside(16000), across, 60000)).toEqual(yes);
    expect(await shuttle(beside(16001), across, 60000)).toEqual(no);
  });

  it('holds where places crowd about the middle, whichever way the few at the banks lie: within 16 m of any way, both sums', async () => {
    // 20 places within a metre of the middle of the river, one at either bank: the sums about the means are 22 m² along
    // and 722 m² across, both below 22 times 16² m²; their product is then no less than what they have in common
    const along = [...Array.from({ length: 10 }, () => [-1000, 1000]).flat(), -1000, 1000];
    const across = [...Array.from({ length: 20 }, () => 0), -19000, 19000];
    expect(await shuttle(along, across, 60000)).toEqual(yes);
    expect(await shuttle(along, [...across.slice(0, -1), 18999], 60000)).toEqual(no); // as near together as never
  });
});

describe('atlas.is_beside', () => {
  const beside = (nearerMm: number, fartherMm: number, widthMm: number) =>
    row(`is_beside(${nearerMm}, ${fartherMm}, ${widthMm})`);
  const yes = { is_beside: true };
  const no = { is_beside: false };

  it('holds up to 70 m and half the width, and off polygons up to 160 m when places lie half as far on the other side', async () => {
    expect(await beside(-5000, 100000, 60000)).toEqual(yes);
    expect(await beside(90000, 100001, 60000)).toEqual(no);
    expect(await beside(-5000, 70000, 0)).toEqual(yes);
    expect(await beside(80000, 160000, 0)).toEqual(yes);
    expect(await beside(79999, 160000, 0)).toEqual(no);
    expect(await beside(160001, 160001, 0)).toEqual(no);
  });
});

describe('atlas.is_short_shuttle', () => {
  const shuttle = (along: readonly number[], across: readonly number[], wayMm: number, widthMm: number) =>
    row(`is_short_shuttle('{${along.join()}}', '{${across.join()}}', ${wayMm}, ${widthMm})`);
  const yes = { is_short_shuttle: true };
  const no = { is_short_shuttle: false };

  it('holds for a piece of 1.1 widths along the river and half a width across; off polygons as over 45 m', async () => {
    expect(await shuttle([0, 44000], [-10000, 10000], 0, 40000)).toEqual(yes);
    expect(await shuttle([0, 44001], [-10000, 10000], 0, 40000)).toEqual(no);
    expect(await shuttle([0, 44000], [-10000, 9999], 0, 40000)).toEqual(no);
    expect(await shuttle([0, 49500], [-11250, 11250], 0, 0)).toEqual(yes);
    expect(await shuttle([0, 49501], [-11250, 11250], 0, 0)).toEqual(no);
    expect(await shuttle([0, 49500], [-11250, 11249], 0, 0)).toEqual(no);
  });

  it('asks for a tenth of the width on either side, or for 0.8 of what lies along the river across', async () => {
    expect(await shuttle([0, 40000], [-4000, 16000], 0, 40000)).toEqual(yes);
    expect(await shuttle([0, 40000], [-3999, 16001], 0, 40000)).toEqual(no);
    expect(await shuttle([0, 25000], [10000, 30000], 0, 40000)).toEqual(yes);
    expect(await shuttle([0, 25001], [10000, 30000], 0, 40000)).toEqual(no);
  });

  it('asks for 18 m across, and that places lie within 11 m of their way', async () => {
    expect(await shuttle([0, 15000], [-9000, 9000], 0, 20000)).toEqual(yes);
    expect(await shuttle([0, 15000], [-9000, 8999], 0, 20000)).toEqual(no);
    const square = (half: number) => [half, half, -half, -half];
    expect(await shuttle([-11000, 11000, -11000, 11000], square(20000), 0, 60000)).toEqual(yes);
    expect(await shuttle([-11001, 11001, -11001, 11001], square(20000), 0, 60000)).toEqual(no);
  });

  it('holds for one of 2.2 widths that goes 0.75 of the width across aslant, on polygons of 40 m and more', async () => {
    expect(await shuttle([0, 88000], [-15000, 15000], 0, 40000)).toEqual(yes); // 30 m on 88 m: 18.8°
    expect(await shuttle([0, 88001], [-15000, 15000], 0, 40000)).toEqual(no);
    expect(await shuttle([0, 88000], [-15000, 14999], 0, 40000)).toEqual(no);
    expect(await shuttle([0, 87000], [-15000, 15000], 0, 39999)).toEqual(no);
    expect(await shuttle([0, 88000], [-15000, 15000], 0, 0)).toEqual(no);
    // 30 m on 90 m are half of the angle of tangent 3/4: 2 × (1/3) ÷ (1 − 1/9)
    expect(await shuttle([0, 90000], [-15000, 15000], 0, 40950)).toEqual(no); // 0.75 of 40.95 m are 30.7 m
    expect(await shuttle([0, 90000], [-15500, 15500], 0, 41000)).toEqual(yes);
    const often = Array.from({ length: 10 }, () => [0, 90000]).flat();
    expect(await shuttle([...often, 45000], [...often.map((s) => s / 3 - 15000), 16000], 0, 41000)).toEqual(yes);
    expect(await shuttle([...often, 45000], [...often.map((s) => s / 3.03 - 15000), 16000], 0, 41000)).toEqual(no);
  });

  it('holds for one that goes to and fro: its way 1.8 times what lies along the river, 30 m across, aslant, on both sides', async () => {
    expect(await shuttle([0, 90000, 0], [-15000, 15000, -15000], 162000, 0)).toEqual(yes);
    expect(await shuttle([0, 90000, 0], [-15000, 15000, -15000], 161999, 0)).toEqual(no);
    expect(await shuttle([0, 90000, 0], [-15000, 14999, -15000], 190000, 0)).toEqual(no);
    expect(await shuttle([0, 90001, 0], [-15000, 15000, -15000], 190000, 0)).toEqual(no); // flatter than 18.43°
    expect(await shuttle([0, 90000, 0], [0, 30000, 0], 190000, 0)).toEqual(no);
    expect(await shuttle([0, 90000, 0], [-18000, 18000, -18000], 190000, 60000)).toEqual(yes);
    expect(await shuttle([0, 90000, 0], [-18000, 17999, -18000], 190000, 60000)).toEqual(no);
  });

  it('asks that they lie within 14 m of it, root mean square', async () => {
    const along = [-14000, 14000, -14000, 14000];
    expect(await shuttle(along, [-40000, -40000, 40000, 40000], 60000, 0)).toEqual(yes);
    const wider = [-14001, 14001, -14001, 14001];
    expect(await shuttle(wider, [-40000, -40000, 40000, 40000], 60000, 0)).toEqual(no);
  });
});

describe('atlas.is_short_shuttle of a piece that wanders', () => {
  const shuttle = (along: readonly number[], across: readonly number[], wayMm: number, widthMm: number) =>
    row(`is_short_shuttle('{${along.join()}}', '{${across.join()}}', ${wayMm}, ${widthMm})`);
  const yes = { is_short_shuttle: true };
  const no = { is_short_shuttle: false };
  const along = [0, 40000, 80000, 0, 40000, 80000];
  const across = [-15000, 15000, -15000, 15000, -15000, 15000]; // no way in them

  it('goes three times as far as what lies along the river', async () => {
    expect(await shuttle(along, across, 240000, 0)).toEqual(yes);
    expect(await shuttle(along, across, 239999, 0)).toEqual(no);
  });

  it('lies 3/8 of that across, on both sides, and 0.6 of the width', async () => {
    expect(await shuttle(along, [...across.slice(1), 14999], 240000, 0)).toEqual(yes); // 30 m for 80
    expect(await shuttle(along, [-15000, 14999, 0, 0, 0, 0], 240000, 0)).toEqual(no);
    expect(await shuttle(along, [-30000, 0, 0, 0, 0, 0], 240000, 0)).toEqual(no);
    expect(await shuttle(along, across, 240000, 50000)).toEqual(yes);
    expect(await shuttle(along, across, 240000, 50001)).toEqual(no);
  });

  it('lies along 130 m at most', async () => {
    const wide = [-30000, 30000, -30000, 30000, -30000, 30000];
    const long = (high: number) => [0, 65000, high, 0, 65000, high];
    expect(await shuttle(long(130000), wide, 400000, 0)).toEqual(yes);
    expect(await shuttle(long(130001), wide, 400000, 0)).toEqual(no);
  });
});

describe('atlas.is_narrow_shuttle', () => {
  const shuttle = (along: readonly number[], across: readonly number[], wayMm: number, widthMm: number) =>
    row(`is_narrow_shuttle('{${along.join()}}', '{${across.join()}}', ${wayMm}, ${widthMm})`);
  const yes = { is_narrow_shuttle: true };
  const no = { is_narrow_shuttle: false };

  it('holds for one that lies aslant on both sides of the river, 8 m across', async () => {
    expect(await shuttle([0, 24000], [-4000, 4000], 26000, 12000)).toEqual(yes);
    expect(await shuttle([0, 24001], [-4000, 4000], 26000, 12000)).toEqual(no); // 18.43 degrees and no less
    expect(await shuttle([0, 20000], [-4000, 3999], 26000, 12000)).toEqual(no);
    expect(await shuttle([0, 24000], [0, 8000], 26000, 12000)).toEqual(no);
    expect(await shuttle([0, 24000], [-1, 8000], 26000, 12000)).toEqual(yes);
  });

  it('goes 2 widths and 20 m along the river at most, over 35 m of water; off polygons as over 25 m', async () => {
    expect(await shuttle([0, 60000], [-10000, 10000], 64000, 20000)).toEqual(yes);
    expect(await shuttle([0, 60001], [-11000, 11000], 64000, 20000)).toEqual(no);
    expect(await shuttle([0, 70000], [-12000, 12000], 74000, 0)).toEqual(yes);
    expect(await shuttle([0, 70001], [-12000, 12000], 74000, 0)).toEqual(no);
    expect(await shuttle([0, 90000], [-15000, 15000], 95000, 35000)).toEqual(yes);
    expect(await shuttle([0, 90000], [-15000, 15000], 95000, 35001)).toEqual(no);
  });

  it('holds for one that comes back, 0.4 of what lies along the river across, on whichever side', async () => {
    expect(await shuttle([0, 20000, 0], [1000, 9000, 1000], 36000, 12000)).toEqual(yes);
    expect(await shuttle([0, 20000, 0], [1000, 9000, 1000], 35999, 12000)).toEqual(no);
    expect(await shuttle([0, 20001, 0], [1000, 9000, 1000], 37000, 12000)).toEqual(no);
    expect(await shuttle([0, 10000, 0], [1000, 8999, 1000], 37000, 12000)).toEqual(no);
  });

  it('asks of two fixes less than 15 m apart where they head, and of a place far beside the river that it is no ferry', async () => {
    expect(await shuttle([0, 3000], [1000, 2000], 14999, 12000)).toEqual(yes);
    expect(await shuttle([0, 3001], [1000, 2000], 14999, 12000)).toEqual(no);
    expect(await shuttle([0, 3000], [1000, 2000], 15000, 12000)).toEqual(no);
    expect(await shuttle([0, 0], [70000, 76000], 6000, 12000)).toEqual(yes);
    expect(await shuttle([0, 0], [70000, 76001], 6001, 12000)).toEqual(no);
  });
});

describe('atlas.passes_over', () => {
  const straight = `'{0,1000000}', '{0,0}', '{0,1000000}', null`;

  it('holds for a track that goes straight across', async () => {
    expect(await row(`passes_over(${straight}, 490000, -30000, 510000, 30000, false, 0)`)).toEqual({
      passes_over: true,
    });
  });

  it('does not hold on one side, near the line, or far along it', async () => {
    expect(await row(`passes_over(${straight}, 490000, 30000, 510000, 30000, false, 0)`)).toEqual({
      passes_over: false,
    });
    expect(await row(`passes_over(${straight}, 490000, -12000, 510000, 13000, false, 0)`)).toEqual({
      passes_over: false,
    });
    expect(await row(`passes_over(${straight}, 300000, -29000, 500000, 30000, false, 0)`)).toEqual({
      passes_over: false,
    });
    expect(await row(`passes_over(${straight}, 300000, -30000, 500000, 30000, false, 0)`)).toEqual({
      passes_over: true,
    });
  });

  it('does not hold where the track comes back beside where it began, by the range that it covers', async () => {
    expect(await row(`passes_over(${straight}, 490000, -15000, 490000, 15000, false, 100000)`)).toEqual({
      passes_over: true,
    });
    expect(await row(`passes_over(${straight}, 490000, -15000, 490000, 15000, false, 100001)`)).toEqual({
      passes_over: false,
    });
  });

  it('does not hold along the line past both ends, but does across it there', async () => {
    expect(await row(`passes_over(${straight}, -50000, -9000, 1050000, 9000, false, 0)`)).toEqual({
      passes_over: false,
    });
    expect(await row(`passes_over(${straight}, 990000, -30000, 1020000, 30000, false, 0)`)).toEqual({
      passes_over: true,
    });
  });

  it('holds on one side too where the track may end, by what it comes nearer', async () => {
    expect(await row(`passes_over(${straight}, 490000, 30000, 510000, 4000, true, 0)`)).toEqual({ passes_over: true });
    expect(await row(`passes_over(${straight}, 490000, 30000, 510000, 5000, true, 0)`)).toEqual({ passes_over: false });
  });
});

const TEN_DEGREES = 0.984807753012208;

describe('atlas.heads_off', () => {
  const straight = `'{0,1000000}', '{0,0}', '{0,1000000}', false, 400000, 600000`;

  it('holds from 10 degrees off the way between two measures', async () => {
    expect(await row(`heads_off(${straight}, 0, 0, 100000, 17600, ${TEN_DEGREES})`)).toEqual({ heads_off: false }); // 9.98°
    expect(await row(`heads_off(${straight}, 0, 0, 100000, 17700, ${TEN_DEGREES})`)).toEqual({ heads_off: true }); // 10.04°
    expect(await row(`heads_off(${straight}, 100000, 0, 0, 0, ${TEN_DEGREES})`)).toEqual({ heads_off: false });
  });

  it('runs on over the seam of a ring', async () => {
    // from 350 m by the seam to 410 m: from (0, 50) to (10, 0)
    expect(await row(`heads_off(${RING}, true, 350000, 410000, 0, 50000, 10000, 0, ${TEN_DEGREES})`)).toEqual({
      heads_off: false,
    });
    expect(await row(`heads_off(${RING}, true, -50000, 10000, 0, 50000, 10000, 0, ${TEN_DEGREES})`)).toEqual({
      heads_off: false,
    });
  });
});

describe('atlas.meeting', () => {
  //   a ──────┬──────  1 km; b leaves it at 400 m, half a metre short
  //           b
  const a = `'{0,400000,1000000}', '{0,0,0}', '{0,400000,1000000}', null`;
  const b = (gap: number) => `'{400000,400000}', '{${-gap},-200000}', '{0,200000}', null`;

  it('is where a vertex of one lies within a metre of the other, near both', async () => {
    expect(await row(`meeting(${a}, 350000, ${b(500)}, 40000)`)).toEqual({ a_mm: 400000, b_mm: 0 });
    expect(await row(`meeting(${b(500)}, 40000, ${a}, 350000)`)).toEqual({ a_mm: 0, b_mm: 400000 });
    expect(await rows(`meeting(${a}, 350000, ${b(1001)}, 40000)`)).toEqual([]);
    expect(await rows(`meeting(${a}, 289000, ${b(500)}, 40000)`)).toEqual([]);
    expect(await rows(`meeting(${a}, 350000, ${b(500)}, 111000)`)).toEqual([]);
  });

  it('on a ring is told nearest to the chord, over the seam', async () => {
    const ditch = `'{0,-50000}', '{0,0}', '{0,50000}', null`; // leaves the ring's first corner
    expect(await row(`meeting(${RING}, 400000, 360000, ${ditch}, 20000)`)).toEqual({ a_mm: 400000, b_mm: 0 });
    expect(await row(`meeting(${RING}, 400000, 30000, ${ditch}, 20000)`)).toEqual({ a_mm: 0, b_mm: 0 });
  });
});

describe('water polygons', () => {
  const contains = (x: number, y: number) =>
    db.query(inSquare('select atlas.body_contains(e.ax, e.ay, e.bx, e.by, p.x, p.y) as r', x, y)).then(([{ r }]) => r);
  const distance = (x: number, y: number) =>
    db.query(inSquare('select atlas.body_distance(e.ax, e.ay, e.bx, e.by, p.x, p.y) as r', x, y)).then(([{ r }]) => r);

  it('span what is in them, on any edge or in a hole', async () => {
    const spans = (x: number, y: number) =>
      db
        .query(inSquare('select atlas.body_spans(e.ax, e.ay, e.bx, e.by, e.ring, p.x, p.y) as r', x, y))
        .then(([{ r }]) => r);
    expect(await spans(1000, 1000)).toBe(true);
    expect(await spans(5000, 5000)).toBe(true);
    expect(await spans(4000, 5000)).toBe(true);
    expect(await spans(10001, 5000)).toBe(false);
    expect(await spans(-1, 10000)).toBe(false);
  });

  it('hold what is in them or on any edge, but not what is in a hole', async () => {
    expect(await contains(1000, 1000)).toBe(true);
    expect(await contains(5000, 5000)).toBe(false);
    expect(await contains(4000, 5000)).toBe(true);
    expect(await contains(10000, 10000)).toBe(true);
    expect(await contains(10001, 5000)).toBe(false);
    expect(await contains(-1, 10000)).toBe(false); // level with an edge, left of it
  });

  it('say how far their nearest edge is, from inside too', async () => {
    const edge = (x: number, y: number) =>
      db
        .query(inSquare('select atlas.edge_distance(e.ax, e.ay, e.bx, e.by, p.x, p.y) as r', x, y))
        .then(([{ r }]) => r);
    expect(await edge(1000, 2000)).toBe(1000);
    expect(await edge(5000, 5000)).toBe(1000); // in a hole
    expect(await edge(13000, 14000)).toBe(5000);
  });

  it('are 0 away inside, else as far as their nearest edge', async () => {
    expect(await distance(1000, 1000)).toBe(0);
    expect(await distance(5000, 5000)).toBe(1000);
    expect(await distance(13000, 14000)).toBe(5000);
  });
});
