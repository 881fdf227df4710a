/** "If something were discharged here": the water it reaches and what lies on it. Loaded when the tool is taken. */
import { html, nothing } from 'lit';
import { api } from '../api/client.ts';
import { Questions } from '../api/questions.ts';
import type { Trace, TraceHit } from '../api/types.ts';
import type { Key } from '../i18n/dictionary.ts';
import { count, km, metres } from '../i18n/format.ts';
import { nameIn } from '../i18n/spellings.ts';
import { panelCss } from '../panels/panel-css.ts';
import { PanelElement } from '../panels/panel-element.ts';
import { TRACE_MODES, type TraceFrom, type TraceMode } from '../state/trace-state.ts';
import { toolCss } from './tool-css.ts';
import { tracePanelCss } from './trace-panel-css.ts';

const MODES: Readonly<Record<TraceMode, Key>> = { DD: 'traceDD', DM: 'traceDM', UT: 'traceUT', UM: 'traceUM' };
const KINDS: Readonly<Record<TraceHit['kind'], Key>> = {
  outfall: 'kindOutfall',
  intake: 'intakes',
  section: 'traceSection',
  zone: 'traceZone',
};
const FIRST = 200; // rows drawn; those farther off are counted

/** Tells `oa-traced` with the answer or null, `oa-place` with a hit to look at, `oa-change` with another mode, `oa-close` when it is left. */
export class TracePanel extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    district: {},
    version: {},
    from: { attribute: false },
    asked: { attribute: false },
    answer: { state: true },
  };
  declare district: string;
  declare version: number;
  /** Null until a place is chosen. */
  declare from: TraceFrom | null;
  /** Another number asks again: the tiles are gone. */
  declare asked: number;
  declare answer: Trace | null;
  readonly #questions = new Questions(() => this.requestUpdate());
  #abort = new AbortController();
  #question = '';

  constructor() {
    super();
    Object.assign(this, { from: null, asked: 0, answer: null });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
    this.#questions.stop();
  }

  protected override willUpdate(): void {
    const { district, version, from, asked } = this;
    const question = from ? JSON.stringify([district, version, from, asked]) : '';
    if (question === this.#question) return;
    this.#question = question;
    this.answer = null;
    this.#abort.abort();
    this.#abort = new AbortController();
    if (from) void this.#read(from, this.#abort.signal);
    else this.tell('oa-traced', null);
  }

  #read(from: TraceFrom, signal: AbortSignal): Promise<void> {
    const { district } = this;
    const read = async () => {
      const answer = await api.trace(district, from).catch((error) => {
        if (!signal.aborted) this.tell('oa-traced', null); // the water of the place before is not of this one
        throw error;
      });
      if (signal.aborted) return;
      this.answer = answer;
      this.tell('oa-traced', answer);
    };
    return this.#questions.ask('trace', read, signal);
  }

  #mode = (mode: TraceMode) => html`<label>
    <input
      type="radio"
      name="mode"
      .checked=${this.from!.mode === mode}
      @change=${() => this.change({ trace: { ...this.from!, mode } })}
    />${this.t(MODES[mode])}
  </label>`;

  #row = (hit: TraceHit) => html`<li>
    <button @click=${() => this.tell('oa-place', hit)}>
      <span class="name">${hit.name ?? hit.code ?? `#${hit.id}`}<small>${this.t(KINDS[hit.kind])} · ${nameIn(this, hit.river ?? '–')}</small></span>
      <b>${metres(hit.distance_m)}</b>
    </button>
  </li>`;

  #found(found: Trace) {
    const { t } = this;
    const { hits, length_km, start, cut } = found;
    return html`<p class="big"><b>${km(length_km)}</b> km</p>
      <p role="status">${this.#start(start)}${t('traceFound', { hits: count(hits.length) })}${cut ? t('traceCut') : ''}</p>
      <p class="muted note">${t('traceNot')}<br />${this.#unknown(found)}</p>
      <ul>${hits.slice(0, FIRST).map(this.#row)}</ul>
      ${hits.length > FIRST ? html`<p class="muted">${t('traceMore', { count: count(hits.length - FIRST) })}</p>` : nothing}`;
  }

  #start({ river, offset_m }: Trace['start']): string {
    const { outfall } = this.from!;
    const key = outfall ? (outfall.link === 'linked' ? 'traceFromLinked' : 'traceFromReview') : 'traceFromClick';
    return this.t(key, { river: nameIn(this, river ?? '–'), m: metres(offset_m) });
  }

  #unknown({ not_placed: { outfall, intake, section }, zones }: Trace): string {
    const { t } = this;
    const say = (value: number | null) => (value === null ? t('traceNone') : count(value));
    const known = { outfalls: say(outfall), intakes: say(intake), sections: say(section) };
    return t('traceUnplaced', known) + (zones === null ? t('traceNoZones') : '');
  }

  #said() {
    const { t, from, answer, language } = this;
    const { trouble } = this.#questions;
    if (!from) return nothing;
    if (trouble)
      return html`<p role="status">${trouble.kind === 'lost' ? t('traceLost') : trouble.error.sentence(language, true)}</p>`;
    return answer ? this.#found(answer) : html`<p role="status">${t('traceReading')}</p>`;
  }

  protected override render() {
    const { t, from } = this;
    return html`<article aria-label=${t('traceTitle')}>
      <header>
        <h2>${t('traceTitle')}</h2>
        <button class="close" aria-label=${t('close')} @click=${() => this.tell('oa-close', null)}>✕</button>
      </header>
      <p class="muted">${t('traceHow')}</p>
      ${from ? html`<fieldset><legend>${t('traceWay')}</legend>${TRACE_MODES.map(this.#mode)}</fieldset>` : nothing}
      ${this.#said()}
    </article>`;
  }

  static override styles = [panelCss, toolCss, tracePanelCss];
}

customElements.define('trace-panel', TracePanel);
