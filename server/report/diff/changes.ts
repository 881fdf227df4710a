/** Every metre of two ledgers side by side: what it was, what it is, and the town it was in and is in. */
import type { Mode } from '../../district/load-register.ts';
import { BRIDGED, GAP, REPEATED } from '../../engine/coverage/states.ts';
import { type Ledger, type Piece, pairRoutes, redrawnRivers, routePieces } from './route-pieces.ts';

/** A state, index in STATES; null where the ledger has no such metre of river in that town. */
export type StateOrNone = number | null;

/** A stretch of one route on which neither ledger changes. */
export interface Stretch {
  mode: Mode;
  riverId: number;
  /** Index of the route in the ledger the stretch is drawn in: the later one, or the earlier where it is gone. */
  route: number;
  drawnIn: 'from' | 'to';
  /** Index into that ledger's towns; -1 outside. */
  town: number;
  fromMm: number;
  toMm: number;
  before: StateOrNone;
  after: StateOrNone;
  /** Of a river that has lost lines and got others: not one that came or went. */
  redrawn: boolean;
}

/** Kinds of change, in the order in which they are told apart. */
export const CHANGES = [
  'redrawn_from',
  'redrawn_to',
  'added',
  'removed',
  'newly_covered',
  'lost',
  'newly_repeated',
  'no_longer_repeated',
  'measured',
  'bridged',
] as const;
export type Change = (typeof CHANGES)[number];

const TELLS: Record<Change, (stretch: States) => boolean> = {
  redrawn_from: ({ redrawn, after }) => redrawn && after === null,
  redrawn_to: ({ redrawn }) => redrawn,
  added: ({ before }) => before === null,
  removed: ({ after }) => after === null,
  newly_covered: ({ before }) => before === GAP,
  lost: ({ after }) => after === GAP,
  newly_repeated: ({ after }) => after === REPEATED,
  no_longer_repeated: ({ before }) => before === REPEATED,
  measured: ({ before }) => before === BRIDGED,
  bridged: () => true,
};

/** What a stretch is told by. */
export type States = Pick<Stretch, 'before' | 'after' | 'redrawn'>;

/** What happened to a metre; undefined when nothing did. */
export function changeOf(stretch: States): Change | undefined {
  return stretch.before === stretch.after ? undefined : CHANGES.find((change) => TELLS[change](stretch));
}

/** All of both ledgers, changed or not. A metre that changed its town is removed from one and added to the other. */
export function* stretches(from: Ledger, to: Ledger, mode: Mode): Generator<Stretch> {
  const pairs = pairRoutes(from.snapshot.rulers, to.snapshot.rulers);
  const redrawn = redrawnRivers(from.snapshot.rulers, to.snapshot.rulers, pairs);
  for (const [was, is] of pairs) {
    if (is < 0) yield* alone(from, was, mode, 'from', redrawn);
    else if (was < 0) yield* alone(to, is, mode, 'to', redrawn);
    else yield* both(from, was, to, is, mode);
  }
}

function* alone(
  ledger: Ledger,
  route: number,
  mode: Mode,
  drawnIn: 'from' | 'to',
  rivers: ReadonlySet<number>,
): Generator<Stretch> {
  const redrawn = rivers.has(ledger.snapshot.rulers.riverId[route]);
  for (const piece of routePieces(ledger, route, mode))
    yield { ...onSide(ledger, route, mode, drawnIn, piece), redrawn };
}

function onSide(
  { snapshot }: Ledger,
  route: number,
  mode: Mode,
  drawnIn: 'from' | 'to',
  { from, to, state, town }: Piece,
): Stretch {
  const place = { mode, riverId: snapshot.rulers.riverId[route], route, drawnIn, town, fromMm: from, toMm: to };
  return {
    ...place,
    before: drawnIn === 'from' ? state : null,
    after: drawnIn === 'to' ? state : null,
    redrawn: false,
  };
}

function* both(from: Ledger, was: number, to: Ledger, is: number, mode: Mode): Generator<Stretch> {
  const [before, after] = [routePieces(from, was, mode), routePieces(to, is, mode)];
  const townThen = (town: number) => (town < 0 ? null : from.snapshot.towns.key[town]);
  const townNow = (town: number) => (town < 0 ? null : to.snapshot.towns.key[town]);
  for (let b = 0, a = 0; b < before.length && a < after.length; ) {
    const cut = { from: Math.max(before[b].from, after[a].from), to: Math.min(before[b].to, after[a].to) };
    const now = onSide(to, is, mode, 'to', { ...after[a], ...cut });
    if (townThen(before[b].town) === townNow(after[a].town)) yield { ...now, before: before[b].state };
    else yield* [onSide(from, was, mode, 'from', { ...before[b], ...cut }), now];
    if (before[b].to === cut.to) b++;
    if (after[a].to === cut.to) a++;
  }
}
