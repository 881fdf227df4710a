/** <print-sheet>: the map on screen as one A4 page, with legend, scale, date and data version. Loaded when it is asked for. */
import { html, nothing } from 'lit';
import type { District } from '../api/types.ts';
import { count, grouped, km } from '../i18n/format.ts';
import '../map/outfall-map.ts';
import { basemapNotice, NO_BASEMAP, type Opened } from '../map/basemap.ts';
import type { OutfallMap } from '../map/outfall-map.ts';
import { swatchCss } from '../panels/legend-swatches.ts';
import { dataVersionName } from '../panels/names.ts';
import { PanelElement } from '../panels/panel-element.ts';
import type { MapView, ViewState } from '../state/view-state.ts';
import { PAGE_WIDTH, paperScale, scaleBar } from './paper.ts';
import { PAGE_CSS, printCss, SCREEN_MARGIN } from './print-css.ts';
import { type Figures, type LegendGroup, printLegend } from './print-legend.ts';

const FINENESS = 2; // image pixels to a CSS pixel: 192 to the inch
const BAR_PX = 120;

const pageSheet = new CSSStyleSheet();
pageSheet.replaceSync(PAGE_CSS);

function focusedElement(): HTMLElement | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused as HTMLElement | null;
}

/** `ready` becomes true when the map is drawn; tells `oa-ready` then, and `oa-close` when it is left. */
export class PrintSheet extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    shown: { attribute: false },
    district: { attribute: false },
    figures: { attribute: false },
    view: { attribute: false },
    map: { attribute: false },
    behind: { attribute: false },
    ground: { attribute: false },
    isGroundMissing: { attribute: false },
    picture: { state: true },
    ready: { type: Boolean, reflect: true },
  };
  declare shown: ViewState;
  declare district: District;
  declare figures: Figures;
  /** Of the map on paper. */
  declare view: MapView;
  /** What the map on screen is drawn from. */
  declare map: Partial<OutfallMap>;
  /** The page it lies over: nobody gets there until the sheet is gone. */
  declare behind: HTMLElement;
  /** The basemap of the server, and whether nothing of it comes: then the map is drawn without. */
  declare ground: Opened;
  declare isGroundMissing: boolean;
  declare picture: string | null;
  declare ready: boolean;
  #focused: HTMLElement | null = null; // before it came
  /** A window that is narrower than paper shows the page whole. */
  readonly #sizes = new ResizeObserver(() => {
    const room = this.clientWidth - 2 * SCREEN_MARGIN;
    this.style.setProperty('--fit', String(Math.min(1, room / PAGE_WIDTH)));
  });

  constructor() {
    super();
    Object.assign(this, { map: {}, ground: NO_BASEMAP, isGroundMissing: false, picture: null, ready: false });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageSheet];
    this.#focused = focusedElement(); // inert takes the focus away
    this.behind.inert = true;
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== pageSheet);
    this.behind.inert = false;
    this.#sizes.disconnect();
    this.#focused?.focus();
  }

  protected override firstUpdated(): void {
    const map = this.renderRoot.querySelector('outfall-map')!;
    Object.assign(map, this.map, {
      theme: 'print',
      view: this.view,
      padding: { top: 0, right: 0, bottom: 0, left: 0 },
      ...(this.isGroundMissing && { basemap: null }),
    });
    map.addEventListener('oa-basemap', (event) => {
      this.isGroundMissing = (event as CustomEvent<boolean>).detail;
      if (this.isGroundMissing) map.basemap = null; // paper waits for no tile that does not come
    });
    void map.updateComplete.then(() => {
      if (!map.gl) return this.#done(null); // the page without its picture still has legend and date
      map.gl.setPixelRatio(FINENESS);
      map.gl.once('idle', () => this.#take(map));
    });
  }

  /** A canvas may be empty by the time it is printed, and its picture is not. */
  async #take({ gl }: OutfallMap): Promise<void> {
    gl!.redraw(); // what is drawn can be read within the same task only
    const picture = gl!.getCanvas().toDataURL('image/png');
    const image = new Image();
    image.src = picture;
    await image.decode();
    this.#done(picture);
  }

  async #done(picture: string | null): Promise<void> {
    this.picture = picture;
    await this.updateComplete;
    this.ready = true;
    this.tell('oa-ready', null);
  }

  #map() {
    const { metres, px } = scaleBar(this.view, BAR_PX);
    const length = metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
    return html`<div class="map">
      ${this.picture ? html`<img src=${this.picture} alt=${this.t('mapLabel')} />` : this.ready ? nothing : html`<outfall-map></outfall-map>`}
      <div class="scale" style="width:${px}px">${length}</div>
    </div>`;
  }

  #group = ({ title, rows }: LegendGroup) => html`<section>
    <h2>${title}</h2>
    <ul>${rows.map(({ swatch, name, value }) => html`<li>${swatch}<span>${name}</span><span>${value}</span></li>`)}</ul>
  </section>`;

  #head() {
    const { t, shown, district } = this;
    const { summary } = this.figures;
    const mode = t(shown.mode === 'above_water' ? 'aboveWater' : 'underWater');
    const covered = summary && summary.length_km - summary.states.gap;
    return html`<header>
      <h1>${district.name} · ${shown.aboveOnly ? t('aboveNotUnderTitle') : t('coverageOf', { mode })}</h1>
      <span>${t('asOf')} ${shown.asOf ?? t('asOfToday')}${covered === null ? nothing : ` · ${km(covered)} / ${km(summary!.length_km)} km`}</span>
    </header>`;
  }

  #foot() {
    const { t, district, view, map } = this;
    const scale = grouped(String(paperScale(view)));
    const said = [
      district.synthetic ? t('synthetic') : null,
      t('crsNote'),
      this.isGroundMissing ? null : map.basemap?.attribution,
      t('printedOn', { day: new Date().toISOString().slice(0, 10) }),
    ];
    return html`<footer>
      <span>${district.name} · ${dataVersionName(t, district)} · ${t('printScale', { scale })}</span>
      <span>${said.filter(Boolean).join(' · ')}</span>
    </footer>`;
  }

  protected override render() {
    const { t, shown, figures } = this;
    const missing = basemapNotice(t, this.ground, this.isGroundMissing);
    return html`<div class="bar" role="status">
        ${this.ready ? html`<button @click=${() => window.print()}>${t('printNow')}</button>` : t('printPreparing')}
        <button @click=${() => this.tell('oa-close', null)}>${t('close')}</button>
        ${missing ? html`<span>${missing}</span>` : nothing}
      </div>
      <main class="page">
        ${this.#head()} ${this.#map()}
        <aside>${printLegend(t, figures, shown, this.view.zoom, count).map(this.#group)}</aside>
        ${this.#foot()}
      </main>`;
  }

  static override styles = [...printCss, swatchCss];
}

customElements.define('print-sheet', PrintSheet);
