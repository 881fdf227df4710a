import { describe, expect, it } from 'vitest';
import { formatViewState, parseViewState } from '../../web/state/view-state.ts';
import { FIRST, formatStrips, parseStrips, reportQuery, viewerUrl } from '../../web/strips/strips-state.ts';

describe('the address of the strip page', () => {
  it('holds the day and the moment the register is asked as of, and asks the report for both', () => {
    const state = { ...FIRST, district: 'demo', asOf: '2022-12-31', knownAt: '2023-01-31' };
    expect(parseStrips(formatStrips(state))).toEqual(state);
    expect(Object.fromEntries(reportQuery(state))).toEqual({
      district: 'demo',
      as_of: '2022-12-31',
      known_at: '2023-01-31',
    });
    expect(parseStrips('known_at=17').knownAt).toBe('17');
  });

  it('takes both to the map, and the map takes them back', () => {
    const state = { ...FIRST, district: 'demo', asOf: '2022-12-31', knownAt: '17' };
    const url = new URL(viewerUrl(state, 'river:5'), 'http://x');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ district: 'demo', as_of: '2022-12-31', known_at: '17', select: 'river:5' },
    });
    const view = parseViewState(url.search);
    expect([view.asOf, view.knownAt]).toEqual(['2022-12-31', '17']);
    expect(parseViewState(formatViewState(view))).toEqual(view);
  });

  it('lets fall what is no moment', () => {
    for (const wrong of ['yesterday', '2023-1-1', '2023-02-30', '-4', ''])
      expect(parseStrips(`known_at=${wrong}`).knownAt).toBeNull();
    expect(formatStrips(FIRST)).toBe('');
  });
});
