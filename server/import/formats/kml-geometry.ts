/** Geometry of placemarks, gx:Track and gx:MultiTrack included; heights are dropped, and said when one is not zero. */
import type { SourceGeometry } from '../request.ts';
import { child, descendants, type XmlElement } from './xml/elements.ts';

/** Null when the placemark has none. Parts of one kind become one multi-geometry; mixed ones are said as they are. */
export function placemarkGeometry(placemark: XmlElement): SourceGeometry | null {
  const geometry = geometryOf(placemark);
  return geometry && hasHeight(placemark) ? { ...geometry, dropped: true } : geometry;
}

/** Google Earth writes a height of 0 everywhere; only another one is a loss. */
function hasHeight(placemark: XmlElement): boolean {
  const tuples = [
    ...descendants(placemark, 'coordinates').flatMap(tuplesOf),
    ...descendants(placemark, 'coord').map(({ text }) => text.trim().split(/\s+/)),
  ];
  return tuples.some(([, , height]) => height !== undefined && Number(height) !== 0);
}

function geometryOf(placemark: XmlElement): SourceGeometry | null {
  const parts = partsOf(placemark);
  if (parts.length < 2) return parts[0] ?? null;
  const types = new Set(parts.map(({ type }) => type));
  if (types.size > 1) return { type: 'GeometryCollection', coordinates: [] };
  return { type: `Multi${parts[0].type}`, coordinates: parts.map(({ coordinates }) => coordinates) };
}

/** Milliseconds per vertex of a track; undefined where there is none or its times do not match its points. */
export function trackTimes(placemark: XmlElement): Float64Array | undefined {
  const tracks = descendants(placemark, 'Track');
  if (tracks.length !== 1) return undefined;
  const whens = tracks[0].children.filter(({ name }) => name === 'when');
  const points = tracks[0].children.filter(({ name }) => name === 'coord');
  return whens.length === points.length ? Float64Array.from(whens, ({ text }) => Date.parse(text.trim())) : undefined;
}

const SHAPES: Record<string, (element: XmlElement) => SourceGeometry> = {
  Point: (element) => ({ type: 'Point', coordinates: positionsOf(element)[0] ?? [] }),
  LineString: (element) => ({ type: 'LineString', coordinates: positionsOf(element) }),
  LinearRing: (element) => ({ type: 'LineString', coordinates: positionsOf(element) }),
  Polygon: (element) => ({ type: 'Polygon', coordinates: ringsOf(element) }),
  Track: (element) => ({ type: 'LineString', coordinates: trackPositions(element) }),
};

function partsOf(element: XmlElement): SourceGeometry[] {
  return element.children.flatMap((each) => {
    if (SHAPES[each.name]) return [SHAPES[each.name](each)];
    return each.name === 'MultiGeometry' || each.name === 'MultiTrack' ? partsOf(each) : [];
  });
}

function ringsOf(polygon: XmlElement): number[][][] {
  const outer = child(polygon, 'outerBoundaryIs');
  const inner = polygon.children.filter(({ name }) => name === 'innerBoundaryIs');
  return [...(outer ? [outer] : []), ...inner].flatMap((boundary) =>
    descendants(boundary, 'LinearRing').map(positionsOf),
  );
}

function positionsOf(element: XmlElement): number[][] {
  const coordinates = child(element, 'coordinates');
  return coordinates ? tuplesOf(coordinates).map(numbers) : [];
}

/** `lon,lat[,height]` with blanks between; some writers put blanks behind the commas too. */
function tuplesOf({ text }: XmlElement): string[][] {
  const plain = text.replace(/\s*,\s*/g, ',').trim();
  return plain === '' ? [] : plain.split(/\s+/).map((tuple) => tuple.split(','));
}

function trackPositions(track: XmlElement): number[][] {
  const points = track.children.filter(({ name }) => name === 'coord');
  return points.map(({ text }) => numbers(text.trim().split(/\s+/)));
}

function numbers([lon, lat]: string[]): number[] {
  return [lon, lat].map((text) => (text ? Number(text) : Number.NaN));
}
