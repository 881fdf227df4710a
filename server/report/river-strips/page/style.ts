/** The look of the printed strip report: A4 landscape, head of the table on each page, rows unbroken, foot on each page. */
import { stripCss } from '../../../../web/strip/strip-look.ts';
import { PALETTES, SANS } from '../../../../web/style/tokens.ts';

const { light } = PALETTES;

/** Pixels of the column of strips; the table is 1046, A4 landscape less two margins of 10 mm. */
export const STRIP_PX = 670;

/** A CSS string of any text: whatever is no plain letter or digit is written by its number. */
export const cssString = (text: string): string =>
  `"${[...text].map((letter) => (/[A-Za-z0-9 ]/.test(letter) ? letter : `\\${letter.codePointAt(0)!.toString(16)} `)).join('')}"`;

export const pageStyle = (foot: string): string => `
@page{size:A4 landscape;margin:10mm 10mm 13mm;@bottom-left{content:${cssString(foot)};font-size:7pt;color:${light['ink-3']}}@bottom-right{content:counter(page) " / " counter(pages);font-size:7pt;color:${light['ink-3']}}}
*{box-sizing:border-box;margin:0}
body{font:12px/1.4 ${SANS.map((name) => (name.includes(' ') ? `"${name}"` : name)).join(',')};color:${light['ink-1']};background:#fff;width:1046px;margin:24px auto;font-variant-numeric:tabular-nums;-webkit-print-color-adjust:exact;print-color-adjust:exact}
small{font-size:.85em;font-weight:400;color:${light['ink-3']}}svg{display:block}
header{display:flex;justify-content:space-between;align-items:end;gap:24px;border-bottom:2px solid ${light['ink-1']};padding-bottom:6px}
h1{font-size:20px;line-height:1.3}h1 small{display:inline-block;margin-left:8px;font-size:12px}header p{font-size:11px;color:${light['ink-2']}}.meta{text-align:right;white-space:nowrap}
h2{font-size:13px;margin:12px 0 3px;break-after:avoid}
.figures{display:flex;flex-wrap:wrap;gap:4px 24px;justify-content:space-between;padding:6px 0;border-bottom:1px solid ${light.line}}.figures b{display:block;font-size:15px;font-weight:600;line-height:1.25}.figures span{font-size:10px;color:${light['ink-2']}}.figures .alarm,td.g{color:${light['gap-text']};font-weight:600}
.legend{display:flex;flex-wrap:wrap;gap:2px 13px;padding:5px 0;font-size:10px;color:${light['ink-2']}}.legend span{display:inline-flex;gap:5px;align-items:center}
.maps{display:flex;gap:12px}.maps figure{flex:1;min-width:0;break-inside:avoid}figcaption{font-size:11px;font-weight:600;padding:5px 0 2px}
.map text{font-size:9px;font-weight:600;text-anchor:middle;dominant-baseline:central}.numbered{font-size:10px;columns:2;column-gap:20px;padding:5px 0;list-style:none}.numbered li{break-inside:avoid;display:flex;gap:6px}.numbered i,.map text{font-style:normal}.numbered i{min-width:16px;text-align:center;border:1px solid ${light['ink-2']};border-radius:8px;line-height:13px;font-size:9px;align-self:center}.numbered small{font-size:9px}.numbered b{margin-left:auto;white-space:nowrap;color:${light['gap-text']}}
table{border-collapse:collapse;width:100%}.towns{break-inside:auto;font-size:10.5px}.towns td,.towns th{border-bottom:1px solid ${light.line};padding:2px 0 2px 8px;text-align:right}.towns td:first-child,.towns th:first-child{text-align:left;padding-left:0}
.rows{font-size:9.5px;table-layout:auto}.rows td,.rows th{border-bottom:1px solid ${light.line};padding:2px 0 2px 6px;text-align:left}.rows .n{text-align:right}.rows th span{display:block}
thead{display:table-header-group}thead th{font-size:10px;font-weight:400;color:${light['ink-3']};text-align:right;vertical-align:bottom;line-height:1.2}tr{break-inside:avoid}
.strips{table-layout:fixed;break-before:page}.strips tbody th{text-align:left;font-weight:400;line-height:1.25;vertical-align:middle;overflow:hidden;padding-right:6px}.strips th b{display:block;font-size:11.5px;font-weight:600;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.strips tbody th span{font-size:9px;color:${light['ink-3']}}.strips thead th:first-child{text-align:left}.strips td{text-align:right;font-size:10.5px;padding:0 0 0 6px}.strips td.s{padding:1px 0}.strips thead td{padding:0;text-align:left;vertical-align:bottom}.strips svg{overflow:visible}.axis text{font-size:9px;fill:${light['ink-3']}}.axis path{stroke:${light['ink-3']}}
tr.lv{break-after:avoid}.strips tr.lv td{text-align:left;font-weight:600;color:${light['ink-2']};padding:5px 0 2px;border-bottom:1px solid ${light.line}}
td.z{color:${light['ink-3']}}.open{padding:12px 0;color:${light['ink-2']}}
.foot{margin-top:10px;padding-top:5px;border-top:1px solid ${light.line};break-inside:avoid}.foot p{font-size:9px;color:${light['ink-3']}}
@media print{body{margin:0;width:auto}}
${stripCss((token) => light[token], '#fff')}`;
