/** An import under way or ended: how far it is, what came of it, taking it back. */
import { html, nothing } from 'lit';
import { count } from '../i18n/format.ts';
import type { Batch, Job, Preview } from './import-api.ts';
import './issue-table.ts';
import { type Room, refusalWords } from './parts.ts';
import { trackTable } from './track-table.ts';
import { type Say, stepKey } from './words.ts';
import type { Work } from './work.ts';

export interface JobActions {
  cancel(): void;
  save(batch: number | null, format: 'csv' | 'xlsx'): void;
  review: string; // where its doubtful links are
}

export function jobView({ job, preview }: Pick<Work, 'job' | 'preview'>, room: Room, actions: JobActions) {
  if (!job) return nothing;
  if (job.state === 'waiting' || job.state === 'running') return running(counted(job, preview), room, actions);
  if (job.result) return ended(job.result, preview?.fields ?? [], room, actions);
  const why = job.problem ? refusalWords(job.problem, room.language) : job.state;
  return html`<p role="alert" class="alarm">${job.state === 'cancelled' ? room.say('cancelled') : why}</p>`;
}

/** A table does not say how many rows it has; its preview has counted them. */
function counted(job: Job, preview: Preview | null): Job {
  return { ...job, rows_total: job.rows_total ?? (preview?.is_complete ? preview.rows_read : null) };
}

function running({ step, rows_done, rows_total }: Job, { say }: Room, { cancel }: JobActions) {
  const values = { step: say(stepKey(step)), done: count(rows_done), total: count(rows_total ?? 0) };
  const words =
    step === null || step === 'derive' ? values.step : say(rows_total ? 'progress' : 'progressOpen', values);
  return html`<div class="running">
    <label>${words}<progress max=${rows_total || nothing} value=${rows_total && step !== 'derive' ? rows_done : nothing}></progress></label>
    <button class="plain" @click=${cancel}>${say('cancel')}</button>
  </div>`;
}

function ended(batch: Batch, fields: Preview['fields'], room: Room, actions: JobActions) {
  const { say, language } = room;
  const title = batch.dry_run ? 'dryDone' : batch.repeated ? 'repeated' : 'done';
  const numbers = [
    ['rowsNew', batch.rows_new],
    ['rowsChanged', batch.rows_changed],
    ['rowsSame', batch.rows_same],
    ['rowsRejected', batch.rows_rejected],
  ] as const;
  const issues = Object.values(batch.issues_by_code).reduce((sum, each) => sum + each, 0);
  return html`<section class="result">
    <p class="outcome" role="status">${say(title, { id: batch.id ?? '' })}</p>
    <dl>${numbers.map(([key, value]) => html`<div><dt>${say(key)}</dt><dd>${count(value)}</dd></div>`)}</dl>
    <h3>${say('issues')}${batch.id !== null && batch.rows_rejected > 0 ? mendFiles(say, (format) => actions.save(batch.id, format)) : nothing}</h3>
    <issue-table .issues=${batch.issues} .total=${issues} .fields=${fields} language=${language}></issue-table>
    ${trackTable(batch.tracks, room)}
    ${batch.dry_run ? nothing : html`<p><a href=${actions.review}>${say('toReview')}</a></p>`}
  </section>`;
}

/** Buttons for the rows to mend. */
export function mendFiles(say: Say, save: (format: 'csv' | 'xlsx') => void) {
  const button = (format: 'csv' | 'xlsx') =>
    html`<button class="link" aria-label=${`${say('mend')} ${format.toUpperCase()}`} @click=${() => save(format)}>${format.toUpperCase()}</button>`;
  return html`<span class="files">${say('mend')} ${button('csv')} ${button('xlsx')}</span>`;
}
