/** <outfall-map>: the map as an element. Its style is a function of its properties; it tells what is picked and where it looks. */
import { html, type PropertyValues, unsafeCSS } from 'lit';
import {
  type FilterSpecification,
  type GeoJSONSource,
  type Map as GlMap,
  type MapSourceDataEvent,
  ScaleControl,
  type StyleSpecification,
} from 'maplibre-gl';
import mapCss from 'maplibre-gl/dist/maplibre-gl.css?inline';
import type { Bbox } from '../api/types.ts';
import type { MapView } from '../state/view-state.ts';
import { AS_OF_SOURCE, OUTFALLS_SOURCE, SOURCE } from '../style/layers/expressions.ts';
import { MARKS_SOURCE } from '../style/layers/gap-marks.ts';
import { HERE_SOURCE } from '../style/layers/labels.ts';
import { OUTFALL_ZOOM } from '../style/layers/outfalls.ts';
import { LOOKS } from '../style/tokens.ts';
import { openBareMap } from './bare-map.ts';
import { watchBasemap } from './basemap-watch.ts';
import { hoverFilters } from './dress-style.ts';
import { type Emptied, emptiedBy } from './emptied.ts';
import { gapIcons } from './gap-icons.ts';
import { NO_NAMES, namesInSight } from './lake-names.ts';
import { LeftOutfalls } from './left-outfalls.ts';
import { fitBox, lookAt, samePadding, showsBox } from './looking.ts';
import { MapProperties } from './map-properties.ts';
import { outfallMapCss } from './outfall-map-css.ts';
import type { Picked } from './pick.ts';
import { shownStyle } from './shown-style.ts';
import { ICON_RATIO, outfallIcons } from './symbol-icons.ts';
import { watchTiles } from './tile-watch.ts';
import { tellOf } from './told-events.ts';
import { ToldTiles } from './told-tiles.ts';
import { warmMarks } from './warm-marks.ts';
import { zoneIcons } from './zone-icons.ts';

export type { Padding } from './looking.ts';

/** Properties that the style does not depend on. */
const NO_STYLE: ReadonlySet<PropertyKey> = new Set(['padding', 'view', 'bounds', 'label', 'marks']);

/**
 * Events: `oa-pick` and `oa-hover` with a `Picked` or null, `oa-view` with a `MapView` when the map comes to rest,
 * `oa-emptied` with an `Emptied` when another is true of what is in sight,
 * `oa-tiles` with true when tiles do not arrive and with false when they do again, `oa-basemap` the same of a basemap of which nothing in sight comes, `oa-arrived` when the first tiles are all there, `oa-failed` when the browser cannot draw. Properties that are null leave the map waiting.
 */
export class OutfallMap extends MapProperties {
  #bare: GlMap | null = null; // until there are tiles
  #map: GlMap | null = null;

  /** The MapLibre map once it is there, for what the element does not offer. */
  get gl(): GlMap | null {
    return this.#map;
  }

  /** What its picture depends on, for another map of the same. */
  get drawnFrom(): Partial<OutfallMap> {
    const { tiles, mode, hasTowns, places, basemap, selection, selected } = this;
    const { switchedOff, day, asOfTiles, outfallTiles, changes, overlay, marks, label, aboveOnly } = this;
    const what = { tiles, mode, hasTowns, places, basemap, selection, selected };
    return { ...what, switchedOff, day, asOfTiles, outfallTiles, changes, overlay, marks, label, aboveOnly };
  }

