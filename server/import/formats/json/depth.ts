/** How deep a JSON text nests, told before anything recursive sees it: real geometries nest to ten, mischief to a million. */

const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = Array.from('"\\[]{}', (each) =>
  each.charCodeAt(0),
);

/** Objects and arrays inside each other, those in properties included. */
export const DEEPEST_JSON = 64;

/** Looked at once, character by character (bench: import); brackets in strings are text. */
export function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === QUOTE) i = endOfString(text, i);
    else if (character === OPEN_ARRAY || character === OPEN_OBJECT) {
      if (++depth > limit) return true;
    } else if (character === CLOSE_ARRAY || character === CLOSE_OBJECT) depth--;
  }
  return false;
}

/** Where the quote is that closes the string opened at `start`; the end of a text that does not close it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}
