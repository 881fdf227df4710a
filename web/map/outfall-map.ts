/** Defines <outfall-map> for our own pages, which hand it everything; pages of others get web/embed's. */
import { OutfallMap } from './map-element.ts';

export type { OutfallMap, Padding } from './map-element.ts';

customElements.define('outfall-map', OutfallMap);
declare global {
  interface HTMLElementTagNameMap {
    'outfall-map': OutfallMap;
  }
}
