/** How to show this view elsewhere: snippets to copy, and read-only links with a last day. Loaded when it is opened. */
import { html, nothing } from 'lit';
import { ApiError } from '../api/client.ts';
import { ask, isOfToken, token } from '../api/token.ts';
import type { Listing } from '../api/types.ts';
import { type Snippet, snippets } from '../embed/snippets.ts';
import type { Key } from '../i18n/dictionary.ts';
import type { ViewState } from '../state/view-state.ts';
import { themeOf } from '../viewer/theme.ts';
import { copyText } from './copy-text.ts';
import { KeptFocus } from './kept-focus.ts';
import { panelCss } from './panel-css.ts';
import { PanelElement } from './panel-element.ts';
import { sharePanelCss } from './share-panel-css.ts';

interface Share {
  id: number;
  name: string;
  expires_at: string;
  revoked_at: string | null;
}

const MONTH_MS = 30 * 86_400_000;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
/** The last day of a share whose end is a moment. */
const lastDay = ({ expires_at }: Share): string => dayOf(Date.parse(expires_at) - 1);

/** `oa-close` when it is left. */
export class SharePanel extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    view: { attribute: false },
    district: { attribute: false },
    secret: { state: true },
    shares: { state: true },
    copied: { state: true },
    failure: { state: true },
    asksToken: { state: true },
  };
  declare view: ViewState; // of the page
  declare district: { key: string; name: string };
  declare secret: string | null; // of the share just made
  declare shares: readonly Share[] | null;
  declare copied: readonly [title: Key, said: 'copied' | 'copyRefused'] | null;
  declare failure: string | null;
  declare asksToken: boolean; // until one is taken: one that is mistyped can be mended

  constructor() {
    super();
    Object.assign(this, { secret: null, shares: null, copied: null, failure: null });
    this.asksToken = token.get() === '';
    new KeptFocus(this, () => this.renderRoot.querySelector<HTMLElement>('form .main'));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (token.get() !== '') void this.#attempt(() => this.#list());
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.failure = null;
    const given = token.get();
    try {
      await work();
      this.asksToken = false;
    } catch (error) {
      this.failure = isOfToken(error) ? this.#withoutToken(error, given) : this.#reason(error);
    }
  }

  #reason = (error: unknown): string =>
    error instanceof ApiError ? error.sentence(this.language) : this.t('shareFailed');

  /** A token that does not do is not kept, and another one is asked for; one that was given since is. */
  #withoutToken(error: ApiError, refused: string): string {
    if (token.get() === refused) token.set('');
    this.asksToken = token.get() === '';
    return `${this.#reason(error)} ${this.t('shareOtherToken')}`;
  }

  async #list(): Promise<void> {
    this.shares = (await ask<Listing<Share>>(`/api/v1/shares?district=${this.district.key}`)).items;
  }

  #make(event: SubmitEvent): void {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    if (text('token') !== '') token.set(text('token'));
    const body = JSON.stringify({ district: this.district.key, name: text('name'), expires: text('expires') });
    void this.#attempt(async () => {
      const { secret } = await ask<{ secret: string }>('/api/v1/shares', { method: 'POST', body });
      this.secret = secret;
      await this.#list();
    });
  }

  #revoke({ id }: Share): void {
    void this.#attempt(async () => {
      await ask(`/api/v1/shares/${id}`, { method: 'DELETE' });
      await this.#list();
    });
  }

  async #copy({ title, text }: Snippet): Promise<void> {
    this.copied = [title, (await copyText(text)) ? 'copied' : 'copyRefused'];
  }

  #snippet = (snippet: Snippet) => {
    const name = this.t(snippet.title);
    const said = this.t(this.copied?.[0] === snippet.title ? this.copied[1] : 'copy'); // its label begins with what is seen on it
    return html`<section>
      <h3>${name}<button class="copy" aria-label=${`${said} · ${name}`} @click=${() => this.#copy(snippet)}>${said}</button></h3>
      <pre tabindex="0" aria-label=${name}>${snippet.text}</pre>
    </section>`;
  };

  #share = (share: Share) => {
    const isOver = share.revoked_at !== null || Date.parse(share.expires_at) <= Date.now();
    const state = share.revoked_at ? this.t('shareRevoked') : this.t('shareUntil', { day: lastDay(share) });
    return html`<li>
      <span>${share.name}</span><span class="muted">${state}</span>
      ${isOver ? nothing : html`<button @click=${() => this.#revoke(share)}>${this.t('shareRevoke')}</button>`}
    </li>`;
  };

  #links() {
    const { t } = this;
    return html`<section>
      <h3>${t('shareTitle')}</h3>
      <p class="muted">${t('shareAbout', { district: this.district.name })}</p>
      <form @submit=${this.#make}>
        <label>${t('shareName')}<input name="name" required maxlength="200" /></label>
        <label>${t('shareExpires')}<input name="expires" type="date" required min=${dayOf(Date.now())} value=${dayOf(Date.now() + MONTH_MS)} /></label>
        ${this.asksToken ? html`<label>${t('shareToken')}<input name="token" type="password" autocomplete="off" required /></label>` : nothing}
        <button class="main">${t('shareMake')}</button>
      </form>
      <p role="status" class=${this.failure ? 'alarm' : 'muted'}>${this.failure ?? (this.secret ? t('shareMade') : '')}</p>
      ${this.shares ? html`<ul>${this.shares.map(this.#share)}</ul>` : nothing}
    </section>`;
  }

  protected override render() {
    const { t, view, district } = this;
    const state = { ...view, district: district.key, share: this.secret ?? view.share };
    const theme = themeOf(view.theme, matchMedia('(prefers-color-scheme: dark)').matches);
    return html`<article aria-label=${t('embedAndShare')}>
      <header><h2>${t('embedAndShare')}</h2><button class="close" aria-label=${t('close')} @click=${() => this.tell('oa-close', null)}>✕</button></header>
      ${snippets(state, location.origin, `${t('title')} · ${district.name}`, theme).map(this.#snippet)} ${this.#links()}
    </article>`;
  }

  static override styles = [panelCss, sharePanelCss];
}

customElements.define('share-panel', SharePanel);
