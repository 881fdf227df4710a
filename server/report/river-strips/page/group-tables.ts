/** The same coverage by town and by level, for reports on the whole district. */
import type { Mode } from '../../../district/load-register.ts';
import type { Snapshot } from '../../../district/snapshot.ts';
import { type CoverageRow, coverageRows } from '../../coverage.ts';
import type { PartitionGroup } from '../../groups.ts';
import { escapeHtml } from '../../render/html.ts';
import { kilometres, LEVEL_WORDS, MODE_WORDS } from './words.ts';

export function groupTables(snapshot: Snapshot, modes: readonly Mode[], asOf?: string): string {
  const table = (group: PartitionGroup, zh: string, en: string, name: (row: CoverageRow) => string) => {
    const byMode = modes.map((mode) => coverageRows(snapshot, { group, mode, asOf }));
    if (byMode[0].length === 0) return '';
    const rows = byMode[0].map((row, i) => {
      const cells = byMode.map((each) => modeCells(each[i])).join('');
      return `<tr><td>${escapeHtml(name(row))}</td><td>${row.length_km.toFixed(3)}</td>${cells}</tr>`;
    });
    return `<h2>${zh} <small lang="en">${en}</small></h2><table class="towns"><thead><tr><th>${zh.slice(1)}</th><th>河道长度 km<br><small lang="en">length</small></th>${modes.map(modeHead).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  };
  const town = table('town', '按镇街', 'by town', ({ key, name }) =>
    key === 'outside' ? '镇街以外 outside' : (name ?? key),
  );
  return town + table('level', '按等级', 'by level', ({ key }) => `${LEVEL_WORDS[key].zh} ${LEVEL_WORDS[key].en}`);
}

const modeHead = (mode: Mode): string => {
  const { zh, en } = MODE_WORDS[mode];
  const column = (word: string, english: string) =>
    `<th>${zh}${word}<br><small lang="en">${english}, ${en}</small></th>`;
  return [
    column('已排查 km', 'covered'),
    column('缺口 km', 'gap'),
    column('其中重复 km', 'of it twice'),
    column(' %', 'of length'),
  ].join('');
};

const modeCells = ({ covered_km, gap_km, duplicate_km, covered_percent }: CoverageRow): string =>
  `<td>${kilometres(covered_km)}</td><td class="${gap_km > 0 ? 'g' : 'z'}">${kilometres(gap_km)}</td><td>${kilometres(duplicate_km)}</td><td>${covered_percent?.toFixed(2) ?? '–'}</td>`;
