/** Geometry of one row, packed: stored degrees and plane metres side by side, vertex by vertex. */
import type { Crs } from '../crs.ts';
import { isCgcs2000Grid } from '../crs-gauss-kruger.ts';
import type { IssueAt, IssueCode } from '../issues.ts';
import { type Plane, roundDegrees } from '../plane.ts';
import type { SourceGeometry } from '../request.ts';

export interface PackedGeometry {
  kind: 'point' | 'line' | 'lines' | 'polygon';
  /** lon, lat interleaved, EPSG:4490, 1e-9 degree. */
  degrees: Float64Array;
  /** east, north interleaved in metres of the district's plane, 1 mm. */
  plane: Float64Array;
  /** Polygons: for each part, for each ring, the number of its vertices; rings are closed. Lines: for each part its vertices. */
  parts: number[][];
}

export type Fault = { code: IssueCode } & Omit<IssueAt, 'row'>;

/** GeoJSON type → what layers call it, and how deep its positions lie. */
const SHAPES: Record<string, { kind: Exclude<PackedGeometry['kind'], 'lines'>; depth: number }> = {
  Point: { kind: 'point', depth: 0 },
  MultiPoint: { kind: 'point', depth: 1 },
  LineString: { kind: 'line', depth: 1 },
  MultiLineString: { kind: 'line', depth: 2 },
  Polygon: { kind: 'polygon', depth: 2 },
  MultiPolygon: { kind: 'polygon', depth: 3 },
};

const KIND_NAMES = {
  point: { zh: '点', en: 'points' },
  line: { zh: '线', en: 'lines' },
  lines: { zh: '线', en: 'lines' },
  polygon: { zh: '面', en: 'polygons' },
};

type Position = readonly number[];

/** Turns a file's geometries into packed ones of the kind the layer takes; one packer serves one file. */
export class GeometryPacker {
  private readonly toDegrees: Crs['toDegrees'];
  private readonly plane: Plane;
  private readonly kind: PackedGeometry['kind'];
  readonly isGeographic: boolean;
  /** The district lies in China: no number of a position is zero there. */
  readonly isChinese: boolean;
  /** What the last geometry packed had that is not kept as it was. */
  noted = { closedRing: false, dropped: false };
  /** Millions of metres in front of every easting; NaN where none are known of. */
  private readonly prefix: number;

  constructor(crs: Crs, plane: Plane, kind: PackedGeometry['kind']) {
    this.toDegrees = crs.toDegrees;
    this.isGeographic = crs.isGeographic;
    this.prefix = crs.gaussKruger?.prefix || Number.NaN;
    this.isChinese = isCgcs2000Grid(plane.srid);
    this.plane = plane;
    this.kind = kind;
  }

  /** The parts of a geometry (a multi-line has several, a multi-polygon is one), or why it cannot be taken. */
  pack(geometry: SourceGeometry | null): PackedGeometry[] | Fault {
    this.noted = { closedRing: false, dropped: geometry?.dropped ?? false };
    if (geometry === null) return { code: 'missing_geometry' };
    const shape = SHAPES[geometry.type];
    if (shape?.kind !== (this.kind === 'lines' ? 'line' : this.kind))
      return { code: 'wrong_geometry_type', value: geometry.type, detail: KIND_NAMES[this.kind] };
    const coordinates = geometry.coordinates;
    if (!Array.isArray(coordinates) || coordinates.length === 0) return { code: 'missing_geometry' };
    switch (shape.kind) {
      case 'point':
        return this.packPoints(shape.depth === 0 ? [coordinates as unknown as Position] : (coordinates as Position[]));
      case 'line':
        return this.packLines(shape.depth === 1 ? [coordinates as Position[]] : (coordinates as Position[][]));
      case 'polygon':
        return this.packPolygons(shape.depth === 2 ? [coordinates as Position[][]] : (coordinates as Position[][][]));
    }
  }

  private packPoints(points: readonly Position[]): PackedGeometry[] | Fault {
    if (points.length > 1) return { code: 'wrong_geometry_type', value: 'MultiPoint', detail: KIND_NAMES.point };
    const packed = allocate('point', 1, []);
    const fault = this.write(points, packed, 0);
    return fault ?? [packed];
  }

  private packLines(lines: readonly (readonly Position[])[]): PackedGeometry[] | Fault {
    const packed: PackedGeometry[] = [];
    for (const line of lines) {
      if (!Array.isArray(line)) return badGeometry('线的坐标不是数组', 'a line is not a list of positions');
      if (line.length === 0) continue;
      if (line.length < 2) return badGeometry('线少于两个点', 'a line has fewer than two positions');
      const part = allocate('line', line.length, []);
      const fault = this.write(line, part, 0);
      if (fault) return fault;
      packed.push(part);
    }
    if (packed.length === 0) return { code: 'missing_geometry' };
    return this.kind === 'lines' ? [joinLines(packed)] : packed;
  }

  private packPolygons(polygons: readonly (readonly (readonly Position[])[])[]): PackedGeometry[] | Fault {
    const parts: number[][] = [];
    const rings: Position[][] = [];
    for (const polygon of polygons) {
      if (!Array.isArray(polygon)) return badGeometry('面不是环的数组', 'a polygon is not a list of rings');
      if (polygon.length === 0) continue;
      const counts: number[] = [];
      for (const ring of polygon) {
        const closed = closeRing(ring);
        if (!closed) return badGeometry('环少于三个不同的点', 'a ring has fewer than three positions');
        if (closed !== ring) this.noted.closedRing = true;
        rings.push(closed);
        counts.push(closed.length);
      }
      parts.push(counts);
    }
    if (rings.length === 0) return { code: 'missing_geometry' };
    return this.packRings(rings, parts);
  }

