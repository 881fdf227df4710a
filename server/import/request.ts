/** What callers ask of an import and what they get back. */
import type { Executor } from '../db/database.ts';
import type { ControlRequest } from './crs-control.ts';
import type { LayerName } from './fields.ts';
import type { Issue } from './issues.ts';
import type { Fault } from './rows/geometry.ts';
import type { TrackFixes } from './store/track-fixes.ts';
import type { Touched } from './touched.ts';

/** The district imported into; everything but the key counts only when the import creates it. */
export interface DistrictRequest {
  key: string;
  name?: string;
  synthetic?: boolean;
  /** The plan that holds there; by its code when absent. */
  pack?: string;
  /** EPSG number of the metric plane; chosen from the data when absent. */
  planeSrid?: number;
  /** Local time minus UTC; 480 in China, else unknown (null) when absent. Fills an existing district's null. */
  utcOffsetMinutes?: number;
}

/** What rows get where the file does not say, written as a cell would be: ours on the left, `{ kind: '饮用水水源保护区' }`. */
export type Defaults = Record<string, string>;

interface ImportRequest {
  district: DistrictRequest;
  layer: LayerName;
  /** Do everything, report it, roll it back. */
  dryRun?: boolean;
  defaults?: Defaults;
  author?: string;
}

/** A file on disk. */
export interface FileRequest extends ImportRequest {
  /** Absolute path. */
  file: string;
  /** field → column of the file; fields not named are recognised by their usual headers. */
  mapping?: Record<string, string>;
  /** EPSG:n, PROJ string, WKT, gcj02 or bd09; overrides the file's own. */
  crs?: string;
  /** Points known in the file's grid and in a system with a name; not beside crs. */
  control?: ControlRequest;
  /** The layer inside the file, where it has several. */
  sourceLayer?: string;
  /** Only rows whose column equals the value, as text. */
  where?: { column: string; value: string }[];
  /** How a wide row becomes several: our column → patterns of the file's (rows/unpivot.ts). */
  unpivot?: Record<string, string[]>;
  /** The name of the profile that some of this comes from; said with the batch. */
  profile?: string;
}

/** Rows made in this process (the demo): properties named by our fields, coordinates lon/lat in EPSG:4490. */
export interface RowsRequest extends ImportRequest {
  /** Stands as the file's name in the batch. */
  name: string;
  /** Stands for the bytes: the same fingerprint and layer again is answered from the first batch. */
  fingerprint: string;
  rows: Iterable<SourceRow>;
}

/** GeoJSON's geometry objects; x (east or lon) before y; more ordinates are ignored. */
export interface SourceGeometry {
  type: string;
  // Positions at the depth of the type; checked vertex by vertex while it is packed.
  coordinates: unknown;
  /** Heights or measures stood behind x and y, and the reader left them out. */
  dropped?: true;
}

/** One of the things side by side in a wide row, from 1, and the first column of it. */
export interface RowPart {
  n: number;
  column: string;
}

/** One row of a file as its reader found it. */
export interface SourceRow {
  /** From 1, as a person counts rows in that file; the header of a table is not a row. */
  row: number;
  properties: Record<string, unknown>;
  geometry: SourceGeometry | null;
  /** Which thing of a wide row it is. */
  part?: RowPart;
  /** Tracks: milliseconds since 1970 UTC per vertex, NaN where the fix has none. */
  times?: Float64Array;
  /** No row of the file: readers that find none for long give one, so that their issues are taken and others have a turn. */
  isPause?: true;
  /** Tracks: fixes left out because their receiver was too unsure of them. */
  unsure?: number;
  /** Tracks: fixes of a table that were earlier than the one before and are joined by their times. */
  sorted?: number;
  /** What is to be said of how it was placed; where that is an error, it has no place. */
  remark?: Fault;
}

export interface Progress {
  /** A step begins; total rows when known. */
  step(name: string, total?: number): void;
  /** Rows of this step done so far; called every few thousand rows. */
  rows(done: number): void;
  /** The step has ended. */
  done(rows?: number): void;
}

/** What an import holds in memory at a time. */
export interface Held {
  /** Rows of a piece, and vertices of its geometries: read, packed and encoded they take some ten times the space. */
  rows: number;
  vertices: number;
  /** Characters of a piece's cells, those that no field takes included, and of issues with their rows. */
  text: number;
  /** Issues before the rest waits in the database. */
  issues: number;
}

export interface ImportHooks {
  progress?: Progress;
  /** Smaller than usual where a test wants many pieces of few rows. */
  held?: Held;
  /**
   * Builds what follows from the rows (routes, town ranges, links, covered ranges) in the same transaction; what a person
   * should know of it (moved, lost) becomes issues of the batch.
   */
  derive?(tx: Executor, touched: Touched): Promise<readonly Issue[]>;
}

/** The batch row with its issues; `--format json` prints this. */
export interface BatchReport {
  district: string;
  /** Null after a dry run. */
  id: number | null;
  layer: LayerName;
  file_name: string;
  sha256: string;
  crs: string | null;
  /** What was taken for what in the datum, English and Chinese. */
  crs_note: string | null;
  crs_note_zh: string | null;
  mapping: Record<string, string>;
  /** Columns of the file that no field took; null in batches of before this was recorded. */
  columns_left: string[] | null;
  options: Record<string, unknown>;
  /** The name of the mapping profile it was read with. */
  profile: string | null;
  rows_read: number;
  rows_new: number;
  rows_changed: number;
  rows_same: number;
  rows_rejected: number;
  author: string;
  created_at: string | null;
  undone_at: string | null;
  dry_run: boolean;
  /** True when the same file was imported before and nothing was done. */
  repeated: boolean;
  issues_by_code: Record<string, number>;
  issues: Issue[];
  /** Of layer tracks: what became of the fixes of each that is of this batch. */
  tracks: TrackFixes[];
}
