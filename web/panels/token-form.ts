/** <token-form>: where a reader gives a token, when the service answers nobody without one. `oa-admitted` once it is taken. */
import { css, html } from 'lit';
import { ApiError, api } from '../api/client.ts';
import { panelCss } from './panel-css.ts';
import { PanelElement } from './panel-element.ts';

export class TokenForm extends PanelElement {
  static override properties = { ...PanelElement.properties, said: {}, failure: { state: true } };
  /** Why a token is asked for. */
  declare said: string;
  declare failure: string | null;

  constructor() {
    super();
    Object.assign(this, { said: '', failure: null });
  }

  async #give(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const token = String(new FormData(event.target as HTMLFormElement).get('token') ?? '');
    this.failure = null;
    try {
      await api.openSession(token);
      this.tell('oa-admitted', null);
    } catch (error) {
      this.failure = error instanceof ApiError ? error.sentence(this.language) : this.t('tokenLost');
    }
  }

  protected override render() {
    const { t } = this;
    return html`<form @submit=${this.#give} aria-label=${t('tokenTitle')}>
      <h2>${t('tokenTitle')}</h2>
      <p class="muted">${t('tokenAbout')}</p>
      <label>${t('tokenLabel')}<input name="token" type="password" autocomplete="off" required /></label>
      <button>${t('tokenGive')}</button>
      <p role="status" class="alarm">${this.failure ?? this.said}</p>
    </form>`;
  }

  static override styles = [
    panelCss,
    css`
      :host {
        position: absolute;
        left: 50%;
        top: 25%;
        transform: translateX(-50%);
        width: min(380px, calc(100% - 24px));
        background: var(--oa-panel);
        border-radius: 8px;
        box-shadow: var(--oa-shadow);
        padding: 18px;
        z-index: 5;
      }
      h2 {
        font-size: 18px;
        font-weight: 600;
      }
      label {
        display: block;
        margin: 12px 0;
      }
      input {
        display: block;
        width: 100%;
        border: 1px solid var(--oa-line-2);
        border-radius: 6px;
        min-height: 32px;
        padding: 0 8px;
        cursor: text;
      }
      button {
        min-height: 32px;
        padding: 0 16px;
        border-radius: 6px;
        background: var(--oa-accent);
        color: var(--oa-on-accent);
      }
      .alarm {
        color: var(--oa-fail);
        min-height: 20px;
        margin-top: 6px;
      }
      @media (max-width: 759px) {
        input,
        button {
          min-height: 44px;
          font-size: 16px;
        }
      }
    `,
  ];
}

customElements.define('token-form', TokenForm);
