/** Shapefile: .shp with its .shx, .dbf, .prj and .cpg beside it. A damaged .shp gives what can be read and names the rest. */
import type { Format, OpenFile, Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import type { SourceRow } from '../request.ts';
import { type Dbf, openDbf } from './dbf.ts';
import { unreadable } from './refusals.ts';
import { readShp } from './shp.ts';

export const shapefile: Format = {
  name: 'Shapefile',
  extensions: ['.shp'],
  companions: ['.dbf', '.prj', '.cpg'],
  looksLike: (bytes) => bytes.length >= 100 && bytes.readInt32BE(0) === 9994,
  async open(file) {
    const [shp, shx, dbf, prj] = await Promise.all([
      file.bytes(),
      file.beside('.shx'),
      tableOf(file),
      file.beside('.prj'),
    ]);
    const issues: Issue[] = [];
    return {
      layer: null,
      columns: dbf?.columns ?? [],
      crs: prj?.toString('utf8').trim() || null,
      isTable: false,
      total: dbf?.count,
      issues,
      rows: () => rowsOf(shp, shx, dbf, issues),
    } satisfies Source;
  },
};

async function tableOf(file: OpenFile): Promise<Dbf | null> {
  const [dbf, cpg] = await Promise.all([file.beside('.dbf'), file.beside('.cpg')]);
  if (!dbf) return null;
  try {
    return openDbf(dbf, cpg?.toString('latin1') ?? null);
  } catch (cause) {
    throw unreadable(file.name, { zh: '.dbf 文件已损坏', en: 'its .dbf is damaged' }, cause);
  }
}

function* rowsOf(shp: Buffer, shx: Buffer | null, dbf: Dbf | null, issues: Issue[]): Generator<SourceRow> {
  if (!dbf) issues.push(issue('no_attribute_table', { row: null }));
  if (!shx) issues.push(issue('no_shape_index', { row: null }));
  if (dbf?.overruled) issues.push(issue('encoding_differs', { row: null, value: dbf.overruled, detail: dbf.encoding }));
  let last = 0;
  for (const { number, geometry, damage } of readShp(shp, shx)) {
    last = number;
    const cut = (field: string, value: string) => issues.push(issue('text_cut', { row: number, field, value }));
    const properties = dbf?.record(number - 1, cut) ?? {};
    if (damage === undefined) yield { row: number, properties, geometry };
    else issues.push(issue('unreadable_record', { row: number, detail: damage, original: properties }));
  }
  // a geometry file cut short: what the table has beyond it is said once, for there is nothing to show of it
  const missing = (dbf?.count ?? 0) - last;
  if (missing > 0) issues.push(issue('rows_without_shape', { row: null, value: missing, detail: String(last) }));
}
