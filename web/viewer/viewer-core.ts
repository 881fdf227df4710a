/** What follows from picks, keys and searches: what is chosen, and where the map looks. */
import type { FeatureCollection } from 'geojson';
import type { Bbox, SearchHit } from '../api/types.ts';
import { translator } from '../i18n/dictionary.ts';
import type { OutfallMap } from '../map/outfall-map.ts';
import type { Picked } from '../map/pick.ts';
import { sameTarget, type ViewState } from '../state/view-state.ts';
import type { StripMeasureDetail } from '../strip/coverage-strip.ts';
import type { Target } from '../style/layers/selection.ts';
import { cardOf } from './card-loader.ts';
import { crossBar } from './cross-bar.ts';
import { gapMarks } from './gap-marks.ts';
import { listenForKeys } from './keys.ts';
import { gapTarget } from './scope-data.ts';
import { boxOf, degreesPerPixel, markedPlace, targetOf } from './targets.ts';
import { ViewerState } from './viewer-state.ts';

export class ViewerCore extends ViewerState {
  static override properties = {
    ...ViewerState.properties,
    hover: { state: true },
    picked: { state: true },
    spotlight: { state: true },
    mapFailed: { state: true },
    sheet: { state: true },
    bar: { state: true },
  };
  declare hover: Target | null;
  declare picked: Picked | null;
  declare spotlight: string | null;
  declare mapFailed: boolean;
  declare sheet: 'table' | 'legend'; // what a phone's sheet shows
  declare bar: FeatureCollection | null; // across the river, where the pointer stands on its strip
  #stopKeys: (() => void) | null = null;
  readonly #cameWithoutPlace: boolean;

  constructor() {
    super();
    this.#cameWithoutPlace = this.state.view === null;
    Object.assign(this, { hover: null, picked: null, spotlight: null, mapFailed: false, sheet: 'table', bar: null });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopKeys = listenForKeys({
      search: () => this.renderRoot.querySelector('search-box')?.focus(),
      mode: (mode) => this.apply({ mode }),
      nextGap: () => this.nextGap(),
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

  /** Closes what is open over the table. */
  protected leaveSide(): void {}

  protected override apply(patch: Partial<ViewState>): void {
    super.apply(patch);
    if ('selection' in patch && !this.isKept) this.leaveSide(); // a card must not stay behind a panel
  }

  protected override wentBack(): void {
    const { selection } = this.state;
    if (selection) this.flyTo(selection);
  }

  /** One that came with the address is flown to once its place is known. */
  protected override cardRead(): void {
    const { view, selection } = this.state;
    if (view === null && selection && cardOf(selection)) this.flyTo(selection);
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

  protected nextGap(): void {
    const gaps = this.loader.data?.gaps ?? [];
    if (gaps.length === 0) return;
    const now = gaps.findIndex((gap) => sameTarget(gapTarget(gap), this.state.selection));
    this.show(gapTarget(gaps[(now + 1) % gaps.length]));
  }

  protected found(hit: SearchHit): void {
    if (hit.kind === 'town' || hit.kind === 'place') {
      if (hit.bbox) this.map?.fit(hit.bbox, true, hit.kind === 'place' ? 17 : undefined);
      this.bar = hit.kind === 'place' && hit.bbox ? markedPlace(hit.bbox) : null;
      return;
    }
    const target: Target = { kind: hit.kind, id: hit.id };
    this.apply({ selection: target });
    this.flyTo(target, hit.bbox ?? undefined);
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
  }

  #measured: StripMeasureDetail | null = null;

  protected async measured({ detail }: CustomEvent<StripMeasureDetail | null>): Promise<void> {
    this.#measured = detail;
    const line = detail && (await this.loader.line(detail.river, detail.route));
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
