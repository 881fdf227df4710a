/**
 * Drawing on the map: clicks set corners, Enter or a double click ends, Esc gives up; Shift and a drag draws a box.
 * By keyboard the arrows move the map, and Space sets a corner in its middle.
 */
import type { FeatureCollection, Position } from 'geojson';
import type { Map as GlMap, MapMouseEvent } from 'maplibre-gl';
import { cornerAt } from '../state/view-state.ts';

export type Tool = 'area' | 'measure';

export interface Drawn {
  points: Position[];
  done: boolean;
}

/** Tells each change; null when it is given up. Call `stop` to give the map back. */
export class DrawTool {
  readonly #map: GlMap;
  readonly #tool: Tool;
  readonly #tell: (drawn: Drawn | null) => void;
  #points: Position[] = [];
  #corner: Position | null = null; // where a box began
  #done = false;
  #keyed = false; // the next corner is the middle of the map, not the pointer

  constructor(map: GlMap, tool: Tool, tell: (drawn: Drawn | null) => void) {
    this.#map = map;
    this.#tool = tool;
    this.#tell = tell;
    map.doubleClickZoom.disable();
    map.boxZoom.disable();
    map.getCanvas().style.cursor = 'crosshair';
    map.on('click', this.#clicked);
    map.on('dblclick', this.#finish);
    map.on('mousemove', this.#moved);
    map.on('move', this.#panned);
    map.on('mousedown', this.#pressed);
    map.on('mouseup', this.#released);
    window.addEventListener('keydown', this.#key, true);
  }

  stop(): void {
    const map = this.#map;
    map.off('click', this.#clicked);
    map.off('dblclick', this.#finish);
    map.off('mousemove', this.#moved);
    map.off('move', this.#panned);
    map.off('mousedown', this.#pressed);
    map.off('mouseup', this.#released);
    window.removeEventListener('keydown', this.#key, true);
    map.doubleClickZoom.enable();
    map.boxZoom.enable();
    map.getCanvas().style.cursor = '';
  }

  /** From here on the map has the keys; who came by keyboard sees where the first corner would be. */
  takeKeys(): void {
    const canvas = this.#map.getCanvas();
    canvas.focus({ preventScroll: true });
    this.#keyed = canvas.matches(':focus-visible');
    this.#panned();
  }

  #clicked = ({ lngLat }: MapMouseEvent): void => this.#set(cornerAt(lngLat));

  #set(corner: Position): void {
    if (this.#done) this.#points = []; // the next one begins
    this.#done = false;
    this.#points = [...this.#points, corner];
    this.#tell({ points: this.#points, done: false });
  }

  get #middle(): Position {
    return cornerAt(this.#map.getCenter());
  }

  #panned = (): void => {
    if (this.#keyed && !this.#done) this.#tell({ points: [...this.#points, this.#middle], done: false });
  };

  #moved = ({ lngLat }: MapMouseEvent): void => {
    this.#keyed = false;
    const here = cornerAt(lngLat);
    if (this.#corner) this.#tell({ points: boxOf(this.#corner, here), done: false });
    else if (!this.#done && this.#points.length > 0) this.#tell({ points: [...this.#points, here], done: false });
  };

  #pressed = (event: MapMouseEvent): void => {
    if (this.#tool !== 'area' || !event.originalEvent.shiftKey) return;
    event.preventDefault(); // no pan
    this.#corner = cornerAt(event.lngLat);
  };

  #released = ({ lngLat }: MapMouseEvent): void => {
    if (!this.#corner) return;
    this.#points = boxOf(this.#corner, cornerAt(lngLat));
    this.#corner = null;
    this.#end();
  };

  #finish = (event?: MapMouseEvent): void => {
    event?.preventDefault();
    // a double click is two clicks on one place
    this.#points = this.#points.filter((point, i, all) => i === 0 || String(point) !== String(all[i - 1]));
    this.#end();
  };

  #end(): void {
    if (this.#points.length < (this.#tool === 'area' ? 3 : 2)) return;
    this.#done = true;
    this.#tell({ points: this.#points, done: true });
  }

  #key = (event: KeyboardEvent): void => {
    const isOnMap = event.composedPath()[0] === this.#map.getCanvas();
    if (isOnMap && /^( |Arrow.*)$/.test(event.key)) this.#keyed = true;
    if (isOnMap && event.key === ' ') {
      event.preventDefault();
      event.stopPropagation();
      this.#set(this.#middle);
    }
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    if (event.key === 'Enter' && (this.#points.length === 0 || this.#done)) return; // a button's
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') this.#finish();
    else this.#tell(null);
  };
}

const boxOf = ([ax, ay]: Position, [bx, by]: Position): Position[] => [
  [ax, ay],
  [bx, ay],
  [bx, by],
  [ax, by],
];

/** What is drawn, for the map's overlay. */
export function drawnOverlay(tool: Tool, { points }: Drawn): FeatureCollection {
  const path = tool === 'area' && points.length > 2 ? [...points, points[0]] : points;
  const features: FeatureCollection['features'] = points.map((coordinates) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties: { role: 'corner' },
  }));
  if (path.length > 1)
    features.unshift({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: path },
      properties: { role: 'path' },
    });
  if (tool === 'area' && points.length > 2)
    features.unshift({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [path] },
      properties: { role: 'area' },
    });
  return { type: 'FeatureCollection', features };
}
