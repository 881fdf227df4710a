/** What the page does: the one view state, its mirror in the URL, and what follows from picks, keys and searches. */
import type { FeatureCollection } from 'geojson';
import { LitElement } from 'lit';
import { api } from '../api/client.ts';
import type { Bbox, District, SearchHit } from '../api/types.ts';
import { LANG_TAG, translator } from '../i18n/dictionary.ts';
import type { OutfallMap } from '../map/outfall-map.ts';
import type { Picked } from '../map/pick.ts';
import { formatViewState, parseViewState, sameTarget, type ViewState } from '../state/view-state.ts';
import type { StripMeasureDetail } from '../strip/coverage-strip.ts';
import type { Target } from '../style/layers/selection.ts';
import type { Theme } from '../style/tokens.ts';
import type { Drawn, DrawTool, Tool } from '../tools/draw-tool.ts';
import { crossBar } from './cross-bar.ts';
import { gapMarks } from './gap-marks.ts';
import { listenForKeys } from './keys.ts';
import type { Control } from './map-controls.ts';
import { gapTarget } from './scope-data.ts';
import { ScopeLoader } from './scope-loader.ts';
import { boxOf, degreesPerPixel, markedPlace, targetOf } from './targets.ts';
import { themeOf } from './theme.ts';

/** The page without its looks. */
export class ViewerCore extends LitElement {
  static override properties = {
    state: { attribute: false },
    hover: { state: true },
    picked: { state: true },
    spotlight: { state: true },
    cardFailure: { state: true },
    mapFailed: { state: true },
    sheet: { state: true },
    side: { state: true },
    drawn: { state: true },
    bar: { state: true },
  };
  declare state: ViewState;
  declare hover: Target | null;
  declare picked: Picked | null;
  declare spotlight: string | null;
  declare cardFailure: string | null;
  declare mapFailed: boolean;
  declare sheet: 'table' | 'legend'; // what a phone's sheet shows
  declare side: 'share' | 'near' | Tool | null; // a panel opened over the table
  declare drawn: Drawn | null; // with a tool
  declare bar: FeatureCollection | null; // across the river, where the pointer stands on its strip
  protected readonly loader = new ScopeLoader(this, api);
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #card: number | null = null; // the outfall whose card was asked for
  #stopKeys: (() => void) | null = null;
  readonly #cameWithoutPlace = parseViewState(location.search).view === null;

  constructor() {
    super();
    Object.assign(this, { state: parseViewState(location.search), hover: null, picked: null, spotlight: null });
    Object.assign(this, { cardFailure: null, mapFailed: false, sheet: 'table', side: null, drawn: null, bar: null });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#redraw);
    window.addEventListener('resize', this.#redraw);
    window.addEventListener('popstate', this.#back);
    this.#stopKeys = listenForKeys({
      search: () => this.renderRoot.querySelector('search-box')?.focus(),
      mode: (mode) => this.apply({ mode }),
      nextGap: () => this.#nextGap(),
      clear: () => this.apply({ selection: null }), // and what is open over the table
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopKeys?.();
    this.#dark.removeEventListener('change', this.#redraw);
    window.removeEventListener('resize', this.#redraw);
    window.removeEventListener('popstate', this.#back);
  }

  #redraw = (): void => this.requestUpdate();

  #back = (): void => {
    const before = parseViewState(location.search);
    this.state = { ...before, view: this.state.view };
    if (before.selection) this.#flyTo(before.selection);
  };

  get #map(): OutfallMap | null {
    return this.renderRoot.querySelector('outfall-map');
  }

  /** Applies a change; a new selection is a step of its own for the back button, all else replaces. */
  protected apply(patch: Partial<ViewState>): void {
    const before = this.state;
    this.state = { ...before, ...patch };
    if ('selection' in patch) this.leaveSide(); // a card must not stay behind a panel
    const step = 'selection' in patch && !sameTarget(before.selection, this.state.selection);
    const url = `?${formatViewState(this.state)}`;
    if (url !== location.search) history[step ? 'pushState' : 'replaceState'](null, '', url);
  }

  /** Reads the card of a newly selected outfall; one that came with the URL is flown to once its place is known. */
  async #readCard(district: District): Promise<void> {
    const { selection, language, view } = this.state;
    const id = selection?.kind === 'outfall' ? selection.id : null;
    if (id === this.#card) return;
    this.#card = id;
    this.cardFailure = null;
    if (id === null) return;
    this.cardFailure = await this.loader.card(district.key, id, language);
    if (view === null && selection) this.#flyTo(selection);
  }

  protected get district(): District | null {
    return this.loader.district(this.state.district);
  }

  #boxOf(target: Target): Bbox | null {
    return boxOf(target, this.loader.data, this.loader.outfall);
  }

  #flyTo(target: Target, box = this.#boxOf(target)): void {
    if (box) this.#map?.fit(box, true, target.kind === 'outfall' ? 16 : 15);
  }

  protected show(target: Target): void {
    this.apply({ selection: target });
    this.#flyTo(target);
  }

