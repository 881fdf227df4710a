/** <outfall-viewer>: the page. Lays out map and panels and hands them data and state. */
import { html, nothing, type TemplateResult } from 'lit';
import { api, asOfTileUrl, outfallTileUrl, tileUrl } from '../api/client.ts';
import type { District, SearchHit } from '../api/types.ts';
import { type Translate, translator } from '../i18n/dictionary.ts';
import { clock, km } from '../i18n/format.ts';
import { basemapNotice } from '../map/basemap.ts';
import { type Emptied, withoutFilters } from '../map/emptied.ts';
import { emptiedNotice } from '../map/emptied-notice.ts';
import '../map/outfall-map.ts';
import '../panels/legend-panel.ts';
import '../panels/search-box.ts';
import '../panels/top-bar.ts';
import { riverName } from '../panels/names.ts';
import { comparedDay, type ViewState } from '../state/view-state.ts';
import { wrongSentences } from '../state/wrong-parts.ts';
import { riverOf, type Target } from '../style/layers/selection.ts';
import './map-controls.ts';
import './map-tip.ts';
import type { Control } from './map-controls.ts';
import { panelPadding } from './padding.ts';
import { aboveOnlyKm, asDrawn, gapRowsOf } from './scope-data.ts';
import {
  asksForToken,
  goneSentence,
  olderSentence,
  tokenTrouble,
  troubleSentence,
  unknownSentence,
} from './trouble-sentence.ts';
import { viewerCss } from './viewer-css.ts';
import { ViewerPanels } from './viewer-panels.ts';

