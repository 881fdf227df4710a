/** The addresses of a page's tiles. */
import { expect, it } from 'vitest';
import { asOfTileUrl, tileUrl } from '../../web/api/client.ts';
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