  #nextGap(): void {
    const gaps = this.loader.data?.gaps ?? [];
    if (gaps.length === 0) return;
    const now = gaps.findIndex((gap) => sameTarget(gapTarget(gap), this.state.selection));
    this.show(gapTarget(gaps[(now + 1) % gaps.length]));
  }

  protected found(hit: SearchHit): void {
    if (hit.kind === 'town' || hit.kind === 'place') {
      if (hit.bbox) this.#map?.fit(hit.bbox, true, hit.kind === 'place' ? 17 : undefined);
      this.bar = hit.kind === 'place' && hit.bbox ? markedPlace(hit.bbox) : null;
      return;
    }
    const target: Target = { kind: hit.kind, id: hit.id };
    this.apply({ selection: target });
    this.#flyTo(target, hit.bbox ?? undefined);
  }

  #targetOf(picked: Picked | null): Target | null {
    return targetOf(picked, this.loader.data?.gaps ?? [], this.#map?.gl?.getZoom() ?? 12);
  }

  protected pickedOn({ detail }: CustomEvent<Picked | null>): void {
    if (this.#tool) return; // a corner, not a choice
    const target = this.#targetOf(detail);
    this.picked = null;
    this.apply({ selection: target });
    const box = target && this.#boxOf(target);
    if (target && box && target.kind === 'gap' && !this.#map?.shows(box)) this.#flyTo(target, box);
  }

  protected hovered({ detail }: CustomEvent<Picked | null>): void {
    if (this.#tool) return;
    this.picked = detail;
    this.hover = this.#targetOf(detail);
  }

  #measured: StripMeasureDetail | null = null;

  protected async measured({ detail }: CustomEvent<StripMeasureDetail | null>): Promise<void> {
    this.#measured = detail;
    const line = detail && (await this.loader.line(detail.river, detail.route));
    if (this.#measured !== detail) return; // the pointer went on
    const zoom = this.#map?.gl?.getZoom() ?? 12;
    this.bar = detail && line ? crossBar(line, detail.measure / detail.length, degreesPerPixel(zoom)) : null;
  }

  #arriving = true;

  /** A river or gap that came with the address and without a place is flown to once, when its data are there. */
  protected override updated(): void {
    const { selection } = this.state;
    if (!this.#arriving || !this.loader.data || !this.#map?.gl) return;
    this.#arriving = false;
    if (selection && selection.kind !== 'outfall' && this.#cameWithoutPlace) this.#flyTo(selection);
  }

  protected control({ detail }: CustomEvent<Control>): void {
    const box = this.district?.bbox;
    if (detail === 'gap') this.#nextGap();
    else if (detail === 'share' || detail === 'locate') void this.#open(detail === 'share' ? 'share' : 'near');
    else if (detail === 'area' || detail === 'measure') void this.#take(detail);
    else if (detail === 'district' && box) this.#map?.fit(box);
    else this.#map?.zoomBy(detail === 'in' ? 1 : -1);
  }

  async #open(side: 'share' | 'near'): Promise<void> {
    this.leaveSide();
    await (side === 'share' ? import('../panels/share-panel.ts') : import('../tools/near-panel.ts'));
    this.side = side;
  }

  #tool: DrawTool | null = null;

  async #take(tool: Tool): Promise<void> {
    this.leaveSide();
    const [{ DrawTool, drawnOverlay }] = await Promise.all([
      import('../tools/draw-tool.ts'),
      import('../tools/tool-panel.ts'),
    ]);
    const gl = this.#map?.gl;
    if (!gl) return;
    this.side = tool;
    this.#tool = new DrawTool(gl, tool, (drawn) => {
      if (!drawn) return this.leaveSide();
      this.drawn = drawn;
      this.bar = drawnOverlay(tool, drawn);
    });
  }

  /** Closes what is open over the table, and gives the map back. */
  protected leaveSide(): void {
    if (this.side === null) return;
    this.#tool?.stop();
    this.#tool = null;
    Object.assign(this, { side: null, drawn: null, bar: null });
  }

  /** Where someone stands. */
  protected stand({ detail }: CustomEvent<GeolocationCoordinates>): void {
    const { longitude: lon, latitude: lat } = detail;
    if (this.bar === null) this.#map?.fit([lon - 0.003, lat - 0.003, lon + 0.003, lat + 0.003], true, 16);
    this.bar = markedPlace([lon, lat, lon, lat]);
  }

  protected override willUpdate(): void {
    const { mode, asOf, language } = this.state;
    const district = this.district;
    if (district) {
      this.loader.show({ district: district.key, mode, asOf });
      void this.#readCard(district);
    }
    this.loader.select(this.state.selection);
    this.loader.compare(this.state.compare);
    const root = document.documentElement;
    root.lang = LANG_TAG[language];
    root.dataset.theme = this.theme;
    document.title = [translator(language)('title'), district?.name].filter(Boolean).join(' · ');
  }

  #marks: { of: readonly unknown[]; points: FeatureCollection } | null = null;

  /** Made again when the gaps, the view at rest or the language are others: the map tells its worker each time. */
  protected get marks(): FeatureCollection {
    const { data } = this.loader;
    const { view, language } = this.state;
    const of = [data, view, language];
    if (this.#marks?.of.every((each, i) => each === of[i])) return this.#marks.points;
    const levels = new Map(data?.rivers.map((row) => [row.river_id!, row.level ?? 'town']));
    const screen = Math.max(window.innerWidth, window.innerHeight);
    const points = gapMarks(translator(language), data?.gaps ?? [], levels, view, screen);
    this.#marks = { of, points };
    return points;
  }

  protected get theme(): Theme {
    return themeOf(this.state.theme, this.#dark.matches);
  }
}
