/** GeoPackage (OGC 12-128r19) through SQLite compiled to WebAssembly; no native module, no network. */
import { createRequire } from 'node:module';
import initSqlJs, { type Database, type SqlJsStatic } from 'sql.js';
import type { Format, Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import { isPauseDue, PAUSE } from '../pause.ts';
import type { SourceGeometry, SourceRow } from '../request.ts';
import { pickLayer, unreadable } from './refusals.ts';
import { readWkb } from './wkb.ts';

const MAGIC = 'SQLite format 3\0';

export const geopackage: Format = {
  name: 'GeoPackage',
  extensions: ['.gpkg'],
  looksLike: (bytes) => bytes.subarray(0, MAGIC.length).toString('latin1') === MAGIC,
  async open(file, sourceLayer) {
    const sqlite = await loadSqlite();
    try {
      return openLayer(new sqlite.Database(await file.bytes()), file.name, sourceLayer);
    } catch (error) {
      if (error instanceof Error && error.name === 'DomainError') throw error;
      throw unreadable(file.name, { zh: '不是完好的 GeoPackage', en: 'it is not a sound GeoPackage' }, error);
    }
  },
};

let loading: Promise<SqlJsStatic> | undefined;

function loadSqlite(): Promise<SqlJsStatic> {
  const wasm = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm');
  loading ??= initSqlJs({ locateFile: () => wasm });
  return loading;
}

interface LayerRow {
  table_name: string;
  column_name: string | null;
  definition: string | null;
  organization: string | null;
  code: number | null;
}

function openLayer(db: Database, fileName: string, asked: string | undefined): Source {
  const layers = records<LayerRow>(
    db,
    `select c.table_name, g.column_name, s.definition, s.organization, s.organization_coordsys_id as code
       from gpkg_contents c
       left join gpkg_geometry_columns g on g.table_name = c.table_name
       left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id
      where c.data_type in ('features', 'attributes')
      order by c.table_name`,
  );
  const names = layers.map(({ table_name }) => table_name);
  const layer = layers[names.indexOf(pickLayer(fileName, names, asked))];
  return sourceOf(db, layer);
}

function sourceOf(db: Database, layer: LayerRow): Source {
  const table = quote(layer.table_name);
  const columns = records<{ name: string }>(db, `pragma table_info(${table})`).map(({ name }) => name);
  const [{ total }] = records<{ total: number }>(db, `select count(*) as total from ${table}`);
  const issues: Issue[] = [];
  return {
    layer: layer.table_name,
    columns: columns.filter((name) => name !== layer.column_name),
    crs: crsOf(layer),
    isTable: layer.column_name === null,
    total,
    issues,
    rows: () => rowsOf(db, layer, issues),
  };
}

function crsOf({ organization, code, definition }: LayerRow): string | null {
  if (organization?.toUpperCase() === 'EPSG' && code) return `EPSG:${code}`;
  return definition && definition !== 'undefined' ? definition : null;
}

function* rowsOf(db: Database, layer: LayerRow, issues: Issue[]): Generator<SourceRow> {
  const statement = db.prepare(`select * from ${quote(layer.table_name)}`);
  const names = statement.getColumnNames();
  const geometryAt = layer.column_name === null ? -1 : names.indexOf(layer.column_name);
  for (let row = 1; statement.step(); row++) {
    const cells = statement.get();
    const properties: Record<string, unknown> = {};
    for (let i = 0; i < names.length; i++) if (i !== geometryAt) properties[names[i]] = cells[i];
    const geometry = geometryAt < 0 ? null : tryGeometry(cells[geometryAt]);
    if (geometry instanceof Error)
      issues.push(issue('unreadable_record', { row, detail: damageOf(geometry), original: properties }));
    else yield { row, properties, geometry };
    if (isPauseDue(issues)) yield PAUSE;
  }
  statement.free();
}

const damageOf = ({ message }: Error) => ({ zh: '几何图形无法解析', en: message });

function tryGeometry(cell: unknown): SourceGeometry | null | Error {
  if (!(cell instanceof Uint8Array)) return null;
  try {
    return readGeometryBlob(cell);
  } catch (error) {
    return error as Error; // RangeError of the byte reader: the row becomes an issue
  }
}

const ENVELOPE_BYTES = [0, 32, 48, 48, 64];

/** The GeoPackage header ("GP", version, flags, srs, envelope) and the WKB behind it. */
function readGeometryBlob(blob: Uint8Array): SourceGeometry | null {
  if (blob[0] !== 0x47 || blob[1] !== 0x50) throw new RangeError('the geometry does not begin with GP');
  const flags = blob[3];
  if (flags & 0x10) return null; // empty
  return readWkb(blob.subarray(8 + ENVELOPE_BYTES[(flags >> 1) & 7]));
}

function records<Row>(db: Database, query: string): Row[] {
  const statement = db.prepare(query);
  const rows: Row[] = [];
  while (statement.step()) rows.push(statement.getAsObject() as Row);
  statement.free();
  return rows;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
