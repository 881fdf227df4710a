/** Well-known binary (OGC 06-103r4, ISO and EWKB flavours) to GeoJSON-like geometry; Z and M are dropped. */
import type { SourceGeometry } from '../request.ts';

const NAMES = ['', 'Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'];

/** Reads one geometry. Null for an empty one. @throws RangeError when the bytes end early or the type is not known. */
export function readWkb(bytes: Uint8Array): SourceGeometry | null {
  return new WkbReader(bytes).geometry();
}

class WkbReader {
  private readonly view: DataView;
  private at = 0;
  private little = true;
  private ordinates = 2;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  geometry(): SourceGeometry | null {
    const type = NAMES[this.header()];
    if (!type) throw new RangeError('geometry of a type other than points, lines and polygons');
    const coordinates = this.body(type);
    if (coordinates.length === 0 || Number.isNaN(coordinates[0])) return null;
    return this.ordinates > 2 ? { type, coordinates, dropped: true } : { type, coordinates };
  }

  /** Byte order and type; returns the type without its flags. */
  private header(): number {
    this.little = this.view.getUint8(this.at) === 1;
    const type = this.view.getUint32(this.at + 1, this.little);
    this.at += 5;
    if (type & 0x20000000) this.at += 4; // EWKB: an SRID follows
    const iso = (type & 0x0fffffff) / 1000;
    const hasZ = (type & 0x80000000) !== 0 || Math.floor(iso) === 1 || Math.floor(iso) === 3;
    const hasM = (type & 0x40000000) !== 0 || Math.floor(iso) >= 2;
    this.ordinates = 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0);
    return (type & 0x0fffffff) % 1000;
  }

  private body(type: string): unknown[] {
    switch (type) {
      case 'Point':
        return this.position();
      case 'LineString':
        return this.positions();
      case 'Polygon':
        return this.list(() => this.positions());
      default:
        return this.list(() => this.body(NAMES[this.header()]));
    }
  }

  private list<Item>(read: () => Item): Item[] {
    const count = this.count();
    const items: Item[] = [];
    for (let i = 0; i < count; i++) items.push(read());
    return items;
  }

  private positions(): number[][] {
    const count = this.count();
    const positions: number[][] = [];
    for (let i = 0; i < count; i++) positions.push(this.position());
    return positions;
  }

  private position(): [number, number] {
    const x = this.view.getFloat64(this.at, this.little);
    const y = this.view.getFloat64(this.at + 8, this.little);
    this.at += this.ordinates * 8;
    return [x, y];
  }

  private count(): number {
    const count = this.view.getUint32(this.at, this.little);
    this.at += 4;
    return count;
  }
}
