/** What hangs together by pairs. */

/** The sets that pairs connect, each ascending, by their least. */
export function connected(pairs: readonly (readonly [number, number])[]): number[][] {
  const setOf = new Map<number, Set<number>>();
  for (const [a, b] of pairs) {
    const [ones, others] = [setOf.get(a) ?? new Set([a]), setOf.get(b) ?? new Set([b])];
    for (const each of others) ones.add(each);
    for (const each of ones) setOf.set(each, ones);
  }
  return [...new Set(setOf.values())].map((set) => [...set].sort((a, b) => a - b)).sort(([a], [b]) => a - b);
}
