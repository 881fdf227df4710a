/** The dossier of one outfall as a printable page: what is on record, every link with its evidence, and what is not checked. */

import { layerOf } from '../../import/fields.ts';
import { zoneLine } from '../drinking-water/page.ts';
import {
  GAP_WORDS,
  HANDLE_WORDS,
  RELATION_WORDS,
  STAGE_WORDS,
  STATUS_WORDS,
  TYPE_WORDS,
  wordOf,
} from '../drinking-water/words.ts';
import { type OutfallCard, PRIVATE_FIELDS, PUBLIC_FIELDS } from '../outfall-card.ts';
import { fieldColumn } from '../outfall-list.ts';
import { bilingual, fact, yesNo } from '../render/facts.ts';
import { escapeHtml } from '../render/html.ts';
import { drawSite, MAP_DEFS, MAP_LEGEND } from '../site-map/draw-site.ts';
import { PRINT_STYLE } from '../site-map/print-style.ts';
import type { Dossier } from './dossier.ts';
import { bodiesSection, surroundingsSection } from './dossier-around.ts';
import { historyTable, recordsTable } from './dossier-history.ts';
import { type Candidate, LINK_WORDS, ZONE_KIND_WORDS } from './words.ts';

export function dossierPage({ card, history, site, district, asOf, notes }: Dossier): string {
  const title = card.name ?? card.code ?? `#${card.id}`;
  const map = site ? drawSite(site, title) : '';
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)} · 一口一档</title><style>${PRINT_STYLE}</style></head><body>${MAP_DEFS}<main>
<h1>入河（湖、海）排污口档案<small lang="en">Dossier of an outfall</small></h1>
<div class="sub"><span>${escapeHtml(district.name)}${district.synthetic ? ' · 合成演示数据 synthetic demonstration data' : ''}</span><span>#${card.id} · ${escapeHtml(card.code ?? '无编码 no code')}</span><span>保护区 zones valid on ${asOf}</span><span>数据版本 data version ${district.version}</span></div>
${card.merged_into === null ? '' : `<p class="open">本记录已并入 #${card.merged_into}，以该记录为准 · this record was merged into #${card.merged_into}, which counts</p>`}
<section class="card${site ? '' : ' plain'}">${map}<div><h2>${escapeHtml(title)}</h2><dl>${facts(card)}</dl></div></section>
${site ? `<div class="legend">${MAP_LEGEND}</div>` : '<p class="open">没有坐标，无附图 · no position, no map</p>'}
<h2>受纳水体与挂接 <small lang="en">Receiving water and link</small></h2>${linkSection(card)}
<h2>保护区 <small lang="en">Protected zones</small></h2>${zonesSection(card)}
<h2>周边 <small lang="en">What lies around it</small></h2>${surroundingsSection(card.surroundings)}
<h2>责任分工 <small lang="en">Who answers for it</small></h2>${bodiesSection(card.bodies)}
<h2>其他记录 <small lang="en">Records merged into it</small></h2>${recordsTable(card.records)}
<h2>变更历史 <small lang="en">History</small></h2>${history ? historyTable(history) : '<p>登录后可见（含作者） · with a token, since it names authors</p>'}
<div class="foot">${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('')}</div></main></body></html>
`;
}

const WORDS: Record<string, Parameters<typeof wordOf>[0]> = {
  type: TYPE_WORDS,
  status: STATUS_WORDS,
  handle_type: HANDLE_WORDS,
  handle_stage: STAGE_WORDS,
};

/** Fields without a value are left out, but for the one a lawyer asks for. */
function facts(card: OutfallCard): string {
  const position =
    card.lon === null || card.lat === null ? null : `${card.lon.toFixed(6)}, ${card.lat.toFixed(6)}（CGCS2000）`;
  const hidden = card.private ? [...PRIVATE_FIELDS].map((key) => fieldFact(key, card.private![key])) : [];
  return [
    ...PUBLIC_FIELDS.filter((key) => key !== 'name' && key !== 'legacy').map((key) => fieldFact(key, card[key])),
    fact('历史遗留', 'legacy', yesNo(card.legacy)),
    fact('街镇', 'town', card.town && escapeHtml(card.town)),
    fact('位置', 'position', position),
    ...hidden,
  ].join('');
}

function fieldFact(key: string, value: string | boolean | null): string {
  if (value === null) return '';
  const { zh, en } = fieldColumn(key);
  const text = typeof value === 'boolean' ? yesNo(value) : bilingual(wordOfField(key, value));
  return fact(escapeHtml(zh), escapeHtml(en), text);
}

/** The first word a register has for a code; free text stands as it is. */
function wordOfField(key: string, value: string): { zh: string; en: string } {
  if (WORDS[key]) return wordOf(WORDS[key], value);
  const values = layerOf('outfalls').fields.find(({ name }) => name === key)?.values ?? {};
  return Object.hasOwn(values, value)
    ? { zh: values[value][0] ?? value, en: value.replaceAll('_', ' ') }
    : { zh: value, en: value };
}

const said = (code: string | null) => (code === null ? '–' : bilingual(wordOf(LINK_WORDS, code)));
const metres = (value: number | null) => (value === null ? '–' : `${value.toFixed(3)} m`);

function linkSection({ link, receiving_water }: OutfallCard): string {
  const named = `<p>登记的受纳水体 receiving water on record：${receiving_water ? escapeHtml(receiving_water) : '未记录 not recorded'}</p>`;
  if (!link) return `${named}<p class="open">未挂接 not linked</p>`;
  const chosen =
    link.route === null
      ? '<p class="open">未挂接到河道：受纳水体未核查 · linked to no river: its receiving water is not checked</p>'
      : '';
  const rows = (link.candidates as Candidate[]).map(
    (each) =>
      `<tr><td>${each.route === link.route ? '✓' : ''}</td><td>${escapeHtml(each.river ?? '无名 unnamed')}</td><td class="n">${each.route}</td><td class="n">${metres(each.measure_m)}</td><td class="n">${metres(each.distance_m)}</td><td class="n">${metres(each.offset_m)}</td><td>${said(each.bank)}</td><td>${yesNo(each.agrees)}</td></tr>`,
  );
  return `${named}${chosen}<p>${said(link.status)}${link.reason ? ` · ${said(link.reason)}` : ''} · 可信度 confidence ${said(link.confidence)} · 桩号 ${metres(link.measure_m)} · 距水体 to the water ${metres(link.distance_m)} · 偏距 offset ${metres(link.offset_m)} · ${said(link.bank)}</p>
