import { describe, expect, it } from 'vitest';
import type { Outfall } from '../../web/api/types.ts';
import { translator } from '../../web/i18n/dictionary.ts';
import { isLate, recordSections } from '../../web/panels/outfall-record.ts';

const EMPTY: Outfall = {
  version: 1,
  ...{ id: 1, code: null, name: null, type: null, subtype: null, source_facility: null, status: 'suspect' },
  ...{ status_on: null, flow_state: null, flow_state_on: null, sampleable: null, dry_weather_flow: null },
  ...{ dry_weather_flow_on: null, trace_result: null, traced_on: null, handle_type: null, handle_stage: null },
  ...{ handle_stage_on: null, closed_out_on: null, deadline: null, approval_status: null, legacy: null },
  ...{ surveyed_on: null, sign_name: null, sign_code: null, sign_category: null, sign_agency: null },
  ...{ receiving_water: null, town: null, merged_into: null, lon: null, lat: null, link: null, flags: [] },
};
const TODAY = new Date(2026, 10, 22, 23, 59);
const facts = (more: Partial<Outfall>, language: 'zh' | 'en' = 'zh') =>
  recordSections(translator(language), { ...EMPTY, ...more }, TODAY).map(({ title, facts: each }) => [
    title,
    each.map(({ value }) => value),
  ]);

describe('the record of an outfall', () => {
  it('says states in words with their day, in both languages', () => {
    const known = { trace_result: 'undeterminable', traced_on: '2024-05-01', flow_state: 'dry', sampleable: false };
    expect(facts(known)).toEqual([['register', ['无水', '否', '无法确定（2024-05-01）']]]);
    expect(facts(known, 'en')).toEqual([['register', ['no water', 'no', 'Cannot be determined (2024-05-01)']]]);
  });

  it('leaves out what nobody knows, and sections without anything', () => {
    expect(facts({})).toEqual([]);
    expect(facts({ sign_name: '一号' })).toEqual([['sign', ['一号']]]);
  });

  it('keeps a word it does not know as it is written', () => {
    expect(facts({ flow_state: '间歇', source_facility: '船厂' })).toEqual([['register', ['船厂', '间歇']]]);
  });

  it('calls a deadline late from the day after it, unless the outfall is closed out or needs no action', () => {
    const late = (more: Partial<Outfall>) => isLate({ ...EMPTY, ...more }, TODAY);
    expect([late({ deadline: '2026-11-22' }), late({ deadline: '2026-11-21' })]).toEqual([false, true]);
    expect(late({ deadline: '2026-11-21', closed_out_on: '2026-11-22' })).toBe(false);
    expect(late({ deadline: '2026-11-21', handle_type: 'no_action' })).toBe(false);
    expect(facts({ deadline: '2026-11-21' })).toEqual([['remediation', ['2026-11-21，已逾期']]]);
  });
});
