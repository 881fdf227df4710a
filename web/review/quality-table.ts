/** The link quality card: the district in one row, its towns below, offsets as bars with their counts. */
import { html, type TemplateResult } from 'lit';
import { nameIn } from '../i18n/spellings.ts';
import type { Quality } from './review-api.ts';
import type { Speech } from './review-table.ts';
import type { ReviewKey, Say } from './words.ts';

const HEAD: readonly ReviewKey[] = [
  'place',
  'outfalls',
  'reviewed',
  'waiting',
  'unlinked',
  'disagreeing',
  'offset',
  'histogram',
];

export function qualityTable(rows: readonly Quality[], speech: Speech): TemplateResult {
  const { say } = speech;
  if (rows.length === 0) return html`<p class="empty" role="status">${say('loading')}</p>`;
  return html`<div class="scroll quality" tabindex="0" role="region" aria-label=${say('quality')}>
    <table>
      <thead>
        <tr>
          ${HEAD.map((key) => html`<th scope="col">${say(key)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row, i) => qualityRow(row, i === 0, speech))}
      </tbody>
    </table>
  </div>`;
}

function qualityRow(row: Quality, isWhole: boolean, speech: Speech): TemplateResult {
  const { say } = speech;
  const place = isWhole ? say('whole') : row.place === 'outside' ? say('outside') : nameIn(speech, row.place);
  const metres = (value: number | null) => (value === null ? '–' : value.toFixed(1));
  const offsets = [row.offset_median_m, row.offset_p90_m, row.offset_greatest_m].map(metres).join(' / ');
  return html`<tr class=${isWhole ? 'whole' : ''}>
    <th scope="row">${place}</th>
    <td class="number">${row.outfalls}</td>
    <td class="number">${share(row.reviewed, row.outfalls, row.reviewed_percent)}</td>
    <td class="number">${row.waiting}</td>
    <td class="number">${row.unlinked}</td>
    <td class="number">${share(row.disagreeing, row.recorded, row.disagreeing_percent)}</td>
    <td class="number">${offsets} m</td>
    <td>${bars(row, say)}</td>
  </tr>`;
}

/** A percent never without its denominator. */
function share(part: number, whole: number, percent: number | null): string {
  return percent === null ? '–' : `${part} / ${whole} (${percent.toFixed(1)} %)`;
}

/** Each bar between its count and its bound; read aloud as one sentence. */
function bars({ offsets }: Quality, say: Say): TemplateResult {
  const most = Math.max(1, ...offsets.map(({ outfalls }) => outfalls));
  const label = (to: number | null) => (to === null ? say('above') : say('upTo', { to }));
  const words = offsets.map(({ to_m, outfalls }) => `${label(to_m)}: ${outfalls}`).join(', ');
  const bound = (to: number | null) => (to === null ? '>50' : `≤${to}`);
  return html`<div class="bars" role="img" aria-label=${words} title=${words}>
    ${offsets.map(
      ({ to_m, outfalls }) => html`<span
        >${outfalls}<i style="height:${Math.round((22 * outfalls) / most)}px"></i><small>${bound(to_m)}</small></span
      >`,
    )}
  </div>`;
}
