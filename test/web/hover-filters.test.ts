/** What follows the pointer, against what tiles really hold: below zoom 12 several lines are one, without id, and keep only what they share. */
import { featureFilter as compile } from '@maplibre/maplibre-gl-style-spec';
import type { FilterSpecification } from 'maplibre-gl';
import { afterEach, expect, it, vi } from 'vitest';
import { featureFilter, lineFilter, type Target } from '../../web/style/layers/selection.ts';

afterEach(() => vi.restoreAllMocks());

interface Line {
  id?: number;
  type: number;
  properties: Record<string, string | number>;
}

/** What MapLibre makes of it, and what it says on the console. */
function asked(filter: FilterSpecification, line: Line): [isShown: boolean, warnings: number] {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const isShown = compile(filter as never, 'filter').filter({ zoom: 11 } as never, line as never);
  return [isShown, warn.mock.calls.length];
}

const GAP: Target = { kind: 'gap', riverId: 4, routeId: 16, fromM: 7026.4 };
const shared = { mode: 'above_water', state: 'gap', river_id: 4, route_id: 16 };

it.each([
  ['the gap itself', { ...shared, from_m: 7026, to_m: 8923 }, true],
  ['another of the route', { ...shared, from_m: 20, to_m: 40 }, false],
  ['several of the route as one', { ...shared, merged: 2 }, false],
  ['several that begin together', { ...shared, from_m: 7026, merged: 2 }, false],
])('a gap under the pointer marks %s: %s', (_, properties, isShown) => {
  expect(asked(lineFilter(GAP, 'above_water'), { type: 2, properties })).toEqual([isShown, 0]);
});

it.each([
  [7, true],
  [2 ** 32 * 3 + 7, true],
  [8, false],
  [undefined, false],
])('a zone under the pointer marks the one of its id: %s', (id, isShown) => {
  const filter = featureFilter('zone', { kind: 'zone', id: 7 });
  expect(asked(filter, { id, type: 3, properties: {} })).toEqual([isShown, 0]);
});
