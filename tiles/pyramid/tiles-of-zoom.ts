/** The tiles of one zoom that shapes reach, buffer included. */

import { unitShift } from '../geometry/pack.ts';
import type { WorldLines } from '../geometry/world.ts';
import { TILE_BUFFER, TILE_EXTENT } from '../manifest.ts';

/**
 * How far beyond its sides a tile is reached by lines and rings, in tile units. What is drawn of them lies beside them by the
 * tolerance of their vertices (4), rounding (1), and what mending and the least width of an area do (2 each); the rest of
 * the 16 is safety.
 */
export const DRAWN_REACH = TILE_BUFFER + 16;
/** The same of points, which are rounded only. */
export const POINT_REACH = TILE_BUFFER + 1;

/** Gathers tiles, as y × 2^zoom + x. Hot loops: every feature at every zoom (`npm run bench -- pyramid`). */
export class TilesOfZoom {
  readonly numbers: Set<number>;
  private readonly side: number;
  private readonly perWorldUnit: number;
  private readonly margin: number;
  private last = -1;

  /** @param marginUnits  how far beyond its sides a tile is reached, in tile units; what is found is added to `numbers`. */
  constructor(zoom: number, marginUnits: number, numbers = new Set<number>()) {
    this.numbers = numbers;
    this.side = 2 ** zoom;
    this.perWorldUnit = 1 / (2 ** unitShift(zoom) * TILE_EXTENT);
    this.margin = marginUnits / TILE_EXTENT;
  }

  /** Tiles that a box reaches, its bounds included; world units, as everything here. */
  addBox(minX: number, minY: number, maxX: number, maxY: number): void {
    const { side, perWorldUnit, margin } = this;
    const west = Math.max(0, Math.floor(minX * perWorldUnit - margin));
    const north = Math.max(0, Math.floor(minY * perWorldUnit - margin));
    const east = Math.min(side - 1, Math.floor(maxX * perWorldUnit + margin));
    const south = Math.min(side - 1, Math.floor(maxY * perWorldUnit + margin));
    for (let y = north; y <= south; y++) for (let x = west; x <= east; x++) this.add(y * side + x);
  }

  /** Whether a box reaches a single tile. */
  isOne(minX: number, minY: number, maxX: number, maxY: number): boolean {
    const { perWorldUnit, margin } = this;
    return (
      Math.floor(minX * perWorldUnit - margin) === Math.floor(maxX * perWorldUnit + margin) &&
      Math.floor(minY * perWorldUnit - margin) === Math.floor(maxY * perWorldUnit + margin)
    );
  }

  /**
   * Tiles that a way from a to b reaches: those of its box where that is one row or one column, else row by row what of the
   * way lies in the row.
   */
  addSegment(ax: number, ay: number, bx: number, by: number): void {
    const { side, perWorldUnit, margin } = this;
    const [x0, y0, x1, y1] = [ax * perWorldUnit, ay * perWorldUnit, bx * perWorldUnit, by * perWorldUnit];
    const [low, high] = y0 < y1 ? [y0, y1] : [y1, y0];
    const north = Math.max(0, Math.floor(low - margin));
    const south = Math.min(side - 1, Math.floor(high + margin));
    for (let y = north; y <= south; y++) {
      let [from, to] = [x0, x1];
      if (y0 !== y1) {
        from = x0 + ((x1 - x0) * (within(y - margin, low, high) - y0)) / (y1 - y0);
        to = x0 + ((x1 - x0) * (within(y + 1 + margin, low, high) - y0)) / (y1 - y0);
      }
      const west = Math.max(0, Math.floor(Math.min(from, to) - margin));
      const east = Math.min(side - 1, Math.floor(Math.max(from, to) + margin));
      for (let x = west; x <= east; x++) this.add(y * side + x);
    }
  }

  /**
   * Tiles whose middle lies in the rings, by even and odd: with those that the edges reach, all that the area does.
   *
   *     ──┬──/─┬────┬─\──   the line through the middles of a row goes in and out at the edges
   *       · /  ·    ·  \ ·
   *     ──┴/───┴────┴───\
   */
  addInside(rings: WorldLines, fromRing: number, toRing: number): void {
    for (const [row, crossings] of this.crossings(rings, fromRing, toRing)) {
      crossings.sort((a, b) => a - b);
      for (let k = 1; k < crossings.length; k += 2) {
        const east = Math.min(this.side - 1, Math.floor(crossings[k] - 0.5));
        for (let column = Math.max(0, Math.ceil(crossings[k - 1] - 0.5)); column <= east; column++)
          this.add(row * this.side + column);
      }
    }
  }

  /** By row of tiles: where edges cross the line through its middles. */
  private crossings({ first, x, y }: WorldLines, fromRing: number, toRing: number): Map<number, number[]> {
    const { side, perWorldUnit } = this;
    const rows = new Map<number, number[]>();
    for (let ring = fromRing; ring < toRing; ring++)
      for (let v = first[ring] + 1; v < first[ring + 1]; v++) {
        const [y0, y1] = [y[v - 1] * perWorldUnit - 0.5, y[v] * perWorldUnit - 0.5];
        const end = Math.min(side - 1, Math.ceil(Math.max(y0, y1)) - 1);
        for (let row = Math.max(0, Math.ceil(Math.min(y0, y1))); row <= end; row++) {
          const at = (x[v - 1] + ((x[v] - x[v - 1]) * (row - y0)) / (y1 - y0)) * perWorldUnit;
          const known = rows.get(row);
          if (known) known.push(at);
          else rows.set(row, [at]);
        }
      }
    return rows;
  }

  private add(number: number): void {
    if (number !== this.last) this.numbers.add(number); // neighbours in a list are mostly neighbours on the ground
    this.last = number;
  }
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
