/** <outfall-dossier>: one outfall on a page that is not ours: what it is, its river, what is on record. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { ApiError, connect } from '../api/client.ts';
import type { Outfall } from '../api/types.ts';
import { type Language, translator } from '../i18n/dictionary.ts';
import '../panels/outfall-card.ts';
import type { ThemeChoice } from '../state/view-state.ts';
import { themeOf } from '../viewer/theme.ts';
import { Attributes, RULES } from './attributes.ts';
import { complain, connectionOf, failureSentence, ownTokens, SHARED } from './host.ts';
import { VersionEvents } from './version-events.ts';

/** Attributes: `outfall` (id), and `district`, `theme`, `language`, `token`, `server` as the map has. Event: `oa-error`. */
export class OutfallDossier extends LitElement {
  static override properties = {
    ...SHARED,
    outfall: { type: Number },
    record: { state: true },
    failure: { state: true },
  };
  declare server: string | null;
  declare token: string | null;
  declare district: string | null;
  declare outfall: number | null;
  declare language: Language;
  declare look: ThemeChoice;
  declare record: Outfall | null;
  declare failure: string | null;
  readonly #attributes = new Attributes({ language: RULES.language, look: RULES.look, outfall: RULES.outfall });
  readonly #versions = new VersionEvents();
  #asked = '';

  constructor() {
    super();
    Object.assign(this, { server: null, token: null, district: null, outfall: null, language: 'zh', look: 'light' });
    Object.assign(this, { record: null, failure: null });
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (this.#attributes.forget(name)) this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#attributes.check(this, changed);
    this.dataset.theme = themeOf(this.look, matchMedia('(prefers-color-scheme: dark)').matches);
    const asked = JSON.stringify([this.server, this.token, this.district, this.outfall]);
    if (asked === this.#asked || this.outfall === null) return;
    this.#asked = asked;
    Object.assign(this, { record: null, failure: null });
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#versions.close();
    this.#asked = ''; // read again where it is put next
  }

  /** What is shown stays until the same of a newer data version is there. */
  #read = async (): Promise<void> => {
    const { outfall } = this;
    const asked = this.#asked;
    if (outfall === null) return;
    try {
      const api = connect(connectionOf(this));
      const key = this.district ?? (await api.districts())[0]?.key ?? '';
      const record = await api.outfall(key, outfall);
      if (asked !== this.#asked) return; // other attributes meanwhile
      Object.assign(this, { record, failure: null });
      this.#versions.follow(api.events(key), this.#read);
    } catch (error) {
      if (asked === this.#asked) this.#fail(error);
    }
  };

  #fail(error: unknown): void {
    if (error instanceof ApiError) this.record = null; // there is none any more
    this.failure = failureSentence(error, this.language);
  }

  /** What is wrong, or null. */
  get notice(): string | null {
    return [...this.#attributes.sentences(translator(this.language)), this.failure].filter(Boolean).join(' ') || null;
  }

  protected override updated(): void {
    const { notice } = this;
    if (notice !== null && notice !== this.#said) complain(this, notice);
    this.#said = notice;
  }
  #said: string | null = null;

  protected override render() {
    const wrong = this.#attributes.sentences(translator(this.language)).join(' ');
    return html`${wrong ? html`<p class="wrong" role="status">${wrong}</p>` : nothing}<outfall-card
      .outfall=${this.record}
      .district=${this.district}
      .connection=${connectionOf(this)}
      .failure=${this.outfall === null ? translator(this.language)('embedChoose') : this.failure}
      .fixed=${true}
      language=${this.language}
    ></outfall-card>`;
  }

  static override styles = [
    ownTokens,
    css`
      :host {
        display: block;
        background: var(--oa-panel);
        color: var(--oa-ink-1);
        font: 13px/1.5 var(--oa-sans);
      }
      .wrong {
        margin: 0;
        padding: 8px 16px;
        color: var(--oa-gap-text);
      }
    `,
  ];
}
