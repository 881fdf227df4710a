/** The bench district as rows of the import's layers, for the benches that start from a database. */
import type { LayerName } from '../../import/fields.ts';
import type { SourceGeometry, SourceRow } from '../../import/request.ts';
import type { DemoLayer } from '../layer.ts';
import { toLonLat } from '../plane.ts';
import type { BenchDistrict } from './bench-district.ts';
import type { BenchTrack } from './tracks.ts';

type Row = Omit<SourceRow, 'row'>;

/**
 * Layers in the order they are to be imported. Ids then are index + 1, as in memory; fixes go by way of lon/lat and may
 * come back 1 mm off the ones in memory.
 */
export function benchLayers(district: BenchDistrict): DemoLayer[] {
  return [
    numbered('rivers', riverRows(district)),
    numbered('outfalls', outfallRows(district)),
    numbered('tracks', trackRows(district)),
    numbered('sewers', pipeRows(district)),
    numbered('zones', zoneRows(district)),
  ];
}

/** One line of JSON per track: its true ranges in mm along the river's one route. */
export function* benchTruthLines(district: BenchDistrict): Generator<string> {
  for (const track of district.tracks()) {
    const { mode, crew, date, crossing } = track;
    const ranges = track.truth.map(({ route, fromMm, toMm }) => ({
      river: riverKey(route),
      route: 1,
      bank: 'both',
      from_mm: fromMm,
      to_mm: toMm,
    }));
    yield `${JSON.stringify({ track: trackName(track), mode, crew, date, crossing, ranges })}\n`;
  }
}

function numbered(layer: LayerName, rows: Iterable<Row>): DemoLayer {
  return { layer, rows: Array.from(rows, (row, i) => ({ ...row, row: i + 1 })) };
}

const riverKey = (route: number) => `B${String(route + 1).padStart(6, '0')}`;
const trackName = ({ id }: BenchTrack) => `T${String(id + 1).padStart(6, '0')}`;

function line(xMm: ArrayLike<number>, yMm: ArrayLike<number>, from: number, to: number): [number, number][] {
  return Array.from({ length: to - from + 1 }, (_, i) => toLonLat(xMm[from + i] / 1000, yMm[from + i] / 1000));
}

function* riverRows({ reaches, lon, lat }: BenchDistrict): Generator<Row> {
  if (lon.length === 0) throw new Error('above scale 10 the bench district has no lon/lat: it is for memory only');
  for (let reach = 0; reach < reaches.count; reach++) {
    const coordinates: [number, number][] = [];
    for (let i = reaches.firstVertex[reach]; i <= reaches.lastVertex[reach]; i++) coordinates.push([lon[i], lat[i]]);
    if (reaches.against[reach]) coordinates.reverse();
    const key = riverKey(reaches.route[reach]);
    yield {
      properties: {
        key,
        source_id: `E${reach + 1}`,
        name: `测试河${reaches.route[reach] + 1}`,
        level: 'village',
        from_node: `N${reaches.fromNode[reach]}`,
        to_node: `N${reaches.toNode[reach]}`,
        direction: 0,
      },
      geometry: { type: 'LineString', coordinates },
    };
  }
}

function* outfallRows({ outfalls }: BenchDistrict): Generator<Row> {
  for (let i = 0; i < outfalls.count; i++)
    yield {
      properties: {
        source_id: `P${i + 1}`,
        name: `测试排口${i + 1}`,
        type: 'other',
        subtype: '城镇雨洪排口',
        receiving_water: `测试河${outfalls.route[i] + 1}`,
        status: 'confirmed',
      },
      geometry: { type: 'Point', coordinates: toLonLat(outfalls.x[i] / 1000, outfalls.y[i] / 1000) },
    };
}

function* trackRows(district: BenchDistrict): Generator<Row> {
  for (const track of district.tracks()) {
    const { mode, crew, date, x, y } = track;
    const name = trackName(track);
    yield {
      properties: { track: name, source_id: name, mode, crew, date },
      geometry: { type: 'LineString', coordinates: line(x, y, 0, x.length - 1) },
    };
  }
}

function* pipeRows({ pipes }: BenchDistrict): Generator<Row> {
  for (let i = 0; i < pipes.count; i++) {
    const from = toLonLat(pipes.x1[i] / 1000, pipes.y1[i] / 1000);
    const to = toLonLat(pipes.x2[i] / 1000, pipes.y2[i] / 1000);
    yield {
      properties: { source_id: `S${i + 1}`, kind: i % 2 === 0 ? 'storm' : 'sanitary' },
      geometry: { type: 'LineString', coordinates: [from, to] },
    };
  }
}

function* zoneRows({ zones }: BenchDistrict): Generator<Row> {
  for (let i = 0; i < zones.count; i++) {
    const ring = line(zones.x, zones.y, zones.first[i], zones.first[i + 1] - 1);
    const geometry: SourceGeometry = { type: 'Polygon', coordinates: [ring] };
    yield {
      properties: {
        key: `Z${i + 1}`,
        name: `测试保护区${i + 1}`,
        kind: 'drinking_water',
        level: i % 3 === 0 ? '1' : '2',
      },
      geometry,
    };
  }
}
