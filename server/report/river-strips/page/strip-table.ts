/** Every river of the report in a row: name, strip, figures. */
import { LEVELS, type Mode } from '../../../district/load-register.ts';
import { longestGaps, type UnbrokenGap, unbrokenGaps } from '../../gaps/unbroken.ts';
import type { GapRow } from '../../gaps.ts';
import { escapeHtml } from '../../render/html.ts';
import { PREFIX, type RiverCoverage } from '../river-coverage.ts';
import type { PageParts } from './strip-page.ts';
import { axisSvg, type StripLook, stripSvg } from './strip-svg.ts';
import { STRIP_PX } from './style.ts';
import { kilometres, LEVEL_WORDS, MODE_WORDS, unnamed, wholeMetres } from './words.ts';

export function stripTable({ found, query, strips }: PageParts, look: StripLook): string {
  const { modes } = look;
  const columns = 3 + 2 * modes.length;
  const unbroken = gapsByRiver(found.gaps);
  const byLevel = (query.sort ?? 'level') === 'level';
  const rows = found.rows.map((row, i) => {
    const head = byLevel && (i === 0 || row.level !== found.rows[i - 1].level) ? levelRow(row.level, columns) : '';
    return `${head}<tr><th scope="row">${nameOf(row)}</th><td class="s">${stripSvg(strips[i], look, sentence(row, modes, unbroken.get(row.river_id) ?? []))}</td>${modes.map((mode) => modeCells(row, mode)).join('')}<td>${row.outfalls ?? '–'}</td></tr>`;
  });
  return `<table class="strips"><colgroup><col style="width:112px"><col style="width:${STRIP_PX}px">${'<col>'.repeat(columns - 2)}</colgroup>
<thead><tr><th>河道 <small lang="en">river</small></th><td>${axisSvg(look.pxPerM)}</td>${modes.map(modeHead).join('')}<th>排口<br><small lang="en">outfalls</small></th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
}

const modeHead = (mode: Mode): string =>
  `<th>${MODE_WORDS[mode].zh}<br>%</th><th>${MODE_WORDS[mode].zh}缺口<br>km</th>`;

function levelRow(level: string | null, columns: number): string {
  const { zh, en } = LEVEL_WORDS[level ?? 'unknown'];
  return `<tr class="lv"><td colspan="${columns}">${zh} <small lang="en">${en}</small></td></tr>`;
}

function nameOf({ name, river_id, level, length_km }: RiverCoverage): string {
  const tag = (LEVELS as readonly (string | null)[]).includes(level) ? `${LEVEL_WORDS[level!].tag} · ` : '';
  return `<b>${escapeHtml(name ?? unnamed(river_id))}</b><span>${tag}${length_km.toFixed(3)} km</span>`;
}

function modeCells(row: RiverCoverage, mode: Mode): string {
  const gap = row[`${PREFIX[mode]}_gap_km`]!;
  const share = row[`${PREFIX[mode]}_percent`] ?? null;
  // what has a gap is never rounded up to all
  const percent = share !== null && gap > 0 ? Math.min(share, 99.9) : share;
  return `<td>${percent === null ? '–' : percent.toFixed(1)}</td><td class="${gap > 0 ? 'g' : 'z'}">${gap > 0 ? kilometres(gap) : '0'}</td>`;
}

function gapsByRiver(gaps: readonly GapRow[]): Map<number, UnbrokenGap[]> {
  const byRiver = new Map<number, UnbrokenGap[]>();
  for (const gap of unbrokenGaps(gaps)) {
    const own = byRiver.get(gap.river_id);
    if (own) own.push(gap);
    else byRiver.set(gap.river_id, [gap]);
  }
  return byRiver;
}

/** What the picture says, in one sentence: gaps as it shows them, whatever towns they lie in. */
function sentence(row: RiverCoverage, modes: readonly Mode[], gaps: readonly UnbrokenGap[]): string {
  const parts = modes.map((mode) => {
    const own = gaps.filter((gap) => gap.mode === mode);
    const [longest] = longestGaps(own, mode, 1);
    const most = longest ? `，最长 ${wholeMetres(longest.length_m)}` : '';
    return `${MODE_WORDS[mode].zh} ${row[`${PREFIX[mode]}_percent`] ?? '–'} %，${own.length} 处缺口${most}`;
  });
  return `${row.name ?? unnamed(row.river_id)}，${parts.join('；')}`;
}
