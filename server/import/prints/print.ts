/** Texts and places as 96 bits, so that a file of any length can be held against itself and against the register. */

/** Words of 32 bits per fingerprint: among 10^8 texts two alike by chance are one case in 10^13. */
export const LANES = 3;

/** The fingerprint made last; its first word is never 0. */
export const lanes = new Uint32Array(LANES);

const ordinates = new Float64Array(2);
const words = new Uint32Array(ordinates.buffer);

export function printText(text: string): void {
  let a = 0x9e3779b9 ^ text.length;
  let b = 0x85ebca6b;
  let c = 0xc2b2ae35;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 15);
    c = Math.imul(c ^ code, 0xcc9e2d51) ^ (c >>> 13);
  }
  finish(a, b, c);
}

/** Equal for equal numbers, to the last bit. */
export function printPlace(x: number, y: number): void {
  ordinates[0] = x + 0; // -0 and 0 are one place
  ordinates[1] = y + 0;
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  let c = 0xc2b2ae35;
  for (let i = 0; i < words.length; i++) {
    a = mixed(a ^ words[i]);
    b = mixed(Math.imul(b, 0x5bd1e995) ^ words[i] ^ a);
    c = mixed(Math.imul(c, 0xcc9e2d51) ^ words[i] ^ b);
  }
  finish(a, b, c);
}

/** Lets the bits of each word depend on those of the others; nothing is lost by it. */
function finish(a: number, b: number, c: number): void {
  const first = mixed(a ^ (b >>> 7));
  lanes[0] = first || 1;
  lanes[1] = mixed(b ^ c);
  lanes[2] = mixed(c ^ first);
}

/** The finaliser of MurmurHash3. */
function mixed(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
