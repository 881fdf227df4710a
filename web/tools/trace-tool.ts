/** A point on the map, by a click or, with the map focused, by Space in its middle; Esc ends. Call `stop` to give the map back. */
import type { Map as GlMap, MapMouseEvent } from 'maplibre-gl';

export class PointTool {
  readonly #map: GlMap;
  readonly #tell: (point: { lon: number; lat: number } | null) => void;

  /** @param tell  each point; null when it is given up. */
  constructor(map: GlMap, tell: (point: { lon: number; lat: number } | null) => void) {
    this.#map = map;
    this.#tell = tell;
    map.getCanvas().style.cursor = 'crosshair';
    map.on('click', this.#clicked);
    window.addEventListener('keydown', this.#key, true);
  }

  stop(): void {
    this.#map.off('click', this.#clicked);
    window.removeEventListener('keydown', this.#key, true);
    this.#map.getCanvas().style.cursor = '';
  }

  takeKeys(): void {
    this.#map.getCanvas().focus({ preventScroll: true });
  }

  #clicked = ({ lngLat }: MapMouseEvent): void => this.#tell({ lon: lngLat.lng, lat: lngLat.lat });

  #key = (event: KeyboardEvent): void => {
    const isPoint = event.key === ' ' && event.composedPath()[0] === this.#map.getCanvas();
    if (!isPoint && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    const { lng: lon, lat } = this.#map.getCenter();
    this.#tell(isPoint ? { lon, lat } : null);
  };
}
