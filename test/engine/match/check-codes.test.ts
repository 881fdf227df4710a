/** Quality of codes: what is warned about, and what is left alone (domain.md B1). */
import { describe, expect, it } from 'vitest';
import { type CodedOutfall, type CodeRules, checkCodes } from '../../../server/engine/match/check-codes.ts';

const RULES: CodeRules = { district: '420504', waterSystems: new Set() };
const outfall = (national: string | null, more: Partial<CodedOutfall> = {}): CodedOutfall => ({
  id: 1,
  type: null,
  townKey: null,
  codes: { national, province: null, permit: null },
  ...more,
});
const found = (outfalls: CodedOutfall[], rules: Partial<CodeRules> = {}) =>
  checkCodes(outfalls, { ...RULES, ...rules }).map(({ id, code, detail }) => `${id} ${code} ${detail}`.trim());

describe('checkCodes', () => {
  it('has nothing to say about a good code', () => {
    expect(
      found([
        outfall('FA-420504-0107-QT-00', { type: 'other' }),
        outfall('FA4205040108GY00', { id: 2, type: 'industrial' }),
      ]),
    ).toEqual([]);
  });

  it('names the format', () => {
    expect(found([outfall('FA-420504-107-QT-00')])).toEqual(['1 code_format XX-999999-9999-XX-99']);
  });

  it('holds the county against the district, or the town where its key says more', () => {
    const code = 'FA-420506-0028-QT-00';
    expect(found([outfall(code)])).toEqual(['1 code_county_mismatch 420504']);
    expect(found([outfall(code, { townKey: '420506101' })])).toEqual([]);
    expect(found([outfall(code, { townKey: '420503101' })], { district: '420500' })).toEqual([
      '1 code_county_mismatch 420503',
    ]);
    expect(found([outfall(code)], { district: '420500' })).toEqual([]);
    expect(found([outfall(code)], { district: '430000' })).toEqual(['1 code_county_mismatch 430000']);
    expect(found([outfall(code)], { district: 'yichang' })).toEqual([]);
  });

  it('knows GY and QT, and guesses no other letters', () => {
    expect(found([outfall('FA-420504-0028-GY-00', { type: 'other' })])).toEqual(['1 code_type_mismatch other']);
    expect(found([outfall('FA-420504-0028-QT-00', { type: 'industrial' })])).toEqual([
      '1 code_type_mismatch industrial',
    ]);
    expect(found([outfall('FA-420504-0028-QT-00', { type: 'agricultural' })])).toEqual([]);
    expect(found([outfall('FA-420504-0028-NY-00', { type: 'industrial' })])).toEqual([]);
    expect(found([outfall('FA-420504-0028-GY-00')])).toEqual([]);
  });

  it('looks the first segment up where the district filled the table in', () => {
    expect(found([outfall('FM-420504-0028-QT-00')], { waterSystems: new Set(['FA']) })).toEqual([
      '1 code_water_system FM',
    ]);
  });

  it('finds a code twice however it is written, per issuer', () => {
    const twice = [outfall('FA-420504-0107-QT-00'), outfall('fa4205040107qt00', { id: 2 })];
    expect(found(twice)).toEqual(['2 code_duplicate 1']);
    const province = { national: null, province: 'FA4205040107QT00', permit: null };
    expect(found([twice[0], outfall(null, { id: 3, codes: province })])).toEqual([]);
    expect(found([twice[1]], { taken: new Map([['national FA-420504-0107-QT-00', 7]]) })).toEqual([
      '2 code_duplicate 7',
    ]);
  });

  it('lets permits of several enterprises share DW001', () => {
    const permit = { national: null, province: null, permit: 'DW001' };
    expect(found([outfall(null, { codes: permit }), outfall(null, { id: 2, codes: permit })])).toEqual([]);
    expect(found([outfall(null, { codes: { ...permit, permit: 'DW1' } })])).toEqual(['1 code_format DW999']);
  });
});
