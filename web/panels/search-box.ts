/** Search by code, name, river, town or coordinates: a combobox; results are chosen by keyboard or pointer. */
import { html, nothing } from 'lit';
import { ApiError, api } from '../api/client.ts';
import { Questions } from '../api/questions.ts';
import type { SearchHit } from '../api/types.ts';
import type { Key } from '../i18n/dictionary.ts';
import { nameIn } from '../i18n/spellings.ts';
import { levelName } from './names.ts';
import { panelCss } from './panel-css.ts';
import { PanelElement } from './panel-element.ts';
import { searchBoxCss } from './search-box-css.ts';

const DEBOUNCE_MS = 180;
const KINDS: Readonly<Record<SearchHit['kind'], Key>> = {
  outfall: 'kindOutfall',
  river: 'kindRiver',
  town: 'kindTown',
  place: 'kindPlace',
  zone: 'traceZone',
  section: 'traceSection',
  intake: 'kindIntake',
  discharger: 'kindDischarger',
  conduit: 'kindConduit',
  sewer: 'kindSewer',
  manhole: 'kindManhole',
};

/** Two numbers: coordinates of a system that nothing tells. */
const PAIR = /^[-+]?\d+(?:\.\d+)?(?:\s*[,，;；、]\s*|\s+)[-+]?\d+(?:\.\d+)?$/;

/** What the server said to one text: hits, or the sentence of a refusal. */
interface Found {
  query: string;
  hits: readonly SearchHit[];
  refusal: string | null;
}

/** Tells `oa-found` with the chosen `SearchHit`, and `oa-left` when it has given the keys away. */
export class SearchBox extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    district: {},
    query: { state: true },
    found: { state: true },
    active: { state: true },
  };
  declare district: string | null;
  declare query: string;
  declare found: Found | null;
  declare active: number;
  #timer = 0;
  #asked: AbortController | null = null;
  readonly #questions = new Questions(() => this.requestUpdate());
  #goes = false; // Enter was pressed before the answer was there

  constructor() {
    super();
    Object.assign(this, { district: null, query: '', found: null, active: -1 });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  #typed(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
    this.#goes = false;
    clearTimeout(this.#timer);
    if (this.query.trim() === '') this.#close();
    else this.#timer = window.setTimeout(() => this.#ask(), DEBOUNCE_MS);
  }

  /** What was said to the text that stands in the field; null while that is not known. */
  get #answer(): Found | null {
    return this.found?.query === this.query.trim() ? this.found : null;
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    const query = this.query.trim();
    if (this.district === null || query === '') return;
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    const read = () => this.#search(this.district!, query, asked.signal);
    await this.#questions.ask('search', read, asked.signal);
  }

  /** @throws what it says of a failure: it is asked again for as long as the box is open on the same text */
  async #search(district: string, query: string, signal: AbortSignal): Promise<void> {
    try {
      const { items } = await api.search(district, query, signal);
      this.#take({ query, hits: items, refusal: null }, signal);
    } catch (error) {
      const refusal = error instanceof ApiError ? error.sentence(this.language, true) : this.t('searchLost');
      this.#take({ query, hits: [], refusal }, signal);
      throw error;
    }
  }

  #take(found: Found, signal: AbortSignal): void {
    if (signal.aborted) return; // a newer question replaced this one
    this.found = found;
    this.active = found.hits.length > 0 ? 0 : -1;
    if (this.#goes) this.#choose(found.hits[0]);
    this.#goes = false;
  }

  #close(): void {
    this.#asked?.abort();
    this.#goes = false;
    this.found = null;
    this.active = -1;
  }

  /** What is chosen; where the answer to the text is not there yet, or was none, the first hit as soon as it is. */
  #enter(): void {
    const answer = this.#answer;
    this.#goes = answer === null || answer.refusal !== null;
    if (answer && !this.#goes) this.#choose(answer.hits[this.active]);
    else void this.#ask();
  }

  #choose(hit: SearchHit | undefined): void {
    if (!hit) return;
    this.tell('oa-found', hit);
    this.#leave();
  }

  /** Gives the keys away: Esc, G and the rest work again, and a phone's keyboard closes. Who hears of it takes them, or the next Tab would begin at the page's head. */
  #leave(): void {
    this.#close();
    this.renderRoot.querySelector('input')?.blur();
    this.tell('oa-left', null);
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return; // Enter takes what an input method offers
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const hits = this.#answer?.hits ?? [];
    if (step && hits.length > 0) this.active = (this.active + step + hits.length) % hits.length;
    else if (event.key === 'Enter') this.#enter();
    else if (event.key === 'Escape') this.#leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #hit(hit: SearchHit, index: number) {
    const outside = hit.outside_km ? this.t('searchOutside', { km: hit.outside_km.toFixed(1) }) : null;
    const title = hit.name ? nameIn(this, hit.name) : (hit.code ?? String(hit.id));
    const onRecord = title === hit.name ? null : hit.name; // who searched for it sees that it is this
    return html`<li
      role="option"
      id="hit-${index}"
      aria-selected=${index === this.active}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#choose(hit)}
    >
      <span class="name">${title}</span><span class="kind">${this.t(KINDS[hit.kind])}</span>
      <span class="detail">${[onRecord, hit.name ? hit.code : null, hit.detail && levelName(this.t, nameIn(this, hit.detail)), outside].filter(Boolean).join(' · ')}</span>
    </li>`;
  }

  #none(query: string): string {
    return this.t(PAIR.test(query) ? 'searchNonePair' : 'searchNone', { query });
  }

  #list() {
    const answer = this.#answer;
    if (!answer) return nothing;
    const { hits, refusal } = answer;
    if (refusal !== null) return html`<p class="none">${refusal}</p>`;
    if (hits.length === 0) return html`<p class="none">${this.#none(answer.query)}</p>`;
    return html`<ul id="hits" role="listbox" aria-label=${this.t('searchCount', { count: hits.length })}>
      ${hits.map((hit, index) => this.#hit(hit, index))}
    </ul>`;
  }

  protected override render() {
    const open = (this.#answer?.hits.length ?? 0) > 0;
    return html`<div class="find">
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5" /><path d="M10.5 10.5 14 14" /></svg>
        <input
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          maxlength="100"
          aria-label=${this.t('searchLabel')}
          aria-expanded=${open}
          aria-controls=${open ? 'hits' : nothing}
          aria-activedescendant=${open && this.active >= 0 ? `hit-${this.active}` : nothing}
          placeholder=${this.t('searchHint')}
          .value=${this.query}
          @input=${this.#typed}
          @keydown=${this.#key}
          @blur=${this.#close}
        />
        <kbd aria-hidden="true">/</kbd>
      </div>
      <div aria-live="polite">${this.#list()}</div>`;
  }

  static override styles = [panelCss, searchBoxCss];
}

customElements.define('search-box', SearchBox);
declare global {
  interface HTMLElementTagNameMap {
    'search-box': SearchBox;
  }
}
