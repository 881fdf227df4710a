import { expect, it } from 'vitest';
import type { ZoneFlag } from '../../web/api/types.ts';
import { zoneCounts } from '../../web/viewer/scope-data.ts';

const flag = (id: number, kind: string, level: string | null, relation: ZoneFlag['relation'] = 'inside'): ZoneFlag => ({
  ...{ id, kind, level, relation, zone: 'a', distance_m: -1, river_distance_m: 0, layer_date: null },
});

it('an outfall counts once in a level, however many zones it lies in, and only inside', () => {
  const counts = zoneCounts([
    flag(1, 'drinking_water', '1'),
    flag(1, 'drinking_water', '1'),
    flag(1, 'drinking_water', '2'),
    flag(2, 'drinking_water', '1', 'edge'),
    flag(3, 'drinking_water', 'as written'),
    flag(4, 'nature', '1'),
  ]);
  expect(Object.fromEntries(counts)).toEqual({ '1': 1, '2': 1, quasi: 0, other: 2 });
});
