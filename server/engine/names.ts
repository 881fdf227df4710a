/** Names of waters as people write them in records, made comparable. */

/** No name was recorded; of a river: it has none. */
export const NO_NAME = -1;
/** A name was recorded that no river bears. */
export const UNKNOWN_NAME = -2;

/** Full-width letters and digits become plain ones, spaces go, letters become small. Null when nothing is left. */
export function normaliseName(name: string | null | undefined): string | null {
  const plain = name?.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
  return plain || null;
}

/** A name without the word for river at its end: 苏州河, 苏州河道 and 苏州 河 are one. Null when only that word is left. */
function withoutSuffix(name: string): string | null {
  return name.replace(/(河道|河)$/u, '') || null;
}

/** Names of other stems are never one, whichever of them there are; null when nothing is left. */
export function nameStem(name: string | null | undefined): string | null {
  const plain = normaliseName(name);
  return plain && (withoutSuffix(plain) ?? plain);
}

/** Names of rivers by number, and the numbers of recorded names. */
export class NameIndex {
  #exact = new Map<string, number>();
  #trimmed = new Map<string, number>();

  /** The number of a river's name, given out on first sight; NO_NAME for none. Rivers of one name share it. */
  add(name: string | null | undefined): number {
    const plain = normaliseName(name);
    if (plain === null) return NO_NAME;
    const known = this.#exact.get(plain);
    if (known !== undefined) return known;
    const number = this.#exact.size;
    this.#exact.set(plain, number);
    const trimmed = withoutSuffix(plain);
    if (trimmed !== null && !this.#trimmed.has(trimmed)) this.#trimmed.set(trimmed, number);
    return number;
  }

  /** The number of a recorded name: exact first, then with 河 or 河道 left off on both sides. */
  find(name: string | null | undefined): number {
    const plain = normaliseName(name);
    if (plain === null) return NO_NAME;
    const trimmed = withoutSuffix(plain);
    return this.#exact.get(plain) ?? (trimmed === null ? undefined : this.#trimmed.get(trimmed)) ?? UNKNOWN_NAME;
  }
}
