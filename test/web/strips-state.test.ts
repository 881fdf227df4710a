import { describe, expect, it } from 'vitest';
import { formatViewState, parseViewState } from '../../web/state/view-state.ts';
import { wrongParts } from '../../web/state/wrong-parts.ts';
import {
  FIRST,
  formatStrips,
  LEVELS,
  parseStrips,
  reportQuery,
  SORTS,
  STRIPS_PARTS,
  viewerUrl,
} from '../../web/strips/strips-state.ts';

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

  it('says every part that it passes over, and none that it reads', () => {
    const wrong = (query: string) => wrongParts(query, STRIPS_PARTS).map(({ name, value }) => `${name}=${value}`);
    const query = 'level=x&sort=bogus&as_of=2023-99-99&mode=zz&known_at=soon&scale=1&lang=fr&theme=pink&select=river:1';
    expect(wrong(query)).toEqual(query.split('&'));
    for (const level of LEVELS)
      for (const sort of SORTS) {
        const town = { ...FIRST, district: 'demo', town: 'T01', search: '河', share: 'oas_1' } as const;
        const rest = { mode: 'under_water', asOf: '2023-12-31', knownAt: '17', scale: 'full' } as const;
        expect(wrong(formatStrips({ ...town, ...rest, level, sort, language: 'en', theme: 'dark' }))).toEqual([]);
      }
  });
});
