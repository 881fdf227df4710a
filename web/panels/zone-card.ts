/** The card of one protected zone: name, level, who decreed it, when it holds, the river and the outfalls in it. */
import { css, html, nothing } from 'lit';
import type { ZoneFlag } from '../api/types.ts';
import type { Key } from '../i18n/dictionary.ts';
import { count, km } from '../i18n/format.ts';
import type { ZoneRecord } from '../viewer/card-loader.ts';
import { strictestInside, zoneRelations } from '../viewer/zone-outfalls.ts';
import { cardCss } from './card-css.ts';
import { zoneLevel } from './names.ts';
import { panelCss } from './panel-css.ts';
import { PanelElement } from './panel-element.ts';

export class ZoneCard extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    zone: { attribute: false },
    flags: { attribute: false },
    report: {},
    failure: {},
  };
  declare zone: ZoneRecord | null;
  /** Of every outfall and zone; undefined until they are read, null where they may not be. */
  declare flags: readonly ZoneFlag[] | null | undefined;
  /** Where the drinking-water report is; null where it may not be read. */
  declare report: string | null;
  declare failure: string | null;

  constructor() {
    super();
    Object.assign(this, { zone: null, flags: undefined, report: null, failure: null });
  }

  #fact(label: Key, value: string | null) {
    return value ? html`<div><dt>${this.t(label)}</dt><dd>${value}</dd></div>` : nothing;
  }

  #validity({ valid_from: from, valid_to: to }: ZoneRecord): string {
    const { t } = this;
    const parts = [from && t('zoneValidFrom', { from }), to && t('zoneValidUntil', { to })].filter(Boolean);
    return parts.length > 0 ? parts.join(' ') : t('zoneValidAlways');
  }

  #facts(zone: ZoneRecord) {
    return html`<section><dl>
      ${this.#fact('zoneAuthority', zone.authority)} ${this.#fact('zoneDocument', zone.document)}
      ${this.#fact('zoneValid', this.#validity(zone))} ${this.#fact('zoneLayerDate', zone.layer_date)}
      ${this.#fact('zoneRiverKm', zone.riverKm === null ? null : `${km(zone.riverKm)} km`)}
    </dl></section>`;
  }

  #outfalls({ id }: ZoneRecord) {
    const { t, flags } = this;
    if (!flags) return html`<section><p class="muted">${t(flags === null ? 'zoneNotRead' : 'loading')}</p></section>`;
    const row = (name: string, n: number) => html`<div><dt>${name}</dt><dd>${count(n)}</dd></div>`;
    const levels = strictestInside(flags, id);
    return html`<section>
      <h3>${t('zoneOutfalls')}<span>${t('zoneOutfallsNote')}</span></h3>
      <dl class="wide">${[...zoneRelations(flags, id)].map(([relation, n]) => row(t(`rel_${relation}`), n))}</dl>
      ${levels.size > 1 ? html`<h3>${t('zoneInsideStrictest')}</h3><dl class="wide">${[...levels].map(([look, n]) => row(t(`zone_${look}`), n))}</dl>` : nothing}
    </section>`;
  }

  protected override render() {
    const { t, zone, failure, report } = this;
    const name = zone?.name ?? zone?.key ?? t('protectedZone');
    return html`<article aria-label=${name}>
      <button class="close" aria-label=${t('close')} @click=${() => this.change({ selection: null })}>✕</button>
      ${
        zone
          ? html`<header><h2>${name}</h2>
              <p class="code">${zone.key ?? ''}</p>
              <div class="tags"><span class="tag">${zoneLevel(t, zone)}</span></div></header>
            ${this.#facts(zone)} ${this.#outfalls(zone)}
            ${zone.kind === 'drinking_water' && report ? html`<section><a href=${report} target="_blank">${t('zoneReport')}</a></section>` : nothing}`
          : html`<p class="none">${failure ?? t('loading')}</p>`
      }
    </article>`;
  }

  static override styles = [
    panelCss,
    cardCss,
    css`
      .tag {
        border-color: var(--oa-zone);
        color: var(--oa-ink-1);
      }
      dl.wide > div {
        grid-template-columns: 1fr auto;
      }
      dl + h3 {
        margin-top: 10px;
      }
      a {
        color: var(--oa-accent);
        display: inline-block;
        min-height: 24px;
      }
    `,
  ];
}

customElements.define('zone-card', ZoneCard);
