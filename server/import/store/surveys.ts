/** Survey records: the river and town they name are looked up before they are written. */
import { layerOf } from '../fields.ts';
import { type Issue, issue } from '../issues.ts';
import { type Column, type IdentifiedRow, loadRows, type Writing } from '../load.ts';
import type { ReadyRow } from '../rows/convert.ts';
import { originalOf } from '../rows/original.ts';
import { plainName, townsMeant } from '../rows/tidy.ts';
import type { StoreOptions } from './layer-rows.ts';
import type { Stored } from './stored.ts';

const FIELDS = layerOf('surveys').fields;
const AT = Object.fromEntries(FIELDS.map(({ name }, i) => [name, i])) as Record<string, number>;

const COLUMNS: (Column & { field: string })[] = [
  { name: 'source_id', type: 'text', field: 'source_id' },
  { name: 'river_id', type: 'int4', field: 'river' },
  { name: 'town_id', type: 'int4', field: 'town' },
  { name: 'from_mm', type: 'int8', field: 'from_m' },
  { name: 'to_mm', type: 'int8', field: 'to_m' },
  { name: 'bank', type: 'text', field: 'bank' },
  { name: 'mode', type: 'text', field: 'mode' },
  { name: 'method', type: 'text', field: 'method' },
  { name: 'crew', type: 'text', field: 'crew' },
  { name: 'date', type: 'date', field: 'date' },
];

/** Rows whose river or town is not known, or named by several, are kept out. */
export async function storeSurveys(
  writing: Writing,
  rows: ReadyRow[],
  { mapping, given }: StoreOptions,
): Promise<Stored> {
  const rivers = await namesOf(writing, 'river');
  const towns = await namesOf(writing, 'town');
  const issues: Issue[] = [];
  const ready = rows.filter((row) => {
    const wrong = resolve(row, rivers, towns, issues);
    if (wrong) issues.push(wrong);
    return wrong === undefined;
  });
  const columns = COLUMNS.filter(({ field }) => field in mapping.named || given.has(field) || field === 'bank');
  const loaded = await loadRows(
    writing,
    'survey_record',
    columns,
    ready.map((row) => loadRow(row, columns)),
  );
  return {
    counts: loaded.counts,
    touched: { survey_record: loaded.touched },
    issues,
    rejected: rows.length - ready.length,
  };
}

function loadRow(row: ReadyRow, columns: (Column & { field: string })[]): IdentifiedRow {
  const sourceId = row.values[AT.source_id];
  const parts = COLUMNS.slice(1).map(({ field }) => row.values[AT[field]]);
  return {
    weight: row.weight,
    cells: columns.map(({ field }) => row.values[AT[field]]),
    identity: {
      sourceId: sourceId === null ? null : String(sourceId),
      code: null,
      place: parts.filter((part) => part !== null).join(' '),
    },
  };
}

interface Entry {
  id: number;
  key: string | null;
  name: string | null;
}

/** Key or name → ids; a key wins over names. */
interface Names {
  all: Entry[];
  byKey: Map<string, number>;
  byName: Map<string, number[]>;
  /** By the name without what registers write differently; tried last. */
  byPlainName: Map<string, Entry[]>;
}

async function namesOf({ tx, district }: Writing, table: 'river' | 'town'): Promise<Names> {
  const rows = await tx.query<Entry>(`select id, key, name from register.${table} where district = $1 order by id`, [
    district,
  ]);
  const byName = new Map<string, number[]>();
  const byPlainName: Names['byPlainName'] = new Map();
  for (const row of rows) {
    if (row.name === null) continue;
    byName.set(row.name, [...(byName.get(row.name) ?? []), row.id]);
    const plain = plainName(row.name);
    byPlainName.set(plain, [...(byPlainName.get(plain) ?? []), row]);
  }
  return {
    all: rows,
    // where the register has no key, reports name a river by its id, #55: that is a key here too
    byKey: new Map(rows.map(({ id, key }) => [key ?? `#${id}`, id] as const)),
    byName,
    byPlainName,
  };
}

/** The keys of rivers, as a person may write them instead of the name. */
function keysOf({ byKey }: Names, ids: readonly number[]): string {
  return [...byKey].flatMap(([key, id]) => (ids.includes(id) ? [key] : [])).join(', ');
}

/** Puts ids where the names stood, or says what is wrong. */
function resolve(row: ReadyRow, rivers: Names, towns: Names, said: Issue[]): Issue | undefined {
  const at = (field: string) => ({
    row: row.row,
    field,
    value: row.values[AT[field]],
    original: originalOf(row.properties, row.geometry),
  });
  const say = (field: string) => (detail: string) => said.push(issue('name_variant', { ...at(field), detail }));
  const river = lookUp(rivers, row.values[AT.river], say('river'));
  if (river.length === 0) return issue('river_unknown', at('river'));
  if (river.length > 1) return issue('river_ambiguous', { ...at('river'), detail: keysOf(rivers, river) });
  const town = lookUp(towns, row.values[AT.town], say('town'), townsMeant);
  if (town.length > 1) return issue('town_ambiguous', { ...at('town'), detail: namesOfTowns(towns, town) });
  if (row.values[AT.town] !== null && town.length === 0) return issue('town_unknown', at('town'));
  row.values[AT.river] = river[0];
  row.values[AT.town] = town[0] ?? null;
  return undefined;
}

/** Towns with their keys, as people tell them apart. */
function namesOfTowns({ all }: Names, ids: readonly number[]): string {
  return all.flatMap(({ id, key, name }) => (ids.includes(id) ? [`${name} (${key})`] : [])).join(', ');
}

/** @param meantBy  those that a name may mean though it is written otherwise; asked last. */
function lookUp(
  { all, byKey, byName, byPlainName }: Names,
  value: unknown,
  say: (name: string) => void,
  meantBy: (all: readonly Entry[], written: string) => Entry[] = () => [],
): number[] {
  if (value === null) return [];
  const written = String(value);
  const keyed = byKey.get(written);
  const found = keyed === undefined ? byName.get(written) : [keyed];
  if (found) return found;
  const variants = byPlainName.get(plainName(written)) ?? meantBy(all, written);
  if (variants.length === 1) say(variants[0].name!);
  return variants.map(({ id }) => id);
}
