/** Looks of the import room. */
import { css } from 'lit';
import { panelCss } from '../panels/panel-css.ts';

export const importCss = [
  panelCss,
  css`
    :host {
      display: block;
      overflow-y: auto;
      padding: 14px 18px 24px;
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
    h3 {
      display: flex;
      justify-content: space-between;
      gap: 12px;
      margin: 14px 0 4px;
      font-size: 12px;
      font-weight: 600;
      color: var(--oa-ink-2);
    }
    .name {
      font-size: 14px;
      color: var(--oa-ink-1);
      overflow-wrap: anywhere;
    }
    .name span {
      font-size: 12px;
      font-weight: 400;
    }
    .close {
      width: 28px;
      height: 28px;
      text-align: center;
    }
    section {
      border-top: 1px solid var(--oa-line);
      margin-top: 12px;
    }
    fieldset {
      border: 0;
      margin: 0;
      padding: 0;
      min-width: 0;
    }
    .token {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 6px 8px;
      align-items: end;
      margin-bottom: 12px;
    }
    .plan {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
      gap: 8px 14px;
      align-items: end;
    }
    .wide {
      grid-column: 1 / -1;
    }
    label {
      display: grid;
      gap: 2px;
      font-size: 12px;
      color: var(--oa-ink-2);
    }
    input,
    select {
      width: 100%;
      min-width: 0;
      height: 30px;
      padding: 0 8px;
      border: 1px solid var(--oa-line-2);
      border-radius: 6px;
      color: var(--oa-ink-1);
      background: var(--oa-panel);
    }
    input {
      cursor: text;
    }
    input[type='file'] {
      padding: 3px 6px;
      cursor: pointer;
    }
    input::placeholder {
      color: var(--oa-ink-3);
      opacity: 1;
    }
    .pick {
      display: block;
      width: fit-content;
      margin: 8px 0 12px;
      font-size: 13px;
      cursor: pointer;
    }
    .pick span {
      display: block;
    }
    .pick:focus-within span {
      outline: 2px solid var(--oa-accent);
      outline-offset: 2px;
    }
    .main,
    .plain,
    .danger {
      padding: 6px 16px;
      border-radius: 6px;
      border: 1px solid var(--oa-line-2);
    }
    .main {
      border-color: var(--oa-accent);
      background: var(--oa-accent);
      color: var(--oa-on-accent);
    }
    .danger {
      border-color: var(--oa-gap-text);
      color: var(--oa-gap-text);
    }
    button:disabled {
      opacity: 0.5;
      cursor: default;
    }
    .link,
    a {
      min-height: 24px;
      color: var(--oa-accent);
    }
    .alarm {
      color: var(--oa-gap-text);
      overflow-wrap: anywhere;
    }
    .counts {
      margin-top: 12px;
      font-weight: 600;
    }
    .swatch {
      display: inline-block;
      width: 10px;
      height: 10px;
      margin-right: 6px;
      border: 2px solid var(--oa-accent);
      border-radius: 50%;
      vertical-align: -1px;
    }
    .go {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin: 10px 0;
    }
    .candidates {
      grid-column: 1 / -1;
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      align-items: center;
      font-size: 12px;
      color: var(--oa-ink-2);
    }
    .candidates button {
      padding: 2px 8px;
      border: 1px solid var(--oa-line-2);
      border-radius: 12px;
      color: var(--oa-accent);
    }
    summary {
      min-height: 28px;
      padding: 4px 0;
      font-size: 12px;
      font-weight: 600;
      color: var(--oa-ink-2);
      cursor: pointer;
    }
    details section {
      border: 0;
      margin: 0;
    }
    details section h3 {
      display: none;
    }
    .mapping {
      width: 100%;
      border-collapse: collapse;
      table-layout: fixed;
    }
    .mapping th,
    .mapping td {
      padding: 4px 8px 4px 0;
      text-align: left;
      font-weight: 400;
      border-bottom: 1px solid var(--oa-line);
      overflow-wrap: anywhere;
    }
    .mapping thead th {
      font-size: 12px;
      font-weight: 600;
      color: var(--oa-ink-2);
    }
    .mapping span {
      display: block;
    }
    .mapping .left th {
      color: var(--oa-ink-3);
    }
    .keep {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 8px;
      margin: 10px 0;
    }
    .three {
      grid-template-columns: 1fr 1fr auto;
      align-items: end;
    }
    .set {
      margin-top: 12px;
    }
    .set li {
      font-size: 12px;
    }
    .files-list {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      margin: 8px 0;
    }
    .files-list button {
      padding: 3px 10px;
      border: 1px solid var(--oa-line-2);
      border-radius: 12px;
      overflow-wrap: anywhere;
    }
    .files-list [aria-current='true'] {
      border-color: var(--oa-accent);
      background: var(--oa-accent-ground);
    }
    .running {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 12px;
      align-items: end;
      margin: 12px 0;
    }
    progress {
      width: 100%;
      height: 8px;
      accent-color: var(--oa-accent);
    }
    .outcome {
      margin: 14px 0 4px;
      font-weight: 600;
    }
    .result dl {
      display: grid;
      grid-template-columns: repeat(4, 1fr);
    }
    .result dt {
      font-size: 12px;
      color: var(--oa-ink-2);
    }
    .result dd {
      font-size: 22px;
      font-weight: 600;
    }
    .files {
      display: inline-flex;
      gap: 10px;
      font-weight: 400;
    }
    .batches li {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 0 12px;
      padding: 6px 0;
      border-bottom: 1px solid var(--oa-line);
      overflow-wrap: anywhere;
    }
    .batches p {
      grid-column: 1;
    }
    .batches li > .link,
    .batches li > span {
      grid-area: 1 / 2 / 3;
      align-self: center;
    }
    .undone b {
      text-decoration: line-through;
    }
    .ask {
      grid-column: 1 / -1;
      padding: 8px 0;
    }
    .ask p {
      margin-bottom: 6px;
    }
    .unseen {
      height: 1px; /* a field is one also where it is not seen */
      padding: 0;
      border: 0;
    }
    @media (max-width: 759px) {
      input:not(.unseen),
      select,
      .main,
      .plain,
      .danger {
        min-height: 40px;
      }
    }
  `,
];
