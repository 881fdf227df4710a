/** A drawn area counts what the map shows: networks are straight lines on one parallel, so lengths are seen by eye. */
import type { Feature } from 'geojson';
import { describe, expect, it } from 'vitest';
import { aboveOnlyPieces } from '../../web/tools/above-only-pieces.ts';
import { areaFileName, areaGeoJson } from '../../web/tools/area-csv.ts';
import type { AreaFound, AreaScope, LineInside } from '../../web/tools/area-found.ts';
import { summaryOf } from '../../web/tools/area-summary.ts';
import { partOf } from '../../web/tools/shapes.ts';

const outfall = (type: string | null, status: string, rest: object = {}): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [121, 31] },
  properties: { type, status, closed_out_on: null, handle_type: null, handle_stage: null, ...rest },
});
const line = (kind: LineInside['kind'], insideM: number): LineInside => ({
  kind,
  insideM,
  feature: { type: 'Feature', geometry: { type: 'LineString', coordinates: [] }, properties: { kind } },
});
const RING = [
  [121, 31],
  [121.1, 31],
  [121, 31.1],
];
const found: AreaFound = {
  outfalls: [
    outfall('industrial', 'confirmed'),
    outfall('industrial', 'confirmed', { closed_out_on: '2026-01-01' }),
    outfall(null, 'suspect'),
  ],
  lines: [line('gap', 100), line('gap', 20), line('lost', 7)],
};

describe('an area', () => {
  it('counts all that lies in it while nothing is switched off', () => {
    const { outfalls, outfallsHidden, byType, byProgress, lines, features } = summaryOf(found, []);
    expect([outfalls.length, outfallsHidden, features.length]).toEqual([3, 0, 6]);
    expect(Object.fromEntries(byType)).toEqual({ industrial: 2, other: 1 });
    expect(Object.fromEntries(byProgress)).toEqual({ action_needed: 1, closed_out: 1, suspect: 1 });
    expect(Object.fromEntries(lines)).toEqual({ gap: { count: 2, insideM: 120 }, lost: { count: 1, insideM: 7 } });
  });

  it.each([
    [['type:industrial'], 1, 2],
    [['type:other'], 2, 2],
    [['progress:closed_out', 'progress:suspect'], 1, 2],
    [['outfalls'], 0, 2],
    [['gap', 'towns'], 3, 0],
  ])('leaves out of figures and files what the legend has switched off: %j', (hidden, outfalls, gaps) => {
    const summary = summaryOf(found, hidden);
    expect(summary.outfalls).toHaveLength(outfalls);
    expect(summary.outfallsHidden).toBe(3 - outfalls);
    expect(summary.lines.get('gap')?.count ?? 0).toBe(gaps);
    expect(summary.features).toHaveLength(outfalls + gaps + 1);
  });

  it('says in its files what day and filters they are of', () => {
    const scope: AreaScope = {
      ...{ district: 'demo', version: 7, mode: 'under_water', aboveOnly: false },
      ...{ asOf: '2025-12-31', compare: null },
    };
    expect(areaFileName('outfalls', scope, 'csv')).toBe('outfalls-demo-2025-12-31.csv');
    expect(areaFileName('area', { ...scope, asOf: null }, 'geojson')).toBe('area-demo.geojson');
    expect(JSON.parse(areaGeoJson(found.outfalls, scope, ['gap'], RING))).toMatchObject({
      type: 'FeatureCollection',
      features: [{}, {}, {}],
      scope: { district: 'demo', data_version: 7, mode: 'under_water', as_of: '2025-12-31', hidden: ['gap'] },
    });
  });

  it('has the length inside on every line of its file, and the ring closed, so that the file can be summed', () => {
    const { features } = summaryOf(found, []);
    const scope: AreaScope = {
      ...{ district: 'demo', version: 7, mode: 'under_water', aboveOnly: false },
      ...{ asOf: null, compare: null },
    };
    const file = JSON.parse(areaGeoJson(features, scope, [], RING));
    const lengths = file.features.map(({ properties }: Feature) => properties!.inside_m);
    expect(lengths).toEqual([undefined, undefined, undefined, 100, 20, 7]);
    expect(file.scope.ring).toEqual([...RING, [121, 31]]);
  });
});

//  above  ====once====--gap--==once==
//  under  --gap--==once==--gap-------
//         0      4      8 10 12    20   hundred metres
const stretch = (mode: string, state: string, from: number, to: number): Feature => ({
  type: 'Feature',
  geometry: {
    type: 'LineString',
    coordinates: [
      [121 + from / 1e3, 0],
      [121 + to / 1e3, 0],
    ],
  },
  properties: { mode, state, route_id: 5, river: '白苇河', from_m: from * 100, to_m: to * 100 },
});

describe('what is surveyed above water and not under it', () => {
  it('is the one less the other, with the line that goes with it', () => {
    const pieces = aboveOnlyPieces([
      stretch('above_water', 'once', 0, 10),
      stretch('above_water', 'gap', 10, 12),
      stretch('above_water', 'bridged', 12, 20),
      stretch('under_water', 'gap', 0, 4),
      stretch('under_water', 'repeated', 4, 8),
      stretch('under_water', 'gap', 8, 20),
    ]);
    expect(pieces.map(({ properties }) => [properties!.from_m, properties!.to_m])).toEqual([
      [0, 400],
      [800, 1000],
      [1200, 2000],
    ]);
    const [, second] = pieces;
    expect(second.properties).toMatchObject({ river: '白苇河', route_id: 5, state: 'above_not_under', length_m: 200 });
    const { coordinates } = second.geometry as unknown as { coordinates: [number, number][] };
    expect(coordinates.map(([lon]) => Number(lon.toFixed(6)))).toEqual([121.008, 121.01]);
  });

  it('is nothing where both were done, and all where nothing was done under water', () => {
    const above = stretch('above_water', 'once', 0, 10);
    expect(aboveOnlyPieces([above, stretch('under_water', 'once', 0, 10)])).toEqual([]);
    expect(aboveOnlyPieces([above]).map(({ properties }) => properties!.length_m)).toEqual([1000]);
  });
});

describe('a part of a line', () => {
  it('keeps the corners between its ends', () => {
    const bent = [
      [121, 0],
      [121.001, 0],
      [121.002, 0],
      [121.004, 0],
    ];
    expect(partOf(bent, 0.25, 0.75).map(([lon]) => Number(lon.toFixed(6)))).toEqual([121.001, 121.002, 121.003]);
    expect(partOf(bent, 0, 1)).toHaveLength(4);
  });
});
