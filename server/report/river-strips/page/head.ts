/** Figures and legend at the head of the strip report. */

import { circle, rightHalf, SYMBOLS } from '../../../../web/strip/strip-shapes.ts';
import type { Mode } from '../../../district/load-register.ts';
import type { GapRow } from '../../gaps.ts';
import { escapeHtml } from '../../render/html.ts';
import { PREFIX, type RiverCoverageAnswer } from '../river-coverage.ts';
import { MODE_WORDS, unnamed } from './words.ts';

/** The longest gaps of a mode; ties in the order along the rivers. */
export function longestGaps(gaps: readonly GapRow[], mode: Mode, most: number): GapRow[] {
  return gaps
    .filter((gap) => gap.mode === mode)
    .sort((a, b) => b.length_m - a.length_m)
    .slice(0, most);
}

export function figures({ total, gaps }: RiverCoverageAnswer, modes: readonly Mode[]): string {
  const parts = modes.flatMap((mode) => {
    const { zh, en } = MODE_WORDS[mode];
    const prefix = PREFIX[mode];
    const percent = total[`${prefix}_percent`] ?? null;
    return [
      figure(percent === null ? '–' : `${percent.toFixed(2)}%`, `${zh}占河道长度 of length ${en}`),
      figure(`${total[`${prefix}_gap_km`]!.toFixed(3)} km`, `${zh}缺口，${total[`${prefix}_gaps`]} 段 gaps`, 'alarm'),
      figure(`${total[`${prefix}_duplicate_km`]!.toFixed(3)} km`, `${zh}重复 twice or more`),
    ];
  });
  const [longest] = longestGaps(gaps, modes[0], 1);
  if (longest) {
    const name = escapeHtml(longest.river ?? unnamed(longest.river_id));
    const range = `${(longest.from_m / 1000).toFixed(2)}–${(longest.to_m / 1000).toFixed(2)}`;
    parts.push(
      figure(`${name} ${range}`, `最长${MODE_WORDS[modes[0]].zh}缺口 longest gap ${Math.round(longest.length_m)} m`),
    );
  }
  return `<div class="figures">${parts.join('')}</div>`;
}

const figure = (value: string, label: string, look = '') =>
  `<div><b${look && ` class="${look}"`}>${value}</b><span>${label}</span></div>`;

const swatch = (width: number, height: number, marks: string) =>
  `<svg width="${width}" height="${height}" aria-hidden="true">${marks}</svg>`;
const path = (look: string, d: string) => `<path class="${look}" d="${d}"/>`;
const symbol = (type: string) => swatch(10, 10, path(type, SYMBOLS[type](5, 5, 3)));

export const LEGEND = [
  [
    swatch(
      34,
      20,
      `${path('above', 'M0 1h34v4h-34zM0 6h34v4h-34z')}${path('under', 'M0 12h34v4h-34zM0 17h34v3h-34z')}`,
    ),
    '水上左、右岸 · 水下左、右岸 banks left and right, above and under water',
  ],
  [swatch(30, 8, `${path('above', 'M0 2h8v4h-8zM22 2h8v4h-8z')}${path('gap', 'M9 2.8h12v2.4h-12z')}`), '缺口 gap'],
  [swatch(24, 7, `${path('repeated', 'M0 0h24v7h-24z')}${path('core', 'M0 2.4h24v2.2h-24z')}`), '重复 surveyed twice'],
  [swatch(24, 6, path('above bridged', 'M0 0h24v6h-24z')), '桥接 bridged'],
  [symbol('industrial'), '工业 industrial'],
  [symbol('urban_wwtp'), '城镇污水处理厂 urban WWTP'],
  [symbol('agricultural'), '农业 agricultural'],
  [symbol('other'), '其他排口 other'],
  [
    swatch(12, 12, `${path('ring-action_needed', circle(6, 6, 4.5))}${path('other', circle(6, 6, 2.2))}`),
    '需处理 action needed',
  ],
  [swatch(12, 12, `${path('ring-in_work', rightHalf(6, 6, 4))}${path('other', circle(6, 6, 2.2))}`), '整治中 in work'],
  [swatch(12, 12, path('suspect', circle(6, 6, 2.2))), '待核实 to verify'],
  [swatch(24, 6, path('zone-1', 'M0 5H24M3 2V5M12 2V5M21 2V5')), '保护区 protected zone'],
  ['', '底色 = 镇街 ground = town · 并列时画最要紧的一个排口 of outfalls side by side the most urgent is drawn'],
]
  .map(([mark, words]) => `<span>${mark}${words}</span>`)
  .join('');
