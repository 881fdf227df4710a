/** What follows from picks, keys and searches: what is chosen, and where the map looks. */
import type { FeatureCollection, Position } from 'geojson';
import type { Bbox, CoverageRow, SearchHit } from '../api/types.ts';
import { translator } from '../i18n/dictionary.ts';
import type { Emptied } from '../map/emptied.ts';
import { viewOf } from '../map/looking.ts';
import type { OutfallMap } from '../map/outfall-map.ts';
import type { Picked } from '../map/pick.ts';
import { KeptFocus } from '../panels/kept-focus.ts';
import { type MapView, sameTarget, type ViewState } from '../state/view-state.ts';
import type { StripMeasureDetail } from '../strip/coverage-strip.ts';
import { monthBars, steppedDay } from '../strips/month-bars.ts';
import { riverOf, type Target } from '../style/layers/selection.ts';
import { cardOf } from './card-loader.ts';
import { crossBar, placeOnRoutes } from './cross-bar.ts';
import { gapMarks } from './gap-marks.ts';
import { listenForKeys } from './keys.ts';
import { nextOutfall } from './next-outfall.ts';
import { NARROW } from './padding.ts';
import { gapRowsOf, gapTarget } from './scope-data.ts';
import { boxOf, degreesPerPixel, markedPlace, middleOf, targetOf } from './targets.ts';
import { ViewerState } from './viewer-state.ts';

const BESIDE_PX = 8; // so far beside a river the pointer still is over it

export class ViewerCore extends ViewerState {
  static override properties = {
    ...ViewerState.properties,
    hover: { state: true },
    picked: { state: true },
    spotlight: { state: true },
    mapFailed: { state: true },
    tilesFail: { state: true },
    isGroundMissing: { state: true },
    emptied: { state: true },
    sheet: { state: true },
    legendOpen: { state: true },
    pointer: { state: true },
    bar: { state: true },
  };
  declare hover: Target | null;
  declare picked: Picked | null;
  declare spotlight: string | null;
  declare mapFailed: boolean;
  declare tilesFail: boolean;
  declare isGroundMissing: boolean; // nothing comes of the basemap in sight
  declare emptied: Emptied;
  declare sheet: 'table' | 'legend'; // what a phone's sheet shows
  declare legendOpen: boolean | null; // null: as wide as the window is
  declare pointer: { route: number; measureM: number } | null; // on the river whose strip is shown
  declare bar: FeatureCollection | null; // across the river, where the pointer stands on its strip
  #stopKeys: (() => void) | null = null;
  readonly #cameWithoutPlace: boolean;

  constructor() {
    super();
    this.#cameWithoutPlace = this.state.view === null;
    Object.assign(this, { hover: null, picked: null, spotlight: null, mapFailed: false, sheet: 'table', bar: null });
    new KeptFocus(this, () => this.map?.gl?.getCanvas());
    Object.assign(this, { legendOpen: null, pointer: null, tilesFail: false, isGroundMissing: false, emptied: null });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopKeys = listenForKeys({
      search: () => this.renderRoot.querySelector('search-box')?.focus(),
      mode: (mode, aboveOnly = false) =>
        this.apply({ mode, aboveOnly, ...(aboveOnly && { asOf: null, compare: null }) }),
      month: (step) => this.#stepMonth(step),
      nextGap: () => this.nextGap(),
      nextOutfall: () => void this.#nextOutfall(),
      legend: () => {
        this.legendOpen = !(this.legendOpen ?? window.innerWidth >= NARROW);
        this.sheet = this.sheet === 'legend' ? 'table' : 'legend'; // a phone has one at a time
      },
      keys: () => void this.showKeys(),
      clear: () => this.apply({ selection: null }), // and what is open over the table
      print: () => void this.print(),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopKeys?.();
  }

  protected get map(): OutfallMap | null {
    return this.renderRoot.querySelector('outfall-map');
  }

  /** Whether a tool has the map: then clicks are corners. */
  protected get isDrawing(): boolean {
    return false;
  }

  /** Whether what is open over the table stays when something is chosen. */
  protected get isKept(): boolean {
    return false;
  }

  protected async print(): Promise<void> {}
  protected async showKeys(): Promise<void> {}

  /** A month back or on, within the months there were surveys in. */
  #stepMonth(step: 1 | -1): void {
    this.apply({ asOf: steppedDay(monthBars(this.loader.months), this.state.asOf, step) });
  }

  /** Along the river of what is chosen, else of the river with most to do. */
  async #nextOutfall(): Promise<void> {
    const { selection } = this.state;
    const { data } = this.loader;
    const river = riverOf(selection) ?? this.cards.outfall?.link?.river_id ?? data?.rivers[0]?.river_id;
    if (!data || river === undefined || river === null) return;
    await this.loader.strips([river]);
    const current = selection?.kind === 'outfall' ? selection.id : null;
    const id = nextOutfall(data.strips.get(river)?.routes ?? [], current);
    if (id !== undefined) this.apply({ selection: { kind: 'outfall', id } });
    this.#flyToCard = id ?? null;
  }

  #flyToCard: number | null = null; // an outfall chosen by key: its place comes with its card

  /** Closes what is open over the table. */
  protected leaveSide(): void {}

  protected override apply(patch: Partial<ViewState>): void {
    const isChoice = 'selection' in patch;
    const isPast = Boolean(patch.asOf || patch.compare); // tiles know of today only what was done by both modes
    super.apply({
      ...(isChoice && { area: null, measure: null, trace: null, mark: null }),
      ...(isPast && { aboveOnly: false }),
      ...patch,
    });
    if (isChoice && !this.isKept) this.leaveSide(); // a card must not stay behind a panel
  }

