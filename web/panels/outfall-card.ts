/** The card of one outfall: title, code with copy, standing, its river, what is on record. */

import { css, html, nothing } from 'lit';
import { addressOf, api, type Connection } from '../api/client.ts';
import type { Outfall } from '../api/types.ts';
import type { Key } from '../i18n/dictionary.ts';
import { kmOfM, metres } from '../i18n/format.ts';
import { nameIn } from '../i18n/spellings.ts';
import { subtypeName } from '../i18n/subtypes.ts';
import { type TraceFrom, traceAt } from '../state/trace-state.ts';
import { type OutfallType, TYPES } from '../style/layers/outfalls.ts';
import { cardCss } from './card-css.ts';
import { copyText } from './copy-text.ts';
import { swatchCss, symbolSwatch } from './legend-swatches.ts';
import { recordSections } from './outfall-record.ts';
import { panelCss } from './panel-css.ts';
import { PanelElement } from './panel-element.ts';
import { progressOf } from './progress.ts';
import { zoneSection, zoneSectionCss } from './zone-section.ts';

const STATUS: Readonly<Record<string, Key>> = {
  suspect: 'statusSuspect',
  confirmed: 'statusConfirmed',
  rejected: 'statusRejected',
};

const typeOf = (outfall: Outfall): OutfallType =>
  TYPES.includes(outfall.type as OutfallType) ? (outfall.type as OutfallType) : 'other';

export class OutfallCard extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    outfall: { attribute: false },
    district: {},
    failure: {},
    connection: { attribute: false },
    fixed: { attribute: false },
    copied: { state: true },
  };
  declare outfall: Outfall | null;
  /** Key of the district, for the address of the dossier. */
  declare district: string | null;
  declare failure: string | null;
  /** Whose dossier is linked to. */
  declare connection: Connection;
  /** Stands alone: cannot be closed. */
  declare fixed: boolean;
  declare copied: readonly [code: string, said: 'copied' | 'copyRefused'] | null;

  constructor() {
    super();
    Object.assign(this, { outfall: null, district: null, failure: null, copied: null });
    Object.assign(this, { connection: api.connection, fixed: false });
  }

  async #copy(code: string): Promise<void> {
    this.copied = [code, (await copyText(code)) ? 'copied' : 'copyRefused'];
  }

  #fact(label: Key, value: string | null | undefined, isLate = false) {
    return value ? html`<div><dt>${this.t(label)}</dt><dd class=${isLate ? 'late' : ''}>${value}</dd></div>` : nothing;
  }

  #dossier({ id }: Outfall): string {
    return addressOf(this.connection, `/outfalls/${id}`, { district: this.district });
  }

  #head(outfall: Outfall) {
    const { t } = this;
    const progress = progressOf(outfall);
    return html`<header>
      <h2>${outfall.name ?? t('noName')}</h2>
      <div class="code">
        ${symbolSwatch(typeOf(outfall), progress)}
        <span>${outfall.code ?? t('codeNone')}</span>
        ${outfall.code ? html`<button class="copy" @click=${() => this.#copy(outfall.code!)}>${t(this.copied?.[0] === outfall.code ? this.copied[1] : 'copyCode')}</button>` : nothing}
      </div>
      <p class="tags">
        <span class=${progress === 'action_needed' ? 'tag alarm' : 'tag'}>${t(progress)}</span>
        <span class="tag">${t(typeOf(outfall))}</span>
        <span class="tag">${STATUS[outfall.status] ? t(STATUS[outfall.status]) : outfall.status}</span>
      </p>
      <p class="ways">
        <a class="dossier" target="_blank" href=${this.#dossier(outfall)}>${t('dossier')}</a>${this.#traceButton(outfall)}
      </p>
    </header>`;
  }

  #traceButton({ id, lon, lat, link }: Outfall) {
    if (this.fixed || lon === null || lat === null) return nothing;
    const isLinked = link !== null && link.route !== null && link.status !== 'proposed';
    const trace: TraceFrom = { ...traceAt({ lon, lat }, 'DD'), outfall: { id, link: isLinked ? 'linked' : 'review' } };
    return html`<button class="dossier" @click=${() => this.change({ selection: null, trace })}>${this.t('traceFromHere')}</button>`;
  }

  #link({ link, lon, lat }: Outfall) {
    const { t } = this;
    const status = link && t(link.status as Key);
    const said = link?.reason
      ? t('linkBecause', { status: status!, reason: t(link.reason as Key) })
      : (status ?? t('unlinked'));
    const metre = (value: number | null | undefined) => (value === null || value === undefined ? null : metres(value));
    const others = (link?.candidates ?? []).filter((other) => other.route !== link?.route && other.river);
    return html`<section>
      <h3>${t('link')}<span>${said}</span></h3>
      <dl>
        ${this.#fact('linkRiver', link?.river && nameIn(t, link.river))}
        ${this.#fact('linkMeasure', link?.measure_m == null ? null : `${kmOfM(link.measure_m)} km`)}
        ${this.#fact('linkDistance', metre(link?.distance_m))}
        ${this.#fact('linkBank', link?.bank && t(link.bank))}
        ${this.#fact('position', lon === null || lat === null ? null : `${lon.toFixed(6)}, ${lat.toFixed(6)}`)}
        ${others.map((other) => this.#fact('candidates', [nameIn(t, other.river!), metre(other.distance_m)].filter(Boolean).join(' · ')))}
      </dl>
    </section>`;
  }

  #record(outfall: Outfall) {
    const { t } = this;
    return recordSections(t, { ...outfall, subtype: subtypeName(this.language, outfall.subtype) }, new Date()).map(
      ({ title, facts }) => html`<section>
        <h3>${t(title)}</h3>
        <dl>${facts.map(({ label, value, isLate }) => this.#fact(label, value, isLate))}</dl>
      </section>`,
    );
  }

  protected override render() {
    const { t, outfall, failure } = this;
    return html`<article aria-label=${outfall?.name ?? outfall?.code ?? t('kindOutfall')}>
      ${this.fixed ? nothing : html`<button class="close" aria-label=${t('close')} @click=${() => this.change({ selection: null })}>✕</button>`}
      ${outfall ? [this.#head(outfall), this.#link(outfall), zoneSection(t, outfall.flags), this.#record(outfall)] : html`<p class="none">${failure ?? t('loading')}</p>`}
    </article>`;
  }

  static override styles = [
    panelCss,
    swatchCss,
    zoneSectionCss,
    cardCss,
    css`
      .dossier {
        display: inline-block;
        min-height: 24px;
        font-size: 12px;
        color: var(--oa-accent);
      }
      .ways {
        display: flex;
        gap: 14px;
        margin: 0;
      }
      .copy {
        color: var(--oa-accent);
        min-height: 24px;
      }
      .alarm {
        border-color: transparent;
        background: var(--oa-fail-ground);
        color: var(--oa-gap-text);
        font-weight: 600;
      }
      .late {
        color: var(--oa-gap-text);
        font-weight: 600;
      }
    `,
  ];
}

customElements.define('outfall-card', OutfallCard);
