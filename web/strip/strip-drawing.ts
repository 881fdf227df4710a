/** A river drawn straight: where each band, break and tick of a strip stands. Pure; pixels in, pixels out. */
import type { StripRoute } from '../api/types.ts';
import type { State } from '../style/layers/state-lines.ts';

export interface StripBand {
  x: number;
  width: number;
  state: State;
  route: number;
  fromM: number;
  toM: number;
}

export interface StripDrawing {
  bands: StripBand[];
  /** One town after another along the river, in turn light and dark. */
  towns: { x: number; width: number; name: string | null }[];
  ticks: number[];
  /** Where one line of the river ends and the next begins. */
  joints: number[];
  kilometres: number[];
}

const LEAST = 1.2; // pixels: a gap is never too short to be seen
const HAIRLINE_M = 5000;
const MARKS_MAX = 60; // more ticks than this would be a grey bar

const lengthOf = (routes: readonly StripRoute[]): number => routes.reduce((sum, route) => sum + route.length_m, 0);

/** At most `most` of the numbers, evenly thinned. */
function thinned(values: number[], most: number): number[] {
  const step = Math.ceil(values.length / most);
  return step > 1 ? values.filter((_, index) => index % step === 0) : values;
}

/** Lays the routes of one river end to end over `width` pixels, main line first as given. */
export function drawStrip(routes: readonly StripRoute[], width: number): StripDrawing {
  const total = lengthOf(routes);
  const drawing: StripDrawing = { bands: [], towns: [], ticks: [], joints: [], kilometres: [] };
  if (total === 0) return drawing;
  const scale = width / total;
  let offset = 0;
  for (const route of routes) {
    const at = (metres: number): number => (offset + metres) * scale;
    for (const [fromM, toM, state] of route.bands) {
      const least = state === 'gap' ? LEAST : 0;
      const long = Math.max((toM - fromM) * scale, least);
      drawing.bands.push({ x: Math.min(at(fromM), width - long), width: long, state, route: route.route, fromM, toM });
    }
    for (const [from, to, name] of route.towns) drawing.towns.push({ x: at(from), width: (to - from) * scale, name });
    drawing.ticks.push(...route.outfalls.map(at));
    if (offset > 0) drawing.joints.push(at(0));
    for (let m = HAIRLINE_M; m < route.length_m; m += HAIRLINE_M) drawing.kilometres.push(at(m));
    offset += route.length_m;
  }
  drawing.ticks = thinned(
    drawing.ticks.sort((a, b) => a - b),
    MARKS_MAX,
  );
  return drawing;
}
