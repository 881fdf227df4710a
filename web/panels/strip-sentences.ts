/** What a strip's picture says to those who do not see it. */
import type { Translate } from '../i18n/dictionary.ts';
import { kmOfM, metres, percent } from '../i18n/format.ts';
import type { StripGap } from '../strip/strip-drawing.ts';
import type { Mode } from '../style/layers/state-lines.ts';

export interface ModeFacts {
  mode: Mode;
  percent: number | null;
  /** Length of each gap, metres. */
  gaps: readonly number[];
}

const modeName = (t: Translate, mode: Mode): string =>
  t(mode === 'above_water' ? 'aboveWater' : 'underWater').toLowerCase();

/** One sentence: the river, and of each mode how far it is and what is left. */
export function stripSentence(t: Translate, river: string, modes: readonly ModeFacts[]): string {
  const parts = modes.map((facts) => {
    const mode = modeName(t, facts.mode);
    if (facts.gaps.length === 0) return t('stripModeFull', { mode });
    const values = { mode, percent: percent(facts.percent), count: facts.gaps.length };
    return t('stripMode', { ...values, longest: metres(Math.max(...facts.gaps)) });
  });
  return t('stripSentence', { river, parts: parts.join(t('stripJoin')) });
}

/** A gap's button. */
export const gapSentence = (t: Translate, { mode, fromM, toM }: StripGap): string =>
  t('stripGap', { mode: modeName(t, mode), length: metres(toM - fromM), from: kmOfM(fromM), to: kmOfM(toM) });
