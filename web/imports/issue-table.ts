/** <issue-table>: what is wrong with which row, sorted by any column. */
import { css, html, nothing } from 'lit';
import { fieldWords } from '../../server/import/field-words.ts';
import { count } from '../i18n/format.ts';
import { panelCss } from '../panels/panel-css.ts';
import { PanelElement } from '../panels/panel-element.ts';
import type { Issue, Preview } from './import-api.ts';
import { onPage } from './parts.ts';
import { COLUMNS, type Column, sortedIssues } from './sorted-issues.ts';
import { type ImportKey, sayer } from './words.ts';

const SHOWN = 500; // rows of a table that nobody reads to its end

export class IssueTable extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    issues: { attribute: false },
    total: { type: Number },
    fields: { attribute: false },
    by: { state: true },
    isDown: { state: true },
  };
  declare issues: readonly Issue[];
  declare total: number; // of the file; more than are at hand where it has very many
  declare fields: Preview['fields']; // of the layer, for their names
  declare by: Column;
  declare isDown: boolean;

  constructor() {
    super();
    Object.assign(this, { issues: [], total: 0, fields: [], by: 'severity', isDown: false });
  }

  #sort(by: Column): void {
    this.isDown = this.by === by && !this.isDown;
    this.by = by;
  }

  #head = (column: Column) => {
    const is = this.by === column;
    return html`<th scope="col" aria-sort=${is ? (this.isDown ? 'descending' : 'ascending') : 'none'}>
      <button @click=${() => this.#sort(column)}>${sayer(this.language)(column as ImportKey)}<span aria-hidden="true">${is ? (this.isDown ? ' ▾' : ' ▴') : ''}</span></button>
    </th>`;
  };

  #fieldOf({ field }: Issue): string {
    const known = this.fields.find(({ name }) => name === field);
    return known ? fieldWords(known)[this.language] : (field ?? '–');
  }

  #row = (issue: Issue) => {
    const say = sayer(this.language);
    return html`<tr>
      <td class=${issue.severity}>${say(issue.severity)}</td>
      <td>${issue.row ?? say('wholeFile')}</td>
      <td>${this.#fieldOf(issue)}</td>
      <td>${issue.value ?? '–'}</td>
      <td>${onPage(this.language === 'zh' ? issue.reason_zh : issue.reason_en)}</td>
    </tr>`;
  };

  protected override render() {
    const say = sayer(this.language);
    const { issues, by, isDown, language } = this;
    if (issues.length === 0) return html`<p class="muted">${say('issuesNone')}</p>`;
    const shown = sortedIssues(issues, by, isDown, language).slice(0, SHOWN);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${say('issues')}>
        <table>
          <thead><tr>${COLUMNS.map(this.#head)}</tr></thead>
          <tbody>${shown.map(this.#row)}</tbody>
        </table>
      </div>
      ${this.total > shown.length ? html`<p class="small muted">${say('issuesShown', { count: count(this.total), shown: count(shown.length) })}</p>` : nothing}`;
  }

  static override styles = [
    panelCss,
    css`
      .scroll {
        max-height: 280px;
        overflow: auto;
        border: 1px solid var(--oa-line);
        border-radius: 6px;
      }
      table {
        border-collapse: collapse;
        width: 100%;
        font-size: 12px;
      }
      thead th {
        position: sticky;
        top: 0;
        background: var(--oa-panel-2);
      }
      th,
      td {
        padding: 4px 8px;
        text-align: left;
        vertical-align: top;
        border-bottom: 1px solid var(--oa-line);
        overflow-wrap: anywhere;
      }
      th button {
        min-height: 24px;
        font-weight: 600;
        white-space: nowrap;
      }
      td:first-child,
      td:nth-child(2),
      td:nth-child(3) {
        white-space: nowrap;
      }
      td:nth-child(4) {
        min-width: 72px;
      }
      td:last-child {
        min-width: 160px;
      }
      .error {
        color: var(--oa-gap-text);
        font-weight: 600;
      }
    `,
  ];
}

customElements.define('issue-table', IssueTable);