  /** Of a flight to what is chosen only the end counts, which that tells. */
  protected override get look(): MapView | null {
    const gl = this.map?.gl;
    if (!gl) return super.look;
    return gl.isMoving() && this.state.selection ? null : viewOf(gl);
  }

  protected override wentBack(before: ViewState): void {
    const { selection, view } = this.state;
    const isOther = !sameTarget(before.selection, selection);
    if (isOther && !this.isKept) this.leaveSide();
    if (view && view !== before.view) this.map?.lookAgain(view);
    else if (isOther && selection) this.flyTo(selection);
  }

  /** One that came with the address is flown to once its place is known. */
  protected override cardRead(): void {
    const { view, selection } = this.state;
    const isAwaited = view === null || (selection?.kind === 'outfall' && selection.id === this.#flyToCard);
    if (isAwaited && selection && cardOf(selection)) this.flyTo(selection);
    this.#flyToCard = null; // the card is read again of each data version
  }

  #boxOf(target: Target): Bbox | null {
    return boxOf(target, this.loader.data, this.cards);
  }

  protected flyTo(target: Target, box = this.#boxOf(target)): void {
    if (box) this.map?.fit(box, true, target.kind === 'outfall' ? 16 : 15);
  }

  protected show(target: Target): void {
    this.apply({ selection: target });
    this.flyTo(target);
  }

  /** Goes there, and lists its gaps. */
  protected showTown({ key, bbox }: CoverageRow): void {
    this.apply({ town: key, tab: 'gaps' });
    if (bbox) this.map?.fit(bbox);
  }

  protected nextGap(): void {
    const gaps = this.loader.data?.gaps ?? [];
    if (gaps.length === 0) return;
    const chosen = gapRowsOf(gaps, this.state.selection);
    const now = gaps.findIndex((gap) => chosen.includes(gap));
    this.show(gapTarget(gaps[(now + 1) % gaps.length]));
  }

  protected found({ kind, id, bbox }: SearchHit): void {
    if (kind === 'outfall' || kind === 'river' || kind === 'zone') {
      this.apply({ selection: { kind, id } });
      this.flyTo({ kind, id }, bbox ?? undefined);
      return;
    }
    const isMarked = kind !== 'town'; // it has no card, and where it lies is seen by nothing else
    this.apply({ selection: null, mark: isMarked && bbox ? middleOf(bbox) : null });
    if (bbox) this.map?.fit(bbox, true, isMarked ? 17 : undefined);
  }

  #marked: { of: Position; place: FeatureCollection } | null = null;

  /** What lies over the map: what is drawn or pointed at, else the place that was searched for. */
  protected get over(): FeatureCollection | null {
    const { mark } = this.state;
    if (this.bar || !mark) return this.bar;
    if (this.#marked?.of !== mark)
      this.#marked = { of: mark, place: markedPlace([mark[0], mark[1], mark[0], mark[1]]) };
    return this.#marked.place;
  }

  #targetOf(picked: Picked | null): Target | null {
    return targetOf(picked, this.loader.data?.gaps ?? [], this.map?.gl?.getZoom() ?? 12);
  }

  protected pickedOn({ detail }: CustomEvent<Picked | null>): void {
    if (this.isDrawing) return; // a corner, not a choice
    const target = this.#targetOf(detail);
    this.picked = null;
    this.apply({ selection: target });
    const box = target && this.#boxOf(target);
    if (target && box && target.kind === 'gap' && !this.map?.shows(box)) this.flyTo(target, box);
  }

  protected hovered({ detail }: CustomEvent<Picked | null>): void {
    if (this.isDrawing) return;
    this.picked = detail;
    this.hover = this.#targetOf(detail);
    void this.#pointOnStrip(detail);
  }

  /** Over the river whose strip is shown: the same place on it. */
  async #pointOnStrip(picked: Picked | null): Promise<void> {
    const river = riverOf(this.state.selection);
    const lines = picked && river !== null ? await this.loader.routeLines(river) : null;
    if (picked !== this.picked) return; // the pointer went on
    const routes = this.loader.data?.strips.get(river ?? -1)?.routes ?? [];
    const place = lines && placeOnRoutes(lines, routes, picked!.lngLat);
    const reach = BESIDE_PX * degreesPerPixel(this.map?.gl?.getZoom() ?? 12);
    this.pointer = place && place.off <= reach ? place : null;
  }

  #measured: StripMeasureDetail | null = null;

  protected async measured({ detail }: CustomEvent<StripMeasureDetail | null>): Promise<void> {
    this.#measured = detail;
    const line = detail && (await this.loader.routeLines(detail.river)).get(detail.route);
    if (this.#measured !== detail) return; // the pointer went on
    const zoom = this.map?.gl?.getZoom() ?? 12;
    this.bar = detail && line ? crossBar(line, detail.measure / detail.length, degreesPerPixel(zoom)) : null;
  }

  #arriving = true;

  /** A river or gap that came with the address and without a place is flown to once, when its data are there. */
  protected override updated(): void {
    const { selection } = this.state;
    if (!this.#arriving || !this.loader.data || !this.map?.gl) return;
    this.#arriving = false;
    if (selection && !cardOf(selection) && this.#cameWithoutPlace) this.flyTo(selection);
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
}