  private packRings(rings: readonly Position[][], parts: number[][]): PackedGeometry[] | Fault {
    let vertices = 0;
    for (const ring of rings) vertices += ring.length;
    const packed = allocate('polygon', vertices, parts);
    let at = 0;
    for (const ring of rings) {
      const fault = this.write(ring, packed, at);
      if (fault) return fault;
      at += ring.length;
    }
    return [packed];
  }

  /** Hot: every vertex of every file passes here once (bench: import). */
  private write(positions: readonly Position[], into: PackedGeometry, first: number): Fault | undefined {
    let at = first * 2;
    if (positions[0]?.length > 2) this.noted.dropped = true;
    for (const position of positions) {
      let lon = position?.[0];
      let lat = position?.[1];
      if (typeof lon !== 'number' || typeof lat !== 'number') return badCoordinate(position);
      if (!Number.isFinite(lon) || !Number.isFinite(lat)) return badCoordinate(position);
      if (this.kind === 'point') {
        const code = pointFault(lon, lat, this);
        if (code) return { code, value: brief(position) };
      }
      if (this.prefix && Math.floor(lon / 1_000_000) !== this.prefix)
        return { code: 'zone_differs', value: brief(position) };
      if (this.toDegrees) [lon, lat] = this.toDegrees([lon, lat]);
      if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90))
        return { code: this.isGeographic ? beyondRange(lon, lat) : 'out_of_range', value: brief(position) };
      lon = roundDegrees(lon);
      lat = roundDegrees(lat);
      into.degrees[at] = lon;
      into.degrees[at + 1] = lat;
      this.plane.forward(lon, lat, into.plane, at);
      if (!Number.isFinite(into.plane[at] + into.plane[at + 1]))
        return { code: 'outside_district', value: brief(position) };
      at += 2;
    }
    return undefined;
  }
}

/** Positions that only look like ones: (0, 0), a zero in China, one number written twice. */
export function pointFault(x: number, y: number, { isGeographic, isChinese }: PointRules): IssueCode | undefined {
  if (x === 0 && y === 0) return 'zero_coordinate';
  if (!isGeographic) return undefined;
  if (isChinese && (x === 0 || y === 0)) return 'zero_coordinate';
  return x === y ? 'lon_equals_lat' : undefined;
}

interface PointRules {
  isGeographic: boolean;
  isChinese: boolean;
}

/** Why degrees lie outside ±180, ±90: a longitude where the latitude should be, or plain nonsense. */
export function beyondRange(lon: number, lat: number): IssueCode {
  const isSwapped = Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90;
  return isSwapped ? 'lon_lat_swapped' : 'out_of_range';
}

function allocate(kind: PackedGeometry['kind'], vertices: number, parts: number[][]): PackedGeometry {
  return { kind, degrees: new Float64Array(vertices * 2), plane: new Float64Array(vertices * 2), parts };
}

/** Parts that are one thing. */
function joinLines(lines: readonly PackedGeometry[]): PackedGeometry {
  const joined = allocate(
    'lines',
    lines.reduce((sum, { plane }) => sum + plane.length / 2, 0),
    [],
  );
  let at = 0;
  for (const { degrees, plane } of lines) {
    joined.degrees.set(degrees, at);
    joined.plane.set(plane, at);
    joined.parts.push([plane.length / 2]);
    at += plane.length;
  }
  return joined;
}

/** The ring with its last position equal to its first; undefined when it bounds nothing. */
function closeRing(ring: unknown): Position[] | undefined {
  if (!Array.isArray(ring) || ring.length < 3) return undefined;
  const first = ring[0];
  const last = ring[ring.length - 1];
  const isClosed = first?.[0] === last?.[0] && first?.[1] === last?.[1];
  const closed = isClosed ? ring : [...ring, first];
  return closed.length >= 4 ? closed : undefined;
}

function badGeometry(zh: string, en: string): Fault {
  return { code: 'bad_geometry', detail: { zh, en } };
}

function badCoordinate(position: unknown): Fault {
  return { code: 'bad_coordinate', value: brief(position), detail: NOT_FINITE };
}

/** Of a position that is no pair of numbers. */
export const NOT_FINITE = { zh: '不是两个有限数', en: 'not two finite numbers' };

// not JSON.stringify of the whole: a hostile file nests ten thousand deep
function brief(position: unknown): string {
  if (!Array.isArray(position)) return typeof position;
  return position
    .slice(0, 2)
    .map((ordinate) => (typeof ordinate === 'object' && ordinate !== null ? 'object' : String(ordinate).slice(0, 40)))
    .join(', ');
}

/** Smallest and largest east and north of a packed geometry, in metres. */
export function planeBox({ plane }: PackedGeometry): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < plane.length; i += 2) {
    if (plane[i] < west) west = plane[i];
    if (plane[i] > east) east = plane[i];
    if (plane[i + 1] < south) south = plane[i + 1];
    if (plane[i + 1] > north) north = plane[i + 1];
  }
  return [west, south, east, north];
}
