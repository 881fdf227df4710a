/** The addresses of a page's tiles. */
import { expect, it } from 'vitest';
import { asOfTileUrl, outfallTileUrl, tileUrl } from '../../web/api/client.ts';
import type { District } from '../../web/api/types.ts';

const to = { origin: 'https://atlas.example', share: 'abc' };
const district = (layers?: string[]) => ({ key: 'demo', version: 7, layers }) as District;

it('those of an earlier day are of the layers that know days, with the version and the share', () => {
  expect(asOfTileUrl(to, district(), null)).toBeNull();
  expect(asOfTileUrl(to, district(), '2022-12-31')).toBe(
    'https://atlas.example/tiles/demo/coverage,gaps/{z}/{x}/{y}.mvt?v=7&as_of=2022-12-31&share=abc',
  );
});

it('are of the layers of the share, and there are none where it has none of them', () => {
  const shared = district(['rivers', 'gaps', 'parks']);
  expect(tileUrl(to, shared)).toBe('https://atlas.example/tiles/demo/rivers,gaps/{z}/{x}/{y}.mvt?v=7&share=abc');
  expect(asOfTileUrl(to, shared, '2022-12-31')).toContain('/tiles/demo/gaps/');
  expect(asOfTileUrl(to, district(['rivers']), '2022-12-31')).toBeNull();
  expect(tileUrl(to, district(['parks']))).toBeNull();
});

it.each([
  [['type:industrial', 'gap'], 'type=urban_wwtp%2Cagricultural%2Cother'],
  [
    ['progress:suspect', 'type:other', 'type:agricultural'],
    'type=industrial%2Curban_wwtp&progress=closed_out%2Cin_work%2Caction_needed',
  ],
])('those of outfalls are of what is left: without %j', (hidden, query) => {
  const address = `https://atlas.example/tiles/demo/outfalls/{z}/{x}/{y}.mvt?v=7&${query}&share=abc`;
  expect(outfallTileUrl(to, district(), hidden)).toBe(address);
});

it('there are none of outfalls where all are left, none is, or the share has none', () => {
  expect(outfallTileUrl(to, district(), ['gap', 'type:nonsense'])).toBeNull();
  expect(outfallTileUrl(to, district(), ['outfalls', 'type:other'])).toBeNull();
  const types = ['industrial', 'urban_wwtp', 'agricultural', 'other'].map((type) => `type:${type}`);
  expect(outfallTileUrl(to, district(), types)).toBeNull();
  expect(outfallTileUrl(to, district(['rivers']), ['type:other'])).toBeNull();
});
