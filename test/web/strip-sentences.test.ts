import { describe, expect, it } from 'vitest';
import type { Gap } from '../../web/api/types.ts';
import { translator } from '../../web/i18n/dictionary.ts';
import { gapFacts, gapsOfRiver, stripSentence } from '../../web/panels/strip-sentences.ts';
import { gapPlaces } from '../../web/strip/gap-places.ts';

const [zh, en] = [translator('zh'), translator('en')];
const gap = (route: number, from_m: number, to_m: number) => ({ route, mode: 'above_water', from_m, to_m }) as Gap;
/** route 1: a gap that a town's line cuts in two, and one that two lines cut in three; route 2 begins where route 1 ends. */
const GAPS = [
  gap(1, 500.5, 700),
  gap(1, 0, 100),
  gap(1, 100, 240.25),
  gap(1, 400, 500.5),
  gap(1, 700, 900),
  gap(2, 900, 950),
];

describe('gaps that towns cut', () => {
  it('are as many places as a picture of the river shows, in whatever order they are listed', () => {
    expect([gapPlaces(GAPS), gapPlaces([]), gapPlaces(GAPS.slice(3, 4))]).toEqual([3, 0, 1]);
    expect(gapPlaces([gap(1, 0, 5), { ...gap(1, 5, 9), mode: 'under_water' }])).toBe(2);
  });

  it('are counted both ways over their list where the counts differ', () => {
    expect(gapsOfRiver(zh, GAPS)).toBe('缺口 6 段，首尾相接计 3 处');
    expect(gapsOfRiver(en, GAPS)).toBe('6 stretches of gap, 3 where those that meet count as one');
    expect(gapsOfRiver(zh, GAPS.slice(0, 2))).toBe('缺口 2 段');
  });

  it('are said as the list has them, and as unbroken where there is only the picture', () => {
    const facts = { mode: 'above_water' as const, percent: 81.5, ...gapFacts([100, 140.25]) };
    expect(stripSentence(zh, '白鹭浜', [facts])).toBe('白鹭浜，水上 81.5 %，2 段缺口，最长 140 m');
    expect(stripSentence(zh, '白鹭浜', [{ ...facts, ...gapFacts([240.25]), unbroken: true }])).toBe(
      '白鹭浜，水上 81.5 %，1 处连续缺口，最长 240 m',
    );
    expect(stripSentence(en, 'Bailu', [{ ...facts, unbroken: true }])).toBe(
      'Bailu, 81.5 % above water, 2 unbroken gaps, the longest 140 m',
    );
    expect(stripSentence(zh, '白鹭浜', [{ ...facts, ...gapFacts([]) }])).toBe('白鹭浜，水上已全部排查');
  });
});
