/** Registers whose truth is known: how much of it is found, and how much of what is found is true. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALONE_MM, costOf, evidenceOf, MATCH_LIMITS } from '../../../server/engine/match/evidence.ts';
import type { MatchOutfall } from '../../../server/engine/match/match-outfall.ts';
import { type Match, matchOutfalls } from '../../../server/engine/match/match-outfalls.ts';
import { type Noise, type TwoRegisters, twoRegisters } from './registers.ts';

const USUAL: Noise = {
  outfalls: 1500,
  riverM: 2000,
  fixM: 4,
  dropped: 0.1,
  added: 0.1,
  moved: 0.05,
  renamed: 0.1,
  unnamed: 0.15,
  coded: 0.5,
  miscoded: 0.05,
};

function scoreOf({ a, b, truth }: TwoRegisters, matches: readonly Match[]) {
  const pairs = matches.filter((match) => match.a >= 0 && match.b >= 0);
  const sure = pairs.filter(({ verdict }) => verdict !== 'doubtful');
  const isTrue = (match: Match) => truth[match.a]?.b === match.b;
  const known = truth.filter((each) => each !== undefined);
  const share = (part: number, whole: number) => part / Math.max(1, whole);
  return {
    precision: share(sure.filter(isTrue).length, sure.length),
    recall: share(sure.filter(isTrue).length, known.length),
    found: share(pairs.filter(isTrue).length, known.length), // doubtful ones reach a person
    verdicts: share(
      sure.filter((match) => isTrue(match) && truth[match.a]!.moved === (match.verdict === 'moved')).length,
      sure.filter(isTrue).length,
    ),
    once:
      new Set(pairs.map((match) => match.b)).size === pairs.length &&
      matches.length === a.length + b.length - pairs.length,
  };
}

describe('two registers of the same outfalls', () => {
  it('usual surveys: what is called same or moved is so, and nearly all of it is found', () => {
    for (const seed of [1, 2, 3]) {
      const registers = twoRegisters(USUAL, seed);
      const score = scoreOf(registers, matchOutfalls(registers));
      expect(score.once).toBe(true);
      expect(score.precision).toBeGreaterThan(0.99);
      expect(score.recall).toBeGreaterThan(0.8);
      expect(score.found).toBeGreaterThan(0.95);
      expect(score.verdicts).toBeGreaterThan(0.98);
    }
  });

  it('places alone: fewer are sure, and those are still true', () => {
    const bare = { ...USUAL, coded: 0, unnamed: 1, renamed: 0, moved: 0 };
    const registers = twoRegisters(bare, 4);
    const score = scoreOf(registers, matchOutfalls(registers));
    expect(score.precision).toBeGreaterThan(0.98);
    expect(score.recall).toBeGreaterThan(0.8);
  });

  it('bad fixes of 12 m: names and codes carry what places cannot', () => {
    const registers = twoRegisters({ ...USUAL, fixM: 12 }, 5);
    const score = scoreOf(registers, matchOutfalls(registers));
    expect(score.precision).toBeGreaterThan(0.98);
    expect(score.found).toBeGreaterThan(0.85);
  });

  it('a register and itself are the same, whole', () => {
    const { a } = twoRegisters(USUAL, 6);
    const matches = matchOutfalls({ a, b: a });
    expect(matches.every((match) => match.a === match.b)).toBe(true);
    expect(matches.filter(({ verdict }) => verdict === 'same').length / a.length).toBeGreaterThan(0.99);
  });
});

/** Every pair and every assignment: the twin of grid, marks and augmenting paths. */
function leastCost(a: readonly MatchOutfall[], b: readonly MatchOutfall[]): number {
  const count = (outfalls: readonly MatchOutfall[], key: string) =>
    outfalls.filter(({ name }) => name?.key === key).length;
  const once = (key: string) => count(a, key) <= 1 && count(b, key) <= 1;
  const cost = a.map((one) => b.map((other) => costOf(evidenceOf(one, other, once), MATCH_LIMITS)));
  const near = (i: number, j: number) =>
    Math.hypot(a[i].point![0] - b[j].point![0], a[i].point![1] - b[j].point![1]) <= MATCH_LIMITS.withinMm;
  const only = (outfalls: readonly MatchOutfall[], same: (outfall: MatchOutfall) => boolean) =>
    outfalls.filter(same).length === 1;
  const marked = (i: number, j: number) => {
    const code = a[i].codes[0];
    const key = a[i].name?.key ?? null;
    const sameCode = (each: MatchOutfall) => each.codes[0] === code;
    const sameName = (each: MatchOutfall) => each.name?.key === key;
    return (
      (code !== null && sameCode(b[j]) && only(a, sameCode) && only(b, sameCode)) ||
      (key !== null && sameName(b[j]) && only(a, sameName) && only(b, sameName))
    );
  };
  const least = (i: number, taken: ReadonlySet<number>): number => {
    if (i === a.length) return 0;
    const totals = b.map((_, j) =>
      !taken.has(j) && cost[i][j] < ALONE_MM && (near(i, j) || marked(i, j))
        ? cost[i][j] + least(i + 1, new Set([...taken, j]))
        : Number.POSITIVE_INFINITY,
    );
    return Math.min(ALONE_MM + least(i + 1, taken), ...totals);
  };
  return least(0, new Set());
}

describe('against every pair and every assignment', () => {
  it('costs the least on small registers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 6 }), (seed, outfalls) => {
        const dense = { ...USUAL, outfalls, riverM: 100, fixM: 15, moved: 0.3 };
        const { a, b } = twoRegisters(dense, seed);
        const crowded = b.slice(0, 6);
        const total = matchOutfalls({ a, b: crowded })
          .filter((match) => match.a >= 0)
          .reduce((sum, { evidence }) => sum + (evidence ? costOf(evidence, MATCH_LIMITS) : ALONE_MM), 0);
        expect(total).toBe(leastCost(a, crowded));
      }),
      { numRuns: 300 },
    );
  });
});
