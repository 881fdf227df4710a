/** Targets as a printable page: each with the plan's words, towns side by side, rivers whose ledger and drawing differ. */
import type { Status } from '../../rules/targets/verdict.ts';
import { bilingual } from '../render/facts.ts';
import { escapeHtml } from '../render/html.ts';
import { PRINT_STYLE } from '../site-map/print-style.ts';
import type { View } from './report.ts';
import type { RiverLedger } from './river-ledgers.ts';
import type { TargetRow } from './target-row.ts';
import type { TargetAnswer } from './targets.ts';
import type { TownRow } from './town-rows.ts';
import { METRIC_WORDS, OTHER_WORDS, SCOPE_WORDS, STATUS_WORDS, UNIT_WORDS } from './words.ts';

/** Rivers on the page; all of them are in the files. */
const RIVERS_LISTED = 50;

/** Classes of the printed style: they differ in weight and hatching as well as in colour. */
const LOOKS: Record<Status, string> = {
  reached: 'verdict closed',
  reached_late: 'verdict verify',
  fell_back: 'verdict ban',
  open: '',
  late: 'verdict ban',
  depends_on_denominator: 'verdict verify',
  nothing_in_scope: 'open',
  no_verdict: '',
  not_computable: 'open',
};

const STYLE = `${PRINT_STYLE}
td.behind{font-weight:700;text-decoration:underline}td.words{max-width:62mm}`;

