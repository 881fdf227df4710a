/** Areas of previews. geojson-vt leaves rings without an inside and areas out; the register's own encoder mends them, and leaves none out. */
import { VectorTile } from '@mapbox/vector-tile';
import type { Feature, Position } from 'geojson';
import { PbfReader } from 'pbf';
import { worldRings } from './geometry/world.ts';
import { LayerIndex } from './layer.ts';
import { LAYERS, TILE_EXTENT } from './manifest.ts';

/** As geojson-vt has features in a tile: rings are closed, in whole units. */
export interface DrawnArea {
  readonly type: 3;
  readonly geometry: [number, number][][];
  readonly tags: Feature['properties'];
  readonly id?: string | number;
}

const LAYER = { ...LAYERS.zones, minzoom: 0, fields: {} };
const SPAN = 2 ** 32; // above it stands the district in ids

export class PreviewAreas {
  private readonly features: readonly Feature[];
  private readonly index: LayerIndex;

  /** Of the features those that are areas. */
  constructor(features: readonly Feature[]) {
    this.features = features.filter(isArea);
    const geometry = { type: 'polygon' as const, rings: packed(this.features.map(polygonsOf)) };
    const ids = Uint32Array.from(this.features.keys());
    this.index = new LayerIndex({ layer: 'zones', districtNumber: 1, ids, geometry, columns: {} }, LAYER);
  }

  inTile(z: number, x: number, y: number): DrawnArea[] {
    const tile = new PbfReader(this.index.encode(z, x, y)) as unknown as ConstructorParameters<typeof VectorTile>[0];
    const { zones } = new VectorTile(tile).layers;
    return Array.from({ length: zones?.length ?? 0 }, (_, i) => {
      const drawn = zones.feature(i);
      const { id, properties } = this.features[drawn.id! % SPAN];
      const scale = TILE_EXTENT / zones.extent; // beyond the last zoom that is packed tiles are of fewer units
      const geometry = drawn
        .loadGeometry()
        .map((ring) => ring.map((at): [number, number] => [at.x * scale, at.y * scale]));
      return { type: 3, geometry, tags: properties, ...(id !== undefined && { id }) };
    });
  }
}

export const isArea = ({ geometry }: Feature): boolean =>
  geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';

function polygonsOf({ geometry }: Feature): Position[][][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

function packed(features: readonly Position[][][][]) {
  const polygons = features.flat();
  const rings = polygons.flat();
  const positions = rings.flat();
  const lon = Float64Array.from(positions, ([degrees]) => degrees);
  const lat = Float64Array.from(positions, ([, degrees]) => degrees);
  return worldRings(starts(features), starts(polygons), starts(rings), lon, lat);
}

function starts(lists: readonly (readonly unknown[])[]): Uint32Array {
  const first = new Uint32Array(lists.length + 1);
  lists.forEach(({ length }, i) => {
    first[i + 1] = first[i] + length;
  });
  return first;
}
