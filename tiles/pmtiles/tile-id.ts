/** Tile ids of PMTiles: zooms one after another, each along a Hilbert curve (PMTiles spec v3, section 3.1). */

/** Number of tiles below a zoom: (4^z - 1) / 3. */
function tilesBelow(zoom: number): number {
  return (4 ** zoom - 1) / 3;
}

/** The id of tile z/x/y; exact up to zoom 26. */
export function tileId(zoom: number, x: number, y: number): number {
  let id = tilesBelow(zoom);
  let [px, py] = [x, y];
  for (let side = 2 ** (zoom - 1); side >= 1; side /= 2) {
    const right = px & side ? 1 : 0;
    const lower = py & side ? 1 : 0;
    id += side * side * ((3 * right) ^ lower);
    [px, py] = rotated(side, px, py, right, lower);
  }
  return id;
}

/**
 * Quadrants of a Hilbert curve are turned so that each ends where the next begins:
 *
 *   0 3   upper left: x and y change places; upper right: so do they, seen from the other corner
 *   1 2   the two lower ones stay
 */
function rotated(side: number, x: number, y: number, right: number, lower: number): [number, number] {
  if (lower === 1) return [x, y];
  return right === 1 ? [side - 1 - y, side - 1 - x] : [y, x];
}
