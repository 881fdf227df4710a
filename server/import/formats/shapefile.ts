/** Shapefile: .shp with its .shx, .dbf, .prj and .cpg beside it, a record in memory at a time. A damaged .shp gives what can be read and names the rest. */
import { DomainError } from '../../errors.ts';
import type { Format, OpenFile, Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import { isPauseDue, PAUSE } from '../pause.ts';
import type { SourceRow } from '../request.ts';
import { unreadable } from './refusals.ts';
import { type Dbf, openDbf } from './shapefile/dbf.ts';
import { readShp, wholeRecords } from './shapefile/shp.ts';

export const shapefile: Format = {
  name: 'Shapefile',
  extensions: ['.shp'],
  isOneLayer: true,
  companions: ['.dbf', '.prj', '.cpg', '.shx'], // .shx last: without one the fingerprint is that of older batches
  looksLike: (bytes) => bytes.length >= 100 && bytes.readInt32BE(0) === 9994,
  async open(file) {
    const [shx, dbf, prj] = await Promise.all([file.beside('.shx'), tableOf(file), file.beside('.prj')]);
    const crs = (await prj?.bytes())?.toString('utf8').trim();
    const issues: Issue[] = [];
    return {
      layer: null,
      columns: dbf?.columns ?? [],
      cut: dbf?.cut,
      crs: crs || null,
      isTable: false,
      total: dbf?.count,
      issues,
      rows: () => rowsOf({ shp: file, shx, dbf }, issues),
    } satisfies Source;
  },
};

async function tableOf(file: OpenFile): Promise<Dbf | null> {
  const [dbf, cpg] = await Promise.all([file.beside('.dbf'), file.beside('.cpg')]);
  if (!dbf) return null;
  const encoding = (await cpg?.bytes())?.toString('latin1') ?? null;
  try {
    return openDbf(dbf, encoding);
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw unreadable(file.name, { zh: '.dbf 文件已损坏', en: 'its .dbf is damaged' }, cause);
  }
}

interface Parts {
  shp: OpenFile;
  shx: OpenFile | null;
  dbf: Dbf | null;
}

const placed = (file: OpenFile) => ({ size: file.size, read: file.reader() });

function* rowsOf({ shp, shx, dbf }: Parts, issues: Issue[]): Generator<SourceRow> {
  if (!dbf) issues.push(issue('no_attribute_table', { row: null, value: '.dbf' }));
  if (!shx) issues.push(issue('no_shape_index', { row: null }));
  if (dbf?.overruled) issues.push(issue('encoding_differs', { row: null, value: dbf.overruled, detail: dbf.encoding }));
  const recordOf = dbf?.records();
  let last = 0;
  for (const { number, geometry, damage } of readShp(() => placed(shp), shx && placed(shx))) {
    last = number;
    const cut = (field: string, value: string) => issues.push(issue('text_cut', { row: number, field, value }));
    const properties = recordOf?.(number - 1, cut) ?? {};
    if (damage === undefined) yield { row: number, properties, geometry };
    else issues.push(issue('unreadable_record', { row: number, detail: damage, original: properties }));
    if (isPauseDue(issues)) yield PAUSE;
  }
  // a geometry file cut short: what the table has beyond it is said once, for there is nothing to show of it
  const missing = (dbf?.count ?? 0) - last;
  if (missing > 0)
    issues.push(issue('rows_without_shape', { row: null, value: missing, detail: recordsOf(shp, shx, last) }));
}

/** How many records the geometry has: by an index that is of another state of the file, fewer than there are. */
function recordsOf(shp: OpenFile, shx: OpenFile | null, read: number): { zh: string; en: string } {
  const whole = shx ? wholeRecords(placed(shp)) : null;
  if (whole === null || whole <= read) return { zh: `${read} 条`, en: `${read}` };
  return {
    zh: `按索引 .shx 为 ${read} 条，.shp 本身有 ${whole} 条，去掉 .shx 后导入即全部读出`,
    en: `${read} by the index .shx, ${whole} in the .shp itself: import it without the .shx`,
  };
}
