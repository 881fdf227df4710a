/** The rows of a preview as shapes for a map: bounded in number and vertices, in degrees, longitude first. */
import type { Feature, Geometry, Position } from 'geojson';
import type { ReadyRow } from '../rows/convert.ts';
import type { PackedGeometry } from '../rows/geometry.ts';

export interface ShapeLimits {
  shapes: number;
  vertices: number;
}

/** West, south, east, north in degrees. */
export type Bounds = [number, number, number, number];

export class PreviewShapes {
  readonly features: Feature[] = [];
  private box: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  private vertices = 0;
  /** Shapes came that found no place any more. */
  isCut = false;
  private readonly limits: ShapeLimits;

  constructor(limits: ShapeLimits) {
    this.limits = limits;
  }

  /** Of all rows added, drawn or not; null where none has a place. */
  get bounds(): Bounds | null {
    return this.box[0] <= this.box[2] ? this.box : null;
  }

  /** @param name what a person calls it */
  add({ row, shapes }: ReadyRow, name: string | null): void {
    for (const shape of shapes) {
      this.widen(shape.degrees);
      this.vertices += shape.degrees.length / 2;
      this.isCut ||= this.features.length >= this.limits.shapes || this.vertices > this.limits.vertices;
      if (this.isCut) continue;
      this.features.push({ type: 'Feature', properties: { row, name }, geometry: geometryOf(shape) });
    }
  }

  private widen(degrees: Float64Array): void {
    const { box } = this;
    for (let i = 0; i < degrees.length; i += 2) {
      if (degrees[i] < box[0]) box[0] = degrees[i];
      if (degrees[i + 1] < box[1]) box[1] = degrees[i + 1];
      if (degrees[i] > box[2]) box[2] = degrees[i];
      if (degrees[i + 1] > box[3]) box[3] = degrees[i + 1];
    }
  }
}

function geometryOf({ kind, degrees, parts }: PackedGeometry): Geometry {
  const positions = Array.from(
    { length: degrees.length / 2 },
    (_, i): Position => [degrees[2 * i], degrees[2 * i + 1]],
  );
  let at = 0;
  const take = (count: number) => {
    at += count;
    return positions.slice(at - count, at);
  };
  const rings = () => parts.map((counts) => counts.map(take));
  if (kind === 'point') return { type: 'Point', coordinates: positions[0] };
  if (kind === 'line') return { type: 'LineString', coordinates: positions };
  if (kind === 'lines') return { type: 'MultiLineString', coordinates: rings().flat() };
  return { type: 'MultiPolygon', coordinates: rings() };
}
