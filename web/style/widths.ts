/** Line widths by zoom in pixels: the table of the design, as map expressions. */
import type { ExpressionSpecification } from 'maplibre-gl';

/** Register levels of a river, from the widest to the narrowest line. */
export const LEVELS = ['municipal', 'district', 'town', 'village'] as const;
export type Level = (typeof LEVELS)[number];

type Stops = Readonly<Record<number, Readonly<Record<Level, number>>>>;

const STATE_LINE: Stops = {
  9: { municipal: 1.4, district: 1, town: 0.5, village: 0.35 },
  11: { municipal: 2.4, district: 1.8, town: 0.8, village: 0.5 },
  12: { municipal: 3.4, district: 2, town: 1.35, village: 0.85 },
  14: { municipal: 5, district: 3.6, town: 2.2, village: 1.6 },
  16: { municipal: 6, district: 5, town: 3.4, village: 2.6 },
  18: { municipal: 8, district: 6, town: 5, village: 4 },
};

// beyond z14 the water polygon carries the width; the band stays as the ground of the line where there is none
const WATER_BAND: Stops = {
  6: { municipal: 1.2, district: 0.6, town: 0, village: 0 },
  9: { municipal: 4, district: 2, town: 0.5, village: 0.35 },
  11: { municipal: 9, district: 5, town: 0.9, village: 0.7 },
  12: { municipal: 12, district: 6, town: 1.6, village: 1.1 },
  14: { municipal: 14, district: 9, town: 4, village: 3 },
  16: { municipal: 18, district: 14, town: 8, village: 6 },
};

/** A width in pixels from a width per level: `of` maps the table's width to the wanted one. */
function byLevel(stops: Stops, of: (width: number) => number): ExpressionSpecification {
  const at = ({ municipal, district, town, village }: Readonly<Record<Level, number>>): ExpressionSpecification => [
    'match',
    ['get', 'level'],
    'municipal',
    of(municipal),
    'district',
    of(district),
    'village',
    of(village),
    of(town),
  ];
  const pairs = Object.entries(stops).flatMap(([zoom, row]) => [Number(zoom), at(row)]);
  return ['interpolate', ['exponential', 1.4], ['zoom'], ...pairs] as unknown as ExpressionSpecification;
}

/** The state line: `scale` times its table width plus `extra` pixels. */
export const stateWidth = (scale = 1, extra = 0): ExpressionSpecification =>
  byLevel(STATE_LINE, (width) => width * scale + extra);

/** The gap's glow: the line, one pixel more, and min(4.5, 1.4 + 1.5 w) round it. */
export const glowWidth = (): ExpressionSpecification =>
  byLevel(STATE_LINE, (width) => width + 1 + Math.min(4.5, 1.4 + 1.5 * width));

/** The water band under a river that has no polygon, `extra` pixels wider. */
export const bandWidth = (extra = 0): ExpressionSpecification => byLevel(WATER_BAND, (width) => width + extra);
