/** Linking gives requests their turn: pieces are counted, and what each looks at. */
import { expect, it } from 'vitest';
import type { Executor } from '../../server/db/database.ts';
import { type Linker, type Linking, linkOutfalls, linkRows } from '../../server/district/derive/links.ts';
import { indexTowns } from '../../server/district/derive/town-of.ts';
import type { InPieces } from '../../server/engine/in-pieces.ts';
import { buildLinkIndex } from '../../server/engine/link/link-index.ts';
import { linkPoints, linkPointsInPieces } from '../../server/engine/link/link-points.ts';
import { NameIndex } from '../../server/engine/names.ts';
import { packRulers, packWaterBodies } from '../../server/engine/rulers.ts';
import { buildReachGrid, reachGridInPieces } from '../../server/engine/segments/reach-grid.ts';
import { encodeCopy } from '../../server/import/pgcopy.ts';

const ROUTES = 60;
const VERTICES = 2000;
const POINTS = 3000;

const rulers = packRulers(
  Array.from({ length: ROUTES }, (_, r) => ({
    routeId: r + 1,
    riverId: r + 1,
    vertices: Array.from({ length: VERTICES }, (_, v) => [v * 10_000, r * 40_000, v * 10_000] as const),
  })),
);
const reach = new Float64Array(ROUTES).fill(50_002);
const names = new NameIndex();
const index = buildLinkIndex(rulers, packWaterBodies([]), new Map([[1, names.add('西大盈港')]]));
const at = (i: number) => [(i * 6_007) % 19_000_000, (i * 7_919) % 2_400_000] as const;

/** How many there are, and what is made. */
function pieces<Made>(work: InPieces<Made>): { count: number; made: Made } {
  for (let count = 1; ; count++) {
    const { done, value } = work.next();
    if (done) return { count, made: value };
  }
}

it('routes are entered in the grid some thousand vertices at a time', () => {
  const frame = buildReachGrid(rulers, reach, 128_000);
  const { count, made } = pieces(reachGridInPieces(rulers, reach, 128_000));
  expect(count).toBeGreaterThan((2 * ROUTES * VERTICES) / 20_000); // once to count and once to enter
  expect(made).toEqual(frame);
});

it('points are linked some hundred at a time', () => {
  const places = Array.from({ length: POINTS }, (_, i) => at(i));
  const points = {
    count: POINTS,
    x: Float64Array.from(places, ([x]) => x),
    y: Float64Array.from(places, ([, y]) => y),
    water: new Int32Array(POINTS).fill(-1),
  };
  const { count, made } = pieces(linkPointsInPieces(index, points, 50_000));
  expect(count).toBeGreaterThan(POINTS / 250);
  expect(made).toEqual(linkPoints(index, points, 50_000));
});

const point = (i: number) => ({
  ...{ kind: 'point' as const, degrees: new Float64Array(2), parts: [] },
  plane: Float64Array.from(at(i), (mm) => mm / 1000),
});
const copied = Buffer.concat([
  ...encodeCopy(
    ['int4', 'text', 'geom_plane'],
    Array.from({ length: POINTS }, (_, i) => [i, '西大盈港', i % 10 === 0 ? null : point(i)]),
  ),
]);
const towns = indexTowns({
  ...{ count: 1, id: Int32Array.of(7), key: ['a'], name: ['a'] },
  ...{ ringsOf: Uint32Array.of(0, 1), first: Uint32Array.of(0, 5) },
  ...{ x: Float64Array.of(0, 9e6, 9e6, 0, 0), y: Float64Array.of(0, 0, 9e6, 9e6, 0) },
});
const river = { latin: null, level: null, kind: 'river', officialLengthMm: null };
const rivers = new Map(
  Array.from({ length: ROUTES }, (_, r) => [r + 1, { id: r + 1, key: `${r}`, keyOrder: r, name: `r${r}`, ...river }]),
);
const linker: Linker = { rulers, bodies: packWaterBodies([]), rivers, names, index, toleranceMm: 50_000 };
const linking: Linking = { linker, towns, version: 1 };

it('outfalls are read, linked and put in towns some hundred at a time', () => {
  const { count, made } = pieces(linkRows(copied, 'demo', linking));
  expect(count).toBeGreaterThan(POINTS / 400 + POINTS / 250 + POINTS / 400);
  expect(made.map(([, id]) => id)).toEqual(Array.from({ length: POINTS }, (_, i) => i));
  for (const [, id, route, ...rest] of made as [string, number, number | null, ...unknown[]][]) {
    if (id % 10 === 0) expect([route, rest.at(-2)]).toEqual([null, null]);
    else expect(rest.at(-2)).toBe(at(id)[0] <= 9e6 ? 7 : null);
  }
});

it('links are written a chunk between two turns of the requests', async () => {
  let [chunks, most, all, done] = [0, 0, 0, false];
  const copyIn = async (_table: string, _columns: readonly string[], data: AsyncIterable<Uint8Array>) => {
    for await (const chunk of data) {
      chunks++;
      all += chunk.length;
    }
    return POINTS;
  };
  const tx = { query: async () => [], copyOut: async () => copied, copyIn } as unknown as Executor;
  const linked = linkOutfalls(tx, 'demo', linking, [0, POINTS - 1]).finally(() => {
    done = true;
  });
  while (!done) {
    most = Math.max(most, chunks);
    chunks = 0;
    await new Promise(setImmediate);
  }
  await linked;
  expect(all).toBeGreaterThan(1e6);
  expect(most).toBe(1);
});