<table><thead><tr><th>选定<small>chosen</small></th><th>河道<small>river</small></th><th class="n">线路<small>route</small></th><th class="n">桩号<small>measure</small></th><th class="n">距水体<small>to the water</small></th><th class="n">偏距<small>offset</small></th><th>岸<small>bank</small></th><th>名称相符<small>name agrees</small></th></tr></thead><tbody>${rows.join('') || '<tr><td colspan="8">无候选 no candidates</td></tr>'}</tbody></table>`;
}

function zonesSection({ flags }: OutfallCard): string {
  const rows = flags.map(({ kind, state, reason, doubts, zone }) => {
    const why =
      reason === null
        ? ''
        : `：${bilingual(wordOf(GAP_WORDS, reason === 'layer_not_loaded' ? 'kind_not_loaded' : reason))}`;
    const doubtful = doubts
      .map((doubt) => `<br><span class="open">${bilingual(wordOf(GAP_WORDS, doubt))}</span>`)
      .join('');
    const result =
      state === 'touches'
        ? `<b>相关</b> <small lang="en">touches</small>${doubtful}`
        : state === 'clear'
          ? `${bilingual(RELATION_WORDS.clear)}${doubtful}`
          : `<span class="open">未核查 not checked${why}</span>`;
    const evidence = zone ? `${state === 'touches' ? '' : '最近 nearest：'}${zoneLine(zone, kind)}` : '–';
    return `<tr><td>${bilingual(wordOf(ZONE_KIND_WORDS, kind))}</td><td>${result}</td><td>${evidence}</td></tr>`;
  });
  return `<table><thead><tr><th>类别<small>kind</small></th><th>结论<small>result</small></th><th>证据<small>evidence</small></th></tr></thead><tbody>${rows.join('') || '<tr><td colspan="3">–</td></tr>'}</tbody></table>`;
}
