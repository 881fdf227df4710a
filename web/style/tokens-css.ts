/** The tokens as CSS custom properties, for the page and for elements that stand alone. */
import { PALETTES, SANS, SERIF, type Theme } from './tokens.ts';

const SHADOW: Record<Theme, string> = {
  light: '0 1px 2px rgba(30,34,36,.10), 0 6px 24px rgba(30,34,36,.10)',
  dark: '0 1px 2px rgba(0,0,0,.4), 0 6px 24px rgba(0,0,0,.35)',
};

const quoted = (stack: readonly string[]): string =>
  stack.map((name) => (name.includes(' ') ? `"${name}"` : name)).join(',');

function block(theme: Theme): string {
  const colours = Object.entries(PALETTES[theme]).map(([name, value]) => `--oa-${name}:${value}`);
  return [
    `color-scheme:${theme}`,
    ...colours,
    `--oa-shadow:${SHADOW[theme]}`,
    `--oa-sans:${quoted(SANS)}`,
    `--oa-serif:${quoted(SERIF)}`,
  ].join(';');
}

/** A style sheet that sets every `--oa-…` on `selector`, and the dark values on `selector[data-theme=dark]`. */
export function tokensCss(selector: ':root' | ':host'): string {
  const dark = selector === ':root' ? ':root[data-theme=dark]' : ':host([data-theme=dark])';
  return `${selector}{${block('light')}}${dark}{${block('dark')}}`;
}
