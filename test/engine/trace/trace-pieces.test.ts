/** A long trace is described in pieces, between which requests have their turn: pieces are counted. */
import { expect, it } from 'vitest';
import type { Snapshot } from '../../../server/district/snapshot.ts';
import type { InPieces } from '../../../server/engine/in-pieces.ts';
import { packRulers } from '../../../server/engine/rulers.ts';
import { featuresInPieces } from '../../../server/report/trace/features.ts';
import { hitsInPieces } from '../../../server/report/trace/hits.ts';
import { describeInPieces, type Traced } from '../../../server/report/trace/trace.ts';

const HITS = 9000;
const ROUTES = 900;

const rulers = packRulers(
  Array.from({ length: ROUTES }, (_, r) => ({
    routeId: r + 1,
    riverId: 1,
    vertices: [0, 500_000, 1_000_000].map((m) => [m, r * 1000, m] as const),
  })),
);
const snapshot = {
  ...{ rulers, rivers: new Map() },
  routeLonLat: { lon: Float64Array.from(rulers.x, (x) => 121 + x / 1e8), lat: Float64Array.from(rulers.y, () => 31) },
  zoneRanges: { zone: { zones: [], first: new Uint32Array(ROUTES + 1), from: [], to: [], zone: [] } },
} as unknown as Snapshot;
const ranges = Array.from({ length: ROUTES }, (_, route) => ({
  route,
  ...{ fromMm: 0, toMm: 1_000_000, entryMm: 0, distanceMm: route * 10 },
}));
const places = Array.from({ length: HITS }, (_, i) => ({
  ...{ kind: 'outfall' as const, id: i, route: (i % ROUTES) + 1, mm: (i * 997) % 1_000_000 },
}));

function pieces<Made>(work: InPieces<Made>): { count: number; made: Made } {
  for (let count = 1; ; count++) {
    const { done, value } = work.next();
    if (done) return { count, made: value };
  }
}

it('what lies on the water is found and described, and its lines are cut, some hundred at a time', () => {
  const found = pieces(hitsInPieces(snapshot, places, ranges, '2026-11-29'));
  expect(found.made.length).toBe(HITS);
  expect(found.count).toBeGreaterThan(HITS / 2500);
  const items = places.map(({ kind, id }) => ({
    kind,
    id,
    name: `o${id}`,
    code: null,
    status: 'suspect',
    level: null,
  }));
  const described = pieces(describeInPieces(snapshot, found.made, items));
  expect(described.count).toBeGreaterThan(HITS / 600);
  expect(described.made.map(({ id, name }) => [id, name])).toEqual(found.made.map(({ id }) => [id, `o${id}`]));
  const traced = { answer: { mode: 'DD', hits: described.made }, ranges, snapshot } as unknown as Traced;
  const lines = pieces(featuresInPieces(traced));
  expect(lines.count).toBeGreaterThan(ROUTES / 250);
  expect(lines.made.length).toBe(HITS + ROUTES);
});
