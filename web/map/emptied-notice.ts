/** The sentence over a map that filters have emptied, and the button that takes them off. */
import { html, nothing } from 'lit';
import type { Translate } from '../i18n/dictionary.ts';
import type { Emptied } from './emptied.ts';

export function emptiedNotice(t: Translate, emptied: Emptied, takeOff: () => void) {
  if (emptied === null) return nothing;
  const [said, offered] =
    emptied === 'all' ? (['emptiedAll', 'showAll'] as const) : (['emptiedOutfalls', 'takeFiltersOff'] as const);
  return html`<p class="notice emptied" role="status">${t(said)} <button @click=${takeOff}>${t(offered)}</button></p>`;
}
