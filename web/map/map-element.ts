/** <outfall-map>: the map as an element. Its style is a function of its properties; it tells what is picked and where it looks. */
import type { FeatureCollection } from 'geojson';
import { html, LitElement, type PropertyValues, unsafeCSS } from 'lit';
import {
  type FilterSpecification,
  type GeoJSONSource,
  type Map as GlMap,
  type MapSourceDataEvent,
  ScaleControl,
  type StyleSpecification,
  type VectorTileSource,
} from 'maplibre-gl';
import mapCss from 'maplibre-gl/dist/maplibre-gl.css?inline';
import { TILE_MAXZOOM, TILE_MINZOOM } from '../../tiles/manifest.ts';
import type { Bbox } from '../api/types.ts';
import type { MapView } from '../state/view-state.ts';
import { buildStyle } from '../style/build-style.ts';
import type { Basemap } from '../style/layers/basemap.ts';
import { AS_OF_SOURCE, OUTFALLS_SOURCE, SOURCE } from '../style/layers/expressions.ts';
import { MARKS_SOURCE } from '../style/layers/gap-marks.ts';
import { HERE_SOURCE } from '../style/layers/labels.ts';
import { OUTFALL_ZOOM } from '../style/layers/outfalls.ts';
import type { Target } from '../style/layers/selection.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { LOOKS, type Look } from '../style/tokens.ts';
import { withAboveOnly } from './above-only.ts';
import { openBareMap } from './bare-map.ts';
import { withChanges } from './changes.ts';
import { dressStyle, hoverFilters } from './dress-style.ts';
import { type Emptied, emptiedBy } from './emptied.ts';
import { gapIcons } from './gap-icons.ts';
import { NO_NAMES, namesInSight } from './lake-names.ts';
import { LeftOutfalls } from './left-outfalls.ts';
import { outfallMapCss } from './outfall-map-css.ts';
import { withOverlay } from './overlay.ts';
import { type Picked, pick } from './pick.ts';
import { ICON_RATIO, outfallIcons } from './symbol-icons.ts';
import { watchTiles } from './tile-watch.ts';
import { zoneIcons } from './zone-icons.ts';

export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** Adds sources and layers to a style without changing the one given. */
export type Guest = (style: StyleSpecification, theme: Look) => StyleSpecification;

const samePadding = (a: Padding | undefined, b: Padding): boolean =>
  a !== undefined && a.top === b.top && a.right === b.right && a.bottom === b.bottom && a.left === b.left;

/** Properties that the style does not depend on. */
const NO_STYLE: ReadonlySet<PropertyKey> = new Set(['padding', 'view', 'bounds', 'label', 'marks']);

const TOUCH_REACH = 22;
const POINTER_REACH = 12;
const FLY_MS = 400;

/**
 * Events: `oa-pick` and `oa-hover` with a `Picked` or null, `oa-view` with a `MapView` when the map comes to rest,
 * `oa-emptied` with an `Emptied` when another is true of what is in sight,
 * `oa-tiles` with true when tiles do not arrive and with false when they do again, `oa-arrived` when the first tiles are all there, `oa-failed` when the browser cannot draw. Properties that are null leave the map waiting.
 */
