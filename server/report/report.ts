/** A report before it is rendered: columns with their labels, rows of plain values, and lines for those who want a map. */

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
}

export interface Report {
  title: { zh: string; en: string };
  columns: Column[];
  rows: Row[];
  /** Headings of the terminal's table are Chinese and the key, not the key alone. */
  isBilingual?: boolean;
  /** Said below every table: district, as-of date, data version, and whether the data are synthetic. */
  notes: string[];
  /** Sums that stand before the rows in what people read (table, html, xlsx); files of rows leave them out. */
  lead?: Pick<Report, 'title' | 'columns' | 'rows'>;
  /** Its own printable page, where the rows are more than a table; made only when asked for. */
  page?: () => string;
  /** GeoJSON geometry (EPSG:4326, lon/lat) of each row, where the report has any; made only when asked for. */
  geometries?: () => (object | null)[];
}
