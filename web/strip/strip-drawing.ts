/** A river drawn straight: bands of each mode and bank, outfalls on their side, towns behind. Pure; metres in, pixels out. */
import type { StripRoute } from '../api/types.ts';
import type { Mode, State } from '../style/layers/state-lines.ts';
import { drawLabels } from './strip-labels.ts';
import { layOut, type StripLayout } from './strip-layout.ts';
import { drawOutfalls } from './strip-outfalls.ts';
import { horizontal, rect, type StripPath, StripPen, type StripText, vertical } from './strip-shapes.ts';

export interface StripOptions {
  width: number;
  /** Common scale; without it the river fills `width`. */
  pxPerM?: number;
  modes: readonly Mode[];
  /** `row`: one band, the state of the river, for tables of 28 px; `full`: both banks, towns, outfalls, labels. */
  kind: 'row' | 'full';
  /** Key of a town (or outside): the rest of the river is veiled. */
  town?: string;
  /** How a town is called where it is read; as the register has it where left out. */
  called?: (town: string) => string;
}

/** A gap of the river in one mode, and where it stands. */
export interface StripGap {
  mode: Mode;
  route: number;
  fromM: number;
  toM: number;
  x: number;
  width: number;
  y: number;
  height: number;
}

export interface StripDrawing {
  width: number;
  height: number;
  paths: StripPath[];
  texts: StripText[];
  gaps: StripGap[];
  layout: StripLayout;
}

/** One band: where it stands and whose states it shows. */
interface Lane {
  mode: Mode;
  side: 'river' | 'left' | 'right';
  y: number;
  height: number;
}

const LEAST = 1.2; // pixels: a gap is never too short to be seen
const HAIRLINE_M = 5000;

/** From the bottom up. */
const LOOKS = [
  ...[0, 1, 2, 3, 4].map((tint) => `town-${tint}`),
  'town-edge',
  ...['above once', 'under once', 'above bridged', 'under bridged', 'repeated', 'core', 'break', 'gap'],
  ...['hairline', 'joint', 'zone-1', 'zone-2', 'zone-other', 'tick'],
  ...['suspect', 'ring-in_work', 'disc', 'ring-action_needed'],
  ...['industrial', 'urban_wwtp', 'agricultural', 'other', 'veil'],
];

export function lanesOf({ kind, modes }: Pick<StripOptions, 'kind' | 'modes'>): { lanes: Lane[]; height: number } {
  if (kind === 'row') return { lanes: [{ mode: modes[0], side: 'river', y: 9, height: 8 }], height: 24 };
  const thick = modes.length > 1 ? 4 : 5;
  const lanes = modes.flatMap((mode, nth): Lane[] => {
    const y = 20 + nth * (2 * thick + 3.4);
    return [
      { mode, side: 'left', y, height: thick },
      { mode, side: 'right', y: y + thick + 1, height: thick },
    ];
  });
  const last = lanes.at(-1)!;
  return { lanes, height: last.y + last.height + 7 };
}

export function drawStrip(routes: readonly StripRoute[], options: StripOptions): StripDrawing {
  const { lanes, height } = lanesOf(options);
  const layout = layOut(routes, options.width, options.pxPerM);
  const pen = new StripPen();
  const gaps: StripGap[] = [];
  routes.forEach((route, nth) => {
    if (options.kind === 'full') drawTowns(pen, route, (m) => layout.x(nth, m), height, options.town);
    for (const lane of lanes) drawLane(pen, route, lane, (m) => layout.x(nth, m), layout.width);
    drawMarks(pen, route, nth, layout, lanes, options.kind);
    gaps.push(...gapsOf(route, lanes, (m) => layout.x(nth, m), layout.width));
  });
  drawOutfalls(pen, routes, layout, { kind: options.kind, above: lanes[0].y, below: height - 3.8 });
  const texts =
    options.kind === 'full'
      ? drawLabels(
          routes,
          layout,
          gaps.filter(({ mode }) => mode === options.modes[0]),
          options.called,
        )
      : [];
  return { width: layout.width, height, paths: pen.paths(LOOKS), texts, gaps, layout };
}

