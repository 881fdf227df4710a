/** What lies nearest to where someone stands, from boxes that grow. */
import { describe, expect, it } from 'vitest';
import type { Api } from '../../web/api/client.ts';
import { nearest } from '../../web/tools/nearest.ts';

const HERE = [121, 31] as const;

/** A server that has outfalls at these places, degrees east and north of here. */
function serverWith(...places: readonly [number, number][]): Api {
  return serverOf(places, []);
}

/** … and short gaps, to the north of theirs. */
function serverOf(places: readonly [number, number][], gapsAt: readonly [number, number][]): Api {
  const gaps = gapsAt.map(([east, north], i) => ({
    type: 'Feature' as const,
    geometry: {
      type: 'LineString' as const,
      coordinates: [0, 0.0001].map((more) => [HERE[0] + east, HERE[1] + north + more]),
    },
    properties: { river: `gap ${i + 1}`, river_id: i + 1, route_id: 1, from_m: 0, length_m: 11, mode: 'above_water' },
  }));
  const outfalls = places.map(([east, north], i) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [HERE[0] + east, HERE[1] + north] },
    properties: { id: i + 1, name: `${i + 1}`, status: 'confirmed' },
  }));
  const featuresIn = async (layer: string, _district: string, [west, south, east, north]: readonly number[]) => {
    const isIn = ([x, y]: readonly number[]) => x >= west && x <= east && y >= south && y <= north;
    return layer === 'outfalls'
      ? outfalls.filter(({ geometry }) => isIn(geometry.coordinates))
      : gaps.filter(({ geometry }) => geometry.coordinates.some(isIn));
  };
  return { featuresIn } as unknown as Api;
}

const namesNear = async (api: Api) => (await nearest(api, 'demo', 'above_water', [...HERE])).map(({ name }) => name);

describe('nearest', () => {
  it('does not list what lies in a corner before what lies nearer, just past a side', async () => {
    const corners: [number, number][] = [
      [0.0098, 0.0098],
      [-0.0098, 0.0098],
      [0.0098, -0.0098],
      [-0.0098, -0.0098],
      [0.0097, 0.0097],
    ];
    expect((await namesNear(serverWith(...corners, [0.0101, 0])))[0]).toBe('6');
  });

  it('names the ten nearest of each kind, however dense one of them is', async () => {
    const outfalls = Array.from({ length: 30 }, (_, i): [number, number] => [0.0001 * (i + 1), 0]);
    const gaps = Array.from({ length: 12 }, (_, i): [number, number] => [0, 0.02 + 0.001 * i]); // a box farther
    const nearby = (kind: string) => Array.from({ length: 10 }, (_, i) => `${kind}${i + 1}`);
    expect(await namesNear(serverOf(outfalls, gaps))).toEqual([...nearby(''), ...nearby('gap ')]);
  });

  it('looks 16 km to every side, in the north too', async () => {
    expect(await namesNear(serverWith([0.1674, 0], [0.1677, 0], [0, 0.143], [0, 0.1445]))).toEqual(['3', '1']); // 15.85, 15.99, and two farther than 16 km
    expect(await namesNear(serverWith([0.105, 0.105], [0.11, 0.11]))).toEqual(['1']); // 15.38 and 16.11 km
  });

  it('is nearest first, of what there is', async () => {
    expect(await namesNear(serverWith([0.03, 0], [0.001, 0], [0, 0.002]))).toEqual(['2', '3', '1']);
    expect(await namesNear(serverWith())).toEqual([]);
  });
});
