/** What is wrong with a JSON text: its place and the parser's own words, the latter as a quotation. */

/** @param cause  what JSON.parse threw */
export function jsonError(text: string, cause: unknown): { zh: string; en: string } {
  const said = cause instanceof Error ? cause.message : '';
  const at = positionOf(text, said);
  if (at === undefined) return { zh: `不是有效的 JSON${quoted(said).zh}`, en: `it is no valid JSON${quoted(said).en}` };
  if (at >= text.trimEnd().length)
    return { zh: '不是完整的 JSON：到文件末尾仍未结束', en: 'it is no whole JSON: it ends too early' };
  const before = text.slice(0, at).split('\n');
  const [line, column] = [before.length, before[before.length - 1].length + 1];
  return {
    zh: `不是有效的 JSON（第 ${line} 行第 ${column} 列${quoted(said).zh}）`,
    en: `it is no valid JSON (line ${line}, column ${column}${quoted(said).en})`,
  };
}

const quoted = (said: string) => ({ zh: said && `：“${said}”`, en: said && `: "${said}"` });

const SHOWN_BEFORE = 10; // characters that V8 shows of the text in front of what it stumbled over

/** V8 says the position, or shows what stands around it; undefined where neither tells the place. */
function positionOf(text: string, said: string): number | undefined {
  if (said === 'Unexpected end of JSON input') return text.length;
  const position = / at position (\d+)/.exec(said)?.[1];
  if (position !== undefined) return Number(position);
  const shown = /^Unexpected token .+, \.\.\."(.*)"(?:\.\.\.)? is not valid JSON$/su.exec(said)?.[1];
  const at = shown === undefined ? -1 : text.indexOf(shown);
  return at < 0 || text.includes(shown!, at + 1) ? undefined : at + SHOWN_BEFORE;
}
