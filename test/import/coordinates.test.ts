import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOrdinate } from '../../server/import/rows/ordinate.ts';

describe('a number of a position', () => {
  const at = 121 + 7 / 60 + 24.5 / 3600; // 121.123472…

  it.each([
    '121°07′24.5″',
    '121°7\'24.5"E',
    '121度7分24.5秒',
    '东经121°07′24.5″',
    'E 121° 07′ 24.5″',
    "121°7'24.5''",
    '121 07 24.5',
    '121:07:24.5',
    '１２１°０７′２４．５″',
    '121º07’24.5”',
    '121˚7′24。5″',
  ])('reads degrees, minutes and seconds: %s', (text) => {
    expect(readOrdinate(text)).toBeCloseTo(at, 12);
  });

  it.each([
    ['１２１．１２３４', 121.1234],
    ['121。1234', 121.1234],
    ['121.1234°', 121.1234],
    ['121.1234E', 121.1234],
    ['东经121.1234', 121.1234],
    ['31.5°S', -31.5],
    ['南纬31度30分', -31.5],
    ["-78°54'", -78.9],
    ['121°7.5′', 121.125],
    ['121°', 121],
    ['3,440,000.5', 3440000.5],
    ['３，４４０，０００．５', 3440000.5],
    [' 602000 ', 602000],
    ['1.211e2', 121.1],
    [121.5, 121.5],
  ])('reads %s as %d', (text, value) => {
    expect(readOrdinate(text)).toBeCloseTo(value, 12);
  });

  it.each([
    '',
    ' ',
    null,
    undefined,
    'abc',
    '121°60′00″',
    '121°07′60″',
    '121.5°07′',
    '121°07.5′30″',
    '121°07′24″E5',
    '约121.5',
    'NaN',
    '121-07-24',
  ])('does not read %s', (text) => {
    expect(readOrdinate(text)).toBeNaN();
  });

  it('comes back from degrees, minutes and seconds to a millionth of a second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 180 * 3_600_000 }), (milliseconds) => {
        const [d, m, s] = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60, (milliseconds / 1000) % 60];
        const text = `${Math.floor(d)}°${String(Math.floor(m)).padStart(2, '0')}′${s.toFixed(3)}″`;
        fc.pre(s.toFixed(3) !== '60.000');
        expect(readOrdinate(text)).toBeCloseTo(milliseconds / 3_600_000, 9);
      }),
    );
  });
});
