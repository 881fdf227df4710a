/** What outfalls have to do with protected zones (design.md, "Links and zone relations"). */

import { type Line, lineTouches } from './touches.ts';
import { eachZoneAround, signedDistanceMm, type ZoneIndex, zoneHolds } from './zone-index.ts';

/** Relations by their bit, in the order answers list them. */
export const RELATIONS = ['inside', 'edge', 'conduit', 'receiving'] as const;
export type Relation = (typeof RELATIONS)[number];
export const [INSIDE, EDGE, CONDUIT, RECEIVING] = [1, 2, 4, 8];

/** What is known of outfalls. Integer plane millimetres. */
export interface Outfalls {
  count: number;
  /** The recorded point; NaN where nobody located it. */
  x: Float64Array;
  y: Float64Array;
  /** Places of the water at the mouth of outfall i are mouthFirst[i] .. mouthFirst[i + 1] - 1; none where it is unlinked. */
  mouthFirst: Uint32Array;
  mouthX: Float64Array;
  mouthY: Float64Array;
  conduits: ReadonlyMap<number, readonly Line[]>;
}

/** Pairs in the order of outfalls, then zones. */
export interface Related {
  outfall: number[];
  zone: number[];
  /** Sum of the bits of all relations that hold; never 0. */
  relations: number[];
  /** From the recorded point to the zone's boundary in whole mm, negative inside; NaN without a point. */
  distanceMm: number[];
}

/**
 * Every pair of an outfall and a zone that have something to do with each other. A boundary belongs to its zone, so a
 * point on the border of two zones is inside both; `edge` holds up to and with the boundary's accuracy, on either side.
 */
export function relate(index: ZoneIndex, outfalls: Outfalls): Related {
  const related: Related = { outfall: [], zone: [], relations: [], distanceMm: [] };
  const bits = new Uint8Array(index.accuracyMm.length);
  const distance = new Float64Array(index.accuracyMm.length).fill(Number.NaN);
  for (let i = 0; i < outfalls.count; i++) {
    const zones: number[] = [];
    // one function for all three questions of an outfall: what it touches is added up per zone
    const hold = (zone: number, bit: number) => {
      if (bits[zone] === 0) zones.push(zone);
      bits[zone] |= bit;
    };
    atPoint(index, outfalls.x[i], outfalls.y[i], distance, hold);
    for (let k = outfalls.mouthFirst[i]; k < outfalls.mouthFirst[i + 1]; k++)
      atMouth(index, outfalls.mouthX[k], outfalls.mouthY[k], hold);
    for (const line of outfalls.conduits.get(i) ?? []) alongConduit(index, line, hold);
    for (const zone of zones.sort((a, b) => a - b)) {
      related.outfall.push(i);
      related.zone.push(zone);
      related.relations.push(bits[zone]);
      const known = !Number.isNaN(distance[zone]) || Number.isNaN(outfalls.x[i]);
      related.distanceMm.push(known ? distance[zone] : signedDistanceMm(index, zone, outfalls.x[i], outfalls.y[i]));
      bits[zone] = 0;
      distance[zone] = Number.NaN;
    }
  }
  return related;
}

type Hold = (zone: number, bit: number) => void;

function atPoint(index: ZoneIndex, px: number, py: number, distance: Float64Array, hold: Hold): void {
  eachZoneAround(index, px, py, (zone) => {
    const mm = signedDistanceMm(index, zone, px, py);
    const inside = mm < 0 || (mm === 0 && zoneHolds(index, zone, px, py));
    const onEdge = Math.abs(mm) <= index.accuracyMm[zone];
    if (inside) hold(zone, INSIDE);
    if (onEdge) hold(zone, EDGE);
    if (inside || onEdge) distance[zone] = mm;
  });
}

function atMouth(index: ZoneIndex, px: number, py: number, hold: Hold): void {
  eachZoneAround(index, px, py, (zone) => {
    if (zoneHolds(index, zone, px, py)) hold(zone, RECEIVING);
  });
}

function alongConduit(index: ZoneIndex, line: Line, hold: Hold): void {
  for (let zone = 0; zone < index.accuracyMm.length; zone++) if (lineTouches(index, zone, line)) hold(zone, CONDUIT);
}
