/** The rings of a feature in groups that are mended together, each apart from the others. */

import { type InPieces, Turns } from '../../server/engine/in-pieces.ts';
import type { Box } from './clip.ts';
import { mended } from './geos.ts';
import { areas, freeHole, type GroupedRing, mendedHoles } from './grouped-rings.ts';
import type { Meeting } from './meetings.ts';
import { extent, ringArea2 } from './ring.ts';
import type { Polygons } from './sound.ts';

type Ring = readonly number[];

/** Tile units of a pixel where a tile is shown 512 wide. */
const PIXEL = 8;
/** Vertices that are mended in one piece. */
const PIECE = 300;
/** Meetings, and vertices of rings that are measured for the first time, in one piece. */
const PARTED = 20_000;

interface Size {
  area2: number;
  isTiny: boolean;
}

export class RingGroups {
  private readonly rings: Ring[] = [];
  private readonly polygonOf: number[] = [];
  private readonly outerOf: number[] = [];
  /** Towards the ring that its group goes by. */
  private readonly towards: number[];
  private readonly toMend = new Set<number>();
  private readonly dropped = new Set<number>();
  private readonly made = new Map<number, readonly GroupedRing[]>();
  /** A large ring may meet thousands, and is measured once. */
  private readonly sizes: (Size | undefined)[] = [];

  private readonly box: Box | undefined;

  constructor(polygons: Polygons, box?: Box) {
    this.box = box;
    for (const [p, rings] of polygons.entries()) {
      this.outerOf.push(this.rings.length);
      for (const ring of rings) {
        this.polygonOf.push(p);
        this.rings.push(ring);
      }
    }
    this.towards = [...this.rings.keys()];
  }

  /** What becomes of rings that meet. */
  *partAll(met: readonly Meeting[]): InPieces<void> {
    const turns = new Turns(PARTED);
    for (const meeting of met) {
      let work = 1;
      for (const ring of meeting) if (!this.sizes[ring]) work += this.rings[ring].length / 2;
      this.part(meeting);
      if (turns.isOver(work)) yield;
    }
  }

  /** One within a pixel is dropped, a hole or a polygon without; others are one group. */
  private part([ring, other]: Meeting): void {
    if (this.dropped.has(ring) || this.dropped.has(other)) return;
    const [small, large] = this.size(ring).area2 < this.size(other).area2 ? [ring, other] : [other, ring];
    const tiny = [small, large].find(
      (each) => this.size(each).isTiny && this.isAlone(each) && (ring !== other || this.isHole(each)),
    );
    if (tiny === undefined) this.unite(ring, other);
    else this.dropped.add(tiny);
  }

  /** By the rings that they go by. */
  unite(ring: number, other: number): void {
    const [into, from] = [this.groupOf(ring), this.groupOf(other)];
    this.towards[from] = into;
    this.toMend.delete(from);
    this.toMend.add(into);
    this.made.delete(from);
    this.made.delete(into);
  }

  /** A hole, or holes, with what they are cut out of. */
  uniteWithOuter(hole: GroupedRing): void {
    this.unite(hole.group, this.outerOf[hole.polygon!]);
  }

  isMended(group: number): boolean {
    return this.toMend.has(group);
  }

  /** Whether a hole that its group left without a ring around may lie in this one. */
  isCutOutOf(hole: GroupedRing, outer: GroupedRing): boolean {
    return outer.polygon === hole.polygon || outer.group === this.groupOf(this.outerOf[hole.polygon!]);
  }

  /** All rings, those of a group side by side. */
  *grouped(): InPieces<GroupedRing[]> {
    const all: GroupedRing[] = [];
    const turns = new Turns(PIECE);
    for (const [group, members] of this.closed()) {
      const isNew = !this.made.has(group);
      const made = this.made.get(group) ?? this.make(group, members);
      this.made.set(group, made);
      for (const ring of made) all.push(ring);
      if (isNew && this.isMended(group) && turns.isOver(members.reduce((sum, r) => sum + this.rings[r].length / 2, 0)))
        yield;
    }
    return all;
  }

  private groupOf(ring: number): number {
    let group = ring;
    while (this.towards[group] !== group) group = this.towards[group];
    this.towards[ring] = group;
    return group;
  }

  private isHole(ring: number): boolean {
    return this.outerOf[this.polygonOf[ring]] !== ring;
  }

  private ringsOf(polygon: number): number[] {
    const from = this.outerOf[polygon];
    return Array.from({ length: this.endOf(polygon) - from }, (_, k) => from + k);
  }

  private endOf(polygon: number): number {
    return this.outerOf[polygon + 1] ?? this.rings.length;
  }

  private isAlone(ring: number): boolean {
    return this.isHole(ring) || this.endOf(this.polygonOf[ring]) === ring + 1;
  }

  private size(ring: number): Size {
    const points = this.rings[ring];
    this.sizes[ring] ??= { area2: Math.abs(ringArea2(points)), isTiny: isWithinPixel(points) };
    return this.sizes[ring];
  }

  private polygons(members: readonly number[]): Polygons {
    const polygons = new Map<number, Ring[]>();
    for (const ring of members) {
      const rings = polygons.get(this.polygonOf[ring]) ?? [];
      rings.push(this.rings[ring]);
      polygons.set(this.polygonOf[ring], rings);
    }
    return [...polygons.values()];
  }

  private members(): Map<number, number[]> {
    const members = new Map<number, number[]>();
    for (const ring of this.rings.keys()) {
      if (this.dropped.has(ring)) continue;
      const group = this.groupOf(ring);
      const known = members.get(group);
      if (known) known.push(ring);
      else members.set(group, [ring]);
    }
    return members;
  }

  /** Groups of one ring, of holes of one polygon, or of holes with all that they are cut out of. */
  private closed(): Map<number, number[]> {
    for (;;) {
      const members = this.members();
      let isClosed = true;
      for (const [group, rings] of members)
        for (const ring of this.lacking(rings)) {
          if (this.groupOf(ring) === this.groupOf(group)) continue;
          this.unite(group, ring);
          isClosed = false;
        }
      if (isClosed) return members;
    }
  }

  /** What a group needs beside its rings. Of areas that become one all holes: what is land in one may be water of another. */
  private lacking(rings: readonly number[]): number[] {
    const polygons = [...new Set(rings.map((ring) => this.polygonOf[ring]))];
    return polygons.length === 1 ? [] : polygons.flatMap((p) => this.ringsOf(p));
  }

  private make(group: number, members: readonly number[]): GroupedRing[] {
    const polygon = this.polygonOf[members[0]];
    const rings = members.map((ring) => this.rings[ring]);
    const isArea = members.some((ring) => !this.isHole(ring));
    if (isArea) return areas(this.isMended(group) ? mended(this.polygons(members), this.box) : [rings], group);
    return this.isMended(group) ? mendedHoles(rings, group, polygon, this.box) : [freeHole(rings[0], group, polygon)];
  }
}

function isWithinPixel(ring: Ring): boolean {
  return ([0, 1] as const).every((axis) => {
    const [least, most] = extent(ring, axis);
    return most - least <= PIXEL;
  });
}
