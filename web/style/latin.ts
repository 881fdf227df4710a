/** Names in Latin letters beside the Chinese ones, in one label with them, so that neither stands without the other. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Fonts } from './fonts.ts';

type SymbolLayer = Extract<LayerSpecification, { type: 'symbol' }>;

export const LATIN_FROM = { place: 12, main: 12, canal: 13 };
/** Of the Chinese size. Along canals, whose names are of 11 pixels, 0.65 could not be read. */
export const LATIN_SCALE = { place: 0.65, main: 0.65, canal: 0.75 };

const NAME: ExpressionSpecification = ['get', 'name'];
const MOST_CHARACTERS = 7;

/** The name with spaces between its characters: letter spacing would tear the Latin letters apart too. */
function spaced(spaces: number): ExpressionSpecification {
  const between = ' '.repeat(spaces);
  const ofLength = (length: number) => [
    'concat',
    ...Array.from({ length }, (_, i) => [...(i > 0 ? [between] : []), ['slice', NAME, i, i + 1]]).flat(),
  ];
  const lengths = Array.from({ length: MOST_CHARACTERS - 1 }, (_, i) => i + 2);
  return [
    'match',
    ['length', NAME],
    ...lengths.flatMap((length) => [length, ofLength(length)]),
    NAME,
  ] as unknown as ExpressionSpecification;
}

/** Along a line, which has room for one line of text: 淀 浦 河  Dianpu He. */
export const latinAfter = (spaces: number, scale: number, fonts: Fonts, colour: string): ExpressionSpecification => [
  'format',
  spaced(spaces),
  {},
  ' '.repeat(3), // close enough to be read as of this name, not of the next
  {},
  ['get', 'latin'],
  { 'font-scale': scale, 'text-font': ['literal', fonts.sans], 'text-color': colour },
];

/** At a point, under the name. */
const latinBelow = (fonts: Fonts, colour: string): SymbolLayer['layout'] => ({
  'text-field': [
    'format',
    spaced(1),
    {},
    ['concat', '\n', ['get', 'latin']],
    { 'font-scale': LATIN_SCALE.place, 'text-font': ['literal', fonts.sans], 'text-color': colour },
  ],
  'text-letter-spacing': 0.04,
  'text-max-width': 30, // a line each
});

/** A layer of names at points, and above it, so placed first, the same with the Latin name: other clients read the plain one. */
export function atPoints(plain: SymbolLayer, fonts: Fonts, colour: string): SymbolLayer[] {
  const filter = plain.filter ? ['all', ['has', 'latin'], plain.filter] : ['has', 'latin'];
  const layout = { ...plain.layout, ...latinBelow(fonts, colour) };
  return [
    plain,
    { ...plain, id: `${plain.id}-latin`, minzoom: LATIN_FROM.place, filter: filter as SymbolLayer['filter'], layout },
  ];
}