export class OutfallMap extends LitElement {
  static override properties = {
    tiles: {},
    bounds: { attribute: false },
    view: { attribute: false },
    theme: {},
    mode: {},
    label: {},
    hasTowns: { attribute: false },
    places: { attribute: false },
    basemap: { attribute: false },
    selection: { attribute: false },
    selected: { attribute: false },
    hover: { attribute: false },
    switchedOff: { attribute: false },
    spotlight: {},
    day: {},
    asOfTiles: {},
    outfallTiles: {},
    overlay: { attribute: false },
    marks: { attribute: false },
    aboveOnly: { attribute: false },
    changes: { attribute: false },
    guest: { attribute: false },
    padding: { attribute: false },
  };
  declare tiles: string | null; // tile URL with {z}/{x}/{y}
  declare bounds: Bbox | null; // shown first, when there is no view
  declare view: MapView | null; // shown first
  declare theme: Look;
  declare mode: Mode;
  declare label: string;
  declare hasTowns: boolean;
  declare places: FeatureCollection | null;
  declare basemap: Basemap | null;
  declare selection: Target | null;
  declare selected: FeatureCollection | null; // lines of the selection, with `level`
  declare hover: Target | null;
  declare switchedOff: readonly string[];
  declare spotlight: string | null;
  declare day: string; // zones are those that hold on it
  declare asOfTiles: string | null; // tile URL of coverage and gaps as of an earlier day
  declare outfallTiles: string | null; // tile URL of the outfalls that are left, where some are switched off
  declare changes: FeatureCollection | null; // between two days, with `change` and `level`
  declare guest: Guest | null; // what a room that is open draws on top
  declare overlay: FeatureCollection | null; // shapes of one thing that is looked at
  declare marks: FeatureCollection | null; // where gaps begin and end
  declare aboveOnly: boolean; // what is surveyed above water and not under it, in place of the states
  declare padding: Padding;

  #bare: GlMap | null = null; // until there are tiles
  #map: GlMap | null = null;
  #hovering = false;

