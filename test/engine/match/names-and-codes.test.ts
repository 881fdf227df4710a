/** Names and codes as real registers write them (domain.md B1). */
import { describe, expect, it } from 'vitest';
import { canonicalCode, hasFormat, readNationalCode } from '../../../server/engine/match/outfall-code.ts';
import { nameSimilarity, readOutfallName, serialsDiffer } from '../../../server/engine/match/outfall-name.ts';

const key = (name: string) => readOutfallName(name)?.key;

describe('names', () => {
  it.each([
    ['白果坪3#城镇雨洪排口', '白果坪３＃ 雨水排囗'],
    ['白果坪3#城镇雨洪排口', '白果坪三号排污口'],
    ['小溪塔街道办事处云集路排口', '夷陵区小溪塔街道云集路 排口'],
    ['宜昌市宜都市陆城街道胡家湾路2号地生产废水排污口', '陆城街道胡家湾路2号地 排污口'],
    ['青浦区华新镇东巷河01#规模以下水产养殖排污口', '东巷河1号养殖排口'],
  ])('%s is %s', (one, other) => expect(key(one)).toBe(key(other)));

  it('keep distances and estates, which are part of the place', () => {
    expect(key('点军区土城乡土家阁饭店东南180米城镇雨洪排口')).toBe('土家阁饭店东南180米|');
    expect(key('华新小区东侧排口')).toBe('华新小区东侧|');
  });

  it.each(['雨水排口', '排口12', 'DW001', '  ', '夏阳街道3#雨水排口'])('%s names no place', (name) => {
    expect(key(name) ?? null).toBeNull();
  });

  it('are alike by what they share, and by the short one the long one holds', () => {
    const similarity = (one: string, other: string) => nameSimilarity(readOutfallName(one), readOutfallName(other));
    expect(similarity('漕港河桥东侧排口', '漕港河桥西侧排口')).toBeCloseTo(0.6, 2); // 漕港 港河 河桥 of 5 and 5
    expect(similarity('胡家湾路泵站', '陆城胡家湾路泵站旁')).toBeCloseTo(0.9, 5);
    expect(similarity('某印染厂排口', '漕港河排口')).toBe(0);
    expect(similarity('雨水口', '漕港河排口')).toBeNull();
  });

  it('differ by serial where neither holds the other', () => {
    const differ = (one: string, other: string) => serialsDiffer(readOutfallName(one), readOutfallName(other));
    expect(differ('白果坪3#', '白果坪5#')).toBe(true);
    expect(differ('白果坪十二号', '白果坪12#')).toBe(false);
    expect(differ('2号地3#', '3#')).toBe(false);
    expect(differ('白果坪', '白果坪5#')).toBe(false);
  });
});

describe('codes', () => {
  it.each([
    'FA-420504-0107-QT-00',
    'FA4205040107QT00',
    'fa 420504-0107 qt00',
    'ＦＡ－420504－0107－ＱＴ－00',
    'FA—420504—0107—QT—00',
  ])('%s is the national FA-420504-0107-QT-00', (text) =>
    expect(canonicalCode('national', text)).toBe('FA-420504-0107-QT-00'),
  );

  it.each([
    'FA-420504-107-QT-00',
    'FA-42050-0107-QT-00',
    'FA-420504-0107-Q1-00',
    '420504-0107',
    'F1-420504-0107-QT-00',
  ])('%s has not the national format', (text) => {
    expect(readNationalCode(text)).toBeNull();
    expect(hasFormat('national', text, null)).toBe(false);
  });

  it('are checked per province where its format is known', () => {
    expect(hasFormat('province', 'FM4205280216QT00', '42')).toBe(true);
    expect(hasFormat('province', '0216', '42')).toBe(false);
    expect(hasFormat('province', 'GZ-0216', '52')).toBeNull();
    expect(hasFormat('province', 'GZ-0216', null)).toBeNull();
  });

  it('of permits are DW and three digits, alone or behind the permit', () => {
    for (const text of ['DW001', 'dw001', '91420500MA48ABCD1X001PDW001', '91420500MA48ABCD1X001P-DW001'])
      expect(hasFormat('permit', text, null)).toBe(true);
    for (const text of ['DW1', 'DA001', '123PDW001']) expect(hasFormat('permit', text, null)).toBe(false);
    expect(hasFormat('permit', '宜环审〔2021〕12号', null)).toBeNull();
    expect(canonicalCode('permit', 'DW001')).toBeNull();
    expect(canonicalCode('permit', '91420500MA48ABCD1X001PDW001')).toBe('91420500MA48ABCD1X001P-DW001');
  });
});
