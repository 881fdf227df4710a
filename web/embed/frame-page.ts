/** <frame-page>: the page for iframes: head with the one number, map, a bar per town, foot with version and a way back. */
import { html, LitElement, nothing } from 'lit';
import type { CoverageRow, District } from '../api/types.ts';
import { type Key, LANG_TAG, type Translate, translator } from '../i18n/dictionary.ts';
import { km, percent } from '../i18n/format.ts';
import { dataVersionName, townName } from '../panels/names.ts';
import { modeName } from '../panels/strip-sentences.ts';
import { formatViewState } from '../state/view-state.ts';
import { hasPlainRivers, undrawnIn } from '../style/legend-layers.ts';
import { aboveOnlyKm, type ScopeData } from '../viewer/scope-data.ts';
import './embed.ts';
import type { EmbeddedMap } from './embedded-map.ts';
import { framePageCss } from './frame-page-css.ts';
import { type FrameState, type MapAttributes, parseFrame } from './frame-state.ts';
import { talk } from './messages.ts';

const STATES: readonly [string, Key][] = [
  ['once', 'once'],
  ['repeated', 'repeatedShort'],
  ['gap', 'gap'],
];
const THIRD: readonly [string, Key][] = [
  ['above-only', 'aboveNotUnder'],
  ['under-done', 'underDone'],
];

export class FramePage extends LitElement {
  readonly #state: FrameState = parseFrame(location.search);
  readonly #t: Translate = translator(this.#state.language);
  readonly #said = this.#state.unknown.map((name) => this.#t('embedParameter', { name }));
  #silence: (() => void) | null = null;

  get #map(): EmbeddedMap | null {
    return this.renderRoot.querySelector('outfall-map') as EmbeddedMap | null;
  }

  protected override firstUpdated(): void {
    document.documentElement.lang = LANG_TAG[this.#state.language];
    document.title = this.#t('title');
    const map = this.#map!;
    for (const name of ['oa-data', 'oa-error', 'oa-emptied']) map.addEventListener(name, () => this.requestUpdate());
    this.#silence = talk(map, () => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#silence?.();
  }

  #head() {
    const t = this.#t;
    const { shown, data, mode, asOf, aboveOnly } = this.#map ?? {};
    if (!shown || !data) return html`<header><h1>${t('title')}</h1></header>`;
    if (aboveOnly) return this.#thirdHead(shown, data);
    const { states, length_km } = data.summary;
    const share = length_km === 0 ? null : (100 * (length_km - states.gap)) / length_km;
    const words = { district: shown.name, mode: modeName(t, mode ?? 'above_water') };
    const about = [asOf && `${t('asOf')} ${asOf}`, shown.synthetic && t('synthetic')].filter(Boolean).join(' · ');
    return html`<header>
      <h1>${t('embedTitle', words)}<small>${about}</small></h1>
      <p><b>${percent(share, 2)}</b> % <span>${t('embedGap', { km: km(states.gap) })}</span></p>
    </header>`;
  }

  #thirdHead({ name, synthetic }: District, { levels }: ScopeData) {
    const t = this.#t;
    return html`<header>
      <h1>${name} · ${t('aboveNotUnderTitle')}<small>${synthetic ? t('synthetic') : ''}</small></h1>
      <p><b>${km(aboveOnlyKm(levels))}</b> km</p>
    </header>`;
  }

  #bar = (row: CoverageRow) => {
    const share = row.covered_percent ?? 0;
    return html`<li>
      <span class="name">${townName(this.#t, row)}</span>
      <span class="bar" aria-hidden="true"><i style=${`width:${share}%`}></i></span>
      <span class="figure">${percent(row.covered_percent)} %</span>
    </li>`;
  };

  #bars() {
    const { data } = this.#map ?? {};
    if (!this.#state.bars || !data || data.towns.length === 0) return nothing;
    const towns = [...data.towns].filter(({ length_km }) => length_km > 0);
    towns.sort((a, b) => (a.covered_percent ?? 0) - (b.covered_percent ?? 0));
    return html`<aside>
      <ul>${towns.map(this.#bar)}</ul>
      ${this.#key()}
    </aside>`;
  }

  /** Of what the map draws. */
  #key() {
    const t = this.#t;
    const { hiddenKeys: hidden = [], shown, aboveOnly } = this.#map ?? {};
    const { layers } = shown ?? {};
    const undrawn = [...(aboveOnly ? [] : hidden), ...undrawnIn(layers)]; // the third mode's lines cannot be hidden
    const rows = (aboveOnly ? THIRD : STATES).filter(([key]) => !undrawn.includes(key));
    if (hasPlainRivers(undrawn, layers)) rows.unshift(['river', 'plainRivers']);
    return html`<p class="key">${rows.map(([key, word]) => html`<span><i class=${key}></i>${t(word)}</span> `)}</p>`;
  }

  #foot() {
    const t = this.#t;
    const { shown } = this.#map ?? {};
    const version = shown ? dataVersionName(t, shown) : '';
    return html`<footer>
      <span>${version}${shown?.embedded ? ` · ${t('embedded')}` : ''}</span>
      <a href=${`/?${formatViewState(this.#state)}`} target="_blank">${t('embedOpen')} ↗</a>
    </footer>`;
  }

  protected override render() {
    const { map } = this.#state;
    const say = (name: keyof MapAttributes) => map[name] ?? nothing;
    return html`${this.#head()}
      <main>
        <outfall-map
          token=${say('token')}
          district=${say('district')}
          mode=${say('mode')}
          as-of=${say('as-of')}
          compare=${say('compare')}
          language=${say('language')}
          theme=${say('theme')}
          at=${say('at')}
          select=${say('select')}
          river=${say('river')}
          town=${say('town')}
          layers=${say('layers')}
          filters=${say('filters')}
          hide=${say('hide')}
          .remarks=${this.#said}
        ></outfall-map>
        ${this.#bars()}
      </main>
      ${this.#foot()}`;
  }

  static override styles = framePageCss;
}

customElements.define('frame-page', FramePage);
