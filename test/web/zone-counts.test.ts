import { expect, it } from 'vitest';
import type { ZoneFlag } from '../../web/api/types.ts';
import { zoneCounts } from '../../web/viewer/scope-data.ts';
import { uncheckedLooks, zoneCountText } from '../../web/viewer/unchecked-zones.ts';
import { strictestInside, zoneRelations } from '../../web/viewer/zone-outfalls.ts';

const flag = (
  id: number,
  kind: string,
  level: string | null,
  relation: ZoneFlag['relation'] = 'inside',
  zone_id = 1,
): ZoneFlag => ({
  ...{
    id,
    kind,
    level,
    relation,
    zone_id,
    zone: 'a',
    distance_m: -1,
    river_distance_m: 0,
    layer_date: null,
    decision: null,
  },
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

it('a zone has its own outfalls by relation, and those inside once each by the strictest zone they lie in', () => {
  const flags = [
    flag(1, 'drinking_water', 'quasi', 'inside', 3),
    flag(1, 'drinking_water', 'quasi', 'receiving', 3),
    flag(1, 'drinking_water', '1', 'inside', 1),
    flag(2, 'drinking_water', 'quasi', 'inside', 3),
    flag(2, 'drinking_water', '2', 'edge', 2), // not in it
    flag(3, 'drinking_water', '2', 'inside', 2), // elsewhere
    flag(4, 'drinking_water', 'quasi', 'conduit', 3),
  ];
  expect(Object.fromEntries(zoneRelations(flags, 3))).toEqual({ inside: 2, edge: 0, conduit: 1, receiving: 1 });
  expect(Object.fromEntries(strictestInside(flags, 3))).toEqual({ '1': 1, quasi: 1 });
});

it('what review dismissed is in no count but its own', () => {
  const flags = [
    flag(1, 'drinking_water', '1', 'inside', 3),
    { ...flag(2, 'drinking_water', '1', 'inside', 3), decision: 'dismissed' as const },
    { ...flag(3, 'drinking_water', '1', 'edge', 3), decision: 'confirmed' as const },
  ];
  expect(Object.fromEntries(zoneRelations(flags, 3))).toEqual({
    inside: 1,
    edge: 1,
    conduit: 0,
    receiving: 0,
    dismissed: 1,
  });
  expect(Object.fromEntries(strictestInside(flags, 3))).toEqual({ '1': 1 });
  expect(Object.fromEntries(zoneCounts(flags))).toMatchObject({ '1': 1 });
});

it('zones that are not loaded or not valid give no 0', () => {
  const looks = uncheckedLooks({ kinds: ['drinking_water', 'nature', 'special'], levels: ['1', '2', 'quasi'] });
  expect([...looks]).toEqual([
    ['1', 'all'],
    ['2', 'all'],
    ['quasi', 'all'],
    ['other', 'all'],
  ]);
  expect([...uncheckedLooks({ kinds: ['special'], levels: ['quasi'] })]).toEqual([
    ['quasi', 'all'],
    ['other', 'some'],
  ]);
  expect(uncheckedLooks({ kinds: [], levels: [] }).size).toBe(0);
  const said = ([n, unchecked]: [number, 'all' | 'some' | undefined]) => zoneCountText(n, unchecked, '未核查');
  expect(
    [
      [0, 'all'],
      [20, 'some'],
      [0, undefined],
      [7, undefined],
    ].map((each) => said(each as never)),
  ).toEqual(['未核查', '≥ 20', '0', '7']);
});
