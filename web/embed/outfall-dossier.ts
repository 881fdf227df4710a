/** <outfall-dossier>: one outfall on a page that is not ours: what it is, its river, what is on record. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { ApiError, connect } from '../api/client.ts';
import { InOrder } from '../api/in-order.ts';
import { isFinal, lacksDistrict, Questions } from '../api/questions.ts';
import { readSpellings } from '../api/spellings.ts';
import type { Outfall } from '../api/types.ts';
import { type Language, translator } from '../i18n/dictionary.ts';
import '../panels/outfall-card.ts';
import type { ThemeChoice } from '../state/view-state.ts';
import { themeOf } from '../viewer/theme.ts';
import { troubleSentence } from '../viewer/trouble-sentence.ts';
import { Attributes, OF_ALL, RULES, type Setting } from './attributes.ts';
import { districtOf } from './district-of.ts';
import { complain, connectionOf, ownTokens, SHARED } from './host.ts';
import { SystemTheme } from './system-theme.ts';
import { VersionEvents } from './version-events.ts';

const lacksOutfall = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 404 && !lacksDistrict(error);

/** Attributes: `outfall` (id), and `district`, `theme`, `language`, `token`, `server` as the map has. Event: `oa-error`. */
export class OutfallDossier extends LitElement {
  static override properties = {
    ...SHARED,
    outfall: { type: Number },
    record: { state: true },
  };
  declare server: string | null;
  declare token: string | null;
  declare district: string | null;
  declare outfall: number | null;
  declare language: Language;
  declare look: ThemeChoice;
  declare record: Outfall | null;
  readonly #attributes = new Attributes({ ...OF_ALL, outfall: RULES.outfall });
  readonly #versions = new VersionEvents();
  readonly #system = new SystemTheme(this);
  readonly #questions = new Questions(() => this.requestUpdate());
  #abort = new AbortController();
  #asked = '';
  readonly #order = new InOrder();

  constructor() {
    super();
    Object.assign(this, { server: null, token: null, district: null, outfall: null, language: 'zh', look: 'light' });
    this.record = null;
  }

  override requestUpdate(...set: Setting): void {
    super.requestUpdate(...set);
    // not while it is being made
    if (#attributes in this && this.#attributes.forget(set[0])) super.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#attributes.check(this, changed);
    this.dataset.theme = themeOf(this.look, this.#system.isDark);
    const asked = JSON.stringify([this.server, this.token, this.district, this.outfall]);
    if (asked === this.#asked) {
      if (changed.has('language') && this.outfall !== null) this.#ask(); // names may be spelled otherwise in it
      return;
    }
    this.#asked = asked;
    this.record = null;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#questions.stop();
    this.#versions.close();
    if (this.outfall !== null) this.#ask();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate(); // put back, it reads again
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#versions.close();
    this.#abort.abort();
    this.#questions.stop();
    this.#asked = ''; // read again where it is put next
  }

  /** What is shown stays until the same of a newer data version is there. */
  #ask = (): void => {
    const { signal } = this.#abort;
    void this.#questions.ask('dossier', () => this.#read(signal), signal);
  };

  async #read(signal: AbortSignal): Promise<void> {
    const isNews = this.#order.ask();
    const isDue = () => !signal.aborted && isNews(); // no other attributes meanwhile, nor a newer version
    try {
      await this.#readRecord(signal, isDue);
    } catch (error) {
      if (isFinal(error) && isDue()) this.record = null; // there is none any more
      throw error;
    }
  }

  async #readRecord(signal: AbortSignal, isDue: () => boolean): Promise<void> {
    const api = connect(connectionOf(this));
    const district = await districtOf(api, this.district, signal);
    const follow = (read: number | null) => this.#versions.follow(api.events(district), read, this.#ask);
    const [record] = await Promise.all([
      api.outfall(district, this.outfall!, signal).catch((error) => {
        if (lacksOutfall(error) && !signal.aborted) follow(null); // it may be imported
        throw error;
      }),
      this.language === 'en' ? readSpellings(api, district, signal) : null,
    ]);
    if (!isDue()) return;
    this.record = record;
    follow(record.version);
  }

  #failure(): string | null {
    const { record, language } = this;
    const { trouble } = this.#questions;
    if (trouble?.kind === 'lost' && record === null) return translator(language)('connectionLostEmpty');
    return troubleSentence(trouble, language);
  }

  /** What is wrong, or null. */
  get notice(): string | null {
    return (
      [...this.#attributes.sentences(translator(this.language)), this.#failure()].filter(Boolean).join(' ') || null
    );
  }

  protected override updated(): void {
    const { notice } = this;
    if (notice !== null && notice !== this.#said) complain(this, notice);
    this.#said = notice;
  }
  #said: string | null = null;

  protected override render() {
    const inCard = this.record === null; // there the card says what was not read
    const wrong = inCard ? this.#attributes.sentences(translator(this.language)).join(' ') : this.notice;
    return html`${wrong ? html`<p class="wrong" role="status">${wrong}</p>` : nothing}<outfall-card
      .outfall=${this.record}
      .district=${this.district}
      .connection=${connectionOf(this)}
      .failure=${this.outfall === null ? translator(this.language)('embedChoose') : this.#failure()}
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
