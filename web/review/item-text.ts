/** One item of the review list in words: what it is, why it waits, what there is to choose from. */
import { html, nothing } from 'lit';
import { dayAndClock } from '../i18n/format.ts';
import { nameIn, namesWithin } from '../i18n/spellings.ts';
import type { Candidate, ReviewWithMap } from './review-api.ts';
import type { Speech } from './review-table.ts';
import { consequenceKey, decisionWord } from './words.ts';

export function itemText(item: ReviewWithMap, speech: Speech) {
  const { say, language } = speech;
  const { outfall, code, name, consequence, consequence_zone: zone, decision, decided_at: at } = item;
  return html`<h2>${code ?? name ?? `#${outfall}`} <small class="muted">${say(item.kind)} · ${item.id}</small></h2>
    <p>${language === 'zh' ? item.reason_zh : namesWithin(speech, item.reason_en)}</p>
    <p class="muted">${say(consequenceKey(consequence))}${zone ? html` · ${zone}` : nothing}</p>
    ${
      decision && at
        ? html`<p class="muted">
          ${say('decidedAs', { decision: decisionWord(say, decision), at: dayAndClock(at) })}
          ${item.reviewer ? html`· ${item.reviewer}` : nothing} ${item.why ? html`· ${item.why}` : nothing}
        </p>`
        : nothing
    }
    <ol class="candidates">
      ${item.candidates.map((each) => html`<li>${candidateText(each, each.route === item.route, speech)}</li>`)}
    </ol>`;
}

function candidateText(candidate: Candidate, isLinked: boolean, speech: Speech) {
  const { say } = speech;
  const { outfall, code, name, river, distance_m, bank, measure_m, agrees } = candidate;
  const away = distance_m === null ? '–' : `${distance_m.toFixed(1)} m`;
  if (outfall !== undefined) return html`<b>${code ?? name ?? `#${outfall}`}</b> ${away}`;
  const marks = [isLinked ? say('linkedNow') : '', agrees ? say('agrees') : ''].filter((each) => each !== '');
  return html`<b>${nameIn(speech, river ?? '–')}</b> ${away}${bank ? ` · ${say(bank as 'left' | 'right')}` : ''} ·
    <span class="muted">${((measure_m ?? 0) / 1000).toFixed(3)} km ${marks.length > 0 ? `· ${marks.join(' · ')}` : ''}</span>`;
}
