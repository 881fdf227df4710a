/** What the three elements have in common on a page that is not ours: whose server, which share, language, looks. */
import { unsafeCSS } from 'lit';
import { ApiError, type Connection } from '../api/client.ts';
import { type Language, translator } from '../i18n/dictionary.ts';
import { clock } from '../i18n/format.ts';
import { tokensCss } from '../style/tokens-css.ts';
import type { Trouble } from '../viewer/scope-loader.ts';

/** The server this module came from. */
const HOME = new URL(import.meta.url).origin;

/** Attributes of every element; each is declared by the element that has them. */
export const SHARED = {
  server: {},
  token: {},
  district: {},
  mode: {},
  asOf: { attribute: 'as-of' },
  language: {},
  look: { attribute: 'theme' },
} as const;

/** The tokens on the element itself: nothing leaks into the page. */
export const ownTokens = unsafeCSS(tokensCss(':host'));

export const connectionOf = ({ server, token }: { server: string | null; token: string | null }): Connection => ({
  origin: server ? server.replace(/\/+$/, '') : HOME,
  share: token || null,
});

/** The sentence for a reader of an embed, or null. */
export function troubleSentence(trouble: Trouble, language: Language): string | null {
  if (trouble === null) return null;
  if (trouble.kind === 'lost') return translator(language)('connectionLost', { time: clock(trouble.since) });
  const { code } = trouble.error.problem;
  const sentence = trouble.error.sentence(language);
  return code?.startsWith('share_') ? sentence : translator(language)('serverSays', { detail: sentence });
}

/** The sentence for something that was thrown. */
export const failureSentence = (error: unknown, language: Language): string =>
  troubleSentence(
    error instanceof ApiError ? { kind: 'refused', error } : { kind: 'lost', since: new Date() },
    language,
  )!;
