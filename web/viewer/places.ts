/** One label point a town: tiles cut a polygon into pieces, and a piece each would be labelled. */
import type { FeatureCollection, Polygon, Position } from 'geojson';

const ringArea = (ring: readonly Position[]): number =>
  ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);

/** Where a horizontal line crosses a polygon's rings, west to east. */
function crossings(rings: Polygon['coordinates'], y: number): number[] {
  const found: number[] = [];
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
      if (ay > y !== by > y) found.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    }
  return found.sort((a, b) => a - b);
}

/** The middle of the widest stretch inside the polygon on one of a few lines through it. */
function innerPoint(rings: Polygon['coordinates']): Position {
  const ys = rings[0].map(([, y]) => y);
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  let best: Position = rings[0][0];
  let widest = 0;
  for (const share of [0.5, 0.42, 0.58, 0.34, 0.66]) {
    const y = south + share * (north - south);
    const cuts = crossings(rings, y);
    for (let i = 1; i < cuts.length; i += 2) {
      const width = (cuts[i] - cuts[i - 1]) * (1 - Math.abs(share - 0.5));
      if (width > widest) [widest, best] = [width, [(cuts[i] + cuts[i - 1]) / 2, y]];
    }
  }
  return best;
}

/** A point inside the largest part of each polygon, with its properties. Lon/lat in, lon/lat out. */
export function labelPoints(polygons: FeatureCollection): FeatureCollection {
  const features = polygons.features.flatMap(({ geometry, properties }) => {
    const parts =
      geometry?.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry?.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    const [largest] = [...parts].sort((a, b) => Math.abs(ringArea(b[0])) - Math.abs(ringArea(a[0])));
    if (!largest) return [];
    return [
      {
        type: 'Feature' as const,
        properties: { name: properties?.name, ...(properties?.latin && { latin: properties.latin }) },
        geometry: { type: 'Point' as const, coordinates: innerPoint(largest) },
      },
    ];
  });
  return { type: 'FeatureCollection', features };
}
