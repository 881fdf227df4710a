/** What a reader is told where a service answers nobody without a token: what to do, and nothing that is for programs. */
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../web/api/client.ts';
import { DICTIONARIES } from '../../web/i18n/dictionary.ts';
import { IMPORT_WORDS } from '../../web/imports/words.ts';
import { REVIEW_WORDS } from '../../web/review/words.ts';
import { asksForToken, tokenTrouble, troubleSentence } from '../../web/viewer/trouble-sentence.ts';

const refused = (code: string) => ({
  kind: 'refused' as const,
  error: new ApiError(401, {
    code,
    detail: 'send Authorization: Bearer …; `atlas token create` makes one.',
    detail_zh: '请发送 Authorization: Bearer …，可用 atlas token create 创建。',
  } as never),
});

describe('a reader without a token', () => {
  it.each([
    ['zh', '管理员'],
    ['en', 'administrator'],
  ] as const)('is told in %s whom to ask', (language, word) => {
    const said = troubleSentence(refused('token_needed'), language);
    expect(said).toContain(word);
    expect(said).not.toMatch(/atlas|Bearer/);
    expect(tokenTrouble(refused('token_needed'), language)).toBe('');
  });

  it('is asked for it, and not where a link has ended', () => {
    expect(asksForToken(refused('token_needed'), null)).toBe(true);
    expect(asksForToken(refused('token_expired'), null)).toBe(true);
    expect(asksForToken(refused('token_needed'), 'secret')).toBe(false);
    expect(asksForToken(refused('share_expired'), null)).toBe(false);
    expect(asksForToken(null, null)).toBe(false);
  });
});

it('no page names the command that makes tokens', () => {
  for (const tables of [DICTIONARIES, IMPORT_WORDS, REVIEW_WORDS])
    expect(JSON.stringify(tables)).not.toContain('atlas token');
});
