import { describe, expect, it } from 'vitest';
import { PALETTES, type Theme, type Token } from '../../web/style/tokens.ts';
import { contrast, difference, type Vision } from './colour.ts';

const THEMES: Theme[] = ['light', 'dark'];
const VISIONS: Vision[] = ['normal', 'protan', 'deutan', 'tritan'];

/** Least contrast of text and lines on their grounds, light and dark: the promises of the design. */
const CONTRAST: [Token, Token, light: number, dark: number][] = [
  ['ink-1', 'panel', 15.8, 6],
  ['ink-2', 'panel', 7, 6],
  ['ink-3', 'panel', 4.8, 6],
  ['ink-3', 'panel-2', 4.5, 4.5],
  ['gap-text', 'panel', 5.6, 6],
  ['fail', 'panel', 7.9, 6],
  ['consult', 'panel', 5.5, 6],
  ['pass', 'panel', 5.2, 6],
  ['not-checked', 'panel', 5.4, 6],
  ['on-accent', 'accent', 4.5, 4.5],
  ['accent', 'accent-ground', 4.5, 4.5],
  ['covered', 'paper', 3.6, 7.2],
  ['gap', 'paper', 3.9, 6.6],
  ['duplicate', 'paper', 15.2, 15.3],
  ['zone', 'paper', 6.2, 4.2],
  ['covered', 'water', 3, 5],
  ['gap', 'water', 3.3, 4.6],
];

/** Colour differences, light then dark, each for the four visions. */
const PAIRS: [Token, Token, light: number[], dark: number[]][] = [
  ['covered', 'gap', [53, 44, 48, 60], [47, 41, 46, 62]],
  ['covered', 'duplicate', [37, 36, 32, 37], [31, 18, 22, 30]],
  ['gap', 'duplicate', [48, 42, 53, 53], [37, 40, 37, 36]],
  ['covered', 'zone', [50, 21, 15, 64], [45, 20, 11, 64]],
  ['gap', 'zone', [35, 43, 37, 16], [39, 47, 44, 14]],
  ['lost', 'gap', [49, 59, 65, 55], [47, 55, 60, 36]],
  ['lost', 'covered', [26, 17, 14, 19], [27, 17, 13, 23]],
  ['lost', 'duplicate', [27, 30, 28, 25], [34, 32, 33, 26]],
  ['lost', 'zone', [23, 15, 20, 49], [18, 14, 15, 31]],
  ['industrial', 'agricultural', [34, 28, 24, 32], [27, 13, 9, 25]],
  ['wwtp', 'other', [18, 12, 14, 17], [17, 5, 7, 18]],
  ['agricultural', 'other', [33, 32, 31, 11], [33, 32, 31, 11]],
  ['pass', 'fail', [58, 18, 13, 57], [60, 14, 10, 63]],
  ['fail', 'consult', [28, 14, 7, 14], [32, 18, 10, 14]],
];

describe('the tokens', () => {
  it.each(CONTRAST)('let %s be read on %s in both themes', (ink, ground, light, dark) => {
    const [onLight, onDark] = THEMES.map((theme) => contrast(PALETTES[theme][ink], PALETTES[theme][ground]));
    expect(onLight).toBeGreaterThanOrEqual(light);
    expect(onDark).toBeGreaterThanOrEqual(dark);
  });

  it.each(PAIRS)('keep %s and %s as far apart as the table says, for every kind of sight', (one, two, light, dark) => {
    const measured = THEMES.map((theme) =>
      VISIONS.map((vision) => difference(PALETTES[theme][one], PALETTES[theme][two], vision)),
    );
    const least = [light, dark];
    measured.forEach((row, theme) => {
      row.forEach((value, vision) => {
        expect(value, `${THEMES[theme]} ${VISIONS[vision]}`).toBeGreaterThan(least[theme][vision] - 1.5);
      });
    });
  });
});
