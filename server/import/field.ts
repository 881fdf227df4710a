/** What a field and a layer of the table in fields.ts are, and short ways to write one. */
import type { TouchedTable } from './touched.ts';
import { UNKNOWN, type Values, YES_NO } from './values.ts';

export interface Field {
  name: string;
  type: 'text' | 'number' | 'integer' | 'enum' | 'date' | 'time';
  required?: true;
  /** Values of an enum; `open` keeps a word that is not among them instead of refusing the row. */
  values?: Values;
  open?: true;
  /** A word that is none of the values keeps the row out although the field may be empty: it decides what the law says of the row. */
  strict?: true;
  /** Words that say the cell is empty: not known, not looked at yet. */
  blank?: readonly string[];
  /** The field with the day since when this one holds; another value without a day of its own empties it. */
  datedBy?: string;
  /** Headers recognised besides the field's own name. */
  headers: readonly string[];
  /** Column of the layer's table; absent where the layer's own step uses the value. */
  column?: string;
  /** The least and the greatest a number can be, in the file's unit. */
  min?: number;
  max?: number;
  /** A measured concentration, which may be too little to detect: <0.025, 0.025L, 未检出. */
  concentration?: true;
  /** Metres along a river, which registers write as 桩号 too: K1+500 is 1500. */
  measure?: true;
  /** The stored value is the given one times this (km → mm), rounded to an integer. */
  scale?: number;
  /** Type of the column where it is not the field's. */
  stored?: 'int4' | 'float8' | 'bool';
  /** Stands for an empty cell. */
  fallback?: string | number;
  /** The fallback decides what the law says of the row, so that it stood in is told. */
  told?: true;
}

export interface Layer {
  table: TouchedTable;
  /** Of `line` each part of a multi-line is a row of its own; `lines` are one thing however many parts they have. */
  geometry: 'point' | 'line' | 'lines' | 'polygon' | 'none';
  /** Rows may come without geometry; other fields then say where they lie. */
  geometryOptional?: true;
  /** Fields that no two rows of one file may share. */
  unique: readonly string[];
  fields: readonly Field[];
}

export const text = (name: string, headers: string[] = [], more: Partial<Field> = {}): Field => ({
  name,
  type: 'text',
  column: name,
  headers,
  ...more,
});
export const choice = (name: string, of: Values, headers: string[] = [], more: Partial<Field> = {}): Field => ({
  name,
  type: 'enum',
  values: of,
  column: name,
  headers,
  ...more,
});
/** Yes or no; null where nobody knows. */
export const bool = (name: string, headers: string[] = [], more: Partial<Field> = {}): Field =>
  choice(name, YES_NO, headers, { stored: 'bool', blank: UNKNOWN, ...more });
export const date = (name: string, headers: string[] = [], more: Partial<Field> = {}): Field => ({
  name,
  type: 'date',
  column: name,
  headers,
  ...more,
});
export const number = (name: string, headers: string[] = [], more: Partial<Field> = {}): Field => ({
  name,
  type: 'number',
  column: name,
  headers,
  ...more,
});
