/** What went wrong between page and server, as a sentence. Pure. */
import { type Language, translator } from '../i18n/dictionary.ts';
import { clock } from '../i18n/format.ts';
import type { Trouble } from './scope-loader.ts';

/** Null where all is well. A share that has ended says by itself what to do. */
export function troubleSentence(trouble: Trouble, language: Language): string | null {
  if (trouble === null) return null;
  if (trouble.kind === 'lost') return translator(language)('connectionLost', { time: clock(trouble.since) });
  const { code } = trouble.error.problem;
  const sentence = trouble.error.sentence(language);
  return code?.startsWith('share_') ? sentence : translator(language)('serverSays', { detail: sentence });
}
