/** The type that labels are set in. */
import { SANS, SERIF } from './tokens.ts';

/** The fonts a style names: local families for our page, one shipped family where glyphs come by URL. */
export interface Fonts {
  sans: string[];
  serif: string[];
}
export const LOCAL_FONTS: Fonts = { sans: [...SANS], serif: [...SERIF] };
export const SHIPPED_FONTS: Fonts = { sans: ['Noto Sans Regular'], serif: ['Noto Sans Regular'] };
