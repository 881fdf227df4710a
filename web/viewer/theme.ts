/** Which of the two themes a choice means on this screen; an attribute may hold a word that is neither: light. */
import type { ThemeChoice } from '../state/view-state.ts';
import type { Theme } from '../style/tokens.ts';

export const themeOf = (choice: ThemeChoice, systemIsDark: boolean): Theme =>
  choice === 'dark' || (choice === 'auto' && systemIsDark) ? 'dark' : 'light';
