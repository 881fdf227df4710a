/** How much text rows hold in memory; what holds whole files of it refuses before memory ends. */
import { DomainError } from '../errors.ts';

const CELL = 16; // characters that a name and a number take, more or less

/** Characters of the cells, and of the object around them. */
export function textOf(cells: Readonly<Record<string, unknown>>): number {
  let held = 0;
  for (const name in cells) {
    const value = cells[name];
    held += typeof value === 'string' ? CELL + value.length : CELL;
  }
  return held;
}

/** A short text cut out of a long one keeps the long one in memory; this does not. */
export function ownText(text: string): string {
  return ` ${text}`.slice(1);
}

/** Characters of a layer that is seen whole (rivers, survey rows, tracks): 300 MB at most, where they are Chinese. */
const WHOLE_LIMIT = 150_000_000;

/** Counts the text of rows that are held until the last one is in. */
export class WholeText {
  private held = 0;
  private readonly limit: number;

  constructor(limit = WHOLE_LIMIT) {
    this.limit = limit;
  }

  /** @throws DomainError too_much_text */
  add(cells: Readonly<Record<string, unknown>>): void {
    this.held += textOf(cells);
    if (this.held > this.limit) throw tooMuchText(this.limit / 1e6);
  }
}

function tooMuchText(millions: number): DomainError {
  return new DomainError(
    'too_much_text',
    `rivers, survey rows and tracks are seen whole, and the rows of this file hold more than ${millions} million characters: leave out columns that no field takes, or split the file`,
    `河流、调查记录和轨迹须整体读入，本文件各行文字超过 ${millions} 百万字符：请去掉无对应字段的列，或拆分文件`,
  );
}
