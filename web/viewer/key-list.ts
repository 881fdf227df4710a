/** <key-list>: what the keys do. Loaded when it is asked for; `oa-close` when it is left. */
import { css, html } from 'lit';
import type { Key } from '../i18n/dictionary.ts';
import { panelCss } from '../panels/panel-css.ts';
import { PanelElement } from '../panels/panel-element.ts';

const KEYS: readonly (readonly [keys: string, does: Key])[] = [
  ['/', 'searchLabel'],
  ['1  2  3', 'keyMode'],
  ['[  ]', 'keyMonth'],
  ['G', 'nextGap'],
  ['O', 'keyOutfall'],
  ['L', 'legend'],
  ['Ctrl P', 'printMap'],
  ['Esc', 'keyClear'],
  ['← ↑ → ↓', 'keyPan'],
  ['+  −', 'keyZoom'],
  ['?', 'keyList'],
];

export class KeyList extends PanelElement {
  protected override render() {
    const { t } = this;
    return html`<article aria-label=${t('keyList')}>
      <header><h2>${t('keyList')}</h2><button class="close" aria-label=${t('close')} @click=${() => this.tell('oa-close', null)}>✕</button></header>
      <dl>${KEYS.map(([keys, does]) => html`<div><dt><kbd>${keys}</kbd></dt><dd>${t(does)}</dd></div>`)}</dl>
    </article>`;
  }

  static override styles = [
    panelCss,
    css`
      :host {
        display: block;
        overflow-y: auto;
        padding: 14px 18px;
      }
      header {
        display: flex;
        justify-content: space-between;
        margin-bottom: 8px;
      }
      h2 {
        font-size: 18px;
        font-weight: 600;
      }
      .close {
        width: 28px;
        height: 28px;
        text-align: center;
      }
      dl > div {
        display: grid;
        grid-template-columns: 92px 1fr;
        align-items: center;
        min-height: 30px;
        border-top: 1px solid var(--oa-line);
      }
      kbd {
        font: 600 12px/1.5 var(--oa-sans);
        white-space: pre;
      }
    `,
  ];
}

customElements.define('key-list', KeyList);
