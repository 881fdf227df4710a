/** Which rows make one river, and what the river takes from them. */
import { type Issue, issue } from '../issues.ts';
import type { ReadyRow } from '../rows/convert.ts';

export interface River {
  /** 0: not in the register yet. */
  id: number;
  key: string | null;
  rows: ReadyRow[];
  attributes: Record<RiverAttribute, string | number | null>;
}

export type RiverAttribute = (typeof RIVER_ATTRIBUTES)[number];
export const RIVER_ATTRIBUTES = ['code', 'name', 'level', 'chief', 'official_length_km'] as const;

export type CellOf = (row: ReadyRow, field: string) => string | null;

interface Grouping {
  key: (row: ReadyRow) => string | null;
  /** The river that already holds a row's line. */
  heldBy: Map<ReadyRow, number>;
  byKey: Map<string, number>;
}

/** Rows with one key are one river; a row without is a river of its own, or stays with the river that holds its line. */
export function groupRivers(rows: ReadyRow[], { key, heldBy, byKey }: Grouping): River[] {
  const groups = new Map<string, River>();
  for (const row of rows) {
    const riverKey = key(row);
    const id = (riverKey === null ? heldBy.get(row) : byKey.get(riverKey)) ?? 0;
    const name = id > 0 ? `id ${id}` : riverKey === null ? `row ${row.row}` : `key ${riverKey}`;
    const group = groups.get(name);
    if (group) group.rows.push(row);
    else groups.set(name, { id, key: riverKey, rows: [row], attributes: NOTHING });
  }
  return [...groups.values()];
}

const NOTHING: River['attributes'] = { code: null, name: null, level: null, chief: null, official_length_km: null };

/**
 * Fills the rivers' attributes: the first value that is there; later rows that say otherwise are issues. Lengths are the
 * exception: where most rivers of several rows give each row its own, they are the lengths of parts and are added up.
 */
export function summariseRivers(rivers: River[], cell: CellOf): Issue[] {
  const issues: Issue[] = [];
  const sumLengths = areLengthsOfParts(rivers, cell);
  if (sumLengths) issues.push(issue('official_length_summed', { row: null, field: 'official_length_km' }));
  for (const river of rivers) {
    river.attributes = { ...NOTHING };
    for (const field of RIVER_ATTRIBUTES)
      river.attributes[field] =
        field === 'official_length_km' && sumLengths ? sumOf(river, field, cell) : firstOf(river, field, cell, issues);
  }
  return issues;
}

function areLengthsOfParts(rivers: River[], cell: CellOf): boolean {
  let [differing, agreeing] = [0, 0];
  for (const { rows } of rivers) {
    const lengths = rows.map((row) => cell(row, 'official_length_km')).filter((length) => length !== null);
    if (lengths.length < 2) continue;
    if (lengths.every((length) => length === lengths[0])) agreeing++;
    else differing++;
  }
  return differing > agreeing;
}

function sumOf({ rows }: River, field: string, cell: CellOf): number | null {
  const lengths = rows.map((row) => cell(row, field)).filter((length) => length !== null);
  return lengths.length === 0 ? null : lengths.reduce((sum, length) => sum + Number(length), 0);
}

function firstOf({ rows }: River, field: string, cell: CellOf, issues: Issue[]): string | null {
  let first: string | null = null;
  for (const row of rows) {
    const value = cell(row, field);
    if (value === null) continue;
    if (first === null) first = value;
    else if (value !== first)
      issues.push(issue('conflicting_attribute', { row: row.row, field, value, detail: String(first) }));
  }
  return first;
}
