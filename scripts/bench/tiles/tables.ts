/** The same rows in PostGIS, for the baseline: plane geometry in EPSG:4549, every attribute of the tiles. */
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Column, LayerSource } from '../../../tiles/source.ts';
import type { BenchCoverage, BenchLayers } from './layers.ts';

const ROWS_PER_STATEMENT = 2000;

/** Fills and vacuums an empty database that has PostGIS. */
export async function loadTables(client: pg.Client, layers: BenchLayers): Promise<void> {
  const { district, coverage, sources } = layers;
  const { rulers, zones, outfalls } = district;
  const wkt: Record<string, (i: number) => string> = {
    rivers: (i) => `LINESTRING(${plane(rulers.x, rulers.y, rulers.first[i], rulers.first[i + 1])})`,
    coverage: (i) => `LINESTRING(${cutInPlane(layers, coverage, i)})`,
    water_bodies: (i) => `POLYGON((${plane(zones.x, zones.y, zones.first[i], zones.first[i + 1])}))`,
    outfalls: (i) => `POINT(${plane(outfalls.x, outfalls.y, i, i + 1)})`,
  };
  await client.query(readFileSync(new URL('../baselines/tiles-tables.sql', import.meta.url), 'utf8'));
  for (const source of sources) await fill(client, source, wkt[source.layer]);
  await client.query('vacuum analyze');
}

async function fill(client: pg.Client, source: LayerSource, geometry: (i: number) => string): Promise<void> {
  const names = Object.keys(source.columns);
  const types = names.map((name) => (source.columns[name].type === 'string' ? 'text' : 'int'));
  const arrays = ['bigint', ...types, 'text'].map((type, k) => `$${k + 1}::${type}[]`).join(', ');
  const insert = `insert into ${source.layer} (id, ${names.join(', ')}, geom)
    select id, ${names.join(', ')}, st_geomfromtext(wkt, 4549) from unnest(${arrays}) as r(id, ${names.join(', ')}, wkt)`;
  for (let from = 0; from < source.ids.length; from += ROWS_PER_STATEMENT) {
    const rows = Array.from({ length: Math.min(ROWS_PER_STATEMENT, source.ids.length - from) }, (_, k) => from + k);
    const columns = names.map((name) => rows.map((i) => valueAt(source.columns[name], i)));
    await client.query(insert, [
      rows.map((i) => source.ids[i] + source.districtNumber * 2 ** 32),
      ...columns,
      rows.map(geometry),
    ]);
  }
}

function valueAt(column: Column, i: number): string | number | null {
  if (column.type === 'integer') return column.values[i];
  return column.codes[i] < 0 ? null : column.values[column.codes[i]];
}

/** Vertices from..to-1 as WKT metres. */
function plane(x: Float64Array, y: Float64Array, from: number, to: number): string {
  const points: string[] = [];
  for (let i = from; i < to; i++) points.push(`${x[i] / 1000} ${y[i] / 1000}`);
  return points.join(',');
}

function cutInPlane({ district }: BenchLayers, { route, fromMm, toMm }: BenchCoverage, range: number): string {
  const { first, x, y, m } = district.rulers;
  const [begin, end] = [first[route[range]], first[route[range] + 1]];
  const at = (measure: number) => {
    let b = begin + 1;
    while (b < end - 1 && m[b] < measure) b++;
    const t = (measure - m[b - 1]) / (m[b] - m[b - 1]);
    return `${(x[b - 1] + t * (x[b] - x[b - 1])) / 1000} ${(y[b - 1] + t * (y[b] - y[b - 1])) / 1000}`;
  };
  const points = [at(fromMm[range])];
  for (let i = begin; i < end; i++)
    if (m[i] > fromMm[range] && m[i] < toMm[range]) points.push(`${x[i] / 1000} ${y[i] / 1000}`);
  points.push(at(toMm[range]));
  return points.join(',');
}
