/** JSON has no words for them, and says null. */
const isUnsaid = (value: unknown): value is number => typeof value === 'number' && !Number.isFinite(value);

const MARK = '\u2060'; // in no text that anyone types

/** What a page sent, in words for its reader: as JSON, NaN and Infinity by their names. */
export function asJson(value: unknown): string {
  try {
    const text = JSON.stringify(value, (_, part) => (isUnsaid(part) ? `${MARK}${part}` : part));
    return text?.replaceAll(new RegExp(`"${MARK}(-?\\w+)"`, 'g'), '$1') ?? String(value);
  } catch {
    return asText(value); // a bigint, or what holds itself: JSON has no words for them
  }
}

/** Also what cannot be made text of: an object without a prototype, or whose own `toString` throws. */
function asText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return typeof value;
  }
}

/** A value as a page gave it: text as it is. */
export const asGiven = (value: unknown): string => (typeof value === 'string' ? value : asJson(value));
