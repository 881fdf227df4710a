/** The coverage panel: rivers sorted by gap with their strips, towns, levels, and every gap as a row. */
import { css, html, nothing } from 'lit';
import type { CoverageRow, Gap, Strip, Summary } from '../api/types.ts';
import type { Key } from '../i18n/dictionary.ts';
import { count } from '../i18n/format.ts';
import { TABS, type Tab } from '../state/view-state.ts';
import { riverOf, type Target } from '../style/layers/selection.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { aboveOnlyKm, gapRowsOf } from '../viewer/scope-data.ts';
import './coverage-head.ts';
import { type CoverageTable, gapTable, groupTable, type RowContext, riverTable } from './coverage-rows.ts';
import { levelName, townName } from './names.ts';
import { panelCss } from './panel-css.ts';
import { PanelElement } from './panel-element.ts';
import './virtual-rows.ts';

const TAB_NAMES: Readonly<Record<Tab, Key>> = {
  rivers: 'tabRivers',
  towns: 'tabTowns',
  levels: 'tabLevels',
  gaps: 'tabGaps',
};

/** Tells `oa-change`, `oa-preview` with a `Target`, `oa-show` with a `Target` to fly to, `oa-strips` with river ids in sight. */
export class CoveragePanel extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    summary: { attribute: false },
    rivers: { attribute: false },
    towns: { attribute: false },
    levels: { attribute: false },
    gaps: { attribute: false },
    strips: { attribute: false },
    selection: { attribute: false },
    hover: { attribute: false },
    mode: {},
    aboveOnly: { type: Boolean },
    tab: {},
    town: {},
    phone: { type: Boolean },
    pending: { type: Boolean },
    note: {},
    waiting: {},
    stripsPage: { attribute: 'strips-page' },
    targetsPage: { attribute: 'targets-page' },
  };
  declare summary: Summary | null;
  declare rivers: readonly CoverageRow[];
  declare towns: readonly CoverageRow[];
  declare levels: readonly CoverageRow[];
  declare gaps: readonly Gap[];
  declare strips: ReadonlyMap<number, Strip>;
  declare selection: Target | null;
  declare hover: Target | null;
  declare mode: Mode;
  declare aboveOnly: boolean;
  declare tab: Tab;
  declare pending: boolean; // rows are there, their figures are not yet
  declare phone: boolean; // rows are as high as a thumb wants
  declare town: string | null; // whose gaps alone are listed
  declare note: string; // what the foot says of the data
  declare waiting: string; // why there are no numbers yet
  declare stripsPage: string; // address of the same rivers drawn straight
  declare targetsPage: string; // address of how far the plan's targets are; empty for who may not read it

  constructor() {
    super();
    Object.assign(this, { summary: null, rivers: [], towns: [], levels: [], gaps: [], strips: new Map() });
    Object.assign(this, {
      selection: null,
      hover: null,
      aboveOnly: false,
      mode: 'above_water',
      tab: 'rivers',
      town: null,
      phone: false,
      pending: false,
      note: '',
      waiting: '',
      stripsPage: '/strips',
      targetsPage: '',
    });
  }

  #tabKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tab = TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length];
    this.change({ tab });
    this.renderRoot.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
  }

  /** A dash where there are no numbers: nothing read is not nothing there. */
  #count(n: number): string {
    return this.summary ? count(n) : '–';
  }

  #tabs() {
    const counts: Partial<Record<Tab, number>> = {
      rivers: this.rivers.length,
      towns: this.towns.filter(({ key }) => key !== 'outside').length,
      gaps: this.gaps.length,
    };
    return html`<div class="tabs" role="tablist" @keydown=${this.#tabKey}>
      ${TABS.map(
        (tab) => html`<button
          role="tab"
          id="tab-${tab}"
          aria-controls="rows"
          aria-selected=${tab === this.tab}
          tabindex=${tab === this.tab ? 0 : -1}
          @click=${() => this.change({ tab })}
        >
          ${this.t(TAB_NAMES[tab])} ${counts[tab] === undefined ? nothing : this.#count(counts[tab])}
        </button>`,
      )}
      <span class="sort">${this.t('byGap')}</span>
    </div>`;
  }

  /** The row of the town chosen, if there is one of that key. */
  get #townRow(): CoverageRow | undefined {
    return this.towns.find(({ key }) => key === this.town);
  }

  #gapsListed(): readonly Gap[] {
    const row = this.#townRow;
    if (!row) return this.gaps;
    const name = row.key === 'outside' ? null : row.name;
    return this.gaps.filter(({ town }) => town === name);
  }

  /** The list is of gaps in either mode; what lies above water only is no gap. */
  #whoseGaps() {
    if (this.tab !== 'gaps' || !this.aboveOnly) return nothing;
    return html`<p class="only">${this.t('gapsAboveWater')}</p>`;
  }

  #onlyTown() {
    const row = this.#townRow;
    if (this.tab !== 'gaps' || !row) return nothing;
    return html`<p class="only">${townName(this.t, row)}
      <button aria-label=${this.t('allTowns')} title=${this.t('allTowns')} @click=${() => this.change({ town: null })}>✕</button></p>`;
  }

  #table(): CoverageTable {
    const { t, mode, selection, hover, strips, aboveOnly, pending } = this;
    const gaps = this.tab === 'gaps' ? this.#gapsListed() : this.gaps;
    const show = (target: Target) => this.tell('oa-show', target);
    const preview = (target: Target | null) => this.tell('oa-preview', target);
    const context: RowContext = { t, mode, selection, hover, strips, gaps, aboveOnly, pending, show, preview };
    if (this.tab === 'towns')
      return groupTable(
        context,
        this.towns,
        'columnTown',
        (row) => townName(t, row),
        (row) => this.tell('oa-town', row),
      );
    if (this.tab === 'levels') return groupTable(context, this.levels, 'columnLevel', ({ key }) => levelName(t, key));
    return this.tab === 'gaps' ? gapTable(context) : riverTable(context, this.rivers);
  }

  #current(): number {
    const { selection } = this;
    if (this.tab === 'gaps') {
      const chosen = gapRowsOf(this.gaps, selection);
      return this.#gapsListed().findIndex((gap) => chosen.includes(gap));
    }
    const id = riverOf(selection);
    if (this.tab !== 'rivers' || id === null) return -1;
    return this.rivers.findIndex((row) => row.river_id === id);
  }

  #inSight({ detail: [first, last] }: CustomEvent<[number, number]>): void {
    if (this.tab === 'rivers')
      this.tell(
        'oa-strips',
        this.rivers.slice(first, last).map((row) => row.river_id),
      );
  }

  protected override render() {
    const { head, items, row } = this.#table();
    const empty = this.tab === 'gaps' && items.length === 0 && this.summary !== null;
    return html`<coverage-head .summary=${this.summary} waiting=${this.waiting} .aboveOnlyKm=${this.aboveOnly ? aboveOnlyKm(this.levels) : null} mode=${this.mode} language=${this.language}></coverage-head>
      ${this.#tabs()} ${this.#whoseGaps()}${this.#onlyTown()}
      <div id="rows" role="tabpanel" aria-labelledby="tab-${this.tab}">
        ${empty ? html`<p class="empty">${this.t('noGaps')}</p>` : nothing}
        <virtual-rows
          tabindex="0"
          .rowHeight=${this.phone ? 44 : 28}
          .head=${head}
          .items=${items}
          .row=${row}
          .current=${this.#current()}
          label=${this.t(TAB_NAMES[this.tab])}
          @oa-rows=${this.#inSight}
        ></virtual-rows>
      </div>
      <slot></slot>
      <footer><span>${this.t('rows', { count: this.#count(items.length) })}</span><a href=${this.stripsPage}>${this.t('stripsPage')}</a>${this.targetsPage ? html`<a href=${this.targetsPage} target="_blank">${this.t('targetsPage')}</a>` : nothing}<span>${this.note}</span></footer>`;
  }

  static override styles = [
    panelCss,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      /* a phone has room for the table or for a river's gaps */
      @media (max-width: 759px) {
        :host([with-river]) :is(coverage-head, .tabs, .only, #rows, footer) {
          display: none;
        }
        ::slotted(river-drawer) {
          overflow-y: auto;
          overscroll-behavior: contain;
        }
      }
      .tabs {
        display: flex;
        gap: 14px;
        padding: 0 16px;
        border-bottom: 1px solid var(--oa-line);
        font-size: 12.5px;
        color: var(--oa-ink-2);
        white-space: nowrap;
      }
      .tabs button {
        padding: 7px 0 6px;
      }
      .tabs [aria-selected='true'] {
        color: var(--oa-ink-1);
        font-weight: 600;
        box-shadow: inset 0 -2px 0 var(--oa-accent);
      }
      .only {
        display: flex;
        align-items: center;
        gap: 6px;
        padding: 4px 16px;
        font-size: 12px;
        font-weight: 600;
        background: var(--oa-panel-2);
      }
      .only button {
        width: 26px;
        height: 26px;
        text-align: center;
      }
      .sort {
        margin-left: auto;
        color: var(--oa-ink-3);
        font-size: 11px;
        padding-top: 9px;
      }
      #rows {
        flex: 1;
        min-height: 60px;
        position: relative;
      }
      virtual-rows {
        position: absolute;
        inset: 0;
      }
      .empty {
        padding: 12px 16px;
        color: var(--oa-ink-2);
      }
      footer {
        display: flex;
        justify-content: space-between;
        gap: 14px;
        padding: 8px 16px;
        font-size: 11.5px;
        color: var(--oa-ink-3);
        border-top: 1px solid var(--oa-line);
      }
      footer a {
        color: var(--oa-accent);
      }
      @media (max-width: 759px) {
        .tabs {
          gap: 6px;
        }
        .tabs button {
          min-width: 44px;
          min-height: 44px;
          text-align: center;
        }
        .only button {
          width: 44px;
          height: 44px;
        }
        footer {
          padding: 0 16px;
          align-items: center;
        }
        footer a {
          min-width: 44px;
          line-height: 44px;
          text-align: center;
        }
        .sort {
          display: none;
        }
      }
    `,
  ];
}

customElements.define('coverage-panel', CoveragePanel);
