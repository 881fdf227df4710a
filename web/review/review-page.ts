/** <review-page>: the list on the left, the chosen item with its map and decisions on the right. */
import type { Position } from 'geojson';
import { html, nothing, type PropertyValues } from 'lit';
import { tileUrl } from '../api/client.ts';
import type { District } from '../api/types.ts';
import type { OutfallMap } from '../map/outfall-map.ts';
import { decisionsOf } from './decisions.ts';
import { itemText } from './item-text.ts';
import { LateMap } from './late-map.ts';
import { qualityTable } from './quality-table.ts';
import { ReviewCore } from './review-core.ts';
import { reviewCss } from './review-css.ts';
import { listenForReviewKeys } from './review-keys.ts';
import { boxOf, overlayOf } from './review-map.ts';
import { reviewTable } from './review-table.ts';
import { awaitClick, type Place, placeForm } from './show-place.ts';

export class ReviewPage extends ReviewCore {
  #stopKeys: (() => void) | null = null;
  #shownItem: string | null = null;
  #stopWaiting: (() => void) | null = null;
  readonly #late = new LateMap(this);
  #wasOut = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopKeys = listenForReviewKeys((key) => this.#pressed(key));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopKeys?.();
    this.#stopWaiting?.();
  }

  #pressed(key: string): void {
    if (key === 'ArrowDown' || key === 'ArrowUp') this.step(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'Escape') this.giveUp();
    else this.renderRoot.querySelector<HTMLButtonElement>(`button[data-key="${key}"]`)?.click();
  }

  protected override updated(changed?: PropertyValues<this>): void {
    super.updated();
    if (changed?.has('drawing')) this.#askPlace();
    if (changed?.has('draft') && this.draft) this.renderRoot.querySelector<HTMLElement>('#reason')?.focus();
    const row = this.renderRoot.querySelector('tr[aria-current]');
    if (changed?.has('item')) row?.scrollIntoView({ block: 'nearest' });
    if (this.rows.length > 0 || !this.reading) this.#late.open();
    if (this.#wasOut && this.outage === null && this.#late.state === 'lost') void this.#late.again();
    this.#wasOut = this.outage !== null;
    void this.#showItem();
  }

  get #map(): OutfallMap | null {
    return this.#late.state === 'here' ? this.renderRoot.querySelector('outfall-map') : null;
  }

  async #showItem(): Promise<void> {
    await this.#map?.updateComplete; // it may be new
    const box = this.item ? boxOf(this.item.map) : null;
    if (!this.#map?.gl || !this.item || this.item.id === this.#shownItem || !box) return;
    this.#shownItem = this.item.id;
    this.#map.fit(box, false, 18);
  }

  /** While a place is asked for, the map waits for a click and the field for coordinates. */
  #askPlace(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
    if (!this.drawing) return;
    this.#stopWaiting = awaitClick(this.#map?.gl, (place) => this.#shown(place));
    this.renderRoot.querySelector<HTMLElement>('#place')?.focus();
  }

  #shown(place: Place): void {
    this.begin({ decision: 'draw', ...place }, this.say('drawn', { ...place }));
  }

  #segment<Value extends string>(
    label: string,
    is: Value,
    of: readonly (readonly [Value, string])[],
    set: (to: Value) => void,
  ) {
    const button = ([value, text]: readonly [Value, string]) =>
      html`<button aria-pressed=${is === value} @click=${() => set(value)}>${text}</button>`;
    return html`<div class="segment" role="group" aria-label=${label}>${of.map(button)}</div>`;
  }

  #renderHead() {
    const { say, district, districts } = this;
    const chosen = (event: Event) => {
      const key = (event.target as HTMLSelectElement).value;
      void this.show({ district: districts?.find((each) => each.key === key) ?? null });
    };
    return html`<header>
      <h1>${say('title')}</h1>
      <label><span class="unseen">${say('district')}</span>
        <select @change=${chosen}>
          ${district ? nothing : html`<option value="" selected disabled></option>`}
          ${(districts ?? []).map(({ key, name }) => html`<option value=${key} ?selected=${key === district?.key}>${name}</option>`)}
        </select></label>
      ${this.#segment(
        say('title'),
        this.tab,
        [
          ['list', say('list')],
          ['quality', say('quality')],
        ],
        (tab) => this.show({ tab }),
      )}
      <span class="wide"></span>
      ${this.#renderToken()}
      ${this.#segment(
        '中文 / English',
        this.language,
        [
          ['zh', '中'],
          ['en', 'EN'],
        ],
        (language) => {
          this.language = language;
        },
      )}
      <a href="/">${say('home')}</a>
    </header>`;
  }

  #renderToken() {
    const { say } = this;
    if (this.hasToken) return html`<button class="plain" @click=${() => this.keepToken('')}>${say('forget')}</button>`;
    const kept = (event: SubmitEvent) => {
      event.preventDefault();
      this.keepToken(new FormData(event.target as HTMLFormElement).get('token') as string);
    };
    return html`<form class="token" @submit=${kept}>
      <label><span class="unseen">${say('token')}</span
        ><input name="token" type="password" autocomplete="off" placeholder=${say('token')} title=${say('tokenHint')} /></label>
      <button class="plain">${say('use')}</button>
      ${this.item ? nothing : html`<span role="status">${this.refusal?.(say, this.language)}</span>`}
    </form>`;
  }

  #renderList() {
    const { say, rows, next } = this;
    const kinds = [
      ['', say('all')],
      ['link', say('link')],
      ['flag', say('flag')],
      ['duplicate', say('duplicate')],
    ] as const;
    return html`<section class="list">
      <div class="tools">
        ${this.#segment(say('kind'), this.kind, kinds, (kind) => this.show({ kind }))}
        ${this.#segment(
          say('decided'),
          this.state,
          [
            ['open', say('open')],
            ['decided', say('decided')],
          ],
          (state) => this.show({ state }),
        )}
        <span class="muted">${rows.length > 0 ? say('count', { count: `${rows.length}${next ? '+' : ''}` }) : nothing}</span>
      </div>
      ${this.#renderRows()}
      ${next ? html`<button class="plain more" @click=${() => this.readMore()}>${say('more', { count: 200 })}</button>` : nothing}
      <p class="muted small keys">${say('keys')}</p>
    </section>`;
  }

  #renderRows() {
    const { say } = this;
    if (this.rows.length > 0)
      return reviewTable(this.rows, this.item?.id ?? null, { say, language: this.language }, (id) => this.choose(id));
    if (this.trouble !== null) return this.#renderTrouble();
    if (this.reading) return html`<p class="empty" role="status">${say('loading')}</p>`;
    if (this.gone) return html`<p class="empty" role="alert">${say('districtGone', { district: this.gone.name })}</p>`;
    const why = this.district === null ? this.#whyNoDistrict() : this.state === 'open' ? 'none' : 'noneDecided';
    return html`<p class="empty" role="status">${say(why)}</p>`;
  }

  /** The address may name one that does not exist. */
  #whyNoDistrict() {
    return this.districts?.length === 0 ? 'noDistrict' : 'districtUnknown';
  }

  /** Over what was read before; where nothing was, that is said in its place. */
  #renderOutage() {
    const isShown = this.tab === 'quality' ? this.trouble === null : this.rows.length > 0;
    const said = isShown ? this.outage : null;
    return html`<p class="outage" role="status" ?hidden=${said === null}>${said}</p>`;
  }

  #renderTrouble() {
    return html`<p class="empty" role="alert">
      ${this.trouble?.(this.say, this.language)} <button class="plain" @click=${() => this.start()}>${this.say('retry')}</button>
    </p>`;
  }

  #renderMap(district: District) {
    if (this.#late.state === 'awaited') return nothing;
    if (this.#late.state === 'lost')
      return html`<p class="empty" role="alert">${this.say('failed')} <button class="plain" @click=${() => this.#late.again()}>${this.say('retry')}</button></p>`;
    const { bbox, counts } = district;
    const drawn = this.draft?.verdict.decision === 'draw' ? this.draft.verdict : null;
    const place: Position | null = drawn ? [drawn.lon!, drawn.lat!] : null;
    return html`<outfall-map
      .tiles=${tileUrl({ origin: location.origin, share: null }, district)}
      .bounds=${(this.item && boxOf(this.item.map)) ?? bbox}
      .theme=${document.documentElement.dataset.theme as 'light' | 'dark'}
      .label=${this.say('mapLabel')}
      .hasTowns=${(counts.towns ?? 0) > 0}
      .overlay=${this.item ? overlayOf(this.item.map, place) : null}
    ></outfall-map>`;
  }

  #renderItem() {
    const { say, item, district, language } = this;
    return html`<section class="item" aria-busy=${this.sending}>
      <div class="map">${district ? this.#renderMap(district) : nothing}</div>
      ${this.drawing ? placeForm(say, (place) => this.#shown(place)) : nothing}
      ${
        item
          ? html`${itemText(item, { say, language })}
          ${decisionsOf(item, {
            say,
            mayDecide: this.mayDecide,
            sending: this.sending,
            why: this.refusal?.(say, language) ?? null,
            begin: (verdict, label) => this.begin(verdict, label),
            draw: () => Object.assign(this, { draft: null, drawing: true, notice: null }),
          })}
          ${this.#renderDraft()}`
          : html`<p class="empty">${say('pick')}</p>`
      }
      <p class="notice" role="status" aria-live="polite">${this.notice?.(say, language)}</p>
    </section>`;
  }

  #renderDraft() {
    const { draft, say } = this;
    if (!draft) return nothing;
    const sent = (event: SubmitEvent) => {
      event.preventDefault();
      const reason = new FormData(event.target as HTMLFormElement).get('reason') as string;
      void this.send({ ...draft.verdict, reason });
    };
    return html`<form class="draft" @submit=${sent}>
      <label for="reason">${draft.label} · ${say('reason')}</label>
      <input id="reason" name="reason" required maxlength="2000" autocomplete="off" placeholder=${say('reasonHint')} />
      <button class="primary" ?disabled=${this.sending || !this.mayDecide}>${say(this.sending ? 'sending' : 'send')}</button>
    </form>`;
  }

  protected override render() {
    const { say } = this;
    const quality =
      this.trouble === null ? qualityTable(this.quality, { say, language: this.language }) : this.#renderTrouble();
    return html`${this.#renderHead()}${this.#renderOutage()}
      <main class=${this.tab}>${this.tab === 'quality' ? quality : html`${this.#renderList()}${this.#renderItem()}`}</main>`;
  }

  static override styles = reviewCss;
}

customElements.define('review-page', ReviewPage);
