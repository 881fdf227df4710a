/** A JSON text in pieces: its values one after the other, each whole, however long the text around them is. */
import { JsonFault } from './fault.ts';

const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT, COMMA, COLON] = Array.from(
  '"\\[]{},:',
  (each) => each.charCodeAt(0),
);
const isBlank = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
const endsWord = (code: number) =>
  code === COMMA || code === CLOSE_ARRAY || code === CLOSE_OBJECT || code === COLON || isBlank(code);

/** Thrown where a value nests deeper than the limit. */
export class TooDeep extends Error {}

/** Thrown where a value is longer than the limit. */
export class TooLong extends Error {}

export interface JsonLimits {
  /** Objects and arrays inside each other within one value. */
  depth: number;
  /** Characters of one value. */
  length: number;
}

export class JsonCursor {
  private readonly texts: Iterator<string>;
  private readonly limits: JsonLimits;
  private text = '';
  private i = 0; // one beyond the text where an escape is split between two pieces
  private base = 0; // characters before `text`

  constructor(texts: Iterable<string>, limits: JsonLimits) {
    this.texts = texts[Symbol.iterator]();
    this.limits = limits;
  }

  /** Characters in front of what comes next. */
  get at(): number {
    return this.base + this.i;
  }

  /** The next character that is no blank; '' at the end of the text. */
  peek(): string {
    for (;;) {
      while (this.i < this.text.length && isBlank(this.text.charCodeAt(this.i))) this.i++;
      if (this.i < this.text.length) return this.text[this.i];
      if (!this.fill()) return '';
    }
  }

  /** Steps over the character when it comes next. */
  takes(character: string): boolean {
    if (this.peek() !== character) return false;
    this.i++;
    return true;
  }

  /** @throws JsonFault when another comes next, or none */
  expect(...characters: string[]): string {
    const next = this.peek();
    if (next === '') throw new JsonFault(undefined, '');
    if (!characters.includes(next)) throw new JsonFault(this.at, `${characters.join(' or ')} expected, found ${next}`);
    this.i++;
    return next;
  }

  /** The text of the next value. Whether it is valid within, its parser tells. @throws JsonFault, TooDeep, TooLong */
  value(): string {
    this.peek();
    const parts: string[] = [];
    let [from, length, state] = [this.i, 0, { depth: 0, isText: false, isDone: false }];
    for (;;) {
      state = this.scan(state);
      length += this.i - from;
      if (length > this.limits.length) throw new TooLong();
      parts.push(this.text.slice(from, this.i));
      if (state.isDone) return parts.join('');
      if (!this.fill()) break;
      from = 0; // an escape split between two pieces belongs to the value
    }
    if (state.depth > 0 || state.isText || length === 0) throw new JsonFault(undefined, '');
    return parts.join('');
  }

  /** Goes on to the end of the value or of this piece of text. */
  private scan({ depth, isText }: { depth: number; isText: boolean }): {
    depth: number;
    isText: boolean;
    isDone: boolean;
  } {
    const { text } = this;
    let i = this.i;
    let isDone = false;
    for (; i < text.length && !isDone; i++) {
      const code = text.charCodeAt(i);
      if (isText) {
        if (code === BACKSLASH) i++;
        else if (code === QUOTE) {
          isText = false;
          isDone = depth === 0;
        }
      } else if (code === QUOTE) isText = true;
      else if (code === OPEN_ARRAY || code === OPEN_OBJECT) {
        if (++depth > this.limits.depth) throw new TooDeep();
      } else if (depth === 0 && endsWord(code)) {
        this.i = i;
        return { depth, isText, isDone: true };
      } else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) isDone = --depth === 0;
    }
    this.i = i;
    return { depth, isText, isDone };
  }

  /** Closes the file behind the pieces. */
  end(): void {
    this.texts.return?.();
  }

  private fill(): boolean {
    const { value, done } = this.texts.next();
    if (done) return false;
    this.i -= this.text.length;
    this.base += this.text.length;
    this.text = value;
    return true;
  }
}
