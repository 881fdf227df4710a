/** Showing a place of the river: by a click on the map, or by its coordinates where there is no pointer. */
import { html } from 'lit';
import type { Map as GlMap } from 'maplibre-gl';
import type { Say } from './words.ts';

export interface Place {
  lon: number;
  lat: number;
}

/** The next click on the map is the place. @returns how to stop waiting for it */
export function awaitClick(map: GlMap | null | undefined, take: (place: Place) => void): () => void {
  if (!map) return () => undefined; // no WebGL: the field remains
  const canvas = map.getCanvas();
  const clicked = ({ lngLat: { lng, lat } }: { lngLat: { lng: number; lat: number } }) =>
    take({ lon: rounded(lng), lat: rounded(lat) });
  canvas.style.cursor = 'crosshair';
  map.on('click', clicked);
  return () => {
    canvas.style.cursor = '';
    map.off('click', clicked);
  };
}

/** About a centimetre: what the register keeps of a place that is shown. */
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/** The field beside the map: keeps the place when it reads as one, else says how to write it. */
export function placeForm(say: Say, take: (place: Place) => void) {
  const sent = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('place') as HTMLInputElement;
    const place = parsePlace(field.value);
    field.setCustomValidity(place ? '' : say('placeUnread'));
    if (place) take(place);
    else field.reportValidity();
  };
  const typed = (event: InputEvent) => (event.target as HTMLInputElement).setCustomValidity('');
  return html`<form class="draft" @submit=${sent}>
    <label for="place">${say('drawing')}</label>
    <input id="place" name="place" autocomplete="off" placeholder=${say('placeHint')} @input=${typed} />
    <button class="plain">${say('use')}</button>
  </form>`;
}

/** Degrees, longitude first, between them a comma or a blank; full-width ones too. Null when it is no such pair. */
export function parsePlace(text: string): Place | null {
  const plain = text.normalize('NFKC').replaceAll('、', ',').trim();
  const [, lon, lat] = plain.match(/^(-?\d+(?:\.\d+)?)°?\s*[,\s]\s*(-?\d+(?:\.\d+)?)°?$/) ?? [];
  if (lon === undefined) return null;
  const place = { lon: Number(lon), lat: Number(lat) };
  return Math.abs(place.lon) <= 180 && Math.abs(place.lat) <= 90 ? place : null;
}
