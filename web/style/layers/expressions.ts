/**
 * Small expressions that several layers share. Filters use `all`, `any`, `has` of a field, its `!`, and comparisons of a field with a value
 * and nothing else: QGIS makes no filter of any other, and so draws every feature.
 */
import type { ExpressionSpecification } from 'maplibre-gl';

/** The one vector source of the style that we serve. */
export const SOURCE = 'atlas';

/** Where the page has the states of an earlier day from: layers of the same names, with the same fields. */
export const AS_OF_SOURCE = 'atlas-as-of';

/** Where the page has outfalls from while some are switched off: thinned after they were chosen, so that counts are of such. */
export const OUTFALLS_SOURCE = 'atlas-outfalls';

const LEVEL: ExpressionSpecification = ['get', 'level'];

/** Rivers of the two upper levels: drawn as a band of water with the state line as its core. */
export const IS_MAIN: ExpressionSpecification = ['any', ['==', LEVEL, 'municipal'], ['==', LEVEL, 'district']];

/** All others, those without a level too. */
export const IS_CANAL: ExpressionSpecification = ['all', ['!=', LEVEL, 'municipal'], ['!=', LEVEL, 'district']];

/** 0 below the zoom from which a level's state line is drawn, else 1: village 12, town 11, the upper two from 9. */
export const LEVEL_SHOWN: ExpressionSpecification = [
  'step',
  ['zoom'],
  ['case', IS_MAIN, 1, 0],
  11,
  ['match', LEVEL, 'village', 0, 1],
  12,
  1,
];
