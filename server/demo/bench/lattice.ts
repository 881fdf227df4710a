/** Which reaches and rivers the bench district has: a jittered canal lattice with holes, before anything is drawn. */
import type { Random } from '../random.ts';

/** Metres between lattice lines before scaling; makes 8,000 reaches in 2507 km. */
const CELL_M = 285;
const NODES_PER_LINE = 69;
const MISSING_SHARE = 0.14;
const REVERSED_SHARE = 0.08;

export interface Lattice {
  nodeX: Float64Array;
  nodeY: Float64Array;
  /** Side of the square in metres. */
  extent: number;
  count: number;
  /** Reach e runs along its river from node from[e] to to[e]; reversed[e] = 1 when it is drawn the other way. */
  from: Int32Array;
  to: Int32Array;
  reversed: Uint8Array;
  /** River of each reach, ascending; the reaches of a river follow one another. */
  river: Int32Array;
  riverCount: number;
}

/** A lattice of `scale` times 2507 km. Drawn reaches reversed against their river make real loops for traces. */
export function benchLattice(random: Random, scale: number): Lattice {
  const side = Math.round(NODES_PER_LINE * Math.sqrt(scale));
  const [nodeX, nodeY] = jitteredNodes(random, side);
  const reaches = { from: [] as number[], to: [] as number[], reversed: [] as number[], river: [] as number[] };
  let river = 0;
  const addLine = (node: (k: number) => number) => {
    let run = 0;
    for (let k = 0; k < side - 1; k++) {
      const missing = random() < MISSING_SHARE;
      const longEnough = run >= 4 + Math.floor(random() * 3);
      if ((missing || longEnough) && run > 0) {
        river++;
        run = 0;
      }
      if (missing) continue;
      reaches.from.push(node(k));
      reaches.to.push(node(k + 1));
      reaches.reversed.push(random() < REVERSED_SHARE ? 1 : 0);
      reaches.river.push(river);
      run++;
    }
    if (run > 0) river++;
  };
  for (let row = 0; row < side; row++) addLine((k) => row * side + k);
  for (let column = 0; column < side; column++) addLine((k) => k * side + column);
  return {
    nodeX,
    nodeY,
    extent: (side - 1) * CELL_M,
    count: reaches.from.length,
    from: Int32Array.from(reaches.from),
    to: Int32Array.from(reaches.to),
    reversed: Uint8Array.from(reaches.reversed),
    river: Int32Array.from(reaches.river),
    riverCount: river,
  };
}

function jitteredNodes(random: Random, side: number): [Float64Array, Float64Array] {
  const [x, y] = [new Float64Array(side * side), new Float64Array(side * side)];
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      x[row * side + column] = (column + (random() - 0.5) * 0.5) * CELL_M;
      y[row * side + column] = (row + (random() - 0.5) * 0.5) * CELL_M;
    }
  return [x, y];
}
