/** What an import changed, handed to the derivation (routes, links, ranges) that runs in the same transaction. */

/** Ids of one table's rows, each list ascending. */
export interface TouchedRows {
  new: number[];
  changed: number[];
  removed: number[];
}

/** Tables of schema `register` that an import writes rows of. */
export type TouchedTable =
  | 'river'
  | 'source_segment'
  | 'water_body'
  | 'town'
  | 'outfall'
  | 'survey_track'
  | 'survey_record'
  | 'protected_zone'
  | 'sewer_pipe'
  | 'manhole'
  | 'discharger'
  | 'park'
  | 'venue'
  | 'water_function_zone'
  | 'key_reach'
  | 'sewer_service_area'
  | 'conduit'
  | 'section'
  | 'section_sample'
  | 'sample'
  | 'intake'
  | 'coastline'
  | 'levee'
  | 'residential_area'
  | 'basin'
  | 'site';

export interface Touched {
  district: string;
  /** The district's version that this transaction commits. */
  version: number;
  /** Null where no import is the cause. */
  batchId: number | null;
  /** Only tables with at least one row touched are present. */
  rows: Partial<Record<TouchedTable, TouchedRows>>;
  /** Everything is derived again, touched or not. */
  isAnew?: true;
  /** The batch that is undone: what was placed on lines that only it drew is placed no more. */
  undone?: number;
}
