/** The review list as a table: one row an item, the consequence first. */
import { html } from 'lit';
import type { Language } from '../i18n/dictionary.ts';
import { nameIn, namesWithin } from '../i18n/spellings.ts';
import type { Review } from './review-api.ts';
import { consequenceKey, type Say } from './words.ts';

export interface Speech {
  say: Say;
  language: Language;
}

export function reviewTable(
  rows: readonly Review[],
  chosen: string | null,
  { say, language }: Speech,
  choose: (id: string) => void,
) {
  const head = (['consequence', 'item', 'town', 'why'] as const).map((key) => html`<th scope="col">${say(key)}</th>`);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${say('title')}>
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => reviewRow(row, row.id === chosen, { say, language }, choose))}
      </tbody>
    </table>
  </div>`;
}

function reviewRow(row: Review, isChosen: boolean, { say, language }: Speech, choose: (id: string) => void) {
  const { id, kind, outfall, code, name, town, consequence, consequence_m } = row;
  const m = Math.round(Math.abs(consequence_m ?? 0));
  const near = consequence_m === null ? '' : say(consequence_m < 0 ? 'insideBy' : 'outsideBy', { m });
  return html`<tr aria-current=${isChosen ? 'true' : 'false'} @click=${() => choose(id)}>
    <td class="number"><span class="tag ${consequence}">${say(consequenceKey(consequence))}</span> <small class="muted">${near}</small></td>
    <td>
      <button class="plain" title=${id}>${code ?? name ?? `#${outfall}`}</button>
      <small class="muted">${say(kind)}</small>
    </td>
    <td>${nameIn({ language }, town ?? '–')}</td>
    <td>${language === 'zh' ? row.reason_zh : namesWithin({ language }, row.reason_en)}</td>
  </tr>`;
}
