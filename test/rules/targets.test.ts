/** The plans' targets as data, and what verdict follows from what was counted. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PACKS } from '../../server/rules/packs.ts';
import type { Target } from '../../server/rules/targets/target.ts';
import { TARGETS } from '../../server/rules/targets/targets.ts';
import { isMet, missing, needed, statusOf } from '../../server/rules/targets/verdict.ts';

const PLANS = new URL('../../../shared/plans/', import.meta.url).pathname;
const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');
const all = Object.values(TARGETS).flat();

describe.skipIf(!existsSync(PLANS))(`the plans (${existsSync(PLANS) ? 'read' : '../shared/plans is not here'})`, () => {
  const files = existsSync(PLANS) ? readdirSync(PLANS).sort() : [];
  it.each(PACKS.map((pack, i) => [pack, i] as const))('%s says every sentence that a target quotes', (pack, i) => {
    const plan = plain(readFileSync(PLANS + files[i], 'utf8'));
    const missed = TARGETS[pack].filter(({ words }) => !plan.includes(plain(words)));
    expect(missed.map(({ words }) => words)).toEqual([]);
  });

  it('name sets of waters, rivers and basins with words of theirs', () => {
    const text = plain(files.map((file) => readFileSync(PLANS + file, 'utf8')).join(''));
    const names = all.flatMap(({ scope }) => scope.names).filter((name) => !['长江', '淮河'].includes(name));
    expect(names.filter((name) => !text.includes(plain(name)))).toEqual([]);
  });
});

describe('every target', () => {
  it('has an id of its own that begins with its plan', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const pack of PACKS) expect(TARGETS[pack].filter(({ id }) => !id.startsWith(`${pack}-`))).toEqual([]);
  });

  it('has a metric or says why it has none', () => {
    expect(all.filter(({ metric, unanswerable }) => (metric === null) === (unanswerable === null))).toEqual([]);
  });

  it('with a number has the number in its words; one that the plan leaves open has the word, and no number', () => {
    const numbers = all.filter(({ threshold }) => threshold !== null && threshold !== 100);
    expect(numbers.filter(({ words, threshold }) => !words.includes(String(threshold)))).toEqual([]);
    const open = all.filter(({ hedge }) => hedge !== null);
    expect(open.filter(({ words, hedge, threshold }) => !words.includes(hedge!) || threshold !== null)).toEqual([]);
    // and no other one's words are open ones, but those of a sentence that says both
    const hedged = all.filter(({ words, hedge, metric }) => /基本完成|力争/.test(words) && !hedge && metric);
    expect(hedged.map(({ id }) => id)).toEqual(['JY-2024-remediated', 'JY-2025-surveyed']);
  });

  it('may be older than its plan (A4-2): Shangcheng wants waters near venues done by August 2023, in force from November', () => {
    const pilot = TARGETS.SC.filter(({ due }) => due === '2023-08-31');
    expect(pilot.map(({ clause }) => clause)).toEqual(Array(6).fill('SC-12'));
  });

  it('of Qingpu under water are disjoint and together the 2507 km of the district (A4-3)', () => {
    const under = TARGETS.QP.filter(({ metric }) => metric === 'under_water_ledger_km');
    expect(under.map(({ threshold, afterKm, due }) => [threshold, afterKm, due])).toEqual([
      [1000, 0, '2022-12-31'],
      [1507, 1000, '2023-12-31'],
    ]);
    expect(under[0].threshold! + under[1].threshold!).toBe(2507);
  });
});

const of = (metric: Target['metric'], threshold: number) => ({ metric, threshold });

describe('a verdict', () => {
  it('is exact: 2999 of 10000 is not 30 %, though 29.996 % reads as 30.00', () => {
    const thirty = of('traced_count_percent', 30);
    expect([isMet(thirty, [{ part: 2999, whole: 10_000 }]), isMet(thirty, [{ part: 3000, whole: 10_000 }])]).toEqual([
      false,
      true,
    ]);
    expect(missing(of('traced_length_percent', 30), { part: 751_999_999, whole: 2_506_666_667 })).toBe(2);
    expect(needed(of('under_water_ledger_km', 1507), 0)).toBe(1_507_000_000);
  });

  it('needs the least whole number that is not below the percent', () => {
    const hundredths = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(hundredths, fc.integer({ min: 0, max: 3_000_000_000 }), (threshold, whole) => {
        const least = BigInt(needed(of('traced_count_percent', threshold / 100), whole));
        const wanted = BigInt(threshold) * BigInt(whole); // of ten thousand
        expect(least * 10_000n >= wanted && (least - 1n) * 10_000n < wanted).toBe(true);
      }),
    );
  });

  it('is not given where the plan does not say of what the percent is, and it matters', () => {
    const thirty = of('remediated_count_percent', 30);
    const closed = (all: number, toRemediate: number) => [
      { part: 28, whole: all },
      { part: 28, whole: toRemediate },
    ];
    expect([isMet(thirty, closed(100, 80)), isMet(thirty, closed(90, 80)), isMet(thirty, closed(200, 100))]).toEqual([
      null,
      true,
      false,
    ]);
  });

  it.each([
    [{ isMet: true, wasMet: null, daysOver: 0 }, 'reached'],
    [{ isMet: true, wasMet: true, daysOver: 9 }, 'reached'],
    [{ isMet: true, wasMet: false, daysOver: 9 }, 'reached_late'],
    [{ isMet: false, wasMet: null, daysOver: 0 }, 'open'],
    [{ isMet: false, wasMet: false, daysOver: 1 }, 'late'],
    [{ isMet: false, wasMet: true, daysOver: 1 }, 'fell_back'],
    [{ isMet: null, wasMet: null, daysOver: 1 }, 'depends_on_denominator'],
  ])('of %o is %s', (standing, status) => expect(statusOf(standing)).toBe(status));
});
