/** A report before it is rendered: columns with their labels, rows of plain values, and lines for those who want a map. */

import type { VersionOf } from './data-version.ts';

export type Cell = string | number | boolean | null | undefined | object;
export type Row = Record<string, Cell>;

export interface Column {
  key: string;
  zh: string;
  en: string;
  /** Digits after the point in tables meant for people; JSON and CSV keep the value as it is. */
  decimals?: number;
  /** Chinese of the values, written in front of them in the terminal's table; files and JSON keep the value. */
  words?: Readonly<Record<string, string>>;
  /** The same on the page alone: the terminal's table has the values that commands take. */
  paperWords?: Readonly<Record<string, string>>;
  /** What people read instead of a value that is a list or an object: terminal, page and workbook; JSON and CSV keep the value. */
  say?: (value: never) => string;
}

/** [lon, lat], EPSG:4326. */
export type Position = readonly [number, number];

export interface MapFeature {
  row: Row;
  name: string;
  /** A line per column that says something, Chinese label first. */
  description: string;
  points: Position[];
  lines: Position[][];
}

export interface Report {
  title: { zh: string; en: string };
  columns: Column[];
  rows: Row[];
  /** Headings of the terminal's table are Chinese and the key, not the key alone. */
  isBilingual?: boolean;
  /** Said below every table: district, as-of date, data version, and whether the data are synthetic. */
  notes: string[];
  /** Groups and kinds of scope whose layer is not loaded, or holds nothing on the day: files of rows alone are called after it. */
  notChecked?: readonly string[];
  /** Sums that stand before the rows in what people read (table, html, xlsx); files of rows leave them out. */
  lead?: Pick<Report, 'title' | 'columns' | 'rows'>;
  /** Its own printable page, where the rows are more than a table; made only when asked for. */
  page?: () => string;
  /** GeoJSON geometry (EPSG:4326, lon/lat) of each row, where the report has any; made only when asked for. */
  geometries?: () => (object | null)[];
  /** What a row is called on a map or a receiver; the title and its number in the list when left out. */
  label?: (row: Row) => string;
  /** What JSON and GeoJSON give instead of the rows, where the answer is more than a list. */
  whole?: { json: object; features: () => object[] };
  /** The district as of which version: JSON is then what the API answers, rows with the version and what is said beside them. */
  of?: VersionOf;
  beside?: object;
  /** Places beside the rows that a crew wants on its receiver (GPX, KML): where to get to the water. */
  waypoints?: () => MapFeature[];
}
