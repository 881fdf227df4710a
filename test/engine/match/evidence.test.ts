/** What counts as evidence, case by case: hand-made outfalls on a straight river that runs east. */
import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../server/engine/match/evidence.ts';
import { matchOutfall, type OutfallFacts } from '../../../server/engine/match/match-outfall.ts';
import { matchOutfalls } from '../../../server/engine/match/match-outfalls.ts';

/** At measure x, y metres left of the river (negative: right). */
function at(x: number, y: number, facts: Partial<OutfallFacts> = {}) {
  return matchOutfall({
    id: 1,
    point: [x * 1000, y * 1000],
    link: {
      route: 1,
      river: 1,
      measure: x * 1000,
      offset: Math.abs(y) * 1000,
      bank: y > 0 ? 'left' : y < 0 ? 'right' : null,
      lap: 0,
    },
    name: null,
    type: null,
    code: null,
    code_province: null,
    permit: null,
    ...facts,
  });
}
const once = () => true;
const judge = (a: ReturnType<typeof at>[], b: ReturnType<typeof at>[]) =>
  matchOutfalls({ a, b }).map(({ verdict, reasons }) => [verdict, ...reasons].join(' '));

describe('distance', () => {
  it('counts along one bank in full and across it by half', () => {
    expect(evidenceOf(at(0, 5), at(10, 5), once)).toMatchObject({ alongMm: 10_000, apartMm: 10_000, sameBank: true });
    expect(evidenceOf(at(0, 5), at(0, 25), once)).toMatchObject({ distanceMm: 20_000, alongMm: 0, apartMm: 10_000 });
  });

  it('counts straight where the banks differ, and contradicts only where both are sure of theirs', () => {
    expect(evidenceOf(at(0, 8), at(0, -8), once)).toMatchObject({
      apartMm: 16_000,
      sameBank: false,
      bankDiffers: true,
    });
    expect(evidenceOf(at(0, 2), at(0, -2), once)).toMatchObject({ apartMm: 4_000, bankDiffers: false });
  });

  it('goes the short way round a closed route', () => {
    const [a, b] = [at(2, 5), at(998, 5)];
    for (const each of [a, b]) each.link!.lap = 1_000_000;
    expect(evidenceOf(a, b, once).alongMm).toBe(4_000);
  });

  it('round a bend whose measures agree it is not nothing', () => {
    const corner = at(0, 40);
    const beside = at(30, 26.458);
    beside.link!.measure = 0;
    expect(evidenceOf(corner, beside, once).apartMm).toBeGreaterThan(15_000);
  });

  it('is straight without a link, and unknown without a position', () => {
    expect(evidenceOf(at(0, 5, { link: null }), at(3, 9), once)).toMatchObject({ apartMm: 5_000, alongMm: null });
    expect(evidenceOf(at(0, 5, { point: null, link: null }), at(3, 9), once).distanceMm).toBeNull();
  });
});

