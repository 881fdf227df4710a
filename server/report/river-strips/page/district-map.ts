/** A small map of the whole scope as inline SVG: towns, rivers, and gaps as dashed breaks, the longest with their numbers. */

import { PALETTES } from '../../../../web/style/tokens.ts';
import type { Mode } from '../../../district/load-register.ts';
import type { Snapshot } from '../../../district/snapshot.ts';
import { findRoute } from '../../../engine/rulers.ts';
import type { UnbrokenGap } from '../../gaps/unbroken.ts';
import type { GapRow } from '../../gaps.ts';
import { escapeHtml } from '../../render/html.ts';
import { numberMarks } from './number-marks.ts';

const { light } = PALETTES;

/** Line widths in pixels; municipal rivers first. */
const WIDTHS: Record<string, number> = { municipal: 1.8, district: 1.3, town: 0.8, village: 0.55 };
const MARGIN = 8;

export interface MapParts {
  mode: Mode;
  /** Of the scope, any mode. */
  gaps: readonly GapRow[];
  riverIds: ReadonlySet<number>;
  /** Gaps that are marked by their place in this list. */
  numbered: readonly UnbrokenGap[];
  width: number;
  height: number;
  title: string;
}

type Place = (x: number, y: number) => [number, number];

export function districtMap(snapshot: Snapshot, parts: MapParts): string {
  const { width, height, mode, numbered } = parts;
  const at = projection(snapshot, parts);
  const gaps = parts.gaps.filter((gap) => gap.mode === mode);
  const marks = numbered.flatMap((gap, i) =>
    gap.mode === mode ? [{ number: i + 1, place: middle(snapshot, gap, at) }] : [],
  );
  return [
    `<svg class="map" width="${width}" height="${height}" role="img" aria-label="${escapeHtml(parts.title)}">`,
    `<rect width="${width}" height="${height}" fill="${light.paper}"/>`,
    `<path d="${ringsPath(snapshot, at)}" fill="none" stroke="${light['town-edge']}" stroke-width=".7" stroke-dasharray="6 2 1.4 2"/>`,
    ...Object.keys(WIDTHS)
      .reverse()
      .flatMap((level) => levelPaths(snapshot, parts, gaps, level, at)),
    ...numberMarks(marks, parts),
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" fill="none" stroke="${light['line-2']}"/></svg>`,
  ].join('');
}

/** The rivers of the scope fill the picture; plane millimetres to pixels. */
function projection({ rulers }: Snapshot, { riverIds, width, height }: MapParts): Place {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let route = 0; route < rulers.count; route++) {
    if (!riverIds.has(rulers.riverId[route])) continue;
    for (let v = rulers.first[route]; v < rulers.first[route + 1]; v++) {
      const [x, y] = [rulers.x[v], rulers.y[v]];
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  const scale = Math.min(
    (width - 2 * MARGIN) / Math.max(1, box[2] - box[0]),
    (height - 2 * MARGIN) / Math.max(1, box[3] - box[1]),
  );
  const [left, top] = [(width - (box[2] - box[0]) * scale) / 2, (height - (box[3] - box[1]) * scale) / 2];
  return (x, y) => [half(left + (x - box[0]) * scale), half(top + (box[3] - y) * scale)];
}

const half = (value: number): number => Math.round(value * 2) / 2;

function levelPaths(
  snapshot: Snapshot,
  { riverIds }: MapParts,
  gaps: readonly GapRow[],
  level: string,
  at: Place,
): string[] {
  const { rulers, rivers } = snapshot;
  const isOfLevel = (riverId: number) => riverIds.has(riverId) && (rivers.get(riverId)!.level ?? 'village') === level;
  const routes = Array.from(rulers.routeId, (_, i) => i).filter((i) => isOfLevel(rulers.riverId[i]));
  const own = gaps.filter(({ river_id }) => isOfLevel(river_id));
  const w = WIDTHS[level];
  const line = (d: string, colour: string, width: number, more = '') =>
    d && `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width.toFixed(2)}"${more}/>`;
  const whole = routes.map((i) => linePath(snapshot, i, 0, Number.POSITIVE_INFINITY, at)).join('');
  const broken = own.map((gap) => gapPath(snapshot, gap, at)).join('');
  return [
    line(whole, light.covered, w),
    line(broken, light.paper, w + 2.2),
    line(broken, light.gap, w + 0.9, ' stroke-dasharray="3 1.4"'),
  ];
}

function gapPath({ rulers, ...snapshot }: Snapshot, { route, from_m, to_m }: GapRow, at: Place): string {
  return linePath(
    { rulers, ...snapshot },
    findRoute(rulers, route),
    Math.round(from_m * 1000),
    Math.round(to_m * 1000),
    at,
  );
}

/** Vertices that fall on the same half pixel are one. */
function linePath({ rulers }: Snapshot, route: number, from: number, to: number, at: Place): string {
  const points: string[] = [];
  const push = (x: number, y: number) => {
    const point = at(x, y).join(' ');
    if (point !== points.at(-1)) points.push(point);
  };
  for (let v = rulers.first[route]; v < rulers.first[route + 1] - 1; v++) {
    const [a, b] = [rulers.m[v], rulers.m[v + 1]];
    if (b <= from || a >= to) continue;
    const along = (m: number) => (b > a ? Math.min(1, Math.max(0, (m - a) / (b - a))) : 0);
    for (const t of [along(from), along(to)])
      push(rulers.x[v] + t * (rulers.x[v + 1] - rulers.x[v]), rulers.y[v] + t * (rulers.y[v + 1] - rulers.y[v]));
  }
  if (points.length === 1) points.push(points[0]); // a dot with its width
  return points.length ? `M${points.join('L')}` : '';
}

function ringsPath({ towns }: Snapshot, at: Place): string {
  const rings: string[] = [];
  for (let ring = 0; ring + 1 < towns.first.length; ring++) {
    const points: string[] = [];
    for (let v = towns.first[ring]; v < towns.first[ring + 1]; v++) {
      const point = at(towns.x[v], towns.y[v]).join(' ');
      if (point !== points.at(-1)) points.push(point);
    }
    if (points.length > 2) rings.push(`M${points.join('L')}`);
  }
  return rings.join('');
}

function middle({ rulers }: Snapshot, { route, from_m, to_m }: UnbrokenGap, at: Place): [number, number] {
  const i = findRoute(rulers, route);
  const m = ((from_m + to_m) / 2) * 1000;
  let v = rulers.first[i];
  while (v < rulers.first[i + 1] - 2 && rulers.m[v + 1] < m) v++;
  const span = rulers.m[v + 1] - rulers.m[v];
  const t = span > 0 ? (m - rulers.m[v]) / span : 0;
  return at(rulers.x[v] + t * (rulers.x[v + 1] - rulers.x[v]), rulers.y[v] + t * (rulers.y[v + 1] - rulers.y[v]));
}
