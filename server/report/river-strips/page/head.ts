/** Figures and legend at the head of the strip report. */

import { LEGEND_MARKS, type LegendMark } from '../../../../web/strip/strip-legend.ts';
import type { Mode } from '../../../district/load-register.ts';
import { longestGaps, unbrokenGaps } from '../../gaps/unbroken.ts';
import { escapeHtml } from '../../render/html.ts';
import { PREFIX, type RiverCoverageAnswer } from '../river-coverage.ts';
import { kilometres, MODE_WORDS, townsOf, unnamed, wholeMetres } from './words.ts';

export function figures({ total, gaps }: RiverCoverageAnswer, modes: readonly Mode[]): string {
  const parts = modes.flatMap((mode) => {
    const { zh, en } = MODE_WORDS[mode];
    const prefix = PREFIX[mode];
    const percent = total[`${prefix}_percent`] ?? null;
    return [
      figure(percent === null ? '–' : `${percent.toFixed(2)} %`, `${zh}占河道长度 of length ${en}`),
      figure(
        `${kilometres(total[`${prefix}_gap_km`]!)} km`,
        `${zh}缺口，按街镇分 ${total[`${prefix}_gaps`]} 段 stretches by town`,
        'alarm',
      ),
      figure(`${kilometres(total[`${prefix}_duplicate_km`]!)} km`, `${zh}重复 twice or more`),
    ];
  });
  const [longest] = longestGaps(unbrokenGaps(gaps), modes[0], 1);
  if (longest) {
    const name = escapeHtml(longest.river ?? unnamed(longest.river_id));
    const range = `${(longest.from_m / 1000).toFixed(2)}–${(longest.to_m / 1000).toFixed(2)}`;
    const { zh } = MODE_WORDS[modes[0]];
    const length = wholeMetres(longest.length_m);
    parts.push(figure(`${name} ${range}`, `最长${zh}缺口 longest gap ${length} · ${escapeHtml(townsOf(longest))}`));
  }
  return `<div class="figures">${parts.join('')}</div>`;
}

const figure = (value: string, label: string, look = '') =>
  `<div><b${look && ` class="${look}"`}>${value}</b><span>${label}</span></div>`;

const WORDS: Record<LegendMark['word'], string> = {
  banks: '水上左、右岸 · 水下左、右岸 banks left and right, above and under water',
  gap: '缺口 gap',
  repeated: '重复 surveyed twice',
  bridged: '桥接 bridged',
  industrial: '工业 industrial',
  urban_wwtp: '城镇污水处理厂 urban WWTP',
  agricultural: '农业 agricultural',
  other: '其他排口 other',
  action_needed: '需处理 action needed',
  in_work: '整治中 in work',
  suspect: '待核实 to verify',
  zone: '保护区 protected zone',
};

const NOTE = '底色 = 镇街 ground = town · 并列时画最要紧的一个排口 of outfalls side by side the most urgent is drawn';

export const LEGEND = LEGEND_MARKS.map(({ word, width, height, paths }) => {
  const marks = paths.map(({ look, d }) => `<path class="${look}" d="${d}"/>`).join('');
  return `<span><svg width="${width}" height="${height}" aria-hidden="true">${marks}</svg>${WORDS[word]}</span>`;
})
  .concat(`<span>${NOTE}</span>`)
  .join('');
