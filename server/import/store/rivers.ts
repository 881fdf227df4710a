/** River lines: rows become source segments, grouped by `key` into rivers of the register. */
import { layerOf } from '../fields.ts';
import { type Column, type Counts, type Loaded, type LoadRow, type Writing, writeRows } from '../load.ts';
import { type ReadyRow, unmappedCells } from '../rows/convert.ts';
import type { PackedGeometry } from '../rows/geometry.ts';
import type { Mapping } from '../rows/mapping.ts';
import { linesBeside } from './lines-beside.ts';
import { Identities, type Identity, matchRows, placeOf } from './match.ts';
import { type CellOf, groupRivers, RIVER_ATTRIBUTES, type River, summariseRivers } from './river-groups.ts';
import type { Stored } from './stored.ts';

interface Line {
  row: ReadyRow;
  shape: PackedGeometry;
  /** From 0: which of the row's lines. */
  part: number;
  identity: Identity;
}

/** Writes rivers and their segments. A source_id that comes again with fewer lines loses the surplus ones. */
export async function storeRivers(writing: Writing, rows: ReadyRow[], mapping: Mapping): Promise<Stored> {
  const lines = rows.flatMap(linesOf);
  const ids = await matchRows(writing, 'source_segment', Identities.of(lines.map(({ identity }) => identity)));
  const rivers = groupRivers(rows, {
    key: (row) => cell(row, 'key'),
    heldBy: await holdersOf(writing, lines, ids),
    byKey: await riversByKey(writing),
  });
  const issues = summariseRivers(rivers, cell);
  const river = await writeRivers(writing, rivers, mapping);
  const riverOf = new Map(rivers.flatMap((each, i) => each.rows.map((row) => [row, river.ids[i]] as const)));
  const segment = await writeSegments(writing, { lines, ids, riverOf, mapping });
  const changed = new Set(river.touched.changed);
  issues.push(...(await linesBeside(writing, segment)));
  const counts = countWithRivers(segment, lines, (row) => changed.has(riverOf.get(row)!));
  return { counts, touched: { river: river.touched, source_segment: segment.touched }, issues, rejected: 0 };
}

const FIELDS = layerOf('rivers').fields;
const INDEX = new Map(FIELDS.map(({ name }, i) => [name, i]));

const cell: CellOf = (row, field) => row.values[INDEX.get(field)!] as string | null;

function linesOf(row: ReadyRow): Line[] {
  const sourceId = cell(row, 'source_id');
  return row.shapes.map((shape, part) => ({
    row,
    shape,
    part,
    identity: { sourceId, code: null, place: placeOf(shape, null) },
  }));
}

/** The river that holds the earlier form of each row's lines. */
async function holdersOf({ tx, district }: Writing, lines: Line[], ids: Int32Array): Promise<Map<ReadyRow, number>> {
  const holders = new Map<ReadyRow, number>();
  const matched = [...ids].filter((id) => id > 0);
  if (matched.length === 0) return holders;
  const known = await tx.query<{ id: number; river_id: number }>(
    'select id, river_id from register.source_segment where district = $1 and id = any($2)',
    [district, matched],
  );
  const riverOf = new Map(known.map(({ id, river_id }) => [id, river_id]));
  for (let i = 0; i < lines.length; i++) {
    const river = riverOf.get(ids[i]);
    if (river !== undefined && !holders.has(lines[i].row)) holders.set(lines[i].row, river);
  }
  return holders;
}

async function riversByKey({ tx, district }: Writing): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: number; key: string }>(
    'select id, key from register.river where district = $1 and key is not null',
    [district],
  );
  return new Map(rows.map(({ id, key }) => [key, id]));
}

const RIVER_COLUMNS: Record<(typeof RIVER_ATTRIBUTES)[number], Column> = {
  code: { name: 'code', type: 'text' },
  name: { name: 'name', type: 'text' },
  level: { name: 'level', type: 'text' },
  chief: { name: 'chief', type: 'text' },
  official_length_km: { name: 'official_length_mm', type: 'int8' },
};

function writeRivers(writing: Writing, rivers: River[], mapping: Mapping): Promise<Loaded> {
  const attributes = RIVER_ATTRIBUTES.filter((field) => field in mapping.named);
  const key: Column[] = 'key' in mapping.named ? [{ name: 'key', type: 'text' }] : [];
  const rows: LoadRow[] = rivers.map((river) => ({
    weight: 1,
    cells: [...(key.length > 0 ? [river.key] : []), ...attributes.map((field) => river.attributes[field])],
  }));
  const ids = Int32Array.from(rivers, ({ id }) => id);
  return writeRows(writing, 'river', [...key, ...attributes.map((field) => RIVER_COLUMNS[field])], { rows, ids });
}

interface Segments {
  lines: Line[];
  ids: Int32Array;
  riverOf: Map<ReadyRow, number>;
  mapping: Mapping;
}

async function writeSegments(writing: Writing, { lines, ids, riverOf, mapping }: Segments): Promise<Loaded> {
  const own = FIELDS.filter(({ column, name }) => column !== undefined && name in mapping.named);
  const columns: Column[] = [
    ...own.map(({ column, stored }): Column => ({ name: column!, type: stored ?? 'text' })),
    { name: 'river_id', type: 'int4' },
    { name: 'attributes', type: 'jsonb' },
    { name: 'geom', type: 'geom_4490' },
    { name: 'geom_m', type: 'geom_plane' },
  ];
  const mapped = new Set(Object.values(mapping.named));
  const rows: LoadRow[] = lines.map(({ row, shape, part }) => ({
    weight: part === 0 ? row.weight : 0,
    cells: [
      ...own.map(({ name }) => cell(row, name)),
      riverOf.get(row),
      unmappedCells(row.properties, mapped),
      shape,
      shape,
    ],
  }));
  const loaded = await writeRows(writing, 'source_segment', columns, { rows, ids });
  loaded.touched.removed = await removeSurplus(writing, lines, ids);
  return loaded;
}

/** Lines of the file's source_ids that the file no longer has. */
async function removeSurplus({ tx, district }: Writing, lines: Line[], ids: Int32Array): Promise<number[]> {
  const sourceIds = lines.map(({ identity }) => identity.sourceId).filter((id) => id !== null);
  if (sourceIds.length === 0) return [];
  const removed = await tx.query<{ id: number }>(
    `delete from register.source_segment
      where district = $1 and source_id = any($2) and not id = any($3) returning id`,
    [district, sourceIds, [...ids]],
  );
  return removed.map(({ id }) => id).sort((a, b) => a - b);
}

/** A row whose line is the same but whose river changed counts as changed. */
function countWithRivers(segment: Loaded, lines: Line[], riverChanged: (row: ReadyRow) => boolean): Counts {
  const counts = { ...segment.counts };
  const touched = new Set([...segment.touched.new, ...segment.touched.changed]);
  for (let i = 0; i < lines.length; i++) {
    const { row, part } = lines[i];
    if (part > 0 || touched.has(segment.ids[i]) || !riverChanged(row)) continue;
    counts.same -= row.weight;
    counts.changed += row.weight;
  }
  return counts;
}
