/** The answer on drinking-water protection areas as a printable page: sums, the law, a card with a small map per outfall. */
import { ruleOf } from '../../rules/drinking-water/proposal.ts';
import { bilingual, dateOr, fact, yesNo } from '../render/facts.ts';
import { escapeHtml } from '../render/html.ts';
import { drawSite, MAP_DEFS, MAP_LEGEND } from '../site-map/draw-site.ts';
import { PRINT_STYLE } from '../site-map/print-style.ts';
import type { Site } from '../site-map/read-sites.ts';
import { LEVEL_COLUMNS } from './columns.ts';
import type { DrinkingAnswer, DrinkingRow } from './drinking-water.ts';
import type { LevelSum } from './level-sums.ts';
import type { ZoneEvidence } from './read-rows.ts';
import {
  DATE_WORDS,
  DECISION_WORDS,
  DOUBT_WORDS,
  GAP_WORDS,
  HANDLE_WORDS,
  LEVEL_WORDS,
  PROPOSAL_WORDS,
  RELATION_WORDS,
  STAGE_WORDS,
  STATUS_WORDS,
  TYPE_WORDS,
  wordOf,
} from './words.ts';

/** Outfalls that could not be checked are listed up to this many; all of them are in the files. */
const NOT_CHECKED_LISTED = 200;

export interface PageParts {
  sites: ReadonlyMap<number, Site>;
  /** Outfalls beyond the first so many have no map. */
  mapLimit: number;
  /** Below the page. */
  notes: readonly string[];
}

export function drinkingPage(answer: DrinkingAnswer, { sites, mapLimit, notes }: PageParts): string {
  const { district, asOf, closedBy, rows } = answer;
  const listed = rows.filter(({ relation }) => relation !== 'not_checked');
  const unknown = rows.filter(({ relation }) => relation === 'not_checked');
  const maps =
    listed.length > mapLimit
      ? `<p class="open">前 ${mapLimit} 个附图，其余 ${listed.length - mapLimit} 个不附图（--maps 可调） · maps for the first ${mapLimit}; ${listed.length - mapLimit} more are listed without (--maps)</p>`
      : '';
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>饮用水水源保护区排污口 · ${escapeHtml(district.name)}</title><style>${PRINT_STYLE}</style></head><body>${MAP_DEFS}<main>
<h1>饮用水水源保护区内排污口<small lang="en">Outfalls in drinking-water protection areas</small></h1>
<div class="sub"><span>${escapeHtml(district.name)}${district.synthetic ? ' · 合成演示数据 synthetic demonstration data' : ''}</span><span>保护区 zones valid on ${asOf}</span><span>销号截止 closed out by ${closedBy}</span><span>数据版本 data version ${district.version}</span></div>
${answer.missing ? missingBanner(answer.missing) : ''}
<h2>分级统计 <small lang="en">By level</small></h2>${sums(answer.levels)}
<h2>依据 <small lang="en">Clauses</small></h2>${laws(answer)}
<h2>清单（${listed.length}）<small lang="en">Outfalls in or on the edge of the areas</small></h2>
<div class="legend">${MAP_LEGEND}</div>${maps}
${listed.length === 0 ? '<p class="open">未找到相关排污口；不等于不在保护区内，见“未核查”。 None found; that is not the same as clear: see Not checked.</p>' : ''}
${listed.map((row) => card(row, sites.get(row.id))).join('\n')}
<h2>未核查（${unknown.length}）<small lang="en">Not checked: of these nothing is said, above all not that they are clear</small></h2>
${notChecked(unknown)}
<div class="foot">${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('')}</div></main></body></html>
`;
}

const missingBanner = (reason: string) =>
  `<p class="open">未核查 Not checked：${bilingual(wordOf(GAP_WORDS, reason))}。以下数字不代表“无”。 The numbers below do not mean none.</p>`;

/** Said in words under the level. */
const BESIDE = new Set(['checked', 'level_unknown']);

function sums(levels: readonly LevelSum[]): string {
  const head = LEVEL_COLUMNS.filter(({ key }) => !BESIDE.has(key))
    .map(
      ({ key, zh, en }) =>
        `<th${key === 'level' ? ' style="min-width:8em"' : ' class="n"'}>${zh}<small lang="en">${en}</small></th>`,
    )
    .join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${levels.map(sumRow).join('')}</tbody></table>`;
}

