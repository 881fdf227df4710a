/** The base of our panels: words in the reader's language, and events that carry a change of the view. */
import { LitElement } from 'lit';
import { type Language, type Translate, translator } from '../i18n/dictionary.ts';
import { SpellingsWatch } from '../i18n/spellings.ts';
import type { ViewState } from '../state/view-state.ts';

/** `oa-change` carries a `Partial<ViewState>`; the viewer is the only one that applies it. */
export class PanelElement extends LitElement {
  static override properties = { language: {} };
  declare language: Language;

  constructor() {
    super();
    this.language = 'zh';
    new SpellingsWatch(this);
  }

  protected get t(): Translate {
    return translator(this.language);
  }

  protected change(patch: Partial<ViewState>): void {
    this.tell('oa-change', patch);
  }

  protected tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
