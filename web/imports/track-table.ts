/** What became of the fixes of each track that was imported: read, kept, left out by which filter, cut. */
import { css, html, nothing } from 'lit';
import { count } from '../i18n/format.ts';
import type { TrackFixes } from './import-api.ts';
import type { Room } from './parts.ts';
import type { ImportKey } from './words.ts';

const SHOWN = 200; // rows of a table that nobody reads to its end

const COLUMNS: readonly [keyof TrackFixes, ImportKey][] = [
  ['fixes_read', 'fixesRead'],
  ['fixes_kept', 'fixesKept'],
  ['fixes_unsure', 'fixesUnsure'],
  ['fixes_too_fast', 'fixesTooFast'],
  ['fixes_outliers', 'fixesOutliers'],
  ['fixes_thinned', 'fixesThinned'],
  ['fixes_alone', 'fixesAlone'],
  ['cuts', 'fixesCuts'],
];

export function trackTable(tracks: readonly TrackFixes[], { say }: Room) {
  if (tracks.length === 0) return nothing;
  const shown = tracks.slice(0, SHOWN);
  return html`<h3>${say('tracks')}</h3>
    <p class="small muted">${say('tracksAbout')}</p>
    <div class="tracks" tabindex="0" role="region" aria-label=${say('tracks')}>
      <table>
        <thead><tr><th scope="col">${say('track')}</th>${COLUMNS.map(([, word]) => html`<th scope="col">${say(word)}</th>`)}</tr></thead>
        <tbody>${shown.map(trackRow)}</tbody>
      </table>
    </div>
    ${tracks.length > shown.length ? html`<p class="small muted">${say('issuesShown', { count: count(tracks.length), shown: count(shown.length) })}</p>` : nothing}`;
}

function trackRow(track: TrackFixes) {
  return html`<tr>
    <th scope="row">${track.track ?? `#${track.id}`}</th>
    ${COLUMNS.map(([key]) => html`<td>${count(track[key] as number)}</td>`)}
  </tr>`;
}

export const trackCss = css`
  .tracks {
    max-height: 280px;
    overflow: auto;
    border: 1px solid var(--oa-line);
    border-radius: 6px;
  }
  .tracks table {
    border-collapse: collapse;
    width: 100%;
    font-size: 12px;
  }
  .tracks thead th {
    position: sticky;
    top: 0;
    background: var(--oa-panel-2);
  }
  .tracks th,
  .tracks td {
    padding: 4px 8px;
    text-align: right;
    border-bottom: 1px solid var(--oa-line);
  }
  .tracks th:first-child {
    text-align: left;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
`;
