/** The rows of a file through the checks that need no transaction, a piece at a time. */
import type { Database, Executor } from '../db/database.ts';
import { layerOf } from './fields.ts';
import type { IssueList } from './issue-list.ts';
import { Piece, type PieceLimits } from './piece.ts';
import { type Plane, planeOf } from './plane.ts';
import type { Prepared } from './prepare.ts';
import type { FileRequest, Progress, RowsRequest, SourceRow } from './request.ts';
import { completionOf } from './rows/complete.ts';
import { type ReadyRow, RowConverter } from './rows/convert.ts';
import { GeometryPacker } from './rows/geometry.ts';
import { SamePlaces } from './rows/same-place.ts';
import { assembleTracks } from './rows/track-points.ts';
import { type Box, heldBoxes, isNear, strayIssue } from './store/holdings.ts';
import { liesAtKnown, shiftIssues, Whereabouts } from './store/shifted.ts';
import { textOf } from './text-held.ts';
import { turn } from './turn.ts';

interface Converting {
  request: FileRequest | RowsRequest;
  prepared: Prepared;
  progress?: Progress;
}

const BREATH_ROWS = 1000; // of the file between two turns of the event loop: some milliseconds
const BREATH_TEXT = 1_000_000; // characters, where fewer rows than that have so many
const REPORT_EVERY = 5000; // rows

/** Everything a reading of the file needs; it may be read more than once. */
export class Conversion {
  readonly plane: Plane | null;
  private readonly held: Box[];
  private readonly converting: Converting;
  private readonly limits: PieceLimits;

  private constructor(converting: Converting, plane: Plane | null, held: Box[], limits: PieceLimits) {
    this.converting = converting;
    this.plane = plane;
    this.held = held;
    this.limits = limits;
  }

  static async open(db: Database, converting: Converting, limits: PieceLimits): Promise<Conversion> {
    const { request, prepared } = converting;
    const { district } = prepared;
    const plane = layerOf(request.layer).geometry === 'none' ? null : await planeOf(db, district.planeSrid);
    const held = plane && district.exists ? await heldBoxes(db, district.key) : [];
    return new Conversion(converting, plane, held, limits);
  }

  /** A reading from the first row; what is wrong goes to `issues`. */
  read(issues: IssueList): Reading {
    const { converting, plane, held, limits } = this;
    return new Reading({ ...converting, plane, held, limits, issues });
  }
}

interface ReadingOptions extends Converting {
  plane: Plane | null;
  held: Box[];
  limits: PieceLimits;
  issues: IssueList;
}

/** One way through the file. Counts and issues are complete after the last piece. */
export class Reading {
  /** Rows of the file so far. */
  read = 0;
  private unreadable = 0;
  private readonly options: ReadingOptions;
  private readonly converter: RowConverter;
  private readonly places = new SamePlaces();
  private readonly whereabouts: Whereabouts | null;

  constructor(options: ReadingOptions) {
    const { request, prepared, plane } = options;
    const { mapping, crs } = prepared;
    const { geometry } = layerOf(request.layer);
    this.options = options;
    this.converter = new RowConverter({
      layer: request.layer,
      mapping,
      defaults: request.defaults ?? {},
      utcOffsetMinutes: this.utcOffsetMinutes,
      packer: plane && crs && geometry !== 'none' ? new GeometryPacker(crs, plane, geometry) : null,
      complete: completionOf(request.layer, this.utcOffsetMinutes),
    });
    this.whereabouts = liesAtKnown(request.layer) && prepared.district.exists ? new Whereabouts() : null;
  }

  get rejected(): number {
    return this.converter.rejected + this.unreadable;
  }

  /** Records of the file, those that could not be read included. */
  get records(): number {
    return this.read + this.unreadable;
  }

  /** The rows that passed, in their order; the event loop gets its turn between them. */
  async *pieces(): AsyncGenerator<ReadyRow[]> {
    const { limits, issues, prepared } = this.options;
    issues.add('file', prepared.issues);
    let [piece, seen, text] = [new Piece(limits), 0, 0];
    for (const row of await this.sourceRows()) {
      const ready = row.isPause ? undefined : this.converter.convert(row);
      if (ready && this.passes(ready)) piece.add(ready);
      text += textOf(row.properties);
      const { isFull } = piece;
      if (++seen % BREATH_ROWS === 0 || text >= BREATH_TEXT || isFull || row.isPause) {
        this.collect();
        text = 0;
        await turn();
      }
      if (!isFull && !issues.isFull) continue;
      yield piece.rows;
      piece = new Piece(limits);
    }
    this.converter.finish();
    this.collect();
    if (piece.rows.length > 0) yield piece.rows;
  }

  /** What only all rows together tell. */
  async finish(db: Executor): Promise<void> {
    const { plane, prepared, issues, request } = this.options;
    if (!this.whereabouts || !plane || !prepared.crs) return;
    const { layer } = request;
    const found = { layer, district: prepared.district.key, plane, crs: prepared.crs, whereabouts: this.whereabouts };
    issues.add('shifted', await shiftIssues(db, found));
  }

  private get utcOffsetMinutes(): number | null {
    const { request, prepared } = this.options;
    return request.district.utcOffsetMinutes ?? prepared.district.utcOffsetMinutes;
  }

  private passes(row: ReadyRow): boolean {
    const { held, plane, issues } = this.options;
    this.whereabouts?.add(row); // of rows that are kept out too: in its own system all of the file may lie here
    if (!isNear(row, held)) {
      this.converter.reject(strayIssue(row, held, plane), row.weight);
      return false;
    }
    const same = this.places.check(row);
    if (same) issues.add('place', [same]);
    return true;
  }

  private async sourceRows(): Promise<Iterable<SourceRow>> {
    const { request, prepared } = this.options;
    const rows = this.counted(prepared.source.rows());
    if (request.layer !== 'tracks') return rows;
    const { mapping, crs } = prepared;
    const { utcOffsetMinutes, converter } = this;
    return assembleTracks(rows, { mapping, utcOffsetMinutes, isGeographic: crs?.isGeographic ?? false, converter });
  }

  private *counted(rows: Iterable<SourceRow>): Generator<SourceRow> {
    const { progress } = this.options;
    for (const row of rows) {
      if (!row.isPause && ++this.read % REPORT_EVERY === 0) progress?.rows(this.read);
      yield row;
    }
  }

  private collect(): void {
    const { prepared, issues } = this.options;
    // what is said of the whole file is no record of it
    for (const { severity, row } of prepared.source.issues) if (severity === 'error' && row !== null) this.unreadable++;
    issues.take('source', prepared.source.issues);
    issues.take('rows', this.converter.issues);
  }
}
