/** Which outfalls of two registers may be one at all: near each other, or of one code or one name that occurs once. */
import type { MatchLimits } from './evidence.ts';
import type { MatchOutfall } from './match-outfall.ts';
import { ISSUERS } from './outfall-code.ts';

/** Calls `visit` for each candidate pair (indexes) once, by a then b ascending. */
export function eachCandidate(
  a: readonly MatchOutfall[],
  b: readonly MatchOutfall[],
  limits: MatchLimits,
  visit: (i: number, j: number) => void,
): void {
  const cells = new Cells(b, limits.withinMm);
  const [marksA, marksB] = [marksOf(a), marksOf(b)];
  for (let i = 0; i < a.length; i++) {
    const found = new Set(cells.near(a[i].point));
    for (const mark of ownMarks(a[i])) {
      const j = marksA.get(mark) === i ? marksB.get(mark) : undefined;
      if (j !== undefined && j !== SEVERAL && isWithin(a[i], b[j], limits.farMm)) found.add(j);
    }
    for (const j of [...found].sort((one, other) => one - other)) visit(i, j);
  }
}

/** Names that occur once in each of two registers, or nowhere. */
export function namesOnce(a: readonly MatchOutfall[], b: readonly MatchOutfall[]): (key: string) => boolean {
  const counts = [a, b].map((outfalls) => {
    const count = new Map<string, number>();
    for (const { name } of outfalls) if (name?.key) count.set(name.key, (count.get(name.key) ?? 0) + 1);
    return count;
  });
  return (key) => counts.every((count) => (count.get(key) ?? 0) <= 1);
}

const SEVERAL = -1;

/** What finds an outfall far off: each issuer's code, and the name. */
function ownMarks({ codes, name }: MatchOutfall): string[] {
  const marks = ISSUERS.flatMap((issuer, k) => (codes[k] === null ? [] : [`${issuer} ${codes[k]}`]));
  // 东排口 is evidence on the spot; from far it could be any place's
  return name?.key && name.pairs.length > 0 ? [...marks, `name ${name.key}`] : marks;
}

/** The outfall of each mark; SEVERAL where a register has it twice, which tells nothing at a distance. */
function marksOf(outfalls: readonly MatchOutfall[]): Map<string, number> {
  const marks = new Map<string, number>();
  for (const [i, outfall] of outfalls.entries())
    for (const mark of ownMarks(outfall)) marks.set(mark, marks.has(mark) ? SEVERAL : i);
  return marks;
}

/** Where a position is missing, nothing is too far. */
function isWithin(a: MatchOutfall, b: MatchOutfall, farMm: number): boolean {
  return !a.point || !b.point || Math.hypot(a.point[0] - b.point[0], a.point[1] - b.point[1]) <= farMm;
}

/** Outfalls in square cells as wide as the search reaches: a place asks nine. */
class Cells {
  private readonly outfalls: readonly MatchOutfall[];
  private readonly size: number;
  private readonly cells = new Map<string, number[]>();

  constructor(outfalls: readonly MatchOutfall[], size: number) {
    this.outfalls = outfalls;
    this.size = Math.max(1, size);
    for (const [i, { point }] of outfalls.entries()) {
      if (!point) continue;
      const key = this.key(point, 0, 0);
      const cell = this.cells.get(key);
      if (cell) cell.push(i);
      else this.cells.set(key, [i]);
    }
  }

  /** Those with at most `size` between. */
  near(point: MatchOutfall['point']): number[] {
    if (!point) return [];
    const found: number[] = [];
    for (const column of [-1, 0, 1])
      for (const row of [-1, 0, 1])
        for (const i of this.cells.get(this.key(point, column, row)) ?? []) {
          const [x, y] = this.outfalls[i].point!;
          if (Math.hypot(x - point[0], y - point[1]) <= this.size) found.push(i);
        }
    return found;
  }

  private key([x, y]: readonly [number, number], column: number, row: number): string {
    return `${Math.floor(x / this.size) + column},${Math.floor(y / this.size) + row}`;
  }
}
