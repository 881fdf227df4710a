/** The map style, built as code from tokens and layers. Pure: the page and the server both call it. */
import type { FeatureCollection } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import { LOCAL_FONTS, SHIPPED_FONTS } from './fonts.ts';
import { BASEMAP_SOURCE, type Basemap, basemapLayers } from './layers/basemap.ts';
import { SOURCE } from './layers/expressions.ts';
import { gapEnds, MARKS_SOURCE } from './layers/gap-marks.ts';
import { groundLayers } from './layers/ground.ts';
import { intakeLayer } from './layers/intakes.ts';
import { HERE_SOURCE, labelLayers } from './layers/labels.ts';
import { outfallLayers } from './layers/outfalls.ts';
import { hoverLines, SELECTED_SOURCE, selectionCore, selectionUnder } from './layers/selection.ts';
import { sewerLayers } from './layers/sewers.ts';
import { dimensionLines, type Mode, stateLayers } from './layers/state-lines.ts';
import { canalLayers, lakeLayers, waterLayers } from './layers/water.ts';
import { zoneLayers } from './layers/zones.ts';
import { LOOKS, type Look } from './tokens.ts';

export type VectorSource = Extract<StyleSpecification['sources'][string], { type: 'vector' }>;

export interface StyleOptions {
  theme: Look;
  mode: Mode;
  /** Without towns the whole ground is paper. */
  hasTowns: boolean;
  /** Zones are those that hold on this day, YYYY-MM-DD. */
  day: string;
  tiles: VectorSource;
  /** Points with `name`, one a town; GeoJSON, EPSG:4326. Without it towns are labelled from their tiles. */
  places?: FeatureCollection;
  /** Under everything but the ground. */
  basemap?: Basemap;
  /** Where gaps begin and end (layers/gap-marks.ts). Without it their lengths stand on their lines. */
  marks?: FeatureCollection;
  /** Where lakes are named whose own label point is out of sight. */
  lakesHere?: FeatureCollection;
  /** Lines of the selected river or gap, with `level`. */
  selected?: FeatureCollection;
  /**
   * Glyph URL for clients that need one. With it the style names one shipped Latin face and draws outfalls as circles,
   * since such clients do not have our drawn symbols, and has no layers of the selection and the pointer: QGIS would draw
   * every line of every layer with them. Without it text, symbols and marks are the page's.
   */
  glyphs?: string;
}

const NO_FEATURES: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** One style for one theme and mode; about 70 layers on one vector source. */
export function buildStyle(options: StyleOptions): StyleSpecification {
  const { theme, mode, glyphs, places, marks, lakesHere } = options;
  const colours = LOOKS[theme];
  const alone = glyphs !== undefined;
  const fonts = alone ? SHIPPED_FONTS : LOCAL_FONTS;
  return {
    version: 8,
    name: `Outfall Atlas (${theme})`,
    ...(alone && { glyphs }),
    sources: {
      [SOURCE]: options.tiles,
      ...(!alone && { [SELECTED_SOURCE]: { type: 'geojson', data: options.selected ?? NO_FEATURES } }),
      ...(options.basemap && { [BASEMAP_SOURCE]: options.basemap.source }),
      ...(places && { places: { type: 'geojson', data: places } }),
      ...(marks && { [MARKS_SOURCE]: { type: 'geojson', data: marks } }),
      ...(lakesHere && { [HERE_SOURCE]: { type: 'geojson', data: lakesHere } }),
    },
    layers: [
      ...groundLayers(colours, options.hasTowns),
      ...(options.basemap ? basemapLayers(options.basemap, theme) : []),
      ...lakeLayers(colours),
      ...(alone ? [] : selectionUnder(colours)),
      ...canalLayers(colours),
      ...stateLayers(colours, 'canal', mode),
      ...waterLayers(colours),
      ...(alone ? [] : [selectionCore(colours)]),
      ...stateLayers(colours, 'main', mode),
      ...(marks ? [...dimensionLines(colours, mode), ...gapEnds()] : []),
      ...zoneLayers(colours, options.day, !alone),
      ...(alone ? [] : hoverLines(colours)),
      ...sewerLayers(colours, fonts),
      intakeLayer(colours, alone ? 'circles' : 'drawn'),
      ...outfallLayers(colours, alone ? 'circles' : 'drawn'),
      ...labelLayers(colours, fonts, mode, {
        places: places !== undefined,
        marked: marks !== undefined,
        here: lakesHere !== undefined,
      }),
    ],
  };
}
