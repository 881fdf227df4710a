/** What lies in a drawn area, of all that the map may show: read as the map reads it, then cut by the ring. */
import type { Feature, LineString, MultiLineString, Point, Position } from 'geojson';
import type { Api } from '../api/client.ts';
import type { Bbox } from '../api/types.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { aboveOnlyPieces } from './above-only-pieces.ts';
import { contains, insideM } from './shapes.ts';

/** What the map is of. */
export interface AreaScope {
  district: string;
  version: number;
  mode: Mode;
  /** What is surveyed above water and not under it, in place of gaps. */
  aboveOnly: boolean;
  asOf: string | null;
  compare: string | null;
}

/** Whole lines that reach into the area, with what of them lies in it. */
export interface LineInside {
  kind: 'gap' | 'above_not_under' | 'newly_covered' | 'newly_repeated' | 'lost';
  feature: Feature;
  insideM: number;
}

export interface AreaFound {
  outfalls: Feature[];
  lines: LineInside[];
}

const bboxOf = (ring: readonly Position[]): Bbox => {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};

const linesOf = ({ geometry }: Feature): Position[][] => {
  const { type, coordinates } = geometry as LineString | MultiLineString;
  return type === 'LineString' ? [coordinates] : coordinates;
};

function linesInside(ring: readonly Position[], kind: LineInside['kind'], features: readonly Feature[]): LineInside[] {
  const inside = (feature: Feature) => linesOf(feature).reduce((sum, line) => sum + insideM(ring, line), 0);
  return features.map((feature) => ({ kind, feature, insideM: inside(feature) })).filter((each) => each.insideM > 0);
}

/** Of today what the box holds; of an earlier day the service lists the district's gaps whole. */
async function gapsOf(api: Api, { district, mode, asOf }: AreaScope, box: Bbox): Promise<Feature[]> {
  if (asOf !== null) return (await api.gapLines({ district, mode, asOf })).features;
  return (await api.featuresIn('gaps', district, box)).filter(({ properties }) => properties?.mode === mode);
}

async function linesShown(api: Api, scope: AreaScope, ring: readonly Position[]): Promise<LineInside[]> {
  const { district, aboveOnly, compare } = scope;
  const box = bboxOf(ring);
  if (aboveOnly)
    return linesInside(ring, 'above_not_under', aboveOnlyPieces(await api.featuresIn('coverage', district, box)));
  const [gaps, changes] = await Promise.all([
    gapsOf(api, scope, box),
    compare === null ? [] : api.diff(scope, compare).then(({ lines }) => lines.features),
  ]);
  const changed = (['newly_covered', 'newly_repeated', 'lost'] as const).flatMap((change) =>
    linesInside(
      ring,
      change,
      changes.filter(({ properties }) => properties?.change === change),
    ),
  );
  return [...linesInside(ring, 'gap', gaps), ...changed];
}

/** Outfalls are those of today at any day, as on the map. */
export async function readArea(api: Api, scope: AreaScope, ring: readonly Position[]): Promise<AreaFound> {
  const [points, lines] = await Promise.all([
    api.featuresIn('outfalls', scope.district, bboxOf(ring)),
    linesShown(api, scope, ring),
  ]);
  const outfalls = points.filter(
    ({ geometry, properties }) => properties?.status !== 'rejected' && contains(ring, (geometry as Point).coordinates),
  );
  return { outfalls, lines };
}
