/** A long list of equal rows of which only those in sight exist. Rows come from `row`, one template each. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { panelCss } from './panel-css.ts';
import { rowCss } from './row-css.ts';

const SPARE = 6; // rows above and below what is in sight

/** Tells `oa-rows` with `[first, last)` when other rows come into sight. */
export class VirtualRows extends LitElement {
  static override properties = {
    items: { attribute: false },
    row: { attribute: false },
    head: { attribute: false },
    rowHeight: { type: Number },
    current: { type: Number },
    label: {},
    whole: { type: Boolean, reflect: true },
    first: { state: true },
    shown: { state: true },
  };
  declare items: readonly unknown[];
  declare row: (item: never, index: number) => TemplateResult;
  declare head: TemplateResult; // stays on top
  declare rowHeight: number;
  declare current: number; // kept in sight when it changes; -1 none
  declare label: string;
  declare whole: boolean; // all rows are laid out, for paper: the head stands on each page
  declare first: number;
  declare shown: number;
  #sizes: ResizeObserver | null = null;

  constructor() {
    super();
    Object.assign(this, {
      items: [],
      row: () => html``,
      head: html``,
      rowHeight: 28,
      current: -1,
      label: '',
      whole: false,
      first: 0,
      shown: 40,
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('scroll', this.#look, { passive: true });
    this.#sizes = new ResizeObserver(this.#look);
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
  }

  #look = (): void => {
    if (this.whole) return; // on paper nothing scrolls
    const first = Math.max(0, Math.floor(this.scrollTop / this.rowHeight) - SPARE);
    const shown = Math.ceil(this.clientHeight / this.rowHeight) + 2 * SPARE;
    if (first === this.first && shown === this.shown) return;
    this.first = first;
    this.shown = shown;
  };

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('current') && this.current >= 0) this.#reveal(this.current);
    if (changed.has('items') || changed.has('first') || changed.has('shown')) {
      const detail: [number, number] = [this.first, Math.min(this.items.length, this.first + this.shown)];
      this.dispatchEvent(new CustomEvent('oa-rows', { detail }));
    }
  }

  #reveal(index: number): void {
    const top = index * this.rowHeight;
    const below = top + this.rowHeight * 2 - this.clientHeight;
    if (top < this.scrollTop) this.scrollTop = top;
    else if (below > this.scrollTop) this.scrollTop = below + this.rowHeight * 3;
  }

  #whole() {
    return html`<div role="table" aria-label=${this.label}>
      <div role="rowgroup" class="heads">${this.head}</div>
      <div role="rowgroup">
        ${this.items.map((item, index) => html`<div role="presentation" class="line">${this.row(item as never, index)}</div>`)}
      </div>
    </div>`;
  }

  protected override render() {
    if (this.whole) return this.#whole();
    const { first, items, rowHeight } = this;
    const rows = items.slice(first, first + this.shown);
    const after = Math.max(0, items.length - first - rows.length);
    return html`<div role="table" aria-label=${this.label} aria-rowcount=${items.length + 1}>
      ${this.head}
      <div class="space" role="presentation" .style=${`height:${first * rowHeight}px`}></div>
      ${rows.map((item, index) => this.row(item as never, first + index))}
      <div class="space" role="presentation" .style=${`height:${after * rowHeight}px`}></div>
    </div>`;
  }

  static override styles = [
    panelCss,
    rowCss,
    css`
      :host {
        display: block;
        overflow-y: auto;
        overflow-x: hidden;
        overflow-anchor: none; /* the space above grows as rows leave: held to a row, the list would scroll on by itself */
        scroll-padding-top: 40px; /* what is focused comes out from under the head */
        scrollbar-width: thin; /* figures at the right need the room */
        position: relative;
      }
      :host([whole]) {
        overflow: visible;
        height: auto;
      }
      :host([whole]) [role='table'] {
        display: table;
        width: 100%;
      }
      :host([whole]) .heads {
        display: table-header-group;
        break-inside: avoid; /* else it is not repeated */
      }
      :host([whole]) .row {
        position: static;
      }
      .line {
        display: table-row;
        break-inside: avoid;
      }
    `,
  ];
}

customElements.define('virtual-rows', VirtualRows);
