/** What a page sent, in words for its reader. */
export function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value); // a bigint, or what holds itself: JSON has no words for them
  }
}
