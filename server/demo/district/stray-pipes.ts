/** Storm sewers that end at a bank where no outfall is registered: what a survey should have found. Nothing is random. */
import type { Point } from './curves.ts';
import { TOWNS } from './names.ts';
import type { Outfall } from './outfalls.ts';
import { lengthMm, pointAt, type Route } from './routes.ts';
import type { Sewerage } from './sewers.ts';

const STRAYS = 40;
const BEHIND_LINE_M = 5;
const PIPE_M = 35;
const CLEAR_OF_OUTFALLS_M = 40;
const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];

interface Bank {
  /** The end at the water, and where the pipe begins. */
  end: Point;
  inland: Point;
}

/** Evenly over the streams of the urban towns, on a bank that no outfall is near. */
export function addStrayPipes(
  sewerage: Sewerage,
  routes: readonly Route[],
  outfalls: readonly Outfall[],
  scale: number,
) {
  const streams = routes.filter(({ kind, seq, town, halfWidth, twin }) => {
    return kind === 'river' && seq === 1 && halfWidth === 0 && !twin && town >= 0 && TOWNS[town].urban;
  });
  const count = Math.min(streams.length, Math.round(STRAYS * scale));
  for (let i = 0; i < count; i++) {
    const bank = freeBank(streams[Math.floor((i * streams.length) / count)], outfalls);
    if (bank) addPipe(sewerage, bank);
  }
}

function freeBank(route: Route, outfalls: readonly Outfall[]): Bank | undefined {
  const banks = SHARES.map((share): Bank => {
    const measure = Math.floor(lengthMm(route) * share);
    return { end: pointAt(route, measure, BEHIND_LINE_M), inland: pointAt(route, measure, BEHIND_LINE_M + PIPE_M) };
  });
  return banks.find(({ end: [x, y] }) =>
    outfalls.every(({ at }) => Math.hypot(at[0] - x, at[1] - y) > CLEAR_OF_OUTFALLS_M),
  );
}

function addPipe({ pipes, manholes }: Sewerage, { end, inland }: Bank): void {
  const manhole = `M${String(manholes.length + 1).padStart(5, '0')}`;
  const sourceId = `S${String(pipes.length + 1).padStart(5, '0')}`;
  manholes.push({ sourceId: manhole, kind: 'storm', at: inland });
  pipes.push({
    ...{ sourceId, kind: 'storm', fromNode: manhole, toNode: `${sourceId}-E`, outfall: null, line: [inland, end] },
    ...{ invertUpM: 1.57, invertDownM: 1.5 },
  });
}
