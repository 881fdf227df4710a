/** Text as XML 1.0 takes it. */

/** For text and attributes; control characters, which XML cannot hold, are left out. */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// what XML 1.0 has no way to write: controls, halves of surrogate pairs, two code points that are no characters
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;
