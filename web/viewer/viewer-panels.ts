/** The panel beside the map: the table, a card, or what is open over them. */
import { html, nothing } from 'lit';
import type { CoverageRow, District, Strip } from '../api/types.ts';
import { translator } from '../i18n/dictionary.ts';
import '../panels/coverage-panel.ts';
import '../panels/outfall-card.ts';
import '../panels/river-drawer.ts';
import '../panels/zone-card.ts';
import { comparedDay, type ViewState } from '../state/view-state.ts';
import type { StripMeasureDetail } from '../strip/coverage-strip.ts';
import { FIRST, formatStrips } from '../strips/strips-state.ts';
import { riverOf } from '../style/layers/selection.ts';
import type { AreaScope } from '../tools/area-found.ts';
import type { Near } from '../tools/nearest.ts';
import { PHONE } from './padding.ts';
import { ViewerTrace } from './viewer-trace.ts';

const NO_CARD = { outfall: null, zone: null, failure: null };
const NO_ROWS: CoverageRow[] = [];
const NO_STRIPS: ReadonlyMap<number, Strip> = new Map();

/** Sorted once for each list. */
const sorted = new WeakMap<readonly CoverageRow[], CoverageRow[]>();
function mostAboveOnly(rows: readonly CoverageRow[]): CoverageRow[] {
  const known = sorted.get(rows) ?? [...rows].sort((a, b) => b.above_not_under_km - a.above_not_under_km);
  sorted.set(rows, known);
  return known;
}

/** What the map is of; what was done by both modes is known of today only. */
const scopeOf = ({ mode, aboveOnly, asOf, compare }: ViewState, { key, version }: District): AreaScope => ({
  district: key,
  version,
  mode,
  aboveOnly,
  asOf: aboveOnly ? null : asOf,
  compare: aboveOnly ? null : comparedDay({ asOf, compare }),
});

