/** The table of layers and fields: what an import can fill, under which headers registers keep it, and where it goes. */
import { type Field, type Layer, number, text } from './field.ts';
import { COAST_LAYERS } from './layers/coast.ts';
import { OUTFALL_LAYERS } from './layers/outfalls.ts';
import { PLACE_LAYERS } from './layers/places.ts';
import { RIVER_LAYERS } from './layers/rivers.ts';
import { SEWER_LAYERS } from './layers/sewers.ts';
import { SURVEY_LAYERS } from './layers/surveys.ts';
import { WATER_QUALITY_LAYERS } from './layers/water-quality.ts';
import { ZONE_LAYERS } from './layers/zones.ts';
import { GEOMETRY_COLUMN } from './rows/original.ts';

export const LAYERS = {
  ...RIVER_LAYERS,
  ...PLACE_LAYERS,
  ...OUTFALL_LAYERS,
  ...SURVEY_LAYERS,
  ...ZONE_LAYERS,
  ...SEWER_LAYERS,
  ...WATER_QUALITY_LAYERS,
  ...COAST_LAYERS,
} as const satisfies Record<string, Layer>;

export type LayerName = keyof typeof LAYERS;

export const LAYER_NAMES = Object.keys(LAYERS) as LayerName[];

/** Columns that carry the position in files without geometry; x is east, y is north. */
export const POSITION: readonly Field[] = [
  number('lon', ['经度', '经度(°)', '东经', 'longitude', 'lng', 'long'], { column: undefined }),
  number('lat', ['纬度', '纬度(°)', '北纬', 'latitude'], { column: undefined }),
  number('x', ['东坐标', 'POINT_X', 'easting', 'east', '横坐标', 'X坐标', '坐标X'], { column: undefined }),
  number('y', ['北坐标', 'POINT_Y', 'northing', 'north', '纵坐标', 'Y坐标', '坐标Y'], { column: undefined }),
  text('wkt', [GEOMETRY_COLUMN, 'geometry', 'the_geom', 'geom'], { column: undefined }),
];

/** The layer's description; widened, so that loops over fields see the optional members. */
export function layerOf(name: LayerName): Layer {
  return LAYERS[name];
}
