/** In the field: where one stands, and what is nearest. Loaded when the position is asked for. */
import { css, html, nothing } from 'lit';
import { api } from '../api/client.ts';
import { AGAIN_MS } from '../api/questions.ts';
import type { Key } from '../i18n/dictionary.ts';
import { metres } from '../i18n/format.ts';
import { nameIn } from '../i18n/spellings.ts';
import { panelCss } from '../panels/panel-css.ts';
import { PanelElement } from '../panels/panel-element.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { type Near, nearest } from './nearest.ts';
import { metresBetween } from './shapes.ts';

/** Why there is no position, or no list. */
type Failure = 'denied' | 'insecure' | 'unknown' | 'lost';

const FAILURES: Record<Failure, Key> = {
  denied: 'nearDenied',
  insecure: 'nearInsecure',
  unknown: 'nearUnknown',
  lost: 'nearLost',
};

const AGAIN_M = 25; // nearer steps do not ask again

/** Tells `oa-position` with the coordinates, `oa-near` with the `Near` that is chosen, `oa-preview` with the `Target` under the pointer, `oa-close` when it is left. */
export class NearPanel extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    district: {},
    mode: {},
    here: { state: true },
    list: { state: true },
    failure: { state: true },
  };
  declare district: string;
  declare mode: Mode;
  declare here: GeolocationCoordinates | null;
  declare list: readonly Near[] | null;
  declare failure: Failure | null;
  #watch = 0;
  #again: ReturnType<typeof setTimeout> | undefined;
  #asked: { here: GeolocationCoordinates } | null = null; // the last one; null asks at the next fix

  constructor() {
    super();
    Object.assign(this, { here: null, list: null, failure: null, mode: 'above_water' });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = navigator.geolocation.watchPosition(
      ({ coords }) => this.#moved(coords),
      ({ code, PERMISSION_DENIED }) => {
        this.failure = code === PERMISSION_DENIED ? (isSecureContext ? 'denied' : 'insecure') : 'unknown';
      },
      { enableHighAccuracy: true },
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    navigator.geolocation.clearWatch(this.#watch);
    clearTimeout(this.#again);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const isOther = changed.get('mode') !== undefined || changed.get('district') !== undefined;
    if (isOther) this.list = null; // its gaps are of the other mode
    if (isOther && this.here) this.#read(this.here);
  }

  #moved(here: GeolocationCoordinates): void {
    this.here = here;
    if (this.failure !== 'lost') this.failure = null;
    this.tell('oa-position', here);
    const before = this.#asked?.here;
    const step = before ? metresBetween([before.longitude, before.latitude], [here.longitude, here.latitude]) : AGAIN_M;
    if (step >= AGAIN_M) this.#read(here);
  }

  #read(here: GeolocationCoordinates): void {
    const asked = { here };
    this.#asked = asked;
    void nearest(api, this.district, this.mode, [here.longitude, here.latitude]).then(
      (list) => {
        if (this.#asked === asked) Object.assign(this, { list, failure: null });
      },
      () => {
        if (this.#asked !== asked) return;
        this.failure = 'lost';
        this.#asked = null;
        this.#again = setTimeout(() => this.#asked ?? this.#read(here), AGAIN_MS); // who stands still has no next fix
      },
    );
  }

  #row = (near: Near) => html`<li>
    <button
      @click=${() => this.tell('oa-near', near)}
      @pointerenter=${() => this.tell('oa-preview', near.target)}
      @pointerleave=${() => this.tell('oa-preview', null)}
    >
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" style=${`transform: rotate(${near.bearing}deg)`}><path d="M10 2 15 17 10 13.5 5 17z" /></svg>
      <span class="name">${nameIn(this, near.name)}<small>${near.kind === 'gap' ? html`<b class="alarm">${this.t('gap')} ${metres(near.lengthM ?? 0)}</b>` : this.t('kindOutfall')}</small></span>
      <b>${metres(near.distanceM)}</b>
    </button>
  </li>`;

  #said(): string | null {
    const { t, failure, here, list } = this;
    if (failure) return t(FAILURES[failure]);
    if (!here) return t('nearWaiting');
    if (!list) return t('nearReading');
    return list.length === 0 ? t('nearNone') : null;
  }

  protected override render() {
    const { t, here, list } = this;
    const said = this.#said();
    return html`<article aria-label=${t('nearTitle')}>
      <header>
        <h2>${t('nearTitle')}</h2>
        <span class="muted">${here ? t('nearAccuracy', { m: metres(here.accuracy) }) : ''}</span>
        <button class="close" aria-label=${t('close')} @click=${() => this.tell('oa-close', null)}>✕</button>
      </header>
      ${said ? html`<p role="status">${said}</p>` : nothing}
      <ul>${(list ?? []).map(this.#row)}</ul>
    </article>`;
  }

  static override styles = [
    panelCss,
    css`
      :host {
        display: block;
        overflow-y: auto;
      }
      header {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 10px 16px;
      }
      h2 {
        flex: 1;
        font-size: 18px;
        font-weight: 600;
      }
      p {
        padding: 0 16px 12px;
      }
      .close {
        width: 44px;
        height: 44px;
        text-align: center;
      }
      li button {
        display: grid;
        grid-template-columns: 28px 1fr auto;
        gap: 10px;
        align-items: center;
        width: 100%;
        min-height: 56px;
        padding: 6px 16px;
        border-top: 1px solid var(--oa-line);
        font-size: 16px;
      }
      svg path {
        fill: var(--oa-accent);
      }
      small {
        display: block;
        font-size: 13px;
        color: var(--oa-ink-2);
      }
      .alarm {
        color: var(--oa-gap-text);
      }
    `,
  ];
}

customElements.define('near-panel', NearPanel);