  constructor() {
    super();
    Object.assign(this, { tiles: null, bounds: null, view: null, theme: 'light', mode: 'above_water', label: '' });
    Object.assign(this, {
      hasTowns: true,
      places: null,
      basemap: null,
      selection: null,
      hover: null,
      switchedOff: [],
      spotlight: null,
      day: new Date().toISOString().slice(0, 10),
    });
    Object.assign(this, {
      asOfTiles: null,
      outfallTiles: null,
      overlay: null,
      changes: null,
      guest: null,
      marks: null,
      aboveOnly: false,
      padding: { top: 0, right: 0, bottom: 0, left: 0 },
    });
  }

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
    if (changed.has('tiles')) this.#retile(this.#map, SOURCE, this.tiles);
    if (changed.has('asOfTiles') && this.asOfTiles) this.#retile(this.#map, AS_OF_SOURCE, this.asOfTiles);
    if (changed.has('outfallTiles') && this.outfallTiles) this.#retile(this.#map, OUTFALLS_SOURCE, this.outfallTiles);
    if (changed.has('theme')) this.#drawIcons();
    if (changed.has('label')) this.#map.getCanvas().setAttribute('aria-label', this.label);
    if (changed.has('marks') && this.marks) this.#map.getSource<GeoJSONSource>(MARKS_SOURCE)?.setData(this.marks);
    // telling the map its own style again costs a frame or more: at each rest of a pan only the view has changed,
    // and under the pointer only a few filters
    const others = [...changed.keys()].filter((name) => !NO_STYLE.has(name));
    if (others.length === 1 && others[0] === 'hover') this.#markHovered(this.#map);
    else if (others.length > 0) this.#redress(this.#map);
  }

  #redress(map: GlMap): void {
    map.setStyle(this.#style(), { diff: true, validate: false });
  }

  /** What is drawn stays until the new tiles are there. */
  #retile(map: GlMap, source: string, tiles: string): void {
    map.getSource<VectorTileSource>(source)?.setTiles([tiles]);
  }

  #markHovered(map: GlMap): void {
    for (const [id, filter] of hoverFilters(this)) if (map.getLayer(id)) map.setFilter(id, filter, { validate: false });
  }

  #style() {
    const { theme, mode, hasTowns, selection, hover, switchedOff: hidden, spotlight, asOfTiles } = this;
    const vector = (url: string) => ({
      type: 'vector' as const,
      tiles: [url],
      minzoom: TILE_MINZOOM,
      maxzoom: TILE_MAXZOOM,
    });
    const style = buildStyle({
      theme,
      mode,
      hasTowns: hasTowns && !hidden.includes('towns'),
      day: this.day,
      tiles: vector(this.tiles!),
      places: this.places ?? undefined,
      basemap: this.basemap ?? undefined,
      selected: this.selected ?? undefined,
      marks: this.marks ?? undefined,
      lakesHere: this.#lakesHere,
    });
    const asOf = asOfTiles === null ? null : vector(asOfTiles);
    const { tiles, hidesPlain, waits } = this.#left;
    const left = tiles === null ? null : { tiles: vector(tiles), hidesPlain, waits };
    const dressed = dressStyle(style, { mode, selection, hover, hidden, spotlight, asOf, left });

    const plain = this.aboveOnly ? withAboveOnly(dressed, theme) : dressed;
    const compared = this.changes ? withChanges(plain, this.changes, theme) : plain;
    const shown = this.overlay ? withOverlay(compared, this.overlay, theme) : compared;
    return this.guest ? this.guest(shown, theme) : shown;
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
    map.setStyle(this.#style(), { validate: false });
    this.#stopWatch = watchTiles(map, (isFailing) =>
      this.dispatchEvent(new CustomEvent('oa-tiles', { detail: isFailing, bubbles: true, composed: true })),
    );
  }

  #stopWatch: (() => void) | null = null;

  #left = new LeftOutfalls();
  #lakesHere = NO_NAMES;
  #emptied: Emptied = null;

  /** Looks at what is in sight. */
  #watchFilters(map: GlMap): void {
    const count = (filter: FilterSpecification | null) => {
      if (map.getZoom() < OUTFALL_ZOOM) return 0; // none is drawn with or without it, so none is asked for
      const source = filter && this.#left.tiles !== null ? OUTFALLS_SOURCE : SOURCE;
      const options = { sourceLayer: 'outfalls', ...(filter && { filter }), validate: false };
      return map.querySourceFeatures(source, options).length;
    };
    const emptied = this.aboveOnly ? null : emptiedBy(this.switchedOff, count); // the third mode always has its lines
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
    map.on('moveend', () => {
      const { lng, lat } = map.getCenter();
      this.#tell('oa-view', { zoom: map.getZoom(), lon: lng, lat });
    });
    map.on('click', (event) => {
      const touch = (event.originalEvent as PointerEvent).pointerType === 'touch';
      this.#tell('oa-pick', pick(map, event.point, touch ? TOUCH_REACH : POINTER_REACH));
    });
    map.on('mousemove', (event) => {
      if (this.#hovering) return;
      this.#hovering = true; // at most one look a frame
      requestAnimationFrame(() => {
        this.#hovering = false;
        const picked = map.isMoving() ? null : pick(map, event.point, 5);
        map.getCanvas().classList.toggle('over', picked !== null);
        this.#tell('oa-hover', picked);
      });
    });
    map.on('mouseout', () => this.#tell('oa-hover', null));
  }

  /** Telling the map its padding moves it: only when it is another one. */
  #pad(): void {
    this.#map?.setPadding({ ...this.padding });
  }

  #tell(name: string, detail: Picked | MapView | null): void {
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
  fit(bounds: Bbox, fly = true, maxZoom = 15.5): void {
    const [west, south, east, north] = bounds;
    const still = !fly || matchMedia('(prefers-reduced-motion: reduce)').matches;
    const motion = { padding: 28, maxZoom, duration: still ? 0 : FLY_MS, linear: true };
    this.#map?.fitBounds([west, south, east, north], motion);
  }

  /** Whether a box lies wholly in the part of the map that no panel covers. */
  shows([west, south, east, north]: Bbox): boolean {
    const map = this.#map;
    if (!map) return false;
    const { clientWidth, clientHeight } = map.getContainer();
    const { top, right, bottom, left } = this.padding;
    return [
      [west, south],
      [east, north],
    ].every((corner) => {
      const { x, y } = map.project(corner as [number, number]);
      return x >= left && x <= clientWidth - right && y >= top && y <= clientHeight - bottom;
    });
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