function sumRow(sum: LevelSum): string {
  const name = `<td>${bilingual(LEVEL_WORDS[sum.level])}</td>`;
  const columns = LEVEL_COLUMNS.filter(({ key }) => !BESIDE.has(key) && key !== 'level');
  if (sum.zones === 0)
    return `<tr>${name}<td colspan="${columns.length}"><span class="open">未核查：没有该级别的有效保护区 Not checked: no zone of this level is valid on the day</span></td></tr>`;
  const cells = columns.map(({ key, decimals }) => {
    const value = sum[key as keyof LevelSum] as number | null;
    return `<td class="n">${value === null ? '–' : decimals === undefined ? value : value.toFixed(decimals)}</td>`;
  });
  const unknown = sum.level_unknown
    ? `<br><span class="open">另有 ${sum.level_unknown} 个位于级别不明的保护区，可能属此 ${sum.level_unknown} more in zones of unknown level may belong here</span>`
    : '';
  const part = `${sum.checked ? '' : '<br><span class="open">未全部核查，数字可能偏低 not all checked; the numbers may be too low</span>'}${unknown}`;
  return `<tr>${name.replace('</td>', `${part}</td>`)}${cells.join('')}</tr>`;
}

function laws({ place, levels }: DrinkingAnswer): string {
  const known = levels.filter(({ level }) => level !== 'protection_area' && level !== 'all');
  const rules = known.map(({ level }) => ({ level, ...ruleOf(level === 'other' ? null : level, place) }));
  const clauses = new Map(rules.flatMap((rule) => rule.clauses.map((clause) => [clause.id, clause] as const)));
  const lines = [...clauses.values()].map(({ id, source, words, en }) => {
    const where = rules
      .filter((rule) => rule.clauses.some((each) => each.id === id))
      .map(({ level }) => LEVEL_WORDS[level].zh);
    return `<p><b>${escapeHtml(id)}</b> ${escapeHtml(source.zh)}（${where.join('、')}）：${escapeHtml(words)} <span lang="en">${escapeHtml(en)}</span></p>`;
  });
  return `<div class="law">${lines.join('')}<p>本表只提出建议，不构成责令；历史遗留问题须研究决定。 <span lang="en">This list proposes; it orders nothing. What is there for historical reasons needs a decision.</span></p></div>`;
}

function card(row: DrinkingRow, site: Site | undefined): string {
  const title = row.name ?? row.code ?? `#${row.id}`;
  const map = site ? drawSite(site, `${title}：${row.zone ?? ''}`) : '';
  const proposal = row.proposal
    ? `<span class="verdict ${row.proposal}">${bilingual(wordOf(PROPOSAL_WORDS, row.proposal))}</span>${row.doubts.map((doubt) => ` · ${bilingual(wordOf(DOUBT_WORDS, doubt))}`).join('')}`
    : null;
  return `<section class="card${site ? '' : ' plain'}">${map}<div><h3>${escapeHtml(title)} <small>${escapeHtml(row.code ?? '无编码 no code')} · #${row.id}</small></h3><dl>
${fact('级别', 'level', `${bilingual(wordOf(LEVEL_WORDS, row.level ?? 'other'))}${inSums(row)}`)}
${fact('建议', 'proposal', proposal)}${fact('条款', 'clauses', escapeHtml(row.clauses))}
${row.zones.map((zone) => fact('保护区', 'zone', zoneLine(zone))).join('')}
${fact('街镇', 'town', row.town && escapeHtml(row.town))}
${fact('类型', 'type', row.type && `${bilingual(wordOf(TYPE_WORDS, row.type))}${row.subtype ? ` · ${escapeHtml(row.subtype)}` : ''}`)}
${fact('认定', 'status', bilingual(wordOf(STATUS_WORDS, row.status)))}
${fact('整治', 'remediation', remediation(row))}
${fact('销号', 'close-out', `${dateOr(row.closed_out_on, '未销号 not closed out')}${row.closed_out_on && !row.closed ? ' · 晚于截止日 after the day asked' : ''}`)}
${fact('历史遗留', 'legacy', yesNo(row.legacy))}
${fact('受纳水体', 'receiving water', receiving(row))}
${fact('未核查', 'not checked', row.not_checked.length > 0 ? gaps(row) : null)}</dl></div></section>`;
}

function inSums({ counted, decision }: DrinkingRow): string {
  if (decision === 'dismissed')
    return ' · <b>全部关系经核查排除，单独计数</b> <small lang="en">every relation dismissed on review, counted apart</small>';
  return counted ? '' : ' · 不计入统计 not in the sums';
}

/** Levels are of drinking-water areas: of other kinds a missing one is no gap. */
function levelOf({ level }: ZoneEvidence, kind: string): string {
  if (level === null) return kind === 'drinking_water' ? '级别不明 level not known' : '';
  return escapeHtml(wordOf(LEVEL_WORDS, level).zh);
}

