/** What a strip's picture says to those who do not see it. */
import type { Gap } from '../api/types.ts';
import type { Translate } from '../i18n/dictionary.ts';
import { count, kmOfM, metres, percent } from '../i18n/format.ts';
import { gapPlaces } from '../strip/gap-places.ts';
import type { StripGap } from '../strip/strip-drawing.ts';
import type { Mode } from '../style/layers/state-lines.ts';

export interface ModeFacts {
  mode: Mode;
  percent: number | null;
  gaps: number;
  longestM: number;
  /** Gaps as the picture has them; else rows of the list of gaps, which is split by town. */
  unbroken?: boolean;
}

/** Of gaps by their metres. */
export const gapFacts = (metres: readonly number[]): Pick<ModeFacts, 'gaps' | 'longestM'> => ({
  gaps: metres.length,
  longestM: Math.max(0, ...metres),
});

/** As it stands within a sentence. */
export const modeName = (t: Translate, mode: Mode): string =>
  t(mode === 'above_water' ? 'aboveWater' : 'underWater').toLowerCase();

/** One sentence: the river, and of each mode how far it is and what is left. */
export function stripSentence(t: Translate, river: string, modes: readonly ModeFacts[]): string {
  const parts = modes.map((facts) => {
    const mode = modeName(t, facts.mode);
    if (facts.gaps === 0) return t('stripModeFull', { mode });
    const values = { mode, percent: percent(facts.percent), count: facts.gaps, longest: metres(facts.longestM) };
    return t(facts.unbroken ? 'stripModeUnbroken' : 'stripMode', values);
  });
  return t('stripSentence', { river, parts: parts.join(t('stripJoin')) });
}

/** A gap's button. */
export const gapSentence = (t: Translate, { mode, fromM, toM }: StripGap): string =>
  t('stripGap', { mode: modeName(t, mode), length: metres(toM - fromM), from: kmOfM(fromM), to: kmOfM(toM) });

/** Over a list of a river's gaps; where towns cut what the picture shows as one, both counts. */
export function gapsOfRiver(t: Translate, gaps: readonly Gap[]): string {
  const places = gapPlaces(gaps);
  const said = t('gapsOfRiver', { count: count(gaps.length) });
  return places === gaps.length ? said : `${said}${t('gapPlaces', { count: count(places) })}`;
}