/** The same tint for a town wherever it comes. */
export const tintOf = (key: string): number => [...key].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % 5;

type Across = (measureM: number) => number;

function drawTowns(pen: StripPen, route: StripRoute, x: Across, height: number, town?: string): void {
  for (const [from, to, , key] of route.towns) {
    if (key !== null) pen.add(`town-${tintOf(key)}`, rect(x(from), 0, x(to) - x(from), height));
    if (from > 0) pen.add('town-edge', vertical(x(from), 0, height));
    if (town !== undefined && (key ?? 'outside') !== town) pen.add('veil', rect(x(from), 0, x(to) - x(from), height));
  }
}

function drawLane(pen: StripPen, route: StripRoute, lane: Lane, x: Across, end: number): void {
  const { y, height, mode, side } = lane;
  const name = mode === 'above_water' ? 'above' : 'under';
  for (const [from, to, state] of bandsOf(route, mode, side)) {
    const [left, width] = span(x(from), x(to), end, state);
    if (state === 'gap') {
      pen.add('break', rect(left, y - 1, width, height + 2));
      pen.add('gap', rect(left, y + height * 0.2, width, height * (height > 5 ? 0.55 : 0.64)));
    } else if (state === 'repeated') {
      pen.add('repeated', rect(left, y, width, height));
      pen.add('core', rect(left, y + height * 0.36, width, height * 0.28));
    } else pen.add(`${name} ${state}`, rect(left, y, width, height));
  }
}

function span(from: number, to: number, end: number, state: State): [left: number, width: number] {
  const width = Math.max(to - from, state === 'gap' ? LEAST : 0);
  return [Math.max(0, Math.min(from, end - width)), width];
}

export const bandsOf = (route: StripRoute, mode: Mode, side: 'river' | 'left' | 'right') =>
  route.modes.find((each) => each.mode === mode)?.[side] ?? [];

function drawMarks(
  pen: StripPen,
  route: StripRoute,
  nth: number,
  layout: StripLayout,
  lanes: readonly Lane[],
  kind: StripOptions['kind'],
): void {
  const [top, bottom] = [lanes[0].y - 1, lanes.at(-1)!.y + lanes.at(-1)!.height + 1];
  const x = (m: number) => layout.x(nth, m);
  if (nth > 0) pen.add('joint', rect(x(0) - 0.8, top - 1, 1.6, bottom - top + 2));
  if (kind === 'row') return;
  for (let m = HAIRLINE_M; m < route.length_m; m += HAIRLINE_M) pen.add('hairline', vertical(x(m), top, bottom));
  for (const { from_m, to_m, level } of route.zones) drawZone(pen, x(from_m), x(to_m), bottom + 5.4, level);
}

/** Level by line and ticks, not by colour alone. */
function drawZone(pen: StripPen, from: number, to: number, y: number, level: string | null): void {
  const look = level === '1' || level === '2' ? `zone-${level}` : 'zone-other';
  pen.add(look, horizontal(y, from, Math.max(to, from + LEAST)));
  if (level === '1') for (let x = from + 2; x < to; x += 9) pen.add('zone-1', vertical(x, y - 3, y));
}

function gapsOf(route: StripRoute, lanes: readonly Lane[], x: Across, end: number): StripGap[] {
  return [...new Set(lanes.map(({ mode }) => mode))].flatMap((mode) => {
    const own = lanes.filter((lane) => lane.mode === mode);
    const [y, bottom] = [own[0].y, own.at(-1)!.y + own.at(-1)!.height];
    return bandsOf(route, mode, 'river')
      .filter(([, , state]) => state === 'gap')
      .map(([fromM, toM]) => {
        const [left, width] = span(x(fromM), x(toM), end, 'gap');
        return { mode, route: route.route, fromM, toM, x: left, width, y: y - 1, height: bottom - y + 2 };
      });
  });
}