export class OutfallViewer extends ViewerPanels {
  /** Without a district it opens and waits. */
  #renderMap(district: District | null) {
    const { state, spotlight, hover } = this;
    const { places } = this.loader;
    const hasTowns = (district?.counts.towns ?? 0) > 0;
    const here = { ...api.connection, origin: location.origin };
    return html`<outfall-map
      .tiles=${district && tileUrl(here, district)}
      .bounds=${district?.bbox ?? null}
      .view=${state.view}
      .theme=${this.theme}
      .mode=${state.mode}
      .label=${translator(state.language)('mapLabel')}
      .hasTowns=${hasTowns}
      .places=${hasTowns ? places : null}
      .basemap=${this.loader.ground.basemap}
      .selection=${state.selection}
      .selected=${this.loader.selected}
      .hover=${hover}
      .switchedOff=${state.hidden}
      .spotlight=${spotlight}
      .day=${state.asOf ?? new Date().toISOString().slice(0, 10)}
      .aboveOnly=${state.aboveOnly}
      .asOfTiles=${district && asOfTileUrl(here, district, state.asOf)}
      .outfallTiles=${district && outfallTileUrl(here, district, state.hidden)}
      .changes=${this.loader.compared?.lines ?? null}
      .marks=${this.marks}
      .overlay=${this.over}
      .padding=${panelPadding(window.innerWidth, window.innerHeight, this.side === 'import')}
      @oa-view=${(event: CustomEvent) => this.apply({ view: event.detail })}
      @oa-pick=${this.pickedOn}
      @oa-hover=${this.hovered}
      @oa-tiles=${({ detail }: CustomEvent<boolean>) => {
        this.tilesFail = detail;
        this.firstMap.come();
      }}
      @oa-basemap=${({ detail }: CustomEvent<boolean>) => {
        this.isGroundMissing = detail;
      }}
      @oa-emptied=${({ detail }: CustomEvent<Emptied>) => {
        this.emptied = detail;
      }}
      @oa-arrived=${() => this.firstMap.come()}
      @oa-failed=${() => {
        this.mapFailed = true;
        this.firstMap.come();
      }}
    ></outfall-map>`;
  }

  get #reviewPage(): string {
    const { language: lang, theme } = this.state;
    const query = { lang, ...(theme !== 'auto' && { theme }), ...(this.district && { district: this.district.key }) };
    return `/review?${new URLSearchParams(query)}`;
  }

  #renderLeft(district: District | null) {
    const { state } = this;
    return html`<search-box
        .district=${district?.key ?? null}
        language=${state.language}
        @oa-found=${(event: CustomEvent<SearchHit>) => this.found(event.detail)}
        @oa-left=${() => this.map?.gl?.getCanvas().focus({ preventScroll: true })}
      ></search-box>
      <legend-panel
        .summary=${this.loader.data?.summary ?? null}
        .flags=${this.loader.data?.flags ?? null}
        .unchecked=${this.loader.data?.unchecked ?? new Map()}
        mode=${state.mode}
        .switchedOff=${state.hidden}
        .zoom=${state.view?.zoom ?? 11}
        .layers=${district?.layers}
        .historic=${state.asOf !== null}
        .aboveOnlyKm=${state.aboveOnly ? aboveOnlyKm(this.loader.data?.levels ?? []) : null}
        review-page=${state.share === null ? this.#reviewPage : ''}
        language=${state.language}
        @oa-spotlight=${(event: CustomEvent) => {
          this.spotlight = event.detail;
        }}
      ></legend-panel>`;
  }

  #notice(): string | null {
    const { language } = this.state;
    const t = translator(language);
    const { trouble, loading, districts, olderVersion } = this.loader;
    if (asksForToken(trouble, this.state.share)) return null; // the door says it
    const gone = this.loader.gone(this.state.district);
    if (gone) return goneSentence(t, gone.name, districts.length > 0 ? 'districtChoose' : 'noDistrict');
    if (trouble)
      return troubleSentence(trouble, language, { ...this.state, areRead: this.loader.data !== null, olderVersion });
    if (this.mapFailed) return t('mapFailed');
    if (this.tilesFail) return t('tilesFail');
    if (!loading && districts.length === 0) return t('noDistrict');
    if (districts.length > 0 && !this.district) return unknownSentence(t, this.state.district!, 'districtChoose');
    if (loading && this.loader.data === null) return t('loading');
    const wrong = [...wrongSentences(t, this.wrong), ...this.#unknown(t)];
    const { knownAt } = this.state;
    const older = loading ? olderSentence(t, olderVersion) : '';
    return (
      [older, ...wrong, ...(knownAt ? [t('knownElsewhere', { at: knownAt })] : [])].filter(Boolean).join(' ') || null
    );
  }

  /** Last, and not in the place of what a reader can undo: it may stand as long as the page. */
  #basemapNotice(): string | null {
    if (this.emptied !== null) return null;
    return basemapNotice(translator(this.state.language), this.loader.ground, this.isGroundMissing);
  }

  /** What the address names well and the district has not. */
  #unknown(t: Translate): string[] {
    const { selection, town } = this.state;
    const { data } = this.loader;
    const river = riverOf(selection);
    return [
      river !== null && data?.rivers.every(({ river_id }) => river_id !== river) && t('noSuchRiver', { id: river }),
      town !== null && data?.towns.every(({ key }) => key !== town) && t('noSuchTown', { town }),
    ].filter((sentence) => typeof sentence === 'string');
  }

  #renderEmptied() {
    const { emptied, state } = this;
    const takeOff = () => this.apply({ hidden: withoutFilters(state.hidden, emptied) });
    return emptiedNotice(translator(state.language), emptied, takeOff);
  }

  /** Where a token is given, when the service says that it needs one. */
  #renderDoor() {
    const { trouble } = this.loader;
    const { language, share } = this.state;
    if (!asksForToken(trouble, share)) return nothing;
    void import('../panels/token-form.ts');
    return html`<token-form said=${tokenTrouble(trouble, language)} language=${language} @oa-admitted=${() => this.loader.again()}></token-form>`;
  }

  /** What changed against the earlier day; a swatch and a word for each. */
  #renderCompared() {
    const { compare, asOf, language } = this.state;
    if (!compare) return nothing;
    const t = translator(language);
    const { compared } = this.loader;
    const part = (change: 'newly_covered' | 'newly_repeated' | 'lost') =>
      html`<span class=${change}>${t(change)} <b>${km(compared?.sums[`${change}_km`] ?? 0)}</b> km</span>`;
    const parts = () =>
      html`${t('comparedWith', { day: compare })} ${compared ? [part('newly_covered'), part('newly_repeated'), part('lost')] : this.waiting}`;
    return html`<p class="compared" role="status">
      ${comparedDay(this.state) ? parts() : t('compareNotEarlier', { day: compare, asOf: asOf! })}
      <button @click=${() => this.apply({ compare: null })}>${t('compareEnd')}</button>
    </p>`;
  }

  #renderTip() {
    const { picked, hover, state } = this;
    const { data } = this.loader;
    const id = riverOf(hover);
    const row = id === null ? undefined : data?.rivers.find((river) => river.river_id === id);
    const name = row ? riverName(translator(state.language), row.name, row.river_id!) : '';
    const gap = picked?.kind === 'gap' ? asDrawn(gapRowsOf(data?.gaps ?? [], hover)) : undefined;
    return html`<map-tip
      .picked=${picked}
      .gap=${gap ?? null}
      .riverName=${name}
      mode=${state.mode}
      language=${state.language}
    ></map-tip>`;
  }

  #renderSheetSwitch(): TemplateResult {
    const t = translator(this.state.language);
    const button = (sheet: 'table' | 'legend', label: string) => html`<button
      aria-pressed=${this.sheet === sheet}
      @click=${() => {
        this.sheet = sheet;
      }}
    >
      ${label}
    </button>`;
    return html`<div class="segment sheet-switch" role="group">
      ${button('table', t('panelList'))}${button('legend', t('panelLegend'))}
    </div>`;
  }

  /** Classes of the page. */
  #looks(): string {
    const legend = this.legendOpen === null ? '' : this.legendOpen ? 'with-legend' : 'without-legend';
    return `page sheet-${this.sheet} ${this.side === 'import' ? 'wide' : ''} ${legend}`;
  }

  protected override render() {
    const { state } = this;
    const t = translator(state.language);
    const { districts, questions, olderVersion, ground } = this.loader;
    const { basemap } = ground;
    const { district } = this;
    const notice = this.#notice() ?? this.#basemapNotice();
    return html`<div
      class=${this.#looks()}
      @oa-change=${(event: CustomEvent<Partial<ViewState>>) => this.apply(event.detail)}
      @oa-show=${(event: CustomEvent<Target>) => this.show(event.detail)}
      @oa-preview=${(event: CustomEvent<Target | null>) => {
        this.hover = event.detail;
      }}
    >
      <top-bar
        .districts=${districts}
        .district=${district}
        mode=${state.mode}
        ?aboveOnly=${state.aboveOnly}
        .asOf=${state.asOf}
        .compare=${state.compare}
        .months=${this.loader.months}
        ?monthsAwaited=${this.loader.monthsAwaited}
        theme=${state.theme}
        .updatedAt=${clock(questions.heard)}
        .trouble=${troubleSentence(this.loader.trouble, state.language)}
        .olderVersion=${olderVersion}
        language=${state.language}
      ></top-bar>
      <main>
        ${district || this.loader.loading ? this.#renderMap(district) : nothing}
        <div class="panel left">${this.#renderLeft(district)}</div>
        <map-controls
          language=${state.language}
          @oa-control=${(event: CustomEvent<Control>) => this.control(event)}
        ></map-controls>
        <section class="panel right">${this.#renderSheetSwitch()}${this.renderRight()}</section>
        <p class="mark">${district?.synthetic ? html`<b>${t('synthetic')}</b><br />` : nothing}${t('crsNote')}${basemap && !this.isGroundMissing ? html`<br />${basemap.attribution}` : nothing}</p>
        ${this.#renderDoor()}
        <p class="notice" role="status" ?hidden=${notice === null}>${notice}</p>
        ${notice === null ? this.#renderEmptied() : nothing} ${this.#renderCompared()} ${this.#renderTip()}
        ${this.hasFilesOver ? html`<p class="drop">${t('dropHere')}</p>` : nothing}
      </main>
      <p class="on-paper">${t('printByKey')}</p>
    </div>`;
  }

  static override styles = viewerCss;
}

customElements.define('outfall-viewer', OutfallViewer);
