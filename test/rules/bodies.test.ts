/** Who answers for an outfall: the plans' task lists as data. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bodiesOf, type OutfallFacts, RESPONSIBILITIES } from '../../server/rules/bodies/bodies-of.ts';
import { PACKS, packOf } from '../../server/rules/packs.ts';
import { SUBTYPES, subtypeOf } from '../../server/rules/subtypes.ts';

const PLANS = new URL('../../../shared/plans/', import.meta.url).pathname;
const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

const NOTHING: OutfallFacts = {
  type: null,
  subtype: null,
  source_facility: null,
  town: null,
  in_park: null,
  in_sewer_service_area: null,
  trace_result: null,
  has_responsible_party: false,
};
const known = (facts: Partial<OutfallFacts>): OutfallFacts => ({
  ...NOTHING,
  in_park: false,
  in_sewer_service_area: false,
  ...facts,
});
const named = (pack: (typeof PACKS)[number], facts: OutfallFacts, certain = true) =>
  bodiesOf(pack, facts)
    .departments.filter((each) => each.certain === certain)
    .map(({ body }) => body.zh);

describe.skipIf(!existsSync(PLANS))(`the plans (${existsSync(PLANS) ? 'read' : '../shared/plans is not here'})`, () => {
  const files = existsSync(PLANS) ? readdirSync(PLANS).sort() : [];
  it.each(PACKS.map((pack, i) => [pack, i] as const))('%s says every sentence that its table quotes', (pack, i) => {
    const plan = plain(readFileSync(PLANS + files[i], 'utf8'));
    const { managing, fallback, duties } = RESPONSIBILITIES[pack];
    const missing = [managing, fallback, ...duties]
      .map(({ words }) => words)
      .filter((words) => !plan.includes(plain(words)));
    expect(missing).toEqual([]);
  });
});

describe('departments', () => {
  it('of one storm outfall differ from plan to plan', () => {
    const storm = known({ type: 'other', subtype: '城镇雨洪排囗 ' });
    expect(named('QP', storm)).toEqual(['区生态环境局', '区水务局']);
    expect(named('SC', storm)).toEqual(['区综合行政执法局', '市生态环境局上城分局']);
    expect(named('JY', storm)).toEqual(['示范区生态环境局', '示范区住房和城乡建设局']);
  });

  it('of a port in Qingpu are the commission of construction, and the bureau of water where sewers reach', () => {
    const port = known({ type: 'other', source_facility: 'port' });
    expect(named('QP', port)).toContain('区建管委');
    expect(named('QP', port)).not.toContain('区水务局');
    expect(named('QP', { ...port, in_sewer_service_area: true })).toContain('区水务局');
  });

  it('are uncertain where the fact they hang on is not known, never left out', () => {
    const scattered = { ...known({ type: 'other', subtype: '生活污水散排口' }), in_sewer_service_area: null };
    expect(named('SC', scattered, false)).toEqual(['区综合行政执法局、区住建局']);
    expect(named('SC', { ...scattered, in_sewer_service_area: false }, false)).toEqual([]);
    expect(named('QP', known({}), false)).toContain('区农业农村委');
  });

  it('by subtype are not in question for a type that holds none of them', () => {
    expect(named('QP', known({ type: 'industrial' }), false)).toEqual([]);
  });
});

describe('the responsible party', () => {
  const closed = known({ town: '香花桥街道', trace_result: 'undeterminable' });

  it('is the town where the plan says so, a decision where it asks for one, nobody else', () => {
    expect(bodiesOf('JY', closed).fallback).toMatchObject({ party: 'town', body: '香花桥街道', clause: 'JY-4' });
    expect(bodiesOf('QJ', closed).fallback).toMatchObject({ party: 'town', body: '香花桥街道', clause: 'QJ-4' });
    expect(bodiesOf('SC', closed).fallback).toMatchObject({ party: 'designated', body: null, clause: 'SC-6' });
    expect(bodiesOf('QP', closed).fallback).toMatchObject({ party: 'none', body: null });
  });

  it('never falls back because nobody has traced yet', () => {
    for (const pack of PACKS)
      for (const trace_result of [null, 'traced'])
        expect(bodiesOf(pack, { ...closed, trace_result }).fallback).toBeNull();
  });

  it('never falls back where a party is recorded', () => {
    for (const pack of PACKS) expect(bodiesOf(pack, { ...closed, has_responsible_party: true }).fallback).toBeNull();
  });
});

describe('the plan of a place', () => {
  it('is its own by code, another where the district says so, none elsewhere', () => {
    expect(packOf({ key: '320612', pack: null })).toBe('NT');
    expect(packOf({ key: '310118', pack: 'QJ' })).toBe('QJ');
    expect(packOf({ key: 'li', pack: null })).toBeNull();
    expect(bodiesOf(null, known({ type: 'industrial' }))).toMatchObject({ managing: null, departments: [] });
  });
});

describe('subtypes', () => {
  it('are read from every word they are known by, and from nothing else', () => {
    for (const [subtype, words] of Object.entries(SUBTYPES))
      for (const word of [subtype, ...words]) expect(subtypeOf(word)).toBe(subtype);
    expect(new Set(Object.values(SUBTYPES).flat()).size).toBe(Object.values(SUBTYPES).flat().length);
    expect(subtypeOf('雨洪')).toBeNull();
    expect(subtypeOf('乡镇雨洪排口')).toBeNull();
  });
});
