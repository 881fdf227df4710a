/** A strip as inline SVG for a page without scripts. */

import { drawStrip } from '../../../../web/strip/strip-drawing.ts';
import type { Mode } from '../../../district/load-register.ts';
import { escapeHtml } from '../../render/html.ts';
import type { Strip } from '../../strips.ts';
import { STRIP_PX } from './style.ts';

export interface StripLook {
  pxPerM: number;
  modes: readonly Mode[];
  town?: string;
}

/** `sentence` is read to those who do not see it. */
export function stripSvg({ routes }: Strip, look: StripLook, sentence: string): string {
  const { height, paths, texts } = drawStrip(routes, { ...look, kind: 'full', width: STRIP_PX });
  const lines = paths.map(({ look: name, d }) => `<path class="${name}" d="${d}"/>`);
  const words = texts.map(
    ({ look: name, x, y, anchor, text }) =>
      `<text class="${name}" x="${x.toFixed(1)}" y="${y}"${anchor === 'middle' ? ' text-anchor="middle"' : ''}>${escapeHtml(text)}</text>`,
  );
  return `<svg width="${STRIP_PX}" height="${height}" role="img" aria-label="${escapeHtml(sentence)}">${lines.join('')}${words.join('')}</svg>`;
}

const STEPS_KM = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

/** Kilometres over the column: at most ten marks. */
export function axisSvg(pxPerM: number): string {
  const lengthKm = STRIP_PX / pxPerM / 1000;
  const step = STEPS_KM.find((each) => lengthKm / each <= 10) ?? 500;
  const marks = Array.from({ length: Math.floor(lengthKm / step + 1e-9) + 1 }, (_, i) => {
    const x = (i * step * 1000 * pxPerM).toFixed(1);
    const label = i === 0 ? '0 km' : String(Math.round(i * step * 10) / 10);
    return `<path d="M${x} 12V18"/><text x="${x}" y="9"${i === 0 ? '' : ' text-anchor="middle"'}>${label}</text>`;
  });
  return `<svg class="axis" width="${STRIP_PX}" height="18" aria-hidden="true">${marks.join('')}</svg>`;
}
