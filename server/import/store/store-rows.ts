/** Ready rows into the tables of their layer, a piece at a time where a row of the file is a row of one table. */
import type { Conversion, Reading } from '../convert-rows.ts';
import { type LayerName, layerOf } from '../fields.ts';
import { IssueList } from '../issue-list.ts';
import { type Counts, type Writing, writeRows } from '../load.ts';
import type { Defaults } from '../request.ts';
import type { ReadyRow } from '../rows/convert.ts';
import type { Mapping } from '../rows/mapping.ts';
import type { TouchedRows } from '../touched.ts';
import { type EditedValue, editedIssues } from './edited-values.ts';
import { asKnownTowns } from './known-towns.ts';
import { LayerRows } from './layer-rows.ts';
import { Identities, isEmptyTable, matchRows } from './match.ts';
import { resolveNamed } from './named-rows.ts';
import { type PieceSource, takeAll } from './pieces.ts';
import { repairPolygons } from './polygons.ts';
import { storeRivers } from './rivers.ts';
import type { Stored } from './stored.ts';
import { storeSurveys } from './surveys.ts';
import { TrackCopies } from './track-copies.ts';

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
    const rows = await takeAll(pieces, issues, writing.tx);
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
  const { pieces, issues } = options;
  const isEmpty = await isEmptyTable(writing, table);
  const before = isEmpty || pieces.isOnly ? undefined : await matchAll(writing, rows, options);
  const counts: Counts = { new: 0, changed: 0, same: 0 };
  const touched: TouchedRows = { new: [], changed: [], removed: [] };
  const written: { rows: number[]; ids: number[] } = { rows: [], ids: [] };
  const edited: EditedValue[] = [];
  const copies = new TrackCopies();
  let [at, rejected] = [0, 0];
  for (let piece = await pieces.next(); piece; piece = await pieces.next()) {
    const sound = await repaired(writing, piece, options, { issues, copies });
    rejected += weightOf(piece) - weightOf(sound);
    const load = rows.loadRows(sound);
    const ids = before?.subarray(at, at + load.length) ?? (isEmpty ? new Int32Array(load.length) : undefined);
    at += load.length;
    const loaded = await writeRows(writing, table, columns, {
      rows: load,
      ids: ids ?? (await matchRows(writing, table, rows.identitiesOf(sound))),
    });
    for (const kind of ['new', 'changed', 'same'] as const) counts[kind] += loaded.counts[kind];
    edited.push(...loaded.edited);
    for (const id of loaded.touched.new) touched.new.push(id);
    for (const id of loaded.touched.changed) touched.changed.push(id);
    if (rows.wantsCheck)
      sound.forEach(({ row }, i) => {
        written.rows.push(row);
        written.ids.push(loaded.ids[i]);
      });
    if (issues.isFull) await issues.spill(writing.tx);
  }
  if (rows.wantsCheck) issues.add('store', await rows.check(writing, written));
  if (edited.length > 0) issues.add('store', editedIssues(edited, written));
  touched.changed.sort((a, b) => a - b);
  return { counts, touched: { [table]: touched }, rejected };
}

/** Rows of the file: a track may be many, a fix each. */
function weightOf(rows: readonly ReadyRow[]): number {
  return rows.reduce((sum, { weight }) => sum + weight, 0);
}

/**
 * The earlier row of each row of a file of several pieces, 0 for none. All rows are held against the register before the
 * first is written, so the file is read once more for that.
 */
async function matchAll(writing: Writing, rows: LayerRows, options: StoreRows): Promise<Int32Array> {
  const identities = new Identities();
  const unheard = { issues: new IssueList(), copies: new TrackCopies() };
  for await (const piece of options.conversion.read(unheard.issues).pieces()) {
    rows.addIdentities(await repaired(writing, piece, options, unheard), identities);
    unheard.issues.clear();
  }
  return matchRows(writing, rows.table, identities);
}

/** What one pass over a file hears and remembers. */
interface Pass {
  issues: IssueList;
  copies: TrackCopies;
}

/** The rows with valid polygons, with ids where they name other rows, and without copies of tracks. */
async function repaired(
  writing: Writing,
  rows: ReadyRow[],
  { layer, conversion }: StoreRows,
  { issues, copies }: Pass,
): Promise<ReadyRow[]> {
  const named =
    layer === 'towns'
      ? await asKnownTowns(writing, rows)
      : layer === 'tracks'
        ? await copies.without(writing, rows)
        : await resolveNamed(writing, layer, rows);
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
