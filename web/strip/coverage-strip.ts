/** Defines <coverage-strip> for our own pages, which hand it everything; pages of others get web/embed's. */
import { CoverageStrip } from './strip-element.ts';

export type { StripGapDetail, StripMeasureDetail } from './strip-element.ts';

customElements.define('coverage-strip', CoverageStrip);
declare global {
  interface HTMLElementTagNameMap {
    'coverage-strip': CoverageStrip;
  }
}
