/** A layer on rivers as a question wants it, indexed piece by piece. */

import type { WorldLines } from '../../../tiles/geometry/world.ts';
import { LayerIndex } from '../../../tiles/layer.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import type { InPieces } from '../../engine/in-pieces.ts';
import { askedPieces } from './asked-pieces.ts';
import type { TileQuestion } from './question.ts';
import { coverageFeatures, gapFeatures } from './ranges.ts';
import { riverFeatures } from './rivers.ts';
import { cutFeatures, type RouteFeatures } from './route-features.ts';

const FEATURES = {
  // biome-ignore lint/correctness/useYield: one piece, as the others are many
  *rivers(snapshot: Snapshot): InPieces<RouteFeatures> {
    return riverFeatures(snapshot);
  },
  coverage: coverageFeatures,
  gaps: gapFeatures,
};

/** @throws DomainError as `askedPieces`. */
export function* indexAsked(
  snapshot: Snapshot,
  routes: WorldLines,
  layer: keyof typeof FEATURES,
  question: TileQuestion,
): InPieces<LayerIndex> {
  const features = yield* FEATURES[layer](snapshot, question.as_of);
  yield;
  const pieces = askedPieces(snapshot, features, question);
  yield;
  const source = yield* cutFeatures(features, snapshot.rulers, routes, pieces);
  yield;
  return yield* LayerIndex.inPieces(source);
}
