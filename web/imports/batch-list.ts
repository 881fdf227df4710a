/** The last imports of the district, each with what it brought; undo asks once. */
import { html, nothing } from 'lit';
import { count, dayAndClock } from '../i18n/format.ts';
import type { Batch } from './import-api.ts';
import { layerName, type Room } from './parts.ts';

export interface BatchActions {
  /** The batch whose undo waits for a yes. */
  asking: number | null;
  ask(id: number | null): void;
  undo(id: number): void;
}

export function batchList(batches: readonly Batch[], room: Room, actions: BatchActions) {
  const { say } = room;
  if (batches.length === 0) return html`<p class="muted">${say('batchesNone')}</p>`;
  return html`<ul class="batches">${batches.map((batch) => batchRow(batch, room, actions))}</ul>`;
}

function batchRow(batch: Batch, room: Room, actions: BatchActions) {
  const { say, language } = room;
  const { id, file_name, layer, author, created_at, undone_at, rows_new, rows_changed, rows_rejected } = batch;
  const at = created_at && dayAndClock(created_at);
  const numbers = { new: count(rows_new), changed: count(rows_changed), rejected: count(rows_rejected) };
  return html`<li class=${undone_at ? 'undone' : ''}>
    <p><b>${id}</b> ${file_name} <span class="muted">${layerName(layer, language)}</span></p>
    <p class="small muted">${say('batchLine', numbers)} · ${at} · ${author}</p>
    ${undone_at ? html`<span class="small muted">${say('isUndone')}</span>` : undoButtons(batch, room, actions)}
  </li>`;
}

function undoButtons({ id, file_name }: Batch, { say }: Room, { asking, ask, undo }: BatchActions) {
  if (id === null) return nothing;
  if (asking !== id)
    return html`<button class="link" aria-label=${say('undoBatch', { id })} @click=${() => ask(id)}>${say('undo')}</button>`;
  return html`<div class="ask" role="alertdialog" aria-label=${say('undoBatch', { id })}>
    <p>${say('undoAsk', { id, file: file_name })}</p>
    <button class="danger" @click=${() => undo(id)}>${say('undoYes')}</button>
    <button class="plain" @click=${() => ask(null)}>${say('undoNo')}</button>
  </div>`;
}
