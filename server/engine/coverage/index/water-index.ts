/** Water polygons cut into horizontal slabs, so that a point asks only the edges at its own height. */
import type { WaterBodies } from '../../rulers.ts';
import { sharedFloat64, sharedInt32, sharedUint8, sharedUint32 } from '../../segments/shared.ts';

const SLAB_MM = 16_000;
const MOST_SLABS = 4096;

/**
 * Body b has slabs slabOf[b] .. slabOf[b + 1] - 1 of height[b] from bottom[b] up; slab s lists edges
 * edge[4 * i ..] (ax, ay, bx, by) of ring[i] for i in start[s] .. start[s + 1] - 1, rings in order. An edge is listed in each
 * slab it touches.
 */
export interface WaterIndex {
  count: number;
  id: Int32Array;
  riverId: Int32Array;
  kind: Uint8Array;
  widthMm: Float64Array;
  box: Float64Array; // 4 per body: left, bottom, right, top
  height: Float64Array;
  slabOf: Uint32Array;
  start: Uint32Array;
  edge: Float64Array;
  ring: Uint32Array;
}

export function indexWater(bodies: WaterBodies): WaterIndex {
  const { count } = bodies;
  const box = sharedFloat64(4 * count);
  const height = sharedFloat64(count);
  const slabOf = sharedUint32(count + 1);
  for (let body = 0; body < count; body++) {
    box.set(boxOf(bodies, body), 4 * body);
    const tall = box[4 * body + 3] - box[4 * body + 1];
    const slabs = Math.max(1, Math.min(MOST_SLABS, Math.floor(tall / SLAB_MM) + 1));
    height[body] = Math.max(1, Math.ceil((tall + 1) / slabs));
    slabOf[body + 1] = slabOf[body] + slabs;
  }
  const water = { ...copyColumns(bodies), box, height, slabOf };
  return { ...water, ...fillSlabs(bodies, water) };
}

/** First slab of a body that a height from `y` up can touch; clamped to the body's slabs. */
export function slabAt(water: Pick<WaterIndex, 'box' | 'height' | 'slabOf'>, body: number, y: number): number {
  const slab = water.slabOf[body] + Math.floor((y - water.box[4 * body + 1]) / water.height[body]);
  return Math.max(water.slabOf[body], Math.min(water.slabOf[body + 1] - 1, slab));
}

function copyColumns(bodies: WaterBodies) {
  const { count } = bodies;
  const id = sharedInt32(count);
  const riverId = sharedInt32(count);
  const kind = sharedUint8(count);
  const widthMm = sharedFloat64(count);
  id.set(bodies.id);
  riverId.set(bodies.riverId);
  kind.set(bodies.kind);
  widthMm.set(bodies.widthMm);
  return { count, id, riverId, kind, widthMm };
}

function boxOf(bodies: WaterBodies, body: number): [number, number, number, number] {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  const end = bodies.first[bodies.ringsOf[body + 1]];
  for (let v = bodies.first[bodies.ringsOf[body]]; v < end; v++) {
    left = Math.min(left, bodies.x[v]);
    right = Math.max(right, bodies.x[v]);
    bottom = Math.min(bottom, bodies.y[v]);
    top = Math.max(top, bodies.y[v]);
  }
  return [left, bottom, right, top];
}

function fillSlabs(bodies: WaterBodies, water: Pick<WaterIndex, 'count' | 'box' | 'height' | 'slabOf'>) {
  const start = sharedUint32(water.slabOf[water.count] + 2);
  eachEdge(bodies, water, (slab) => {
    start[slab + 2]++;
  });
  for (let slab = 2; slab < start.length; slab++) start[slab] += start[slab - 1];
  const edge = sharedFloat64(4 * start[start.length - 1]);
  const ring = sharedUint32(start[start.length - 1]);
  const { x, y } = bodies;
  eachEdge(bodies, water, (slab, v, ofRing) => {
    ring[start[slab + 1]] = ofRing;
    const at = 4 * start[slab + 1]++;
    edge[at] = x[v];
    edge[at + 1] = y[v];
    edge[at + 2] = x[v + 1];
    edge[at + 3] = y[v + 1];
  });
  return { start, edge, ring };
}

function eachEdge(
  bodies: WaterBodies,
  water: Pick<WaterIndex, 'count' | 'box' | 'height' | 'slabOf'>,
  enter: (slab: number, vertex: number, ring: number) => void,
): void {
  for (let body = 0; body < water.count; body++)
    for (let ring = bodies.ringsOf[body]; ring < bodies.ringsOf[body + 1]; ring++)
      for (let v = bodies.first[ring]; v + 1 < bodies.first[ring + 1]; v++) {
        const last = slabAt(water, body, Math.max(bodies.y[v], bodies.y[v + 1]));
        for (let slab = slabAt(water, body, Math.min(bodies.y[v], bodies.y[v + 1])); slab <= last; slab++)
          enter(slab, v, ring);
      }
}
