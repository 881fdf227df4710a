/** <import-room>: files in, looked at on the map, imported, taken back. Opened over the table when files fall on the map. */
import { html, nothing, type PropertyValues } from 'lit';
import { count } from '../i18n/format.ts';
import { batchList } from './batch-list.ts';
import { ImportCore } from './import-core.ts';
import { importCss } from './import-css.ts';
import './issue-table.ts';
import { KeptFocus } from '../panels/kept-focus.ts';
import { jobView, mendFiles } from './job-view.ts';
import { mappingTable } from './mapping-table.ts';
import { type Looked, type Room, refusalWords } from './parts.ts';
import { districtField, planForm } from './plan-form.ts';
import { setValues } from './set-values.ts';
import { trackCss } from './track-table.ts';
import { isImported, type Work } from './work.ts';

/** `oa-close` when it is left. */
export class ImportRoom extends ImportCore {
  constructor() {
    super();
    new KeptFocus(this, () => this.renderRoot.querySelector<HTMLElement>('h2'));
  }

  get #room(): Room {
    return {
      say: this.say,
      language: this.language,
      describe: (patch) => this.describe(patch),
      give: (column, field) => this.give(column, field),
    };
  }

  #renderToken() {
    const { say } = this;
    const kept = (event: SubmitEvent) => {
      event.preventDefault();
      this.keepToken(new FormData(event.target as HTMLFormElement).get('token') as string);
    };
    return html`<form class="token" @submit=${kept}>
      <label>${say('token')} <input name="token" type="password" autocomplete="off" required /></label>
      <button class="main">${say('use')}</button>
      <p class="small muted wide">${say('tokenHint')}</p>
    </form>`;
  }

  #renderPick() {
    const { say } = this;
    const chosen = (event: Event) => {
      const field = event.target as HTMLInputElement;
      this.take([...(field.files ?? [])]);
      field.value = ''; // the same file can be chosen again
    };
    return html`<label class="pick"><span class=${this.works.length === 0 ? 'main' : 'plain'}>${say('pick')}</span>
        <input class="unseen" type="file" multiple @change=${chosen} /></label>
      ${this.works.length === 0 ? html`<p>${say('about')}</p><p class="small muted">${say('formats')}</p>` : nothing}`;
  }

  #renderFiles() {
    const { works, at, say } = this;
    if (works.length < 2) return nothing;
    const mark = (work: Work) => (isImported(work) ? '✓ ' : work.failure || work.preview?.refusal ? '! ' : '');
    return html`<ul class="files-list" aria-label=${say('files')}>
      ${works.map((work, i) => html`<li><button aria-current=${i === at ? 'true' : 'false'} @click=${() => this.choose(i)}>${mark(work)}${work.set.name}</button></li>`)}
    </ul>`;
  }

  #renderWork(work: Work) {
    const { preview, failure, set } = work;
    return html`<section class="file">
      <h3 class="name">${set.name}${preview ? html`<span class="muted">${preview.format}</span>` : nothing}</h3>
      ${failure ? html`<p role="alert" class="alarm">${failure}</p>` : nothing} ${this.#renderBusy(work)}
      ${!preview && work.options.district === '' ? districtField(work, this.#room, this.districts) : nothing}
      ${preview && !isImported(work) ? this.#renderPreview({ ...work, preview }) : this.#renderJob(work)}
      ${isImported(work) ? this.#renderAfter() : nothing}
    </section>`;
  }

  #renderBusy({ busy, set }: Work) {
    if (busy !== 'upload' && busy !== 'read') return html`<p role="status"></p>`;
    const words = busy === 'upload' ? this.say('uploading', { name: set.name }) : this.say('reading');
    return html`<p role="status" class="muted">${words}</p><progress aria-label=${words}></progress>`;
  }

  #renderJob(work: Work) {
    return jobView(work, this.#room, {
      cancel: () => void this.cancel(),
      save: (batch, format) => void this.download(batch, format),
      review: `/review?${new URLSearchParams({ lang: this.language, district: work.options.district })}`,
    });
  }

  /** How far an import is stands where it was started. */
  #renderPreview(work: Looked) {
    const { profiles, districts } = this;
    const room = this.#room;
    const isLocked = work.busy === 'import';
    return html`<fieldset ?disabled=${isLocked}>${planForm(work, room, { profiles, districts })} ${this.#renderCounts(work)}</fieldset>
      ${this.#renderJob(work)}
      <fieldset ?disabled=${isLocked}>
        ${work.job ? nothing : this.#renderIssues(work)}
        <details ?open=${work.isMapping}>
          <summary>${this.say('mapping')} · ${Object.keys(work.preview.mapping).length} / ${work.preview.columns_total}</summary>
          ${mappingTable(work, room)}
          ${setValues(work, room, this.setting, (field) => {
            this.setting = field;
          })}
          ${this.#renderKeep(work)}
        </details>
      </fieldset>`;
  }

  #renderCounts({ preview, busy, options }: Looked) {
    const { say, language } = this;
    const { rows_read, rows_kept, rows_rejected, is_complete, features, is_drawn_whole, refusal } = preview;
    if (refusal) return html`<p role="alert" class="alarm">${say('refused')} ${refusalWords(refusal, language)}</p>`;
    if (preview.layer === null || options.district === '') return nothing;
    const numbers = { read: count(rows_read), kept: count(rows_kept), rejected: count(rows_rejected) };
    return html`<p class="counts" role="status">${say(is_complete ? 'counts' : 'countsPart', numbers)}</p>
      ${features > 0 && this.map ? html`<p class="small muted"><span class="swatch" aria-hidden="true"></span>${say(is_drawn_whole ? 'drawn' : 'drawnPart', { count: count(features) })}</p>` : nothing}
      <p class="go">
        <button class="main" ?disabled=${busy !== null || rows_kept === 0} @click=${() => this.import(false)}>${is_complete ? say('importRows', { count: count(rows_kept) }) : say('import')}</button>
        <button class="plain" title=${say('dryRunHint')} ?disabled=${busy !== null} @click=${() => this.import(true)}>${say('dryRun')}</button>
      </p>`;
  }

  #renderIssues({ preview }: Looked) {
    const total = Object.values(preview.issues_by_code).reduce((sum, each) => sum + each, 0);
    if (preview.refusal || preview.layer === null) return nothing;
    const { say } = this;
    const save = (format: 'csv' | 'xlsx') => void this.download(null, format);
    return html`<h3>${say('issues')}${preview.rows_rejected > 0 ? mendFiles(say, save) : nothing}</h3>
      <issue-table .issues=${preview.issues} .total=${total} .fields=${preview.fields} language=${this.language}></issue-table>`;
  }

  #renderKeep({ preview }: Looked) {
    const { say } = this;
    if (preview.refusal) return nothing;
    const kept = (event: SubmitEvent) => {
      event.preventDefault();
      void this.keepProfile((new FormData(event.target as HTMLFormElement).get('name') as string).trim());
    };
    return html`<form class="keep" @submit=${kept}>
      <label><span class="unseen">${say('profileName')}</span><input name="name" required maxlength="80" placeholder=${say('profileName')} /></label>
      <button class="plain">${say('profileKeep')}</button>
    </form>`;
  }

  #renderAfter() {
    const next = this.works.findIndex((work) => !isImported(work));
    const { bounds } = this.work?.preview ?? {};
    const id = this.work?.job?.result?.id ?? null;
    return html`<p class="go">
      ${id === null ? nothing : html`<button class="plain" @click=${() => this.ask(id)}>${this.say('undoBatch', { id })}</button>`}
      ${bounds ? html`<button class="plain" @click=${() => this.map?.fit(bounds)}>${this.say('toPlace')}</button>` : nothing}
      ${next >= 0 ? html`<button class="main" @click=${() => this.choose(next)}>${this.say('next')}</button>` : nothing}
    </p>`;
  }

  #renderBatches() {
    const { say, batches, asking } = this;
    return html`<section>
      <h3>${say('batches')}</h3>
      ${batchList(batches, this.#room, {
        asking,
        ask: (id) => this.ask(id),
        undo: (id) => void this.undo(id),
      })}
    </section>`;
  }

  protected ask(id: number | null): void {
    this.asking = id;
  }

  /** What is asked is brought into sight. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('asking')) this.renderRoot.querySelector<HTMLElement>('.ask .plain')?.focus();
    if ((changed.has('failure') && this.failure) || (changed.has('notice') && this.notice)) this.scrollTop = 0;
  }

  protected override render() {
    const { say, work, hasToken } = this;
    return html`<article aria-label=${say('title')}>
      <header><h2 tabindex="-1">${say('title')}</h2><button class="close" aria-label=${say('close')} @click=${() => this.tell('oa-close', null)}>✕</button></header>
      ${hasToken ? nothing : this.#renderToken()} ${this.#renderPick()} ${this.#renderFiles()}
      ${this.failure ? html`<p role="alert" class="alarm">${this.failure}</p>` : nothing}
      <p role="status">${this.notice}</p>
      ${work ? this.#renderWork(work) : nothing} ${hasToken ? this.#renderBatches() : nothing}
    </article>`;
  }

  static override styles = [...importCss, trackCss];
}

customElements.define('import-room', ImportRoom);
