/** <outfall-map> for pages that are not ours: it reads what it shows by itself, from attributes. */
import { css, html, type PropertyValues } from 'lit';
import { connect, tileUrl } from '../api/client.ts';
import type { District } from '../api/types.ts';
import { type Language, translator } from '../i18n/dictionary.ts';
import { OutfallMap } from '../map/map-element.ts';
import type { Picked } from '../map/pick.ts';
import { sameTarget, type ThemeChoice } from '../state/view-state.ts';
import type { Target } from '../style/layers/selection.ts';
import { ScopeLoader } from '../viewer/scope-loader.ts';
import { boxOf, targetOf } from '../viewer/targets.ts';
import { themeOf } from '../viewer/theme.ts';
import { describeTarget } from './describe-target.ts';
import { connectionOf, ownTokens, SHARED, troubleSentence } from './host.ts';
import { noticeCss } from './notice-css.ts';
import { parseShown } from './options.ts';

const NO_CARDS = { outfall: null, zone: null };

/** Where the map may be told to go. */
export type Place = Target | { kind: 'town'; key: string } | { lon: number; lat: number; zoom?: number };

/**
 * Attributes: `district` (may be left out when the server has one), `river` (id) and `town` (key) to go to, `mode`, `as-of`,
 * `layers` (coverage,gaps,outfalls,towns,water,labels,zones,sewers), `filters` (type=…;progress=…), `theme` light|dark|auto,
 * `language` zh|en, `token` (of a share), `server` (where this module came from when left out).
 * Events: `oa-select` with a `Described` or null, `oa-view` at rest, `oa-data` when numbers are new, `oa-error` with a sentence.
 * Methods: `fly(place)`, `filter(text)`, `select(target)`.
 */
export class EmbeddedMap extends OutfallMap {
  static override properties = {
    ...OutfallMap.properties,
    ...SHARED,
    theme: { attribute: false },
    river: { type: Number },
    town: {},
    layers: {},
    filters: {},
  };
  declare server: string | null;
  declare token: string | null;
  declare district: string | null;
  declare asOf: string | null;
  declare language: Language;
  declare look: ThemeChoice;
  declare river: number | null;
  declare town: string | null;
  declare layers: string | null;
  declare filters: string | null;
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #loader: ScopeLoader | null = null;
  #told: unknown = null;
  #goTo: Place | null = null;

  constructor() {
    super();
    Object.assign(this, { server: null, token: null, district: null, asOf: null, language: 'zh', look: 'light' });
    Object.assign(this, { river: null, town: null, layers: null, filters: null });
    this.addEventListener('oa-pick', (event) => this.#picked((event as CustomEvent<Picked | null>).detail));
    this.addEventListener('oa-hover', (event) => {
      this.hover = this.#targetOf((event as CustomEvent<Picked | null>).detail);
    });
  }

  /** What is shown, once it is read. */
  get shown(): District | null {
    const found = this.#loader?.district(this.district) ?? null;
    return this.district === null || found?.key === this.district ? found : null;
  }

  get data() {
    return this.#loader?.data ?? null;
  }

  /** What a reader should know, or null. */
  get notice(): string | null {
    const t = translator(this.language);
    const { unknown } = parseShown(this.layers, this.filters);
    if (unknown.length > 0) return t('embedUnknown', { words: unknown.join(', ') });
    const said = troubleSentence(this.#loader?.trouble ?? null, this.language);
    if (said || !this.#loader || this.#loader.loading) return said;
    return this.shown ? null : t('embedNoDistrict', { district: this.district ?? '' });
  }

  fly(place: Place): void {
    if ('lon' in place) this.gl?.flyTo({ center: [place.lon, place.lat], zoom: place.zoom ?? 15 });
    else this.#goTo = place; // as soon as its place is known
    this.requestUpdate();
  }

  filter(filters: string): void {
    this.filters = filters;
  }

  select(target: Target | null): void {
    if (sameTarget(target, this.selection)) return;
    this.selection = target;
    this.#tellSelection();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener('change', this.#redraw);
  }

  #redraw = (): void => this.requestUpdate();

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.theme = themeOf(this.look, this.#dark.matches);
    this.dataset.theme = this.theme;
    if (!this.#loader || changed.has('server') || changed.has('token')) this.#connect();
    if (changed.has('river') && this.river !== null) this.#arrive({ kind: 'river', id: this.river });
    if (changed.has('town') && this.town !== null) this.#goTo = { kind: 'town', key: this.town };
    this.switchedOff = parseShown(this.layers, this.filters).hidden;
    if (this.shown) this.#show(this.shown);
  }

  #connect(): void {
    if (this.#loader) this.removeController(this.#loader);
    this.#loader?.hostDisconnected();
    this.#loader = new ScopeLoader(this, connect(connectionOf(this)));
  }

  #show(district: District): void {
    const loader = this.#loader!;
    loader.show({ district: district.key, mode: this.mode, asOf: this.asOf });
    loader.select(this.selection);
    this.tiles = tileUrl(connectionOf(this), district);
    this.bounds = district.bbox;
    this.hasTowns = district.counts.towns > 0;
    this.label = translator(this.language)('mapLabel');
    this.places = loader.places;
    this.basemap = loader.basemap;
    this.selected = loader.selected;
    if (this.asOf) this.day = this.asOf;
    this.asOfGaps = loader.data?.asOfGaps ?? null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#flyOnceKnown();
    const { data, notice } = this;
    if (data && data !== this.#told) this.#tell('oa-data', { version: data.summary.version });
    this.#told = data ?? this.#told;
    if (notice !== this.#said && notice) this.#tell('oa-error', { message: notice });
    this.#said = notice;
  }
  #said: string | null = null;

  #arrive(target: Target): void {
    this.selection = target;
    this.#goTo = target;
  }

  #flyOnceKnown(): void {
    const { data } = this;
    const place = this.#goTo;
    if (!place || 'lon' in place || !data || !this.gl) return;
    const box =
      place.kind === 'town' ? data.towns.find(({ key }) => key === place.key)?.bbox : boxOf(place, data, NO_CARDS);
    this.#goTo = null;
    if (box) this.fit(box);
  }

  #targetOf(picked: Picked | null): Target | null {
    return targetOf(picked, this.data?.gaps ?? [], this.gl?.getZoom() ?? 12);
  }

  #picked(picked: Picked | null): void {
    this.select(this.#targetOf(picked));
  }

  #tellSelection(): void {
    this.#tell('oa-select', this.selection && describeTarget(this.selection, this.data));
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  protected override render() {
    const { notice } = this;
    return html`${super.render()}<p class="notice" role="status" ?hidden=${notice === null}>${notice}</p>`;
  }

  static override styles = [
    ownTokens,
    ...OutfallMap.styles,
    noticeCss,
    css`
      :host {
        position: relative;
        overflow: hidden;
        min-height: 160px;
        background: var(--oa-outside);
        font: 13px/1.5 var(--oa-sans);
      }
    `,
  ];
}