export function zoneLine(zone: ZoneEvidence, kind = 'drinking_water'): string {
  const metres = (value: number | null) => (value === null ? null : `${value.toFixed(3)} m`);
  const distance =
    zone.distance_m === null
      ? '没有坐标，距离未知 no position, distance not known'
      : `${zone.distance_m < 0 ? '边界内' : '边界外'} ${metres(Math.abs(zone.distance_m))}（±${zone.accuracy_m} m）`;
  const along = [
    zone.river_up_m === null ? null : `沿河上游 upstream ${metres(zone.river_up_m)}`,
    zone.river_down_m === null ? null : `沿河下游 downstream ${metres(zone.river_down_m)}`,
  ].filter((each) => each !== null);
  return [
    `<b>${escapeHtml(zone.zone)}</b> ${levelOf(zone, kind)}${zone.part ? (zone.part === 'water' ? '水域 water' : '陆域 land') : ''}`.trim(),
    zone.relations.map((relation) => relationLine(zone, relation)).join('、'),
    [distance, ...along].join('，'),
    `图层 layer ${layerDay(zone)}`,
    escapeHtml([zone.document, zone.authority].filter(Boolean).join(' · ') || '未记录划定文件 no document recorded'),
  ]
    .filter((part) => part !== '')
    .join('；');
}

/** A day that is not the layer's own says so. */
export function layerDay({
  layer_date,
  layer_date_from,
}: Pick<ZoneEvidence, 'layer_date' | 'layer_date_from'>): string {
  const said = dateOr(layer_date, '日期未知 date not known');
  return layer_date_from === null || layer_date_from === 'layer'
    ? said
    : `${said}（${bilingual(wordOf(DATE_WORDS, layer_date_from))}）`;
}

function relationLine({ conduits, decisions }: ZoneEvidence, relation: ZoneEvidence['relations'][number]): string {
  const by = relation === 'conduit' && conduits.length > 0 ? `（${escapeHtml(conduits.join('、'))}）` : '';
  const said = `${bilingual(wordOf(RELATION_WORDS, relation))}${by}`;
  const decided = decisions.find((each) => each.relation === relation);
  if (decided === undefined) return said;
  const { decision, decided_on, reviewer, why } = decided;
  const who = [decided_on, reviewer, why].filter(Boolean).join(' · ');
  return `${said}（<b>${bilingual(wordOf(DECISION_WORDS, decision))}</b> ${escapeHtml(who)}）`;
}

function remediation({ handle_type, handle_stage, deadline }: DrinkingRow): string {
  const parts = [
    handle_type && bilingual(wordOf(HANDLE_WORDS, handle_type)),
    handle_stage && bilingual(wordOf(STAGE_WORDS, handle_stage)),
    deadline && `时限 deadline ${deadline}`,
  ].filter(Boolean);
  return parts.join(' · ') || '未记录 not recorded';
}

function receiving({ river, measure_m, bank, not_checked }: DrinkingRow): string {
  if (not_checked.includes('unlinked')) return '<span class="open">未挂接 not linked</span>';
  const side = bank === 'left' ? '左岸 left bank' : bank === 'right' ? '右岸 right bank' : '';
  return [
    escapeHtml(river ?? '无名河道 unnamed'),
    measure_m === null ? '' : `${(measure_m / 1000).toFixed(3)} km`,
    side,
  ]
    .filter(Boolean)
    .join(' · ');
}

const gaps = ({ not_checked }: Pick<DrinkingRow, 'not_checked'>) =>
  `<span class="open">${not_checked.map((gap) => bilingual(wordOf(GAP_WORDS, gap))).join('；')}</span>`;

function notChecked(rows: readonly DrinkingRow[]): string {
  if (rows.length === 0) return '<p>无 none</p>';
  const body = rows
    .slice(0, NOT_CHECKED_LISTED)
    .map(
      (row) =>
        `<tr><td class="n">${row.id}</td><td>${escapeHtml(row.code ?? '–')}</td><td>${escapeHtml(row.name ?? '–')}</td><td>${escapeHtml(row.town ?? '–')}</td><td>${gaps(row)}</td></tr>`,
    )
    .join('');
  const more =
    rows.length > NOT_CHECKED_LISTED
      ? `<p class="open">另有 ${rows.length - NOT_CHECKED_LISTED} 个见 CSV、XLSX 或 JSON · ${rows.length - NOT_CHECKED_LISTED} more in csv, xlsx or json</p>`
      : '';
  return `<table><thead><tr><th class="n">序号<small>id</small></th><th>编码<small>code</small></th><th>名称<small>name</small></th><th>街镇<small>town</small></th><th>原因<small>why</small></th></tr></thead><tbody>${body}</tbody></table>${more}`;
}
