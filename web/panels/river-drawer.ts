/** The chosen river under the table: its strip in full width and its gaps as buttons that zoom. */
import { css, html, nothing } from 'lit';
import type { CoverageRow, Gap, Strip } from '../api/types.ts';
import { count, km, kmOfM, metres, percent } from '../i18n/format.ts';
import { nameIn } from '../i18n/spellings.ts';
import type { Target } from '../style/layers/selection.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { asDrawn, gapRowsOf, gapTarget, wholeGap } from '../viewer/scope-data.ts';
import { levelName, riverName } from './names.ts';
import { panelCss } from './panel-css.ts';
import { PanelElement } from './panel-element.ts';
import '../strip/coverage-strip.ts';
import type { StripGapDetail } from '../strip/coverage-strip.ts';
import type { StripGap } from '../strip/strip-drawing.ts';
import type { CoverageStrip } from '../strip/strip-element.ts';
import { gapFacts, gapSentence, gapsOfRiver, stripSentence } from './strip-sentences.ts';

const BOTH: readonly Mode[] = ['above_water', 'under_water'];
const STRIP_PX = 366; // the panel's inner width

export class RiverDrawer extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    river: { attribute: false },
    gaps: { attribute: false },
    strip: { attribute: false },
    selection: { attribute: false },
    pointer: { attribute: false },
    mode: {},
    aboveOnly: { type: Boolean },
  };
  declare river: CoverageRow;
  declare gaps: readonly Gap[]; // of this river
  declare strip: Strip | null;
  declare selection: Target | null;
  declare pointer: CoverageStrip['pointer']; // on the map
  declare mode: Mode;
  declare aboveOnly: boolean; // both modes, one under the other: position says what lies above water only

  constructor() {
    super();
    Object.assign(this, { gaps: [], strip: null, selection: null, pointer: null, mode: 'above_water' });
    this.aboveOnly = false;
  }

  #chosen = (): Gap[] => gapRowsOf(this.gaps, this.selection);

  #gap = (gap: Gap) => {
    const target = gapTarget(gap);
    return html`<li>
      <button
        class="gap"
        aria-pressed=${this.#chosen().includes(gap)}
        title=${this.t('zoomToGap')}
        @click=${() => this.tell('oa-show', target)}
        @pointerenter=${() => this.tell('oa-preview', target)}
        @pointerleave=${() => this.tell('oa-preview', null)}
      >
        <b>${metres(gap.length_m)}</b><span>${kmOfM(gap.from_m)} – ${kmOfM(gap.to_m)} km</span><span class="muted town" title=${nameIn(this.t, gap.town ?? '')}>${nameIn(this.t, gap.town ?? '')}</span
        ><span class="go">${this.t('zoomOfRow')}</span>
      </button>
    </li>`;
  };

  /** The gaps of the list under it, where they lie along the river. */
  #strip() {
    const { t, strip, river, mode, selection } = this;
    if (!strip) return nothing;
    const name = riverName(t, river.name, river.river_id!);
    const isChosen = ({ route, fromM, toM }: StripGap) =>
      selection?.kind === 'gap' && selection.routeId === route && fromM <= selection.fromM + 1 && selection.fromM < toM;
    return html`<coverage-strip
      kind="full"
      .river=${river.river_id}
      .width=${Math.min(STRIP_PX, window.innerWidth - 32)}
      .routes=${strip.routes}
      .language=${this.language}
      .modes=${this.aboveOnly ? BOTH : [mode]}
      .label=${stripSentence(t, name, [{ mode, percent: river.covered_percent, ...gapFacts(this.gaps.map(({ length_m }) => length_m)) }])}
      .gapLabel=${(gap: StripGap) => gapSentence(t, gap)}
      .chosen=${isChosen}
      .pointer=${this.pointer}
      @oa-strip-gap=${({ detail }: CustomEvent<StripGapDetail>) =>
        this.tell(
          'oa-show',
          wholeGap(this.gaps, { kind: 'gap', riverId: detail.river, routeId: detail.route, fromM: detail.from }),
        )}
    ></coverage-strip>`;
  }

  /** Of a gap that towns cut: what is chosen as a whole, and that its rows are those marked. */
  #parts() {
    const rows = this.#chosen();
    const whole = asDrawn(rows);
    if (!whole || rows.length < 2) return nothing;
    const { length_m, from_m, to_m } = whole;
    const said = { length: metres(length_m), from: kmOfM(from_m), to: kmOfM(to_m), count: count(rows.length) };
    return html`<p class="small" role="status">${this.t('gapInParts', said)}</p>`;
  }

  protected override render() {
    const { t, river, gaps } = this;
    const id = river.river_id!;
    const all = t(this.mode === 'above_water' ? 'allCoveredAbove' : 'allCoveredUnder');
    return html`<section aria-label=${riverName(t, river.name, id)}>
      <h3>
        <button @click=${() => this.tell('oa-show', { kind: 'river', id })} title=${t('zoomToRiver')}>${riverName(t, river.name, id)}</button>
        <span class="muted">${river.level ? levelName(t, river.level) : ''} ${km(river.length_km)} km · ${percent(river.covered_percent, 2)} %</span>
        <button class="close" aria-label=${t('close')} @click=${() => this.change({ selection: null })}>✕</button>
      </h3>
      ${this.#strip()}
      ${gaps.length > 0 ? html`<p class="small muted">${this.aboveOnly ? `${t('aboveWater')} · ` : ''}${gapsOfRiver(t, gaps)}</p>` : html`<p class="small">${all}</p>`}
      ${this.#parts()}
      <ul>
        ${gaps.map(this.#gap)}
      </ul>
    </section>`;
  }

  static override styles = [
    panelCss,
    css`
      section {
        border-top: 1px solid var(--oa-line-2);
        padding: 9px 16px 8px;
        background: var(--oa-panel);
      }
      h3 {
        display: flex;
        align-items: baseline;
        gap: 8px;
        font-size: 12px;
        margin-bottom: 4px;
      }
      h3 > button:first-child {
        font-weight: 600;
        font-size: 13px;
      }
      .close {
        margin-left: auto;
        width: 24px;
        height: 24px;
        text-align: center;
        color: var(--oa-ink-2);
      }
      p {
        margin: 3px 0 2px;
      }
      ul {
        max-height: 148px;
        overflow-y: auto;
        margin: 0 -16px;
      }
      .gap {
        display: grid;
        grid-template-columns: 62px auto minmax(0, 1fr) auto;
        gap: 10px;
        width: 100%;
        padding: 0 16px;
        min-height: 28px;
        align-items: center;
        font-size: 12px;
        white-space: nowrap;
      }
      .town {
        overflow: hidden;
        text-overflow: ellipsis;
        text-align: right;
      }
      .gap b {
        color: var(--oa-gap-text);
      }
      .gap:hover,
      .gap[aria-pressed='true'] {
        background: color-mix(in srgb, var(--oa-selection) 26%, var(--oa-panel));
      }
      .gap:hover b,
      .gap[aria-pressed='true'] b,
      .gap[aria-pressed='true'] .muted {
        color: var(--oa-ink-1);
      }
      .go {
        color: var(--oa-accent);
      }
      .gap:focus-visible {
        outline-offset: -2px;
      }
      @media (max-width: 759px) {
        ul {
          max-height: none;
        }
        .gap {
          min-height: 44px;
        }
        .go {
          display: none;
        }
        .close {
          width: 44px;
          height: 44px;
        }
      }
    `,
  ];
}

customElements.define('river-drawer', RiverDrawer);
