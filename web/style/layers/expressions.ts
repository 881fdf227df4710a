/** Small expressions that several layers share. */
import type { ExpressionSpecification } from 'maplibre-gl';

/** The one vector source of the style. */
export const SOURCE = 'atlas';

/** Rivers of the two upper levels: drawn as a band of water with the state line as its core. */
export const IS_MAIN: ExpressionSpecification = [
  'match',
  ['coalesce', ['get', 'level'], 'town'],
  ['municipal', 'district'],
  true,
  false,
];

/** 0 below the zoom from which a level's state line is drawn, else 1: village 12, town 11, the upper two from 9. */
export const LEVEL_SHOWN: ExpressionSpecification = [
  'step',
  ['zoom'],
  ['case', IS_MAIN, 1, 0],
  11,
  ['match', ['coalesce', ['get', 'level'], 'town'], 'village', 0, 1],
  12,
  1,
];
