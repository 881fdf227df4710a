/** Sections of the dossier: records merged into the outfall, and its changes. */
import type { HistoryEntry } from '../../register/outfall-history.ts';
import type { MergedRecord } from '../merged-records.ts';
import { escapeHtml } from '../render/html.ts';

const text = (value: unknown) => escapeHtml(value === null || value === undefined ? '–' : String(value));

export function recordsTable(records: readonly MergedRecord[]): string {
  if (records.length === 0) return '<p>无 none</p>';
  const rows = records.map(
    (each) =>
      `<tr><td class="n">${each.id}</td><td>${text(each.code)}</td><td>${text(each.code_province)}</td><td>${text(each.source_id)}</td><td>${text(each.name)}</td><td>${text(each.surveyed_on)}</td><td>${text(each.batches.join(', '))}</td></tr>`,
  );
  return `<table><thead><tr><th class="n">序号<small>id</small></th><th>编码<small>code</small></th><th>省级编码<small>provincial code</small></th><th>原编号<small>source id</small></th><th>名称<small>name</small></th><th>排查日期<small>surveyed on</small></th><th>批次<small>batches</small></th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

export function historyTable(history: readonly HistoryEntry[]): string {
  const rows = history.flatMap((entry) =>
    (entry.changes.length > 0 ? entry.changes : [{ field: null, before: null, after: null }]).map(
      ({ field, before, after }) =>
        `<tr><td class="n">${entry.version}</td><td>${text(entry.at)}</td><td>${text(entry.author)}</td><td>${text(entry.kind)}</td><td>${text(field)}</td><td>${text(before)}</td><td>${text(after)}</td><td>${text(entry.reason)}</td></tr>`,
    ),
  );
  return `<table><thead><tr><th class="n">版本<small>version</small></th><th>时间<small>at</small></th><th>作者<small>author</small></th><th>来源<small>kind</small></th><th>字段<small>field</small></th><th>原值<small>before</small></th><th>新值<small>after</small></th><th>理由<small>reason</small></th></tr></thead><tbody>${rows.join('') || '<tr><td colspan="8">–</td></tr>'}</tbody></table>`;
}
