/** Random polygons with holes and islands, against polygons.ts edge by edge and against turf. */
import { booleanPointInPolygon, lineString, point, pointToLineDistance, polygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceToEdgeMm, isInside } from '../../../server/engine/polygons.ts';
import { EDGE, INSIDE, RECEIVING, relate } from '../../../server/engine/zone-relations/relate.ts';
import { lineTouches } from '../../../server/engine/zone-relations/touches.ts';
import { nearestZone, signedDistanceMm, zoneHolds } from '../../../server/engine/zone-relations/zone-index.ts';
import { line, outfalls, type Position, polygons, shrunk, star, zones } from './shapes.ts';

const shape = fc.oneof(star(3), star(7), star(40), star(300)).map((ring) => [ring, shrunk(ring), shrunk(shrunk(ring))]);
const place = fc.tuple(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 }));

/** A place anywhere, or exactly on a vertex of a shape. */
const placeOn = (rings: Position[][]) =>
  fc.oneof(
    place,
    fc.nat(1e6).map((n) => rings.flat()[n % rings.flat().length]),
  );

describe('any zone and any point', () => {
  it('are inside and apart as edge by edge, to the millimetre', () => {
    fc.assert(
      fc.property(
        shape.chain((rings) => fc.tuple(fc.constant(rings), placeOn(rings))),
        ([rings, [x, y]]) => {
          const index = zones(0, rings);
          const inside = isInside(polygons(rings), 0, x, y);
          const distance = distanceToEdgeMm(polygons(rings), 0, x, y);
          expect(zoneHolds(index, 0, x, y)).toBe(inside);
          expect(signedDistanceMm(index, 0, x, y)).toBe(inside && distance > 0 ? -distance : distance);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are inside as turf says, and as far from the boundary', () => {
    fc.assert(
      fc.property(star(25), place, (ring, [x, y]) => {
        const hole = shrunk(ring);
        const index = zones(0, [ring, hole]);
        expect(zoneHolds(index, 0, x, y)).toBe(booleanPointInPolygon(point([x, y]), polygon([ring, hole])));
        // near the equator a millionth of a degree is the same length both ways: turf measures the plane there
        const tiny = (p: Position): Position => [p[0] / 1e6, p[1] / 1e6];
        const kilometres = Math.min(
          ...[ring, hole].map((r) =>
            pointToLineDistance(point(tiny([x, y])), lineString(r.map(tiny)), { method: 'planar' }),
          ),
        );
        const perUnit = (6371.0088 * Math.PI) / 180 / 1e6;
        expect(Math.abs(Math.abs(signedDistanceMm(index, 0, x, y)) - kilometres / perUnit)).toBeLessThan(1.5);
      }),
      { numRuns: 300 },
    );
  });

  it('are related as the definition reads, of all zones at once', () => {
    const scene = fc.tuple(
      fc.array(shape, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 900 }),
      place,
      place,
    );
    fc.assert(
      fc.property(scene, ([shapes, accuracy, at, mouth]) => {
        const set = polygons(...shapes);
        const expected = shapes.flatMap((_, zone) => {
          const distance = distanceToEdgeMm(set, zone, ...at);
          const inside = isInside(set, zone, ...at);
          const bits =
            (inside ? INSIDE : 0) | (distance <= accuracy ? EDGE : 0) | (isInside(set, zone, ...mouth) ? RECEIVING : 0);
          return bits ? [[zone, bits, inside ? 0 - distance : distance]] : [];
        });
        const { zone, relations, distanceMm } = relate(zones(accuracy, ...shapes), outfalls({ at, mouths: [mouth] }));
        expect(zone.map((each, k) => [each, relations[k], distanceMm[k]])).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('nearest of many is the least of all distances', () => {
    fc.assert(
      fc.property(fc.array(shape, { minLength: 1, maxLength: 6 }), place, (shapes, at) => {
        const set = polygons(...shapes);
        const all = shapes.map((_, zone) => distanceToEdgeMm(set, zone, ...at));
        const nearest = nearestZone(zones(0, ...shapes), [...shapes.keys()], ...at);
        expect(nearest?.distanceMm).toBe(Math.min(...all));
      }),
    );
  });

  it('a line touches where one of many places along it is inside, and never where all are farther than its steps', () => {
    fc.assert(
      fc.property(shape, place, place, (rings, a, b) => {
        const set = polygons(rings);
        const steps = 2000;
        const along = Array.from(
          { length: steps + 1 },
          (_, k): Position => [a[0] + ((b[0] - a[0]) * k) / steps, a[1] + ((b[1] - a[1]) * k) / steps],
        );
        const step = Math.hypot(b[0] - a[0], b[1] - a[1]) / steps;
        const touches = lineTouches(zones(0, rings), 0, line([a, b]));
        if (along.some(([x, y]) => isInside(set, 0, x, y) && distanceToEdgeMm(set, 0, x, y) > 2))
          expect(touches).toBe(true);
        if (along.every(([x, y]) => !isInside(set, 0, x, y) && distanceToEdgeMm(set, 0, x, y) > step + 2))
          expect(touches).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
