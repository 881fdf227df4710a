/** A small map of one outfall as inline SVG: zones, water, river, conduit, the outfall and where its water goes. No scripts, nothing loaded. */
import { PALETTES } from '../../../web/style/tokens.ts';
import { escapeHtml } from '../render/html.ts';
import type { Position, Site } from './read-sites.ts';

const SIZE = 220;
const { light } = PALETTES;

/** Once per page: what the maps refer to. */
export const MAP_DEFS = `<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
<pattern id="oa-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6" stroke="${light.zone}" stroke-width=".8" opacity=".55"/></pattern>
</defs></svg>`;

/** Level by edge and hatch, not by colour alone: level 1 hatched with a heavy edge, 2 plain, quasi and the rest dashed. */
const ZONE_STYLES: Record<string, string> = {
  '1': `fill="url(#oa-hatch)" stroke="${light.zone}" stroke-width="1.9"`,
  '2': `fill="${light.zone}" fill-opacity=".07" stroke="${light.zone}" stroke-width="1.2"`,
  quasi: `fill="none" stroke="${light.zone}" stroke-width="1.2" stroke-dasharray="5 3 1 3"`,
};
const OTHER_ZONE = `fill="${light.zone}" fill-opacity=".04" stroke="${light.zone}" stroke-width="1" stroke-dasharray="3 2"`;

export const MAP_LEGEND = [
  ['一级 level 1', `<rect x="1" y="1" width="20" height="10" ${ZONE_STYLES['1']}/>`],
  ['二级 level 2', `<rect x="1" y="1" width="20" height="10" ${ZONE_STYLES['2']}/>`],
  ['准保护区 quasi', `<rect x="1" y="1" width="20" height="10" ${ZONE_STYLES.quasi}/>`],
  ['其他区 other zone', `<rect x="1" y="1" width="20" height="10" ${OTHER_ZONE}/>`],
  ['河道 river', `<path d="M1 6H21" stroke="${light.covered}" stroke-width="1.6"/>`],
  ['排污通道 conduit', `<path d="M1 6H21" stroke="${light.sanitary}" stroke-width="1.4" stroke-dasharray="4 2"/>`],
  ['本排污口 this outfall', `<circle cx="11" cy="6" r="4.5" fill="${light['ink-1']}" stroke="#fff"/>`],
  ['受纳点 receiving point', receivingMark(11, 6)],
  ['其他排污口 other outfalls', `<circle cx="11" cy="6" r="2" fill="${light['ink-3']}"/>`],
]
  .map(
    ([label, mark]) => `<span class="key"><svg width="22" height="12" aria-hidden="true">${mark}</svg>${label}</span>`,
  )
  .join('');

/** `title` is read to those who do not see it. */
export function drawSite(site: Site, title: string): string {
  const at = projection(site);
  const zones = site.zones.map(
    ({ level, rings }) =>
      `<path fill-rule="evenodd" d="${areaPath(rings, at)}" ${ZONE_STYLES[level ?? ''] ?? OTHER_ZONE}/>`,
  );
  const waters = site.waters.map(
    (rings) =>
      `<path fill-rule="evenodd" d="${areaPath(rings, at)}" fill="${light.water}" stroke="${light.shore}" stroke-width=".7"/>`,
  );
  const centre = at(site.centre);
  return [
    `<svg class="map" viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="${escapeHtml(title)}">`,
    `<rect width="${SIZE}" height="${SIZE}" fill="${light.paper}"/>`,
    ...waters,
    ...zones,
    lines(site.rivers, at, `stroke="${light.covered}" stroke-width="1.6"`),
    lines(site.conduits, at, `stroke="${light.sanitary}" stroke-width="1.4" stroke-dasharray="4 2"`),
    ...site.neighbours.map(at).map(([x, y]) => `<circle cx="${x}" cy="${y}" r="2" fill="${light['ink-3']}"/>`),
    ...site.receiving.map(at).map(([x, y]) => leader(centre, [x, y]) + receivingMark(x, y)),
    site.hasPoint ? `<circle cx="${centre[0]}" cy="${centre[1]}" r="4.5" fill="${light['ink-1']}" stroke="#fff"/>` : '',
    scaleBar(site.halfM),
    `<path d="M${SIZE - 14} 24V8m-4 6l4-6 4 6" fill="none" stroke="${light['ink-2']}" stroke-width="1.2"/><text x="${SIZE - 14}" y="34" text-anchor="middle" class="maptext">北 N</text>`,
    `<rect x=".5" y=".5" width="${SIZE - 1}" height="${SIZE - 1}" fill="none" stroke="${light['line-2']}"/></svg>`,
  ].join('');
}

type Project = (position: Position) => Position;

function projection({ centre, halfM }: Site): Project {
  const scale = SIZE / (2 * halfM);
  return ([x, y]) => [tenth(SIZE / 2 + (x - centre[0]) * scale), tenth(SIZE / 2 - (y - centre[1]) * scale)];
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Vertices that fall on the same tenth of a pixel are one. */
function path(vertices: readonly Position[], at: Project): string {
  const steps = vertices.map((vertex) => at(vertex).join(' ')).filter((step, i, all) => step !== all[i - 1]);
  return steps.length > 0 ? `M${steps.join('L')}` : '';
}

const areaPath = (rings: readonly Position[][], at: Project) => rings.map((ring) => `${path(ring, at)}Z`).join('');

function lines(parts: readonly Position[][], at: Project, style: string): string {
  return parts.length > 0 ? `<path d="${parts.map((part) => path(part, at)).join('')}" fill="none" ${style}/>` : '';
}

function leader([ax, ay]: Position, [bx, by]: Position): string {
  return `<path d="M${ax} ${ay}L${bx} ${by}" stroke="${light['ink-2']}" stroke-width=".7" stroke-dasharray="2 1.5"/>`;
}

function receivingMark(x: number, y: number): string {
  return `<path d="M${tenth(x - 4)} ${y}H${tenth(x + 4)}M${x} ${tenth(y - 4)}V${tenth(y + 4)}" stroke="${light['ink-1']}" stroke-width="1.4"/>`;
}

/** The greatest of 1, 2 and 5 × 10ⁿ metres that takes at most two fifths of the side. */
function scaleBar(halfM: number): string {
  const most = 2 * halfM * 0.4;
  const ten = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((each) => each * ten).find((each) => each <= most)!;
  const length = tenth((metres / (2 * halfM)) * SIZE);
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  const y = SIZE - 10;
  return `<path d="M10 ${y - 4}V${y}H${10 + length}V${y - 4}" fill="none" stroke="${light['ink-1']}" stroke-width="1.2"/><text x="${10 + length / 2}" y="${y - 6}" text-anchor="middle" class="maptext">${label}</text>`;
}
