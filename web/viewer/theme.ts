/** Which of the two themes a choice means on this screen. */
import type { ThemeChoice } from '../state/view-state.ts';
import type { Theme } from '../style/tokens.ts';

export const themeOf = (choice: ThemeChoice, systemIsDark: boolean): Theme =>
  choice === 'auto' ? (systemIsDark ? 'dark' : 'light') : choice;
