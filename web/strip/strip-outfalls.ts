/** Outfalls of a strip: left bank above the bands, right bank below; the shape is the type, the ring the progress. */
import type { StripOutfall, StripRoute } from '../api/types.ts';
import type { StripLayout } from './strip-layout.ts';
import { circle, rightHalf, type StripPen, SYMBOLS, vertical } from './strip-shapes.ts';

const CELL = 8; // pixels: of outfalls that would cover each other the one with most to do is drawn
const HALF = 2.2;
const RING = 4;

/** From the one that is drawn first to the one that covers it. */
const RANK: Readonly<Record<string, number>> = { closed_out: 0, suspect: 1, in_work: 2, action_needed: 3 };
const rank = ({ progress }: StripOutfall): number => RANK[progress] ?? 0;

export interface OutfallLines {
  kind: 'row' | 'full';
  /** Top of the bands. */
  above: number;
  /** Middle of the symbols under the bands. */
  below: number;
}

interface Placed {
  x: number;
  outfall: StripOutfall;
}

export function drawOutfalls(
  pen: StripPen,
  routes: readonly StripRoute[],
  layout: StripLayout,
  lines: OutfallLines,
): void {
  const placed = routes.flatMap((route, nth) =>
    route.outfalls.map((outfall): Placed => ({ x: layout.x(nth, outfall.measure_m), outfall })),
  );
  if (lines.kind === 'row') {
    for (const { x } of thinned(placed, 3)) pen.add('tick', vertical(x, 2, 6));
    return;
  }
  const isBelow = ({ outfall }: Placed) => outfall.bank === 'right';
  for (const each of thinned(
    placed.filter((one) => !isBelow(one)),
    CELL,
  ))
    drawSymbol(pen, each, lines.above - 5.4);
  for (const each of thinned(placed.filter(isBelow), CELL)) drawSymbol(pen, each, lines.below);
}

/** One in each cell. */
function thinned(placed: readonly Placed[], cell: number): Placed[] {
  const kept = new Map<number, Placed>();
  for (const each of placed) {
    const at = Math.floor(each.x / cell);
    const before = kept.get(at);
    if (!before || rank(each.outfall) > rank(before.outfall)) kept.set(at, each);
  }
  return [...kept.values()].sort((a, b) => rank(a.outfall) - rank(b.outfall));
}

function drawSymbol(pen: StripPen, { x, outfall }: Placed, y: number): void {
  const { type, progress } = outfall;
  if (progress === 'action_needed') {
    pen.add('disc', circle(x, y, RING));
    pen.add('ring-action_needed', circle(x, y, RING));
  } else if (progress === 'in_work') pen.add('ring-in_work', rightHalf(x, y, RING - 0.6));
  const shape = SYMBOLS[type] ?? SYMBOLS.other;
  if (progress === 'suspect') pen.add('suspect', shape(x, y, 0.7 * HALF));
  else pen.add(type in SYMBOLS ? type : 'other', shape(x, y, progress === 'closed_out' ? 0.8 * HALF : HALF));
}