/** By target everything there is; by town and by river their table alone, of rivers all of them. */
export function targetPage(answer: TargetAnswer, view: View, notes: readonly string[]): string {
  const { district, pack, asOf } = answer;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>方案指标进度 · ${escapeHtml(district.name)}</title><style>${STYLE}</style></head><body><main>
<h1>方案指标进度<small lang="en">Progress against the plan's targets</small></h1>
<div class="sub"><span>${escapeHtml(district.name)}${district.synthetic ? ' · 合成演示数据 synthetic demonstration data' : ''}</span><span>方案 plan ${pack ?? '–'}</span><span>截至 as of ${asOf}</span><span>数据版本 data version ${district.version}</span></div>
${SECTIONS[view](answer)}
<div class="foot">${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('')}</div></main></body></html>
`;
}

const SECTIONS: Record<View, (answer: TargetAnswer) => string> = {
  target: ({ targets, towns, rivers }) => `<h2>指标（${targets.length}）<small lang="en">Targets</small></h2>
${table(['指标 target', '期限 due', '目标 target', '达到 reached', '尚缺 missing', '状态 status'], targets.map(targetLine))}
${townSection(towns)}
${riverSection(rivers.filter(({ difference_km }) => difference_km !== 0))}`,
  town: ({ towns }) => townSection(towns),
  river: ({ rivers }) => riverSection(rivers, rivers.length),
};

const townSection = (
  towns: readonly TownRow[],
) => `<h2>各街镇 <small lang="en">Towns: percent reached; underlined: below what is asked of the district</small></h2>
${townTable(towns)}`;

const riverSection = (rivers: readonly RiverLedger[], listed = RIVERS_LISTED) =>
  `<h2>台账与图上里程 <small lang="en">Ledger and drawn km per river</small></h2>
${riverTable(rivers, listed)}`;

function table(head: readonly string[], lines: readonly string[]): string {
  if (lines.length === 0) return '<p>无 none</p>';
  return `<table><thead><tr>${head.map((text) => `<th>${escapeHtml(text)}</th>`).join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
}

const number = (value: number | null, decimals: number) => (value === null ? '–' : value.toFixed(decimals));

function targetLine(row: TargetRow): string {
  const late = row.late_days === null ? '' : `<br>${row.late_days} 天 days`;
  const status = `<span class="${LOOKS[row.status]}">${bilingual(STATUS_WORDS[row.status])}</span>${late}`;
  return `<tr><td class="words"><b>${escapeHtml(row.id)}</b> ${escapeHtml(row.clause ?? '')}<br>${escapeHtml(row.words)}<br>${what(row)}</td><td>${row.due ?? '–'}</td><td class="n">${aim(row)}</td><td class="n">${reached(row)}</td><td class="n">${missing(row)}</td><td>${status}${why(row)}</td></tr>`;
}

function what({ metric, scope, scope_names }: TargetRow): string {
  const names = scope_names ? `：${escapeHtml(scope_names)}` : '';
  return metric ? `${bilingual(METRIC_WORDS[metric])} · ${bilingual(SCOPE_WORDS[scope])}${names}` : '';
}

function aim({ target, hedge, unit }: TargetRow): string {
  const open = hedge ? `“${escapeHtml(hedge)}”` : '';
  if (target === null) return open || '–';
  return `${open}${target}<br><small>${bilingual(UNIT_WORDS[unit!])}</small>`;
}

function reached(row: TargetRow): string {
  if (row.reached === null) return '–';
  const value = row.unit === 'ledger_km' ? number(row.reached, 3) : `${number(row.reached, 2)} %`;
  const parts = row.whole === null ? '' : `<br><small>${row.part} / ${row.whole} ${countedIn(row)}</small>`;
  const then = row.reached_when_due === null ? '' : `<br><small>到期时 when due ${row.reached_when_due}</small>`;
  return `${value}${parts}${byOther(row)}${then}`;
}

function byOther({ metric, other_reached, other_part, other_whole }: TargetRow): string {
  if (other_reached === null) return '';
  const words = OTHER_WORDS[metric!];
  const of = words ? `${bilingual(words)} ` : '';
  return `<br><small>${of}${number(other_reached, 2)} %：${other_part} / ${other_whole}</small>`;
}

const countedIn = ({ counted_in }: Pick<TargetRow, 'counted_in'>) => (counted_in === 'km' ? 'km' : '个 outfalls');

const missing = (row: TargetRow) => (row.missing === null ? '–' : `${row.missing}<br><small>${countedIn(row)}</small>`);

function why({ reason, undated, unplaced, unsurveyed_km, beyond_km }: TargetRow): string {
  const notes = [
    reason && `${escapeHtml(reason.zh)} <small lang="en">${escapeHtml(reason.en)}</small>`,
    undated ? `${undated} 个状态无日期，未计入 <small lang="en">states without a day, not counted</small>` : null,
    unplaced ? `${unplaced} 个排污口无法定位 <small lang="en">outfalls cannot be placed</small>` : null,
    beyond_km ? beyondWords(beyond_km) : null,
    unsurveyed_km
      ? `其中 ${unsurveyed_km} km 未排查、没有已知排污口 <small lang="en">of it not surveyed, so no outfall is known</small>`
      : null,
  ].filter(Boolean);
  return notes.map((note) => `<br>${note}`).join('');
}

const beyondWords = (km: number) =>
  `比范围内台账总长还多 ${km} km，无法全部完成 <small lang="en">more than the ledger has of these waters: cannot be reached in full</small>`;

/** A line per town, a column per target; the town with most targets behind first. */
function townTable(rows: readonly TownRow[]): string {
  const targets = [...new Set(rows.map(({ id }) => id))];
  const byTown = new Map<string, TownRow[]>();
  for (const row of rows) byTown.set(row.town, [...(byTown.get(row.town) ?? []), row]);
  const behind = (of: readonly TownRow[]) => of.filter((row) => row.behind).length;
  const lines = [...byTown.values()]
    .sort((a, b) => behind(b) - behind(a) || (a[0].town < b[0].town ? -1 : 1))
    .map((of) => {
      const cells = targets.map((id) => townCell(of.find((row) => row.id === id)));
      return `<tr><td>${escapeHtml(of[0].name)}</td><td class="n">${behind(of)}</td>${cells.join('')}</tr>`;
    });
  const heads = targets.map((id) => townHead(rows.find((row) => row.id === id)!));
  return table(['街镇 town', '落后 behind', ...heads], lines);
}

/** What the percent below is of: lengths and counts stand side by side. */
function townHead({ id, unit, asked, hedge, beyond_km }: TownRow): string {
  const { zh, en } = UNIT_WORDS[unit];
  const beyond = beyond_km
    ? `（超出台账总长 ${beyond_km} km，按 100 计 capped: ${beyond_km} km more than there is）`
    : '';
  const wanted = asked === null ? '' : ` · 要求 asked ${asked}${beyond}`;
  return `${id} · ${zh} ${en}${wanted}${hedge === null ? '' : ` · ${hedge}，不作判断 no verdict`}`;
}

function townCell(row: TownRow | undefined): string {
  if (!row || row.reached === null) return '<td class="n">–</td>';
  return `<td class="n${row.behind ? ' behind' : ''}">${row.reached.toFixed(2)}</td>`;
}

function riverTable(rivers: readonly RiverLedger[], listed: number): string {
  const lines = rivers
    .slice(0, listed)
    .map(
      ({ key, name, mode, covered_km, ledger_km, difference_km }) =>
        `<tr><td>${escapeHtml(name ?? key)}</td><td>${mode === 'above_water' ? '水上 above' : '水下 under'}</td><td class="n">${covered_km.toFixed(6)}</td><td class="n">${ledger_km.toFixed(6)}</td><td class="n">${difference_km.toFixed(6)}</td></tr>`,
    );
  const left = rivers.length - lines.length;
  const more = left > 0 ? `<p>另有 ${left} 条见文件 · ${left} more in the files (--by river)</p>` : '';
  return `${table(['河道 river', '方式 mode', '图上 drawn km', '台账 ledger km', '差 difference km'], lines)}${more}`;
}
