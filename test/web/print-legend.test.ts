import { describe, expect, it } from 'vitest';
import { translator } from '../../web/i18n/dictionary.ts';
import { type Figures, printLegend } from '../../web/print/print-legend.ts';
import { FIRST_VIEW, type ViewState } from '../../web/state/view-state.ts';

const FIGURES: Figures = {
  summary: null,
  aboveOnlyKm: 12.5,
  changes: { newly_covered_km: 3, newly_repeated_km: 2, lost_km: 1 },
};
const words = (state: Partial<ViewState>, zoom = 12) =>
  printLegend(translator('zh'), FIGURES, { ...FIRST_VIEW, ...state }, zoom, String).map(({ title, rows }) => [
    title,
    rows.map(({ name, value }) => `${name} ${value}`.trim()),
  ]);

describe('the legend on paper', () => {
  it('says what the lines of the third mode are, which has no states', () => {
    const [first, ...rest] = words({ aboveOnly: true });
    expect(first).toEqual(['水上已排查、水下未排查 · km', ['水上有·水下无 12.500', '水下已排查']]);
    expect(rest.flat(2).join()).not.toMatch(/缺口|桥接/);
    expect(words({})[0]).toEqual(['覆盖状态 · 水上 · km', ['已排查', '桥接', '重复排查', '缺口']]);
  });

  it('says what changed where two days are compared', () => {
    const group = words({ asOf: '2022-12-31', compare: '2021-12-31' })[1];
    expect(group).toEqual(['与 2021-12-31 相比 · km', ['新覆盖 3.000', '新重复 2.000', '失去 1.000']]);
    for (const state of [{}, { asOf: '2021-12-31', compare: '2022-12-31' }])
      expect(words(state).flat(2).join()).not.toContain('新覆盖');
  });

  it('has what a share of some layers draws, and rivers as water alone', () => {
    const figures = { ...FIGURES, layers: ['rivers', 'gaps'] };
    const shared = (state: Partial<ViewState>) =>
      printLegend(translator('zh'), figures, { ...FIRST_VIEW, ...state }, 14, String).map(({ rows }) =>
        rows.map(({ name }) => name),
      );
    expect(shared({})).toEqual([['河道', '缺口']]);
    expect(shared({ aboveOnly: true })).toEqual([['河道']]);
  });

  it('has every state at an earlier day too', () => {
    expect(words({ asOf: '2022-12-31' })[0]).toEqual(words({})[0]);
  });

  it('has sewers and outfalls from the zooms on at which they are drawn, and none that is switched off', () => {
    const all = (zoom: number, hidden: string[] = []) => words({ hidden }, zoom).flat(2).join();
    expect(all(14)).toMatch(/工业.*污水管.*雨水管/);
    expect(all(13)).not.toContain('污水管');
    expect(all(9)).not.toContain('工业');
    expect(all(14, ['sewer:storm', 'type:industrial'])).not.toMatch(/工业|雨水管/);
  });
});
