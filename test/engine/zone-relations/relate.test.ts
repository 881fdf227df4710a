/** Outfalls and zones drawn by hand, every case of the definition; numbers in millimetres. */
import { describe, expect, it } from 'vitest';
import { RELATIONS, relate } from '../../../server/engine/zone-relations/relate.ts';
import { nearestZone, type ZoneIndex } from '../../../server/engine/zone-relations/zone-index.ts';
import { type Drawn, outfalls, square, zones } from './shapes.ts';

/** `outfall zone: relations distance`, in order. */
function said(index: ZoneIndex, ...drawn: Drawn[]): string[] {
  const { outfall, zone, relations, distanceMm } = relate(index, outfalls(...drawn));
  return outfall.map((each, k) => {
    const names = RELATIONS.filter((_, bit) => relations[k] & (1 << bit));
    return `${each} ${zone[k]}: ${names.join('+')} ${distanceMm[k]}`;
  });
}

const hole = square(4000, 4000, 2000);

describe('an outfall and a zone', () => {
  //  0 ┌─────────┐ 10000, hole 4000 to 6000
  const index = zones(500, [square(0, 0, 10_000), hole]);

  it('are inside up to and with the boundary, and on the edge up to and with its accuracy', () => {
    expect(said(index, { at: [2000, 2000] })).toEqual(['0 0: inside -2000']);
    expect(said(index, { at: [500, 3000] })).toEqual(['0 0: inside+edge -500']);
    expect(said(index, { at: [501, 3000] })).toEqual(['0 0: inside -501']);
    expect(said(index, { at: [0, 3000] })).toEqual(['0 0: inside+edge 0']);
    expect(said(index, { at: [-500, 3000] })).toEqual(['0 0: edge 500']);
    expect(said(index, { at: [-501, 3000] })).toEqual([]);
  });

  it('are apart in a hole, whose edge is a boundary too', () => {
    expect(said(index, { at: [5000, 5000] })).toEqual([]);
    expect(said(index, { at: [4400, 5000] })).toEqual(['0 0: edge 400']);
    expect(said(index, { at: [3900, 5000] })).toEqual(['0 0: inside+edge -100']);
  });

  it('do not depend on which way rings run or where they begin', () => {
    const turned = zones(500, [square(0, 0, 10_000).reverse(), hole]);
    for (const at of [
      [2000, 2000],
      [5000, 5000],
      [0, 3000],
    ] as [number, number][])
      expect(said(turned, { at })).toEqual(said(index, { at }));
  });

  it('with an accuracy of nothing meet on the line alone', () => {
    const exact = zones(0, [square(0, 0, 10_000)]);
    expect(said(exact, { at: [0, 3000] }, { at: [1, 3000] }, { at: [-1, 3000] })).toEqual([
      '0 0: inside+edge 0',
      '1 0: inside -1',
    ]);
  });

  it('of several parts: the nearest boundary of any part', () => {
    const parts = zones(500, [square(0, 0, 1000), square(5000, 0, 1000)]);
    expect(said(parts, { at: [4700, 500] }, { at: [5400, 500] }, { at: [3000, 500] })).toEqual([
      '0 0: edge 300',
      '1 0: inside+edge -400',
    ]);
  });
});

describe('several zones', () => {
  it('that share a border both have the point on it', () => {
    const neighbours = zones(0, [square(0, 0, 1000)], [square(1000, 0, 1000)]);
    expect(said(neighbours, { at: [1000, 500] })).toEqual(['0 0: inside+edge 0', '0 1: inside+edge 0']);
  });

  it('nested and overlapping ones are each said', () => {
    const nested = zones(10, [square(0, 0, 10_000)], [square(2000, 2000, 4000)], [square(3000, 3000, 9000)]);
    expect(said(nested, { at: [4000, 4000] })).toEqual(['0 0: inside -4000', '0 1: inside -2000', '0 2: inside -1000']);
  });

  it('give the nearest to a point outside all, the first at a tie', () => {
    const index = zones(0, [square(0, 0, 1000)], [square(3000, 0, 1000)], [square(9000, 0, 1000)]);
    expect(nearestZone(index, [0, 1, 2], 2000, 500)).toEqual({ zone: 0, distanceMm: 1000 });
    expect(nearestZone(index, [1, 2], 2000, 500)).toEqual({ zone: 1, distanceMm: 1000 });
    expect(nearestZone(index, [], 2000, 500)).toBeUndefined();
  });
});

describe('what an outfall is joined to', () => {
  const index = zones(100, [square(0, 0, 1000)], [square(3000, 0, 1000)], [square(6000, 0, 1000)]);

  it('flags a zone that holds the receiving water though the point is 30 m outside', () => {
    const near = zones(2000, [square(0, 0, 100_000)]);
    expect(said(near, { at: [-30_000, 500], mouths: [[-1, 500]] })).toEqual([]);
    expect(said(near, { at: [-30_000, 500], mouths: [[0, 500]] })).toEqual(['0 0: receiving 30000']);
    expect(
      said(near, {
        at: [-30_000, 500],
        mouths: [
          [-1, 500],
          [9, 9],
        ],
      }),
    ).toEqual(['0 0: receiving 30000']);
  });

  it('flags all three zones a conduit crosses, each with the distance of the point', () => {
    const conduits: Drawn['conduits'] = [
      [
        [-500, 500],
        [8000, 500],
      ],
    ];
    expect(said(index, { at: [8000, 500], conduits })).toEqual([
      '0 0: conduit 7000',
      '0 1: conduit 4000',
      '0 2: conduit 1000',
    ]);
  });

  it('touches with a corner, along an edge, by one vertex and from within; not beside', () => {
    const one = zones(0, [square(0, 0, 1000), square(400, 400, 200)]);
    const touching = (...conduit: [number, number][]) => said(one, { conduits: [conduit] });
    expect(touching([-100, 1100], [100, 900])).toHaveLength(1); // across a corner
    expect(touching([-500, 500], [500, -500])).toHaveLength(1); // through the corner point alone
    expect(touching([-500, 0], [1500, 0])).toHaveLength(1); // along the southern edge and beyond
    expect(touching([1000, 500], [2000, 500])).toHaveLength(1);
    expect(touching([100, 100], [200, 200])).toHaveLength(1);
    expect(touching([450, 450], [550, 550])).toEqual([]); // in the hole
    expect(touching([1001, 0], [1001, 1000])).toEqual([]);
    expect(touching([-500, 499], [500, -501])).toEqual([]);
    expect(touching([-500, -1], [1500, -1])).toEqual([]);
  });

  it('without a point has no distance and neither inside nor edge', () => {
    expect(
      said(index, {
        mouths: [[500, 500]],
        conduits: [
          [
            [500, 500],
            [3000, 1000],
          ],
        ],
      }),
    ).toEqual(['0 0: conduit+receiving NaN', '0 1: conduit NaN']);
    expect(said(index, {})).toEqual([]);
  });

  it('says all relations of one zone in one place, and those of the next outfall apart', () => {
    const everything: Drawn = {
      at: [50, 500],
      mouths: [[500, 500]],
      conduits: [
        [
          [50, 500],
          [500, 500],
        ],
      ],
    };
    expect(said(index, everything, { at: [2000, 2000] }, { at: [3500, 500] })).toEqual([
      '0 0: inside+edge+conduit+receiving -50',
      '2 1: inside -500',
    ]);
  });

  it('of no zones at all has no relations', () => {
    expect(said(zones(0), { at: [0, 0], mouths: [[0, 0]] })).toEqual([]);
  });
});
