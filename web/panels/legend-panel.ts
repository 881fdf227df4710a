/** The legend is the filter: each row a swatch, a name and the number in the current scope. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Summary, ZoneFlag } from '../api/types.ts';
import { count, km } from '../i18n/format.ts';
import { ABOVE_ONLY_ZOOM } from '../map/above-only.ts';
import { OUTFALL_ZOOM, type Progress, TYPES } from '../style/layers/outfalls.ts';
import { SEWER_LOOKS, SEWER_ZOOM } from '../style/layers/sewers.ts';
import type { Mode, State } from '../style/layers/state-lines.ts';
import { ZONE_LOOKS, type ZoneLook } from '../style/layers/zones.ts';
import { hasPlainRivers, undrawnIn } from '../style/legend-layers.ts';
import { zoneCounts } from '../viewer/scope-data.ts';
import { type Unchecked, zoneCountText } from '../viewer/unchecked-zones.ts';
import { legendCss } from './legend-css.ts';
import { lineSwatch, progressSwatch, riverSwatch, stateSwatch, swatchCss, typeSwatch } from './legend-swatches.ts';
import { intakeSwatch, sewerSwatch, zoneSwatch } from './legend-swatches-around.ts';
import { typeClassName } from './names.ts';
import { panelCss } from './panel-css.ts';
import { PanelElement } from './panel-element.ts';

const STATES: readonly State[] = ['once', 'bridged', 'repeated', 'gap'];
const PROGRESS: readonly Progress[] = ['action_needed', 'in_work', 'suspect', 'closed_out'];

interface Row {
  key: string;
  swatch: unknown;
  name: string;
  note?: string;
  value: string;
  fromZoom?: number;
}

/** Tells `oa-change` with `hidden`, and `oa-spotlight` with a legend key or null. */
export class LegendPanel extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    summary: { attribute: false },
    flags: { attribute: false },
    unchecked: { attribute: false },
    mode: {},
    switchedOff: { attribute: false },
    zoom: { type: Number },
    historic: { type: Boolean },
    aboveOnlyKm: { attribute: false },
    layers: { attribute: false },
    reviewPage: { attribute: 'review-page' },
  };
  declare summary: Summary | null;
  declare flags: readonly ZoneFlag[] | null; // null until they are read
  declare unchecked: ReadonlyMap<ZoneLook, Unchecked>;
  declare mode: Mode;
  declare switchedOff: readonly string[];
  declare zoom: number;
  declare historic: boolean; // an as-of date is set
  declare aboveOnlyKm: number | null; // where the map shows what is surveyed above water and not under it
  declare layers: readonly string[] | undefined; // of a share; absent: all
  declare reviewPage: string; // where links are reviewed; empty for who may not

  constructor() {
    super();
    Object.assign(this, {
      summary: null,
      flags: null,
      unchecked: new Map(),
      mode: 'above_water',
      switchedOff: [],
      zoom: 12,
      historic: false,
      aboveOnlyKm: null,
      reviewPage: '/review',
    });
  }

  #toggle(key: string, group: readonly string[], alone: boolean): void {
    const others = group.filter((other) => other !== key);
    const rest = this.switchedOff.filter((off) => !group.includes(off));
    const isolated = others.every((other) => this.switchedOff.includes(other)) && !this.switchedOff.includes(key);
    const off = this.switchedOff.includes(key);
    if (alone) this.change({ hidden: isolated ? rest : [...rest, ...others] });
    else this.change({ hidden: off ? this.switchedOff.filter((one) => one !== key) : [...this.switchedOff, key] });
  }

  #row({ key, swatch, name, note, value, fromZoom }: Row, group: readonly string[]) {
    const early = fromZoom !== undefined && this.zoom < fromZoom;
    const said = early ? this.t('fromZoom', { zoom: fromZoom }) : note;
    const spot = (on: boolean) => () => this.tell('oa-spotlight', on ? key : null);
    return html`<li>
      <button
        class=${early ? 'row early' : 'row'}
        aria-pressed=${!this.switchedOff.includes(key)}
        title=${this.t('legendKey')}
        @click=${(event: MouseEvent) => this.#toggle(key, group, event.altKey)}
        @pointerenter=${spot(true)}
        @pointerleave=${spot(false)}
      >
        <span class="swatch">${swatch}</span><span class="name">${name}${said ? html`<em>${said}</em>` : nothing}</span
        ><span class="value">${value}</span>
      </button>
    </li>`;
  }

  /** Of what is drawn; nothing where none of it is. */
  #section(title: string, note: string, all: Row[], first: TemplateResult | typeof nothing = nothing) {
    const undrawn = undrawnIn(this.layers);
    const rows = all.filter(({ key }) => !undrawn.includes(key));
    if (rows.length === 0 && first === nothing) return nothing;
    const group = rows.map(({ key }) => key);
    return html`<section>
      <h3>${title}<span>${note}</span></h3>
      <ul>
        ${first}${rows.map((row) => this.#row(row, group))}
      </ul>
    </section>`;
  }

  /** A dash where there are no numbers: nothing read is not nothing there. */
  #count(of: (summary: Summary) => number | null): string {
    const counted = this.summary && of(this.summary);
    return counted === null ? '–' : count(counted);
  }

  #states(): Row[] {
    const { t, summary } = this;
    const notes: Partial<Record<State, string>> = {
      bridged: t('bridgedNote'),
      repeated: t('repeatedNote'),
      gap: t('gapNote', { count: this.#count(({ gap_count }) => gap_count) }),
    };
    const value = (state: State) => (summary ? km(summary.states[state] ?? 0) : '–');
    return STATES.map((state) => ({
      key: state,
      swatch: stateSwatch(state),
      name: t(state),
      note: notes[state],
      value: value(state),
    }));
  }

  /** Cannot be switched off. */
  #plainRivers() {
    const { t, summary, layers } = this;
    if (!hasPlainRivers(undrawnIn(layers), layers)) return nothing;
    return html`<li class="row"><span class="swatch">${riverSwatch}</span><span class="name">${t('plainRivers')}<em>${t('plainRiversNote')}</em></span><span class="value">${summary ? km(summary.length_km) : '–'}</span></li>`;
  }

  /** Two lines say it all, and neither can be switched off. */
  #aboveOnly(kilometres: number) {
    const { t } = this;
    const plain = this.#plainRivers();
    if (plain !== nothing) return html`<section><ul>${plain}</ul></section>`; // both lines are of surveyed stretches
    const early = this.zoom < ABOVE_ONLY_ZOOM ? html`<em>${t('fromZoom', { zoom: ABOVE_ONLY_ZOOM })}</em>` : nothing;
    return html`<section>
      <h3>${t('aboveNotUnderTitle')}<span>km</span></h3>
      <ul>
        <li class="row"><span class="swatch">${stateSwatch('gap')}</span><span class="name">${t('aboveNotUnder')}${early}</span><span class="value">${this.summary ? km(kilometres) : '–'}</span></li>
        <li class="row"><span class="swatch">${lineSwatch('under-water')}</span><span class="name">${t('underDone')}</span></li>
      </ul>
    </section>`;
  }

  #types(): Row[] {
    return TYPES.map((type) => ({
      key: `type:${type}`,
      swatch: typeSwatch(type),
      name: typeClassName(this.t, type),
      value: this.#count(({ outfalls }) => outfalls && (outfalls.by_type[type] ?? 0)),
      fromZoom: OUTFALL_ZOOM,
    }));
  }

  #progress(): Row[] {
    return PROGRESS.map((progress) => ({
      key: `progress:${progress}`,
      swatch: progressSwatch(progress),
      name: this.t(progress),
      value: this.#count(({ outfalls }) => outfalls && (outfalls.by_progress[progress] ?? 0)),
      fromZoom: OUTFALL_ZOOM,
    }));
  }

  #zones(): Row[] {
    const { t, flags } = this;
    const counts = flags && zoneCounts(flags);
    const rows = ZONE_LOOKS.map((look) => ({
      key: `zone:${look}`,
      swatch: zoneSwatch(look),
      name: t(`zone_${look}`),
      value: counts ? zoneCountText(counts.get(look) ?? 0, this.unchecked.get(look), t('flag_not_checked')) : '–',
    }));
    return [...rows, { key: 'intakes', swatch: intakeSwatch, name: t('intakes'), value: '' }];
  }

  #sewers(): Row[] {
    return SEWER_LOOKS.map((look) => ({
      key: `sewer:${look}`,
      swatch: sewerSwatch(look),
      name: this.t(`sewer_${look}`),
      value: '',
      fromZoom: SEWER_ZOOM,
    }));
  }

  #reference(): Row[] {
    const { t } = this;
    return [
      {
        key: 'towns',
        swatch: svg`<svg width="26" height="12" aria-hidden="true"><path class="edge" d="M1 6H25"/></svg>`,
        name: t('townEdges'),
        value: this.#count(({ towns }) => towns),
      },
      {
        key: 'areas',
        swatch: svg`<svg width="26" height="12" aria-hidden="true"><rect class="area" x="2" y="1" width="22" height="10" rx="2"/></svg>`,
        name: t('waterAreas'),
        value: '',
      },
      { key: 'labels', swatch: html`<span class="letter">文</span>`, name: t('labels'), value: '' },
      ...this.#sewers(),
    ];
  }

  protected override render() {
    const { t } = this;
    const mode = t(this.mode === 'above_water' ? 'aboveWater' : 'underWater');
    return html`<nav aria-label=${t('legend')}>
      <h2 class="unseen">${t('legend')}</h2>
      ${this.aboveOnlyKm === null ? this.#section(t('coverageOf', { mode }), 'km', this.#states(), this.#plainRivers()) : this.#aboveOnly(this.aboveOnlyKm)}
      ${this.historic ? html`<p class="note">${t('asOfMapNote')}</p>` : nothing}
      ${this.#section(t('outfallType'), t('shapeIsType'), this.#types())}
      ${this.#section(t('outfallProgress'), t('ringIsProgress'), this.#progress())}
      ${this.#section(t('zones'), t('zonesInside'), this.#zones())}
      ${this.#section(t('reference'), '', this.#reference())}
    </nav>
    <footer ?hidden=${this.reviewPage === ''}>
      <a href=${this.reviewPage}>${t('reviewQueue')} <b>${this.#count(({ review_count }) => review_count)}</b></a>
    </footer>`;
  }

  static override styles = [panelCss, swatchCss, legendCss];
}

customElements.define('legend-panel', LegendPanel);
