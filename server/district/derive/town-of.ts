/** Which town a place lies in. */
import { buildEdgeTree, type EdgeTree, treeHolds } from '../../engine/zone-relations/edge-tree.ts';
import type { Towns } from '../load-network.ts';

/** Towns with boxes over their edges: a place then asks some of these and not all. */
export interface TownIndex {
  id: Int32Array;
  tree: EdgeTree;
}

export const indexTowns = (towns: Towns): TownIndex => ({ id: towns.id, tree: buildEdgeTree(towns) });

/** The town that holds a point, edge included; of several the one with the lowest key. */
export function townOf({ id, tree }: TownIndex, point: readonly [number, number] | null): number | null {
  if (point === null) return null;
  for (let town = 0; town < id.length; town++) if (treeHolds(tree, town, point[0], point[1])) return id[town];
  return null;
}
