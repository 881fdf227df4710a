import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VIEW_PARTS } from '../../web/state/view-parts.ts';
import { FIRST_VIEW, formatViewState, parseViewState, TABS, type ViewState } from '../../web/state/view-state.ts';
import { wrongParts } from '../../web/state/wrong-parts.ts';

const rounded = (min: number, max: number, digits: number) =>
  fc.integer({ min: min * 10 ** digits, max: max * 10 ** digits }).map((value) => value / 10 ** digits);
const id = fc.integer({ min: 1, max: 1_000_000 });

const records: fc.Arbitrary<ViewState> = fc.record({
  district: fc.option(fc.stringMatching(/^[a-z0-9-]{1,16}$/)),
  view: fc.option(fc.record({ zoom: rounded(0, 20, 2), lon: rounded(-180, 180, 5), lat: rounded(-90, 90, 5) })),
  mode: fc.constantFrom('above_water', 'under_water'),
  aboveOnly: fc.boolean(),
  asOf: fc.option(fc.constantFrom('2022-01-31', '2023-12-01')),
  knownAt: fc.constantFrom(null, '2023-01-31', '17'),
  compare: fc.option(fc.constantFrom('2021-12-31', '2022-06-30')),
  selection: fc.option(
    fc.oneof(
      fc.record({ kind: fc.constant('river' as const), id }),
      fc.record({ kind: fc.constantFrom('outfall' as const, 'zone' as const), id }),
      fc.record({ kind: fc.constant('gap' as const), riverId: id, routeId: id, fromM: rounded(0, 30000, 3) }),
    ),
  ),
  measure: fc.option(fc.array(fc.tuple(rounded(-180, 180, 5), rounded(-90, 90, 5)), { minLength: 2, maxLength: 9 })),
  trace: fc.option(
    fc.record(
      {
        ...{ lon: rounded(-180, 180, 8), lat: rounded(-90, 90, 8), mode: fc.constantFrom('DD', 'DM', 'UT', 'UM') },
        outfall: fc.record({ id: fc.nat(), link: fc.constantFrom('linked', 'review') }),
      },
      { requiredKeys: ['lon', 'lat', 'mode'] },
    ),
  ),
  mark: fc.option(fc.tuple(rounded(-180, 180, 5), rounded(-90, 90, 5))),
  area: fc.option(fc.array(fc.tuple(rounded(-180, 180, 5), rounded(-90, 90, 5)), { minLength: 3, maxLength: 9 })),
  hidden: fc.uniqueArray(fc.constantFrom('gap', 'once', 'type:other', 'progress:closed_out', 'labels')),
  tab: fc.constantFrom(...TABS),
  town: fc.option(fc.constantFrom('T01', 'outside'), { nil: null }),
  language: fc.constantFrom('zh', 'en'),
  theme: fc.constantFrom('auto', 'light', 'dark'),
  share: fc.option(fc.stringMatching(/^oas_[A-Za-z0-9_-]{43}$/)),
});

const states = records.map((state) => ({ ...state, aboveOnly: state.aboveOnly && state.mode === 'above_water' }));

describe('the permalink', () => {
  it('gives back every state it was made of', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(parseViewState(`?${formatViewState(state)}`)).toEqual(state);
      }),
    );
  });

  it('says every part of an address that it passes over, and none that it reads', () => {
    const wrong = (query: string) =>
      wrongParts(query, VIEW_PARTS).map(({ name, value, known }) => [name, value, known !== null]);
    expect(wrong('?as_of=2022-13-45&compare=&mode=zzz&at=99/1000/x&hide=zzz,gap&theme=pink&lang=fr&rivr=3')).toEqual([
      ['as_of', '2022-13-45', true],
      ['compare', '', true],
      ['mode', 'zzz', true],
      ['at', '99/1000/x', true],
      ['hide', 'zzz', true],
      ['theme', 'pink', true],
      ['lang', 'fr', true],
      ['rivr', '3', false],
    ]);
    for (const id of ['1.5', '-3', '0', '99999999999'])
      expect(wrong(`?select=outfall:${id}`)).toEqual([['select', `outfall:${id}`, true]]); // none is asked for
    expect(wrong('?select=castle&tab=x&trace=1&area=1/2&measure=3&mark=x&known_at=soon')).toHaveLength(7);
    fc.assert(
      fc.property(states, (state) => {
        expect(wrong(formatViewState(state))).toEqual([]);
      }),
    );
  });

  it('is empty for the first view', () => {
    expect(formatViewState(FIRST_VIEW)).toBe('');
  });

  it('falls back to the first view whatever is written in it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const value = encodeURIComponent(text);
        const state = parseViewState(
          `?at=${value}&mode=${value}&as_of=${value}&select=${value}&tab=${value}&lang=${value}&area=${value}&measure=${value}&mark=${value}`,
        );
        expect(TABS).toContain(state.tab);
        expect(['above_water', 'under_water']).toContain(state.mode);
      }),
    );
    expect(parseViewState('?as_of=2022-13-45&compare=2025-02-30')).toEqual(FIRST_VIEW);
    expect(
      parseViewState('?at=12/500/31&select=gap:1/2&as_of=yesterday&area=1/2,3/400,5/6&measure=1/2&mark=200/1'),
    ).toEqual(FIRST_VIEW);
  });
});
