/** From what lies under the pointer to what is chosen, and where that is. Pure. */
import type { FeatureCollection, Position } from 'geojson';
import type { Bbox, Gap, Outfall, Zone } from '../api/types.ts';
import type { Picked } from '../map/pick.ts';
import type { Target } from '../style/layers/selection.ts';
import { findGapAt, gapRowsOf, gapTarget, type ScopeData, wholeGap } from './scope-data.ts';

const OUTFALL_BOX = 0.002; // degrees round an outfall when it is flown to
const REACH_PX = 6; // how far beside a merged line its gap is looked for

/** Degrees of longitude. */
export const degreesPerPixel = (zoom: number): number => 360 / (512 * 2 ** zoom);

/** A gap is chosen as it is drawn, whatever towns cut it. Below zoom 12 tiles merge lines: then it is found by its place. */
export function targetOf(picked: Picked | null, gaps: readonly Gap[], zoom: number): Target | null {
  if (picked?.kind !== 'gap') return picked?.target ?? null;
  if (picked.target?.kind === 'gap') return wholeGap(gaps, picked.target);
  const gap = findGapAt(gaps, picked.lngLat, REACH_PX * degreesPerPixel(zoom));
  return gap ? wholeGap(gaps, gapTarget(gap)) : null;
}

export const middleOf = ([west, south, east, north]: Bbox): Position => [(west + east) / 2, (south + north) / 2];

/** A mark in the middle of a box, for the overlay. */
export function markedPlace(box: Bbox): FeatureCollection {
  const geometry = { type: 'Point' as const, coordinates: middleOf(box) };
  return { type: 'FeatureCollection', features: [{ type: 'Feature', geometry, properties: { role: 'outfall' } }] };
}

/** Records that cards were read for. */
export interface Cards {
  outfall: Outfall | null;
  zone: Zone | null;
}

function boxAround(rows: readonly Gap[]): Bbox | null {
  if (rows.length === 0) return null;
  const at = (side: number) => rows.map(({ bbox }) => bbox[side]);
  return [Math.min(...at(0)), Math.min(...at(1)), Math.max(...at(2)), Math.max(...at(3))];
}

/** The box of a thing, as far as it is known; an outfall's and a zone's from its card. */
export function boxOf(target: Target, data: ScopeData | null, { outfall, zone }: Cards): Bbox | null {
  if (target.kind === 'zone') return zone?.id === target.id ? zone.bbox : null;
  if (target.kind === 'gap') return boxAround(gapRowsOf(data?.gaps ?? [], target));
  if (target.kind === 'river') return data?.rivers.find((row) => row.river_id === target.id)?.bbox ?? null;
  if (outfall?.id !== target.id || outfall.lon === null || outfall.lat === null) return null;
  const { lon, lat } = outfall;
  return [lon - OUTFALL_BOX, lat - OUTFALL_BOX, lon + OUTFALL_BOX, lat + OUTFALL_BOX];
}
