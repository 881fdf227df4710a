/** What went wrong between page and server, as a sentence that says whose numbers are shown. Pure. */
import { type Language, type Translate, translator } from '../i18n/dictionary.ts';
import { clock } from '../i18n/format.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import type { Trouble } from './scope-loader.ts';

/** What numbers are asked for, and whether they are there. */
export interface NumbersOf {
  mode: Mode | null; // both
  aboveOnly: boolean;
  asOf: string | null;
  areRead: boolean;
}

function scopeWords(t: Translate, { mode, aboveOnly, asOf }: NumbersOf): string {
  const modeKey = mode === null ? 'bothModes' : mode === 'above_water' ? 'aboveWater' : 'underWater';
  return `${t(aboveOnly ? 'aboveNotUnder' : modeKey)} · ${t('asOf')} ${asOf ?? t('asOfToday')}`;
}

function lostSentence(t: Translate, since: Date, of: NumbersOf | undefined): string {
  if (!of) return t('connectionLost', { time: clock(since) });
  const said = { time: clock(since), of: scopeWords(t, of) };
  return t(of.areRead ? 'connectionLostOf' : 'connectionLostWithout', said);
}

/** Null where all is well. A share that has ended says by itself what to do. */
export function troubleSentence(trouble: Trouble, language: Language, of?: NumbersOf): string | null {
  if (trouble === null) return null;
  const t = translator(language);
  if (trouble.kind === 'lost') return lostSentence(t, trouble.since, of);
  const { code } = trouble.error.problem;
  const sentence = trouble.error.sentence(language);
  return code?.startsWith('share_') ? sentence : t('serverSays', { detail: sentence });
}
