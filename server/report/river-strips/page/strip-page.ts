/** The printable strip report: figures, maps with the longest gaps, towns and levels, then every river drawn straight. No script, nothing loaded. */

import { lengthOf } from '../../../../web/strip/strip-layout.ts';
import { MODES, type Mode } from '../../../district/load-register.ts';
import type { Snapshot } from '../../../district/snapshot.ts';
import { longestGaps, type UnbrokenGap, unbrokenGaps } from '../../gaps/unbroken.ts';
import { escapeHtml, reportTable } from '../../render/html.ts';
import type { Report } from '../../report.ts';
import type { Strip } from '../../strips.ts';
import type { RiverCoverageAnswer, RiverQuery } from '../river-coverage.ts';
import { districtMap } from './district-map.ts';
import { groupTables } from './group-tables.ts';
import { figures, LEGEND } from './head.ts';
import { stripTable } from './strip-table.ts';
import { pageStyle, STRIP_PX } from './style.ts';
import { MODE_WORDS, townsOf, unnamed, wholeMetres } from './words.ts';

export interface PageParts {
  snapshot: Snapshot;
  found: RiverCoverageAnswer;
  query: RiverQuery;
  /** Of each row, in the order of rows. */
  strips: readonly Strip[];
  notes: readonly string[];
  /** Stands in place of towns and levels: the rows that were asked for. */
  table?: Pick<Report, 'title' | 'columns' | 'rows'>;
}

const NUMBERED = 12; // gaps of each mode marked on the map
const MAP_HEIGHT = 330; // with the figures on two lines the maps still stand on the first page
const SHEET_PX = 1046;

export function stripPage(parts: PageParts): string {
  const { snapshot, found, query, strips, notes } = parts;
  const { district } = snapshot;
  const modes = query.mode ? [query.mode] : MODES;
  const title = `${district.name}河道覆盖条带图`;
  const longest = Math.max(...strips.map(({ routes }) => lengthOf(routes)), 1);
  const look = { modes, pxPerM: STRIP_PX / longest, town: townOf(query) };
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${pageStyle(notes.join(' · '))}</style></head><body><main>
<header><div><h1>${escapeHtml(title)}<small lang="en">Survey coverage, river by river</small></h1><p>每条河道拉直，从起点画到终点，同一比例尺。左右岸按从起点向终点看；断开并变细变红的地方还没有排查。 <span lang="en">Rivers drawn straight from start to end on one scale; breaks with a thin core are not surveyed.</span></p></div>
<p class="meta">${meta(parts).map(escapeHtml).join('<br>')}</p></header>
${figures(found, modes)}<div class="legend">${LEGEND}</div>
${found.rows.length === 0 ? '<p class="open">没有符合条件的河道。 <span lang="en">No river matches.</span></p>' : ''}
${maps(parts, modes)}${tables(parts, modes)}
${found.rows.length === 0 ? '' : stripTable(parts, look)}
<div class="foot"><p>长度为河道中心线测地长度，毫米取整后合计；已排查与缺口之和等于总长；任一岸未排查即计缺口。 <span lang="en">Geodesic lengths of the drawn lines, added in whole millimetres; covered and gap add up to the length; a river seen on one bank only is a gap.</span></p>${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('')}</div></main></body></html>
`;
}

/** Towns and levels are told of the whole district only. */
function tables({ snapshot, query, table }: PageParts, modes: readonly Mode[]): string {
  if (table) return `<h2>${escapeHtml(table.title.zh)}</h2>${reportTable(table, 'rows')}`;
  const isWhole = query.scope === undefined && query.level === undefined && !query.search?.trim();
  return isWhole ? groupTables(snapshot, modes, query.asOf) : '';
}

/** The key of the town that the report is about, where it is one. */
function townOf({ scope }: RiverQuery): string | undefined {
  return scope?.length === 1 && scope[0].kind === 'town' ? scope[0].key : undefined;
}

function meta({ snapshot, found, query }: PageParts): string[] {
  const { district, rivers } = snapshot;
  return [
    `截至 as of ${query.asOf ?? '全部排查 all surveys'} · 数据版本 data version ${district.version}`,
    `${found.rows.length} / ${rivers.size} 条河道 rivers · ${found.total.length_km.toFixed(3)} km`,
    ...(district.synthetic ? ['合成演示数据 synthetic demonstration data'] : []),
  ];
}

function maps({ snapshot, found }: PageParts, modes: readonly Mode[]): string {
  if (found.rows.length === 0) return '';
  const riverIds = new Set(found.rows.map(({ river_id }) => river_id));
  const unbroken = unbrokenGaps(found.gaps);
  const width = Math.floor((SHEET_PX - 12 * (modes.length - 1)) / modes.length);
  const figures = modes.map((mode) => {
    const numbered = longestGaps(unbroken, mode, NUMBERED);
    const title = `${MODE_WORDS[mode].zh}缺口 gaps ${MODE_WORDS[mode].en}`;
    const map = districtMap(snapshot, { mode, gaps: found.gaps, riverIds, numbered, width, height: MAP_HEIGHT, title });
    return `<figure><figcaption>${MODE_WORDS[mode].zh}缺口 <small lang="en">gaps ${MODE_WORDS[mode].en}; 编号为最长的缺口 numbers: the longest</small></figcaption>${map}<ol class="numbered">${numbered.map(numberedGap).join('')}</ol></figure>`;
  });
  return `<div class="maps">${figures.join('')}</div>`;
}

function numberedGap(gap: UnbrokenGap, i: number): string {
  const range = `${(gap.from_m / 1000).toFixed(2)}–${(gap.to_m / 1000).toFixed(2)}`;
  return `<li><i>${i + 1}</i><span>${escapeHtml(gap.river ?? unnamed(gap.river_id))} ${range} <small>${escapeHtml(townsOf(gap))}</small></span><b>${wholeMetres(gap.length_m)}</b></li>`;
}
