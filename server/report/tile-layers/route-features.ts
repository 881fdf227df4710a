/** Layers on rivers before their lines are cut: every feature is a range of a route. */
import { cutRanges, type RouteRanges } from '../../../tiles/geometry/cut.ts';
import type { WorldLines } from '../../../tiles/geometry/world.ts';
import type { LayerId } from '../../../tiles/manifest.ts';
import { type Column, classesBy, type LayerSource, takeValues } from '../../../tiles/source.ts';
import type { InPieces } from '../../engine/in-pieces.ts';
import type { Rulers } from '../../engine/rulers.ts';

export interface RouteFeatures {
  readonly layer: LayerId;
  readonly districtNumber: number;
  readonly ids: Int32Array | Uint32Array;
  readonly ranges: RouteRanges;
  readonly columns: Readonly<Record<string, Column>>;
  /** Features of equal values in these are one far out. */
  readonly alike: readonly Column[];
}

/** What of a feature is drawn; measures in mm. */
export interface Piece {
  /** Its index. */
  readonly feature: number;
  readonly fromMm: number;
  readonly toMm: number;
}

/**
 * The features of the pieces, with their ids and values; all of them, whole, when no pieces are given. Pieces of one feature
 * follow each other and are its lines.
 */
export function* cutFeatures(
  features: RouteFeatures,
  { m }: Rulers,
  routes: WorldLines,
  pieces: readonly Piece[] = wholeFeatures(features),
): InPieces<LayerSource> {
  const { layer, districtNumber, ids, ranges, columns, alike } = features;
  const kept = Uint32Array.from(new Set(pieces.map(({ feature }) => feature)));
  const lines = yield* cutRanges(routes, m, {
    route: Uint32Array.from(pieces, ({ feature }) => ranges.route[feature]),
    fromMm: Float64Array.from(pieces, ({ fromMm }) => fromMm),
    toMm: Float64Array.from(pieces, ({ toMm }) => toMm),
  });
  yield;
  return {
    layer,
    districtNumber,
    ids: Uint32Array.from(kept, (i) => ids[i]),
    geometry: { type: 'line', lines, firstLine: firstPieces(pieces, kept.length) },
    columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, takeValues(column, kept)])),
    mergeClass: classesBy(
      alike.map((column) => takeValues(column, kept)),
      kept.length,
    ),
  };
}

function wholeFeatures({ ranges: { route, fromMm, toMm } }: RouteFeatures): Piece[] {
  return Array.from(route, (_, feature) => ({ feature, fromMm: fromMm[feature], toMm: toMm[feature] }));
}

function firstPieces(pieces: readonly Piece[], features: number): Uint32Array {
  const first = new Uint32Array(features + 1).fill(pieces.length);
  let next = 0;
  pieces.forEach(({ feature }, i) => {
    if (i === 0 || pieces[i - 1].feature !== feature) first[next++] = i;
  });
  return first;
}