  protected override render() {
    return html`<div id="map" role="application" aria-label=${this.label}></div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('outfallTiles')) this.#left.want(this.outfallTiles, this.#map !== null);
    if (!this.#map) {
      this.#start();
      return;
    }
    if (!this.tiles) return;
    if (changed.has('padding') && !samePadding(changed.get('padding'), this.padding)) this.#pad();
    if (changed.has('tiles')) this.#told?.want(SOURCE, this.tiles);
    if (changed.has('asOfTiles') && this.asOfTiles) this.#told?.want(AS_OF_SOURCE, this.asOfTiles);
    if (changed.has('outfallTiles') && this.outfallTiles) this.#told?.want(OUTFALLS_SOURCE, this.outfallTiles);
    if (changed.has('theme')) this.#drawIcons();
    if (changed.has('label')) this.#map.getCanvas().setAttribute('aria-label', this.label);
    if (changed.has('marks') && this.marks) this.#map.getSource<GeoJSONSource>(MARKS_SOURCE)?.setData(this.marks);
    // telling the map its own style again costs a frame or more: at each rest of a pan only the view has changed,
    // and under the pointer only a few filters
    const others = [...changed.keys()].filter((name) => !NO_STYLE.has(name));
    if (others.length === 1 && others[0] === 'hover') this.#markHovered(this.#map);
    else if (others.length > 0) this.#redress(this.#map);
    // at once: a map whose style stays the same does not come to rest anew
    if (this.#emptied !== null || this.#isAllOff) this.#watchFilters(this.#map);
  }

  #told: ToldTiles | null = null;
  #isDressed = false;
  #isBehind = false;

  /** A map takes no other style while it reads its first. */
  #redress(map: GlMap): void {
    this.#isBehind = !this.#isDressed;
    if (this.#isDressed) map.setStyle(this.#told!.told(this.#style()), { diff: true, validate: false });
  }

  #markHovered(map: GlMap): void {
    for (const [id, filter] of hoverFilters(this)) if (map.getLayer(id)) map.setFilter(id, filter, { validate: false });
  }

  #style(): StyleSpecification {
    return shownStyle({ shown: this, left: this.#left, lakesHere: this.#lakesHere });
  }

  #start(): void {
    try {
      this.#bare ??= openBareMap(this.renderRoot.querySelector<HTMLElement>('#map')!, this.label);
    } catch {
      this.#tell('oa-failed', null); // no WebGL: the table twin still works
      return;
    }
    if (this.tiles) this.#dress(this.#bare);
  }

  #dress(map: GlMap): void {
    const { view, bounds } = this;
    this.#map = map;
    map.resize(); // it may have been opened before the page was laid out
    map.getCanvas().setAttribute('aria-label', this.label);
    if (view) map.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom });
    map.setMissingStyleImageResolver(() => this.#drawIcons());
    map.addControl(new ScaleControl({ maxWidth: 110 }), 'bottom-left');
    this.#pad();
    if (!view && bounds) this.fit(bounds, false);
    this.#listen(map);
    this.#told = new ToldTiles(map);
    this.#isDressed = false;
    map.once('style.load', () => {
      this.#isDressed = true;
      if (this.#isBehind) this.#redress(map);
    });
    map.setStyle(this.#style(), { validate: false });
    const stops = [
      watchTiles(map, (isFailing) => this.#tell('oa-tiles', isFailing)),
      watchBasemap(map, (isMissing) => this.#tell('oa-basemap', isMissing)),
    ];
    this.#stopWatch = () => {
      for (const stop of stops) stop();
    };
  }

  #stopWatch: (() => void) | null = null;

  #left = new LeftOutfalls();
  #lakesHere = NO_NAMES;
  #emptied: Emptied = null;

  /** Whether rivers were asked for by name, beside what the legend switches. */
  protected get wantsRivers(): boolean {
    return false;
  }

  get #isAllOff(): boolean {
    return !this.aboveOnly && emptiedBy(this.switchedOff, () => 0, this.wantsRivers) === 'all';
  }

  /** Looks at what is in sight. */
  #watchFilters(map: GlMap): void {
    const count = (filter: FilterSpecification | null) => {
      if (map.getZoom() < OUTFALL_ZOOM) return 0; // none is drawn with or without it, so none is asked for
      const source = filter && this.#left.tiles !== null ? OUTFALLS_SOURCE : SOURCE;
      const options = { sourceLayer: 'outfalls', ...(filter && { filter }), validate: false };
      return map.querySourceFeatures(source, options).length;
    };
    const emptied = this.aboveOnly ? null : emptiedBy(this.switchedOff, count, this.wantsRivers); // the third mode always has its lines
    if (emptied === this.#emptied) return;
    this.#emptied = emptied;
    this.dispatchEvent(new CustomEvent('oa-emptied', { detail: emptied, bubbles: true, composed: true }));
  }

  #nameLakes(map: GlMap): void {
    const names = namesInSight(map, this.padding, this.#lakesHere);
    if (names === this.#lakesHere) return;
    this.#lakesHere = names;
    map.getSource<GeoJSONSource>(HERE_SOURCE)?.setData(names);
  }

  #listen(map: GlMap): void {
    map.once('idle', () => warmMarks(map));
    map.on('idle', () => {
      this.#nameLakes(map);
      if (this.#left.come()) this.#redress(map);
      else this.#watchFilters(map);
    });
    const arrived = ({ sourceId, tile }: MapSourceDataEvent) => {
      if (sourceId !== SOURCE || !tile || !map.isSourceLoaded(SOURCE)) return; // without tiles yet it is loaded too
      map.off('sourcedata', arrived);
      this.#tell('oa-arrived', null);
    };
    map.on('sourcedata', arrived);
    tellOf(map, (name, detail) => this.#tell(name, detail));
  }

  /** Telling the map its padding moves it: only when it is another one. */
  #pad(): void {
    this.#map?.setPadding({ ...this.padding });
  }

  #tell(name: string, detail: Picked | MapView | boolean | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #drawIcons(): void {
    const map = this.#map!;
    const colours = LOOKS[this.theme];
    for (const [name, pixels] of [...outfallIcons(colours), ...zoneIcons(colours), ...gapIcons(colours)]) {
      if (map.hasImage(name)) map.updateImage(name, pixels);
      else map.addImage(name, pixels, { pixelRatio: ICON_RATIO });
    }
  }

  /** Shows a box (west, south, east, north); jumps when the reader asked for less motion. */
  fit(bounds: Bbox, fly = true, maxZoom?: number): void {
    if (this.#map) fitBox(this.#map, bounds, fly, maxZoom);
  }

  /** Looks where it looked before; jumps as `fit` does. */
  lookAgain(view: MapView): void {
    if (this.#map) lookAt(this.#map, view);
  }

  /** Whether a box lies wholly in the part of the map that no panel covers. */
  shows(box: Bbox): boolean {
    return this.#map !== null && showsBox(this.#map, box, this.padding);
  }

  zoomBy(levels: number): void {
    this.#map?.zoomTo(this.#map.getZoom() + levels, { duration: 200 });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatch?.();
    this.#bare?.remove();
    this.#bare = null;
    this.#map = null;
  }

  static override styles = [unsafeCSS(mapCss), outfallMapCss];
}