describe('verdicts', () => {
  it('near and nothing against it is the same', () => {
    expect(judge([at(0, 5)], [at(9, 6)])).toEqual(['same']);
  });

  it('farther is moved where code or name say so, and doubtful where they do not', () => {
    expect(judge([at(0, 5, { code: 'FA-420504-0107-QT-00' })], [at(400, 5, { code: 'fa4205040107qt00' })])).toEqual([
      'moved',
    ]);
    expect(judge([at(0, 5, { name: '漕港河3#排污口' })], [at(90, 5, { name: '漕港河 3号 雨水排囗' })])).toEqual([
      'moved',
    ]);
    expect(judge([at(0, 5)], [at(30, 5)])).toEqual(['doubtful distance_only']);
    expect(judge([at(0, 5)], [at(90, 5)])).toEqual(['only_a', 'only_b']);
  });

  it('beyond two kilometres not even a code makes a pair', () => {
    const code = 'FA-420504-0107-QT-00';
    expect(judge([at(0, 5, { code })], [at(2001, 5, { code })])).toEqual(['only_a', 'only_b']);
  });

  it('a code that differs is evidence: near by it is doubted, farther off it parts them', () => {
    const [one, other] = [{ code: 'FA-420504-0107-QT-00' }, { code: 'FA-420504-0108-QT-00' }];
    expect(judge([at(0, 5, one)], [at(3, 5, other)])).toEqual(['doubtful code_differs']);
    expect(judge([at(0, 5, one)], [at(40, 5, other)])).toEqual(['only_a', 'only_b']);
  });

  it('numbers of a register under the national code part nobody; equal ones speak for the pair', () => {
    const [one, other] = [{ code: '2016-001' }, { code: '2022-001' }];
    expect(judge([at(0, 5, one)], [at(3, 5, other)])).toEqual(['same']);
    expect(judge([at(0, 5, one)], [at(3, 5, { code: 'FA-420504-0107-QT-00' })])).toEqual(['same']);
    expect(judge([at(0, 5, one)], [at(400, 5, one)])).toEqual(['moved']);
  });

  it('codes of two issuers are never compared', () => {
    const [one, other] = [{ code: 'FA-420528-0163-QT-00' }, { code_province: 'FA4205280216QT00' }];
    expect(judge([at(0, 5, one)], [at(3, 5, other)])).toEqual(['same']);
    expect(evidenceOf(at(0, 5, one), at(3, 5, other), once).code).toBeNull();
    const same = { code_province: 'FA-420528-0163-QT-00' };
    expect(evidenceOf(at(0, 5, one), at(3, 5, same), once).code).toBeNull();
  });

  it('DW001 of one enterprise is not DW001 of another', () => {
    expect(judge([at(0, 5, { permit: 'DW001' })], [at(900, 5, { permit: 'DW001' })])).toEqual(['only_a', 'only_b']);
    const permit = '91420500MA48ABCD1X001P-DW001';
    expect(judge([at(0, 5, { permit })], [at(900, 5, { permit })])).toEqual(['moved']);
  });

  it('3# is not 5# of the same place, but may be of another way of counting', () => {
    const [one, other] = [{ name: '漕港河3#排污口' }, { name: '漕港河5#排污口' }];
    expect(judge([at(0, 5, one)], [at(3, 5, other)])).toEqual(['doubtful serial_differs']);
    expect(judge([at(0, 5, one)], [at(3, 5, { name: '某印染厂5号排口' })])).toEqual(['same']);
  });

  it('types that differ are doubted unless code or name say it is the same', () => {
    const [one, other] = [{ type: 'industrial' }, { type: 'other' }];
    expect(judge([at(0, 5, one)], [at(3, 5, other)])).toEqual(['doubtful type_differs']);
    const name = '漕港河3#排污口';
    expect(judge([at(0, 5, { ...one, name })], [at(3, 5, { ...other, name })])).toEqual(['same type_differs']);
  });

  it('two that are equally near are ambiguous, and a name settles it', () => {
    expect(judge([at(0, 5)], [at(4, 5), at(-5, 5)])).toEqual(['doubtful ambiguous', 'only_b']);
    const name = '漕港河3#排污口';
    expect(judge([at(0, 5, { name })], [at(4, 5), at(-5, 5, { name })])).toEqual(['same', 'only_b']);
  });

  it('what a person decided stands: merged ones are one, distinct ones never are', () => {
    const [a, b] = [[at(0, 5)], [at(1, 5)]];
    expect(matchOutfalls({ a, b, known: () => 'distinct' }).map(({ verdict }) => verdict)).toEqual([
      'only_a',
      'only_b',
    ]);
    const far = [at(5000, 5)];
    expect(matchOutfalls({ a, b: far, known: () => 'merged', joined: [[0, 0]] })).toMatchObject([
      { verdict: 'moved', reasons: ['merged'] },
    ]);
  });

  it('without positions a code finds the pair and a person looks at it', () => {
    const [code, nowhere] = ['FA-420504-0107-QT-00', { point: null, link: null }];
    expect(judge([at(0, 0, { code, ...nowhere })], [at(0, 5, { code })])).toEqual(['doubtful no_position']);
    expect(judge([at(0, 0, nowhere)], [at(0, 5)])).toEqual(['only_a', 'only_b']);
  });
});

describe('short names', () => {
  const named = (x: number, name: string) => at(x, 5, { name });

  it('count where they are equal and occur once in each register', () => {
    expect(evidenceOf(named(0, '东排口'), named(10, '东排污口'), once)).toMatchObject({
      nameSimilarity: 1,
      name: 'agrees',
    });
    expect(judge([named(0, '东排口')], [named(20, '东排口')])).toEqual(['moved']);
  });

  it('do not tell places apart, nor find one from far', () => {
    expect(evidenceOf(named(0, '东排口'), named(10, '西排口'), once)).toMatchObject({
      nameSimilarity: null,
      name: null,
    });
    expect(judge([named(0, '东排口')], [named(900, '东排口')])).toEqual(['only_a', 'only_b']);
  });

  it('that say no place, or are common, are said not to have counted', () => {
    expect(judge([named(0, '雨水排口')], [named(20, '雨水排口')])).toEqual(['doubtful distance_only name_unsaid']);
    const common = [named(0, '东排口'), named(5000, '东排口')];
    expect(judge(common, [named(20, '东排口')])).toEqual(['doubtful distance_only name_unsaid', 'only_a']);
    expect(judge([at(0, 5)], [named(20, '雨水排口')])).toEqual(['doubtful distance_only']);
  });
});
