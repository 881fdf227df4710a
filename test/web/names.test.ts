import { expect, it } from 'vitest';
import { translator } from '../../web/i18n/dictionary.ts';
import { dataVersionName } from '../../web/panels/names.ts';

it('a data version says whether figures are still behind it', () => {
  const [zh, en] = [translator('zh'), translator('en')];
  expect(dataVersionName(zh, { version: 12 })).toBe('数据版本 0012');
  expect(dataVersionName(zh, { version: 13, recomputing: true })).toBe('数据版本 0013 · 手工修改重算中');
  expect(dataVersionName(en, { version: 13, recomputing: true })).toBe('Data version 0013 · edits being recomputed');
});
