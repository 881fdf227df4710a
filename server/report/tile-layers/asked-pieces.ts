/** Which features on rivers a question is about, and how far each is drawn. */
import type { Snapshot } from '../../district/snapshot.ts';
import { OUTSIDE } from '../../engine/gaps/shown-towns.ts';
import { keeps, knownTown } from '../gaps/filter.ts';
import { longestMm } from '../gaps/limits.ts';
import { PART_M, workStretches } from '../gaps/stretches.ts';
import { knownRiver } from '../groups.ts';
import type { TileQuestion } from './question.ts';
import type { Piece, RouteFeatures } from './route-features.ts';

interface Part {
  from: number;
  to: number;
  town: number;
}

/**
 * In the order of the features. Of a town a feature is drawn on the stretches that are worked with it, as gap lists name it:
 * so gaps are whole, and surveyed stretches and rivers end where its gaps could.
 * @throws DomainError `river_unknown`, `town_unknown` (404)
 */
export function askedPieces(snapshot: Snapshot, features: RouteFeatures, question: TileQuestion): Piece[] {
  const { route, fromMm, toMm } = features.ranges;
  const parts = partsOf(snapshot, question);
  const isMeant = meant(snapshot, features, question);
  const pieces: Piece[] = [];
  for (let feature = 0; feature < route.length; feature++) {
    if (!isMeant(feature)) continue;
    for (const { from, to } of parts(route[feature])) {
      const piece = { feature, fromMm: Math.max(from, fromMm[feature]), toMm: Math.min(to, toMm[feature]) };
      if (piece.fromMm < piece.toMm) pieces.push(piece);
    }
  }
  return pieces;
}

/** The parts of a route (index) that are drawn. */
function partsOf(snapshot: Snapshot, question: TileQuestion): (route: number) => readonly Part[] {
  const town = knownTown(snapshot, question.town);
  if (town === undefined) return () => WHOLE;
  const stretches = workStretches(snapshot, longestMm(PART_M));
  return (route) => stretches[route].filter((stretch) => stretch.town === town);
}

const WHOLE: readonly Part[] = [{ from: 0, to: Number.POSITIVE_INFINITY, town: OUTSIDE }];

function meant(snapshot: Snapshot, { ranges, columns }: RouteFeatures, question: TileQuestion) {
  const riverId = knownRiver(snapshot, question.river);
  const { level, mode } = question;
  const isOfMode = modeTest(columns, mode);
  return (feature: number): boolean => {
    const route = ranges.route[feature];
    if (riverId !== undefined && snapshot.rulers.riverId[route] !== riverId) return false;
    return keeps(snapshot, { level }, route, OUTSIDE, 0) && isOfMode(feature);
  };
}

function modeTest({ mode: column }: RouteFeatures['columns'], mode?: string): (feature: number) => boolean {
  if (mode === undefined || column?.type !== 'string') return () => true;
  const code = column.values.indexOf(mode);
  return (feature) => column.codes[feature] === code;
}
