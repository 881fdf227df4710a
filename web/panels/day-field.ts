/** <day-field>: a day as YYYY-MM-DD, typed or picked. Tells `oa-day` with the day, or null when it was emptied. */
import { css, html, nothing, type PropertyValues } from 'lit';
import { isDay } from '../state/view-state.ts';
import { panelCss } from './panel-css.ts';
import { PanelElement } from './panel-element.ts';

export class DayField extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    name: {},
    label: {},
    empty: {},
    value: {},
    days: { attribute: false },
    typed: { state: true },
  };
  declare name: string;
  declare label: string;
  declare empty: string; // what stands there without a day
  declare value: string | null;
  declare days: { from: string; to: string } | null; // of the surveys
  declare typed: string | null; // that is no day, or emptied after that

  constructor() {
    super();
    Object.assign(this, { name: 'day', label: '', empty: '', value: null, days: null, typed: null });
  }

  /** What was typed gives way. */
  forget(): void {
    this.typed = null;
  }

  /** So it does to another day, as after a step back. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('value')) this.typed = null;
  }

  #chosen = ({ target }: Event): void => {
    const day = (target as HTMLInputElement).value.trim();
    this.typed = day === '' || isDay(day) ? null : day;
    if (this.typed === null) this.tell('oa-day', day || null);
  };

  #emptied = ({ target }: Event): void => {
    if (this.typed && (target as HTMLInputElement).value === '') this.typed = '';
  };

  #open = (): void => this.renderRoot.querySelector<HTMLInputElement>('.picker')?.showPicker();

  // as text: a native date field shows the browser's own order of day, month and year
  protected override render() {
    const { name, label, typed, days } = this;
    return html`<label for=${name} part="label" class="small muted">${label}</label>
      <input
        id=${name}
        part="input"
        type="text"
        inputmode="numeric"
        maxlength="10"
        aria-invalid=${typed ? 'true' : 'false'}
        aria-describedby=${typed ? 'wrong' : nothing}
        title=${days ? `${days.from} – ${days.to}` : ''}
        placeholder=${this.empty}
        .value=${typed ?? this.value ?? ''}
        @change=${this.#chosen}
        @input=${this.#emptied}
      /><button aria-label=${`${label} · ${this.t('asOfPick')}`} @click=${this.#open}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3M10.5 2v3" />
        </svg></button
      ><input class="picker" type="date" tabindex="-1" aria-hidden="true" min=${days?.from ?? nothing} .value=${this.value ?? ''} @change=${this.#chosen} />
      ${typed ? html`<p class="wrong" id="wrong" role="alert">${this.t('notADay', { day: typed })}</p>` : nothing}`;
  }

  static override styles = [
    panelCss,
    css`
      :host {
        display: flex;
        align-items: center;
        white-space: nowrap;
        position: relative;
      }
      label {
        margin-right: 8px;
      }
      input:not(.picker) {
        border: 1px solid var(--oa-line-2);
        border-radius: 6px;
        height: 30px;
        padding: 0 8px;
        background: var(--oa-panel);
        font-weight: 600;
        width: 108px;
        cursor: text;
      }
      input::placeholder {
        color: var(--oa-ink-1);
        opacity: 1;
      }
      input[aria-invalid='true'] {
        border-color: var(--oa-gap);
      }
      .wrong {
        position: absolute;
        z-index: 6;
        top: calc(100% + 6px);
        right: 0;
        width: 240px;
        margin: 0;
        padding: 8px 11px;
        white-space: normal;
        font-size: 12px;
        color: var(--oa-gap-text);
        background: var(--oa-panel);
        border-radius: 6px;
        box-shadow: var(--oa-shadow);
      }
      button {
        position: absolute;
        right: 0;
        width: 28px;
        height: 30px;
        display: grid;
        place-items: center;
      }
      path {
        fill: none;
        stroke: var(--oa-ink-3);
        stroke-width: 1.3;
      }
      .picker {
        position: absolute;
        right: 0;
        bottom: 0;
        width: 1px;
        height: 1px;
        opacity: 0;
        pointer-events: none;
      }
      @media (max-width: 759px) {
        label {
          margin-right: 6px;
        }
        input:not(.picker) {
          flex: 1;
          width: 0;
          min-width: 92px;
          height: 44px;
        }
        button {
          width: 44px;
          height: 44px;
        }
      }
    `,
  ];
}

customElements.define('day-field', DayField);
