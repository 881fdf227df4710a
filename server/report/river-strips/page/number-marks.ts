/** Numbers in circles on a small map: where two would lie on each other, the later steps aside and a thin line leads to its place. Pure. */
import { PALETTES } from '../../../../web/style/tokens.ts';

const { light } = PALETTES;

type Point = readonly [x: number, y: number];

const RADIUS = 7; // pixels
const APART = 2 * RADIUS + 1.5; // of two centres
const STEPS = [1, 1.5, 2, 3, 4, 5].map((step) => step * APART);
const TURNS = Array.from({ length: 12 }, (_, i) => (i * Math.PI) / 6);

export interface Frame {
  width: number;
  height: number;
}

/** Where each circle stands, in order; its own place where that is free, and where no other is within reach. */
export function spreadMarks(places: readonly Point[], { width, height }: Frame): Point[] {
  const taken: Point[] = [];
  const isFree = ([x, y]: Point) => taken.every(([ox, oy]) => Math.hypot(x - ox, y - oy) >= APART);
  const isInside = ([x, y]: Point) => x > RADIUS && y > RADIUS && x < width - RADIUS && y < height - RADIUS;
  for (const place of places) {
    const around = STEPS.flatMap((step) => TURNS.map((turn): Point => beside(place, step, turn)));
    taken.push(isFree(place) ? place : (around.find((each) => isInside(each) && isFree(each)) ?? place));
  }
  return taken;
}

const beside = ([x, y]: Point, step: number, turn: number): Point => [
  tenth(x + step * Math.cos(turn)),
  tenth(y + step * Math.sin(turn)),
];
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** The circles as SVG; lines to their places lie under all of them. */
export function numberMarks(marks: readonly { number: number; place: Point }[], frame: Frame): string[] {
  const stands = spreadMarks(
    marks.map(({ place }) => place),
    frame,
  );
  const leaders = marks.flatMap(({ place: [x, y] }, i) => {
    const [toX, toY] = stands[i];
    const isMoved = toX !== x || toY !== y;
    return isMoved ? [`<path d="M${x} ${y}L${toX} ${toY}" stroke="${light['ink-1']}" stroke-width=".9"/>`] : [];
  });
  return [...leaders, ...marks.map(({ number }, i) => numberMark(number, stands[i]))];
}

const numberMark = (number: number, [x, y]: Point): string =>
  `<circle cx="${x}" cy="${y}" r="${RADIUS}" fill="#fff" stroke="${light['ink-1']}" stroke-width=".9"/><text x="${x}" y="${y}" fill="${light['ink-1']}">${number}</text>`;
