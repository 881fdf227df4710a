/** Who pays: the plans' words as data (QP-13, table A3 row 12, oracles A6-1 to A6-5). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { payerOf } from '../../server/rules/funding/payer-of.ts';
import { FUNDING } from '../../server/rules/funding/plans.ts';
import { PHASES, type Phase } from '../../server/rules/funding/rule.ts';
import { PACKS } from '../../server/rules/packs.ts';

const PLANS = new URL('../../../shared/plans/', import.meta.url).pathname;
const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

describe.skipIf(!existsSync(PLANS))(`the plans (${existsSync(PLANS) ? 'read' : '../shared/plans is not here'})`, () => {
  const files = existsSync(PLANS) ? readdirSync(PLANS).sort() : [];
  it.each(PACKS.map((pack, i) => [pack, i] as const))('%s says every sentence that its table quotes', (pack, i) => {
    const plan = plain(readFileSync(PLANS + files[i], 'utf8'));
    const quoted = FUNDING[pack].flatMap(({ words, settlement = words }) => [words, settlement]);
    expect(quoted.filter((words) => !plan.includes(plain(words)))).toEqual([]);
  });
});

describe('who pays in Qingpu', () => {
  const payer = (phase: Phase, level: 'district' | 'municipal' | 'town' | 'village' | null, town: string | null) =>
    payerOf(FUNDING.QP, phase, { level, town });

  it('A6-1: for tracing on a village river in a town the town, settled with the district', () => {
    const { party, settlement, clause } = payer('tracing', 'village', '朱家角镇');
    expect([party, settlement?.includes('区对镇财力结算'), clause]).toEqual(['town', true, 'QP-13']);
  });

  it('A6-2: for the survey of it the district', () => {
    expect(payer('survey', 'village', '朱家角镇')).toMatchObject({ party: 'district', settlement: null });
  });

  it('A6-3: for remediation on a village river in Xiayang the district', () => {
    expect(payer('remediation', 'village', '夏阳街道').party).toBe('district');
  });

  it('A6-4: for remediation on a district river in a town the district', () => {
    expect(payer('remediation', 'district', '朱家角镇').party).toBe('district');
  });

  it('A6-5: for remediation on a village river in a town the town, and nothing is settled', () => {
    expect(payer('remediation', 'village', '朱家角镇')).toMatchObject({ party: 'town', settlement: null });
  });

  it('is not guessed where level or town would decide and are not known', () => {
    expect(payer('tracing', null, '朱家角镇').party).toBe('unknown');
    expect(payer('tracing', 'village', null).party).toBe('unknown');
    // but known where either answer is the same
    expect(payer('tracing', null, '盈浦街道').party).toBe('district');
    expect(payer('tracing', 'municipal', null).party).toBe('district');
    expect(payer('survey', null, null).party).toBe('district');
  });
});

describe('who pays elsewhere', () => {
  it.each([
    ['SC', 'budget'],
    ['JY', 'town'],
    ['NT', 'same_level'],
    ['QJ', 'district'],
  ] as const)('%s: %s, in every phase and on every river', (pack, party) => {
    for (const phase of PHASES)
      for (const level of ['municipal', 'village', null] as const)
        expect(payerOf(FUNDING[pack], phase, { level, town: '某镇' })).toMatchObject({ party, settlement: null });
  });

  it('no town pays for what lies in none', () => {
    expect(payerOf(FUNDING.JY, 'survey', { level: 'village', town: null }).party).toBe('unknown');
  });
});
