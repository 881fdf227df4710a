/** A map that has nothing to draw yet: its drawing context takes longest of all that is done once, so it is opened before it is known what will be shown. */
import { prewarm, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { PacedMap } from './paced-map.ts';

setWorkerUrl(workerUrl);
prewarm(); // its worker loads meanwhile

/** Without a style it draws no frame. Throws where the browser cannot draw. */
export function openBareMap(container: HTMLElement, label: string): PacedMap {
  const map = new PacedMap({
    container,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    maxZoom: 19,
    fadeDuration: 150,
    locale: { 'Map.Title': label },
  });
  map.touchZoomRotate.disableRotation();
  return map;
}
