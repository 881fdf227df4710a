/** What is wrong with a JSON text: its place and the parser's own words, the latter as a quotation. */

export class JsonFault extends Error {
  /** Characters before it; undefined where the text ends before it is whole. */
  readonly at: number | undefined;
  constructor(at: number | undefined, said: string, cause?: unknown) {
    super(said, { cause });
    this.at = at;
  }
}

/** JSON.parse of one value of a longer text. @param start characters before it. @throws JsonFault */
export function parseValue(text: string, start: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : '';
    throw new JsonFault(start + (positionOf(text, said) ?? 0), said, cause);
  }
}

/** @param texts the whole text again, in pieces: lines are counted only once something is wrong. */
export function sentenceOf({ at, message }: JsonFault, texts: Iterable<string>): { zh: string; en: string } {
  if (at === undefined)
    return { zh: '不是完整的 JSON：到文件末尾仍未结束', en: 'it is no whole JSON: it ends too early' };
  const { line, column } = placeOf(at, texts);
  return {
    zh: `不是有效的 JSON（第 ${line} 行第 ${column} 列：“${message}”）`,
    en: `it is no valid JSON (line ${line}, column ${column}: "${message}")`,
  };
}

function placeOf(at: number, texts: Iterable<string>): { line: number; column: number } {
  let [line, lineStart, base] = [1, 0, 0];
  for (const text of texts) {
    for (let end = text.indexOf('\n'); end >= 0 && base + end < at; end = text.indexOf('\n', end + 1)) {
      line++;
      lineStart = base + end + 1;
    }
    base += text.length;
    if (base > at) break;
  }
  return { line, column: at - lineStart + 1 };
}

const SHOWN_BEFORE = 10; // characters that V8 shows of the text in front of what it stumbled over

/** V8 says the position, or shows what stands around it; undefined where neither tells the place. */
function positionOf(text: string, said: string): number | undefined {
  const position = / at position (\d+)/.exec(said)?.[1];
  if (position !== undefined) return Number(position);
  const shown = /^Unexpected token .+, \.\.\."(.*)"(?:\.\.\.)? is not valid JSON$/su.exec(said)?.[1];
  const at = shown === undefined ? -1 : text.indexOf(shown);
  return at < 0 || text.includes(shown!, at + 1) ? undefined : at + SHOWN_BEFORE;
}
