/** The pieces of a reading, the next one made while the database still writes the one before. */
import type { Executor } from '../../db/database.ts';
import type { IssueList } from '../issue-list.ts';
import type { ReadyRow } from '../rows/convert.ts';
import { WholeText } from '../text-held.ts';

type Step = IteratorResult<ReadyRow[], unknown>;

export class PieceSource {
  /** The first piece; empty when no row passed. */
  readonly first: ReadyRow[];
  /** Whether the first piece is all there is. */
  readonly isOnly: boolean;
  private readonly steps: AsyncIterator<ReadyRow[]>;
  private waiting: Promise<Step>[];

  private constructor(steps: AsyncIterator<ReadyRow[]>, first: Step, second: Step) {
    this.steps = steps;
    this.first = first.done ? [] : first.value;
    this.isOnly = first.done === true || second.done === true;
    this.waiting = [Promise.resolve(first), Promise.resolve(second)];
  }

  /** Reads the first two: most files are one, and then nothing is left to go wrong while the district is locked. */
  static async open(pieces: AsyncIterable<ReadyRow[]>): Promise<PieceSource> {
    const steps = pieces[Symbol.asyncIterator]();
    const first = await steps.next();
    return new PieceSource(steps, first, first.done ? first : await steps.next());
  }

  /** The next piece, undefined after the last. */
  async next(): Promise<ReadyRow[] | undefined> {
    const step = await this.waiting.shift()!;
    if (step.done) {
      this.waiting = [Promise.resolve(step)];
      return undefined;
    }
    if (this.waiting.length === 0) this.ahead();
    return step.value;
  }

  private ahead(): void {
    const step = this.steps.next();
    step.catch(() => {}); // thrown to whoever asks for the piece
    this.waiting.push(step);
  }
}

/** All rows; what is said of them waits in the database where it is much. @throws DomainError too_much_text */
export async function takeAll(pieces: PieceSource, issues: IssueList, tx: Executor): Promise<ReadyRow[]> {
  const rows: ReadyRow[] = [];
  const text = new WholeText();
  for (let piece = await pieces.next(); piece; piece = await pieces.next()) {
    for (const row of piece) {
      text.add(row.properties);
      rows.push(row);
    }
    if (issues.isFull) await issues.spill(tx);
  }
  return rows;
}
