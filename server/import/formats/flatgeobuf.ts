/** FlatGeobuf 3 through the reference implementation; its header names the columns and the coordinate system. */
import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import type { Format, Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import type { SourceRow } from '../request.ts';
import { unreadable } from './refusals.ts';

export const flatgeobuf: Format = {
  name: 'FlatGeobuf',
  extensions: ['.fgb'],
  looksLike: (head) => head.length >= 4 && head.subarray(0, 3).toString('latin1') === 'fgb',
  async open(file) {
    const { header, rows, damage } = await readAll(await file.bytes());
    if (!header || (rows.length === 0 && damage !== null))
      throw unreadable(file.name, { zh: '不是完好的 FlatGeobuf', en: damage ?? 'it has no header' });
    return sourceOf(header, rows, damage);
  },
};

interface ReadSoFar {
  header: HeaderMeta | null;
  rows: SourceRow[];
  /** Why reading ended before the end of the file. */
  damage: string | null;
}

/** Everything up to the first damage: features have no marks by which reading could find its way again. */
async function readAll(bytes: Buffer): Promise<ReadSoFar> {
  const read: ReadSoFar = { header: null, rows: [], damage: null };
  const headerMetaFn = (header: HeaderMeta) => {
    read.header = header;
  };
  try {
    for await (const feature of deserialize(new Uint8Array(bytes), { headerMetaFn }))
      read.rows.push({
        row: read.rows.length + 1,
        properties: (feature.properties ?? {}) as Record<string, unknown>,
        geometry: (feature.geometry ?? null) as SourceRow['geometry'],
      });
  } catch (error) {
    read.damage = error instanceof Error ? error.message : String(error);
  }
  return read;
}

function sourceOf(
  { columns, crs, title, featuresCount }: HeaderMeta,
  rows: SourceRow[],
  damage: string | null,
): Source {
  const issues: Issue[] = [];
  return {
    layer: title || null,
    columns: (columns ?? []).map(({ name }) => name),
    crs: crs?.code ? `${crs.org || 'EPSG'}:${crs.code}` : (crs?.wkt ?? null),
    isTable: false,
    total: rows.length,
    issues,
    *rows() {
      yield* rows;
      const lost = featuresCount - rows.length;
      if (damage !== null || lost > 0)
        issues.push(issue('records_lost', { row: rows.length + 1, value: Math.max(lost, 1), detail: damage ?? '' }));
    },
  };
}
