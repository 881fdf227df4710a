/** Ready rows into the tables of their layer, a piece at a time where a row of the file is a row of one table. */
import type { Conversion, Reading } from '../convert-rows.ts';
import { type LayerName, layerOf } from '../fields.ts';
import { IssueList } from '../issue-list.ts';
import { type Counts, type Writing, writeRows } from '../load.ts';
import type { Defaults } from '../request.ts';
import type { ReadyRow } from '../rows/convert.ts';
import type { Mapping } from '../rows/mapping.ts';
import type { TouchedRows } from '../touched.ts';
import { asKnownTowns } from './known-towns.ts';
import { LayerRows } from './layer-rows.ts';
import { Identities, isEmptyTable, matchRows } from './match.ts';
import { resolveNamed } from './named-rows.ts';
import { type PieceSource, takeAll } from './pieces.ts';
import { repairPolygons } from './polygons.ts';
import { storeRivers } from './rivers.ts';
import type { Stored } from './stored.ts';
import { storeSurveys } from './surveys.ts';

export interface StoreRows {
  layer: LayerName;
  mapping: Mapping;
  defaults: Defaults;
  conversion: Conversion;
  reading: Reading;
  pieces: PieceSource;
  issues: IssueList;
}

export type StoredRows = Omit<Stored, 'issues'>;

/** Repairs, matches and writes; tables nothing happened to are left out of `touched`. What is wrong goes to `issues`. */
export async function storeRows(writing: Writing, options: StoreRows): Promise<StoredRows> {
  const { layer, mapping, defaults, issues, pieces } = options;
  const given = new Set([...Object.keys(defaults), ...(layer === 'towns' ? ['key', 'name'] : [])]);
  if (layer === 'rivers' || layer === 'surveys') {
    // rivers are groups of rows, and records name rivers: both are seen whole
    const rows = await takeAll(pieces);
    const stored = await (layer === 'rivers'
      ? storeRivers(writing, rows, mapping)
      : storeSurveys(writing, rows, { layer, mapping, given }));
    issues.add('store', stored.issues);
    return { ...stored, touched: onlyTouched(stored.touched) };
  }
  const stored = await storePieces(writing, new LayerRows({ layer, mapping, given }), options);
  return { ...stored, touched: onlyTouched(stored.touched) };
}

async function storePieces(writing: Writing, rows: LayerRows, options: StoreRows): Promise<StoredRows> {
  const { table, columns } = rows;
  const ids = await matchedIds(writing, rows, options);
  const counts: Counts = { new: 0, changed: 0, same: 0 };
  const touched: TouchedRows = { new: [], changed: [], removed: [] };
  let [at, rejected] = [0, 0];
  for (let piece = await options.pieces.next(); piece; piece = await options.pieces.next()) {
    const sound = await repaired(writing, piece, options, options.issues);
    rejected += piece.length - sound.length;
    const load = rows.loadRows(sound);
    const known = ids?.subarray(at, at + load.length) ?? new Int32Array(load.length);
    at += load.length;
    const loaded = await writeRows(writing, table, columns, { rows: load, ids: known });
    options.issues.add('store', await rows.check(writing, sound, loaded.ids));
    for (const kind of ['new', 'changed', 'same'] as const) counts[kind] += loaded.counts[kind];
    for (const id of loaded.touched.new) touched.new.push(id);
    for (const id of loaded.touched.changed) touched.changed.push(id);
    if (options.issues.isFull) await options.issues.spill(writing.tx);
  }
  touched.changed.sort((a, b) => a - b);
  return { counts, touched: { [table]: touched }, rejected };
}

/**
 * The earlier row of each row, 0 for none; undefined when there are no earlier rows. All rows of the file are held
 * against the register before the first is written, so a file of several pieces is read once more for that.
 */
async function matchedIds(writing: Writing, rows: LayerRows, options: StoreRows): Promise<Int32Array | undefined> {
  if (await isEmptyTable(writing, rows.table)) return undefined;
  const identities = new Identities();
  const unheard = new IssueList();
  const pieces = options.pieces.isOnly ? [options.pieces.first] : options.conversion.read(unheard).pieces();
  for await (const piece of pieces) {
    rows.addIdentities(await repaired(writing, piece, options, unheard), identities);
    unheard.clear();
  }
  return matchRows(writing, rows.table, identities);
}

/** The rows with valid polygons, and with ids where they name other rows. */
async function repaired(
  writing: Writing,
  rows: ReadyRow[],
  { layer, conversion }: StoreRows,
  issues: IssueList,
): Promise<ReadyRow[]> {
  const named = layer === 'towns' ? await asKnownTowns(writing, rows) : await resolveNamed(writing, layer, rows);
  issues.add('store', named.issues);
  if (layerOf(layer).geometry !== 'polygon' || !conversion.plane || rows.length === 0) return named.rows;
  const mended = await repairPolygons(writing, named.rows, conversion.plane);
  issues.add('store', mended.issues);
  return mended.rows;
}

function onlyTouched(touched: Stored['touched']): Stored['touched'] {
  return Object.fromEntries(
    Object.entries(touched).filter(([, rows]) => rows.new.length + rows.changed.length + rows.removed.length > 0),
  );
}
