/** What went wrong between page and server, as a sentence that says whose numbers are shown. Pure. */
import { lacksDistrict, type Trouble } from '../api/questions.ts';
import { type Language, type Translate, translator } from '../i18n/dictionary.ts';
import { clock } from '../i18n/format.ts';
import type { Mode } from '../style/layers/state-lines.ts';

/** What numbers are asked for, and whether they are there. */
export interface NumbersOf {
  mode: Mode | null; // both
  aboveOnly: boolean;
  asOf: string | null;
  areRead: boolean;
  /** Of the numbers where the server has another. */
  olderVersion?: number | null;
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

/** Which version numbers are of that are not of the newest; empty where they are. */
export const olderSentence = (t: Translate, version: number | null | undefined): string =>
  version == null ? '' : t('olderNumbers', { version: String(version).padStart(4, '0') });

/** Where another district is chosen. */
type Next = 'districtChoose' | 'districtChooseOnMap' | 'noDistrict' | 'noDistrictElsewhere';

/** A district that was shown is there no more. */
export const goneSentence = (t: Translate, district: string, next: Next) =>
  t('districtGone', { district, next: t(next) });

/** The address names a district that there is not. */
export const unknownSentence = (t: Translate, district: string, next: Next) =>
  t('districtUnknown', { district, next: t(next) });

/** Whether the service answers nobody without a token. A link that has ended is no place for one. */
export const asksForToken = (trouble: Trouble, share: string | null): boolean =>
  share === null && trouble?.kind === 'refused' && trouble.error.problem.code?.startsWith('token_') === true;

/** Why a token is asked for where one was given before: it has expired, or was taken back. Empty where none was given. */
export const tokenTrouble = (trouble: Trouble, language: Language): string =>
  trouble?.kind === 'refused' && trouble.error.problem.code !== 'token_needed' ? trouble.error.sentence(language) : '';

/** Null where all is well. A share that has ended says by itself what to do, what the page failed at the server did not say, and that there is no district is no failure of it. */
export function troubleSentence(trouble: Trouble, language: Language, of?: NumbersOf): string | null {
  if (trouble === null) return null;
  const t = translator(language);
  const older = olderSentence(t, of?.areRead ? of.olderVersion : null);
  const join = (sentence: string) => [sentence, older].filter(Boolean).join(language === 'zh' ? '' : ' ');
  if (trouble.kind === 'lost') return join(lostSentence(t, trouble.since, of));
  const { code } = trouble.error.problem;
  const sentence = trouble.error.sentence(language, true);
  const saysAll = code?.startsWith('share_') || code === 'token_needed' || code === 'page_failed';
  return saysAll || lacksDistrict(trouble.error) ? sentence : join(t('serverSays', { detail: sentence }));
}
