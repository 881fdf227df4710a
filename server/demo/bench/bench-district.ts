/**
 * The test district of the benches, in memory: 2507.000 km of river, 20,000 outfalls, 60,000 pipes, 60 zones and 6,000 km
 * of tracks at scale 1. Pure and seeded; the numbers are those every bench is compared by.
 */
import { partSeed, seededRandom } from '../random.ts';
import {
  type BenchOutfalls,
  type BenchPipes,
  type BenchZones,
  benchOutfalls,
  benchPipes,
  benchZones,
} from './around.ts';
import { benchLattice } from './lattice.ts';
import { type BenchRivers, benchRivers } from './rivers.ts';
import { type BenchTrack, benchTrack, type NodeReaches } from './tracks.ts';

const OUTFALLS = 20_000;
const PIPES = 60_000;
const ZONES = 60;
const TRACKS = 1200;

export interface BenchDistrict extends BenchRivers {
  scale: number;
  seed: number;
  outfalls: BenchOutfalls;
  pipes: BenchPipes;
  zones: BenchZones;
  /** Tracks have ids 0 .. trackCount - 1; 5 km each. */
  trackCount: number;
  /** One track, made when asked for, the same each time. */
  track(id: number): BenchTrack;
  /** All tracks in order of id, one in memory at a time. */
  tracks(): Generator<BenchTrack>;
}

/**
 * Generates the bench district. Plane coordinates are integer millimetres in EPSG:4549, measures geodesic millimetres
 * (to scale 10; above, plane lengths over the local scale and no lon/lat).
 *
 * @param scale  multiplies length and counts; 1, 10 and 100 are the benches'.
 */
export function generateBenchDistrict({ scale, seed }: { scale: number; seed: number }): BenchDistrict {
  const part = (number: number) => seededRandom(partSeed(seed, -number));
  const rivers = benchRivers(part(2), benchLattice(part(1), scale), scale);
  const outfalls = once(() => benchOutfalls(rivers, part(3), Math.round(OUTFALLS * scale)));
  const pipes = once(() => benchPipes(outfalls(), part(4), Math.round(PIPES * scale)));
  const zones = once(() => benchZones(rivers, part(5), Math.round(ZONES * scale)));
  const nodes = reachesAtNodes(rivers);
  const trackCount = Math.round(TRACKS * scale);
  const track = (id: number) => benchTrack(rivers, nodes, seed, id);
  return {
    ...rivers,
    scale,
    seed,
    get outfalls() {
      return outfalls();
    },
    get pipes() {
      return pipes();
    },
    get zones() {
      return zones();
    },
    trackCount,
    track,
    *tracks() {
      for (let id = 0; id < trackCount; id++) yield track(id);
    },
  };
}

/** At scale 100 the six million pipes that a bench of coverage never asks for would count as its memory. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function reachesAtNodes({ reaches, nodeCount }: BenchRivers): NodeReaches {
  const first = new Uint32Array(nodeCount + 1);
  for (const ends of [reaches.fromNode, reaches.toNode]) for (const node of ends) first[node + 1]++;
  for (let node = 0; node < nodeCount; node++) first[node + 1] += first[node];
  const next = first.slice();
  const list = new Uint32Array(2 * reaches.count);
  for (let reach = 0; reach < reaches.count; reach++) {
    list[next[reaches.fromNode[reach]]++] = reach;
    list[next[reaches.toNode[reach]]++] = reach;
  }
  return { first, list };
}