export class ViewerPanels extends ViewerTrace {
  #renderDrawer() {
    const { selection, mode, aboveOnly, language } = this.state;
    const { data } = this.loader;
    const id = riverOf(selection);
    const river = id === null ? undefined : data?.rivers.find((row) => row.river_id === id);
    if (!river || !data || id === null) return nothing;
    void this.loader.strips([id]);
    return html`<river-drawer
      .river=${river}
      .gaps=${data.gaps.filter((gap) => gap.river_id === id)}
      .strip=${data.strips.get(id) ?? null}
      .selection=${selection}
      .pointer=${this.pointer}
      mode=${mode}
      ?aboveOnly=${aboveOnly}
      language=${language}
      @oa-strip-measure=${(event: CustomEvent<StripMeasureDetail | null>) => this.measured(event)}
    ></river-drawer>`;
  }

  /** What is open over the table. */
  #renderSide(district: District) {
    const { side, state, drawn } = this;
    const close = () => this.closeSide();
    if (side === 'share')
      return html`<share-panel .view=${state} .district=${district} language=${state.language} @oa-close=${close}></share-panel>`;
    if (side === 'keys') return html`<key-list language=${state.language} @oa-close=${close}></key-list>`;
    if (side === 'near')
      return html`<near-panel
        district=${district.key}
        mode=${state.mode}
        language=${state.language}
        @oa-close=${close}
        @oa-position=${this.stand}
        @oa-near=${(event: CustomEvent<Near>) => this.choseNear(event.detail)}
      ></near-panel>`;
    if (side === 'trace')
      return html`<trace-panel
        district=${district.key}
        .version=${district.version}
        .from=${state.trace}
        .asked=${this.traceAsked}
        language=${state.language}
        @oa-close=${close}
        @oa-traced=${this.traced}
        @oa-place=${this.traceHit}
      ></trace-panel>`;
    if (side === 'area' || side === 'measure')
      return html`<tool-panel
        tool=${side}
        .drawn=${drawn}
        .scope=${scopeOf(state, district)}
        .switchedOff=${state.hidden}
        language=${state.language}
        @oa-close=${close}
      ></tool-panel>`;
    return null;
  }

  /** Also where nothing is loaded yet. */
  #renderImport() {
    return html`<import-room
      .dropped=${this.dropped}
      .district=${this.district?.key ?? ''}
      .districts=${this.loader.districts}
      .map=${this.map}
      language=${this.state.language}
      @oa-close=${() => this.leaveSide()}
    ></import-room>`;
  }

  /** Why there are no numbers yet; the notice over the map says more, and of a district that there is not all there is to say. */
  protected get waiting(): string {
    const t = translator(this.state.language);
    const { loading, districts, trouble } = this.loader;
    if (trouble) return t('noNumbers');
    if (districts.length > 0 && !this.district) return '';
    return t(!loading && districts.length === 0 ? 'noDistrict' : 'loading');
  }

  protected renderRight() {
    const { state } = this;
    const { data, latest, loading, trouble } = this.loader;
    const { outfall, zone, failure: refusal } = this.district ? this.cards : NO_CARD;
    const failure = refusal ?? (this.district && !trouble ? null : this.waiting);
    const t = translator(state.language);
    const side = this.side === 'import' ? this.#renderImport() : this.district && this.#renderSide(this.district);
    if (side) return side;
    if (state.selection?.kind === 'outfall')
      return html`<outfall-card .outfall=${outfall} .district=${this.district?.key ?? null} .failure=${failure} language=${state.language}></outfall-card>`;
    if (state.selection?.kind === 'zone')
      return html`<zone-card .zone=${zone} .flags=${data?.flags} .report=${this.#drinkingReport()} .failure=${failure} language=${state.language}></zone-card>`;
    const embedded = this.district?.embedded ? t('embedded') : '';
    const drawer = this.#renderDrawer();
    return html`<coverage-panel
      class=${loading && data ? 'stale' : ''}
      .summary=${data?.summary ?? null}
      ?aboveOnly=${state.aboveOnly}
      ?pending=${data === null}
      .rivers=${state.aboveOnly ? mostAboveOnly(latest?.rivers ?? NO_ROWS) : (latest?.rivers ?? NO_ROWS)}
      .towns=${latest?.towns ?? NO_ROWS}
      .levels=${latest?.levels ?? NO_ROWS}
      .gaps=${data?.gaps ?? []}
      .strips=${data?.strips ?? NO_STRIPS}
      .selection=${state.selection}
      .hover=${this.hover}
      mode=${state.mode}
      tab=${state.tab}
      .town=${state.town}
      ?phone=${window.innerWidth < PHONE}
      ?with-river=${drawer !== nothing}
      note=${embedded}
      waiting=${this.waiting}
      strips-page=${this.#stripsPage()}
      targets-page=${this.#targetsPage()}
      language=${state.language}
      @oa-town=${({ detail }: CustomEvent<CoverageRow>) => this.showTown(detail)}
      @oa-strips=${(event: CustomEvent<number[]>) => this.loader.strips(event.detail)}
      >${drawer}</coverage-panel
    >`;
  }

  /** Null for who reads by a share, which does not reach it. */
  #drinkingReport(): string | null {
    const { asOf, share } = this.state;
    if (share !== null || !this.district) return null;
    const query = new URLSearchParams({ district: this.district.key, format: 'html', ...(asOf && { as_of: asOf }) });
    return `/api/v1/reports/drinking-water?${query}`;
  }

  /** Empty for who reads by a share, which does not reach it. */
  #targetsPage(): string {
    const { asOf, knownAt, share } = this.state;
    if (share !== null || !this.district) return '';
    const query = new URLSearchParams({ district: this.district.key, format: 'html', ...(asOf && { as_of: asOf }) });
    if (knownAt) query.set('known_at', knownAt);
    return `/api/v1/reports/targets?${query}`;
  }

  #stripsPage(): string {
    const { mode, asOf, knownAt, language, theme, share } = this.state;
    const district = this.district?.key ?? null;
    return `/strips?${formatStrips({ ...FIRST, district, mode, asOf, knownAt, language, theme, share })}`;
  }
}
