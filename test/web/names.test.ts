import { expect, it } from 'vitest';
import { translator } from '../../web/i18n/dictionary.ts';
import { learnSpellings, nameIn, namesWithin, SpellingsWatch } from '../../web/i18n/spellings.ts';
import { subtypeName } from '../../web/i18n/subtypes.ts';
import { dataVersionName, riverName, townName, townNames } from '../../web/panels/names.ts';

it('a data version says whether figures are still behind it', () => {
  const [zh, en] = [translator('zh'), translator('en')];
  expect(dataVersionName(zh, { version: 12 })).toBe('数据版本 0012');
  expect(dataVersionName(zh, { version: 13, recomputing: true })).toBe('数据版本 0013 · 手工修改重算中');
  expect(dataVersionName(en, { version: 13, recomputing: true })).toBe('Data version 0013 · edits being recomputed');
});

it('a subtype is said in English where its word is known, and as the register has it otherwise', () => {
  expect(subtypeName('en', '城镇雨洪排口')).toBe('Urban storm outfall');
  expect(subtypeName('en', '工业企业排污口')).toBe('Industrial or mining outfall');
  expect(subtypeName('en', '某种排口')).toBe('某种排口');
  expect(subtypeName('zh', '工业企业排污口')).toBe('工业企业排污口');
  expect(subtypeName('en', null)).toBeNull();
});

it('a name is in Latin letters in English where the register has them, and as it is otherwise', () => {
  const [zh, en] = [translator('zh'), translator('en')];
  learnSpellings([{ name: '淀浦河', latin: 'Dianpu He' }]);
  expect([riverName(en, '淀浦河', 1), riverName(zh, '淀浦河', 1)]).toEqual(['Dianpu He', '淀浦河']);
  expect([riverName(en, '某河', 2), nameIn(en, '')]).toEqual(['某河', '']);
  expect(riverName(en, ' ', 3)).toBe(en('unnamedRiver', { id: 3 }));
  expect(townName(en, { key: 'x', name: '淀浦河' })).toBe('Dianpu He');
  expect([townNames(en, '某镇、淀浦河'), townNames(zh, '某镇、淀浦河'), townNames(en, null)]).toEqual([
    ...['某镇, Dianpu He', '某镇、淀浦河', ''],
  ]);
});

it('names within a sentence are spelled, and what is no name there stays', () => {
  learnSpellings([{ name: '淀浦河', latin: 'Dianpu He' }]);
  const said = 'recorded receiving water 某河, linked to 淀浦河, see 淀浦河口';
  expect(namesWithin(translator('en'), said)).toBe('recorded receiving water 某河, linked to Dianpu He, see 淀浦河口');
  expect(namesWithin(translator('zh'), said)).toBe(said);
});

it('whoever shows names is drawn anew when one becomes known, and not for what it knew', () => {
  let drawn = 0;
  const watch = new SpellingsWatch({ addController: () => {}, requestUpdate: () => drawn++ } as never);
  watch.hostConnected();
  const names = [{ name: '新河', latin: 'Xin He' }];
  for (let times = 0; times < 2; times++) learnSpellings(names);
  expect(drawn).toBe(1);
  watch.hostDisconnected();
  learnSpellings([{ name: '旧河', latin: 'Jiu He' }]);
  expect(drawn).toBe(1);
});
