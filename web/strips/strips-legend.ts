/** The legend of the strip page. */
import { html, svg } from 'lit';
import type { Key, Translate } from '../i18n/dictionary.ts';
import { LEGEND_MARKS, type LegendMark } from '../strip/strip-legend.ts';

const WORDS: Readonly<Record<LegendMark['word'], Key>> = {
  banks: 'banksBoth',
  gap: 'gap',
  repeated: 'repeatedShort',
  bridged: 'bridged',
  industrial: 'industrial',
  urban_wwtp: 'urban_wwtp',
  agricultural: 'agricultural',
  other: 'otherOrUntyped',
  action_needed: 'action_needed',
  in_work: 'in_work',
  suspect: 'suspect',
  zone: 'protectedZone',
};

export const legend = (t: Translate) => html`<div class="legend">
  ${LEGEND_MARKS.map(
    ({ word, width, height, paths }) => html`<span
      ><svg width=${width} height=${height} aria-hidden="true">${paths.map(({ look, d }) => svg`<path class=${look} d=${d}/>`)}</svg>${t(WORDS[word])}</span
    >`,
  )}
  <span>${t('groundIsTown')}</span><span>${t('eitherBank')}</span><span>${t('mostUrgent')}</span>
</div>`;
