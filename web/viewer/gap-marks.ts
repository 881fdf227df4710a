/** The points a map draws a gap's ends and length at, for the gaps in sight. Pure. */
import type { Feature, FeatureCollection, Position } from 'geojson';
import type { Bbox, Gap } from '../api/types.ts';
import type { Translate } from '../i18n/dictionary.ts';
import { kmOfM, metres } from '../i18n/format.ts';
import type { MapView } from '../state/view-state.ts';
import { BAR_ZOOM, NO_MARKS } from '../style/layers/gap-marks.ts';
import { degreesPerPixel } from './targets.ts';

const DIRECTIONS = ['bottom', 'bottom-left', 'left', 'top-left', 'top', 'top-right', 'right', 'bottom-right'] as const;

/** On which side of itself a word stands that lies beyond a point in that direction, degrees clockwise from north. */
const anchorBeyond = (degrees: number) => DIRECTIONS[Math.round((((degrees % 360) + 360) % 360) / 45) % 8];

function point(at: Position, properties: object): Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: at }, properties: { ...properties } };
}

/** Two ends and a length. */
function marksOf(t: Translate, gap: Gap, level: string): Feature[] {
  const shared = { level, length_m: gap.length_m };
  const [start, middle, end] = gap.marks;
  const measured = [
    [start, gap.from_m],
    [end, gap.to_m],
  ] as const;
  const ends = measured.map(([[lon, lat, way], measure]) => {
    const turn = way - 90; // the top of what stands across the river is on its left
    return point([lon, lat], {
      ...shared,
      role: 'end',
      turn,
      anchor: anchorBeyond(turn),
      label: `${kmOfM(measure)} km`,
    });
  });
  const [lon, lat, way] = middle;
  const isReversed = way > 180; // else the word would stand on its head
  return [
    ...ends,
    point([lon, lat], {
      ...shared,
      role: 'length',
      turn: isReversed ? way + 90 : way - 90,
      anchor: isReversed ? 'top' : 'bottom',
      label: t('gapLength', { length: metres(gap.length_m) }),
    }),
  ];
}

/** As far as a screen beyond what is seen, so that a pan does not outrun them. */
function boxAround({ lon, lat, zoom }: MapView, screen: number): Bbox {
  const reach = screen * degreesPerPixel(zoom);
  return [lon - reach, lat - reach, lon + reach, lat + reach];
}

const meets = (a: Bbox, b: Bbox): boolean => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

/** Of the gaps in sight, from the zoom on at which their ends are drawn; `levels` by river, `screen` in pixels. */
export function gapMarks(
  t: Translate,
  gaps: readonly Gap[],
  levels: ReadonlyMap<number, string>,
  view: MapView | null,
  screen: number,
): FeatureCollection {
  if (!view || view.zoom < BAR_ZOOM) return NO_MARKS;
  const box = boxAround(view, screen);
  const features = gaps
    .filter((gap) => meets(gap.bbox, box))
    .flatMap((gap) => marksOf(t, gap, levels.get(gap.river_id) ?? 'town'));
  return { type: 'FeatureCollection', features };
}
