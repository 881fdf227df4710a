/** The look of printed pages with cards and small maps: A4 portrait, grey printers included. */
import { PALETTES } from '../../../web/style/tokens.ts';

const { light } = PALETTES;

export const PRINT_STYLE = `@page{size:A4;margin:12mm 10mm 14mm;@bottom-right{content:counter(page) " / " counter(pages);font-size:8pt;color:${light['ink-3']}}}
*{box-sizing:border-box}body{font:12px/1.5 "PingFang SC","HarmonyOS Sans SC","MiSans","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",system-ui,sans-serif;color:${light['ink-1']};background:#fff;max-width:190mm;margin:8mm auto;padding:0 4mm;font-variant-numeric:tabular-nums;-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1{font:600 22px/1.3 "Songti SC","Noto Serif CJK SC","Noto Serif SC","SimSun",serif;text-align:center;letter-spacing:.04em;margin:0}
h1 small{display:block;font:400 12px/1.4 system-ui,sans-serif;letter-spacing:0;color:${light['ink-2']}}
h2{font-size:14px;margin:16px 0 6px;break-after:avoid}h2 small,h3 small,th small,dt small{font-weight:400;color:${light['ink-3']};font-size:.85em}
.sub{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 16px;font-size:11px;color:${light['ink-2']};margin:8px 0 10px;padding-bottom:6px;border-bottom:1.6px solid ${light['ink-1']}}
table{border-collapse:collapse;width:100%;margin:4px 0 8px}th,td{border-bottom:1px solid ${light['line-2']};padding:3px 6px 3px 0;text-align:left;vertical-align:top;font-size:11px;line-height:1.4;overflow-wrap:anywhere}
th{font-weight:600;color:${light['ink-2']};border-bottom:1.2px solid ${light['ink-1']}}th small{display:block}thead{display:table-header-group}tr{break-inside:avoid}td.n,th.n{text-align:right;padding-right:10px;overflow-wrap:normal}
.card{display:grid;grid-template-columns:56mm 1fr;gap:0 5mm;border-top:1.2px solid ${light['ink-1']};padding:6px 0 10px;break-inside:avoid}.card.plain{grid-template-columns:1fr}
.card h2,.card h3{font-size:13px;margin:0 0 3px;overflow-wrap:anywhere}.map{width:56mm;height:56mm;display:block}.maptext{font:8px system-ui,sans-serif;fill:${light['ink-2']};stroke:${light.paper};stroke-width:2.5px;stroke-linejoin:round;paint-order:stroke}
dl{display:grid;grid-template-columns:max-content 1fr;gap:1px 10px;margin:0;font-size:11px}dt{color:${light['ink-2']}}dd{margin:0;overflow-wrap:anywhere}
.verdict{font-weight:600}.verdict.ban{color:${light.fail}}.verdict.decision_required,.verdict.authority_decides,.verdict.restrict,.verdict.verify{color:${light.consult}}.verdict.closed{color:${light.pass}}
.open{color:${light['not-checked']};background:repeating-linear-gradient(45deg,${light['not-checked-ground']} 0 4px,#fff 4px 8px);padding:1px 6px}
.legend{font-size:10px;color:${light['ink-2']};display:flex;flex-wrap:wrap;gap:2px 12px;margin:6px 0}.key{display:inline-flex;gap:4px;align-items:center}
.law p{margin:2px 0;font-size:11px}.foot p{margin:1px 0;font-size:10px;color:${light['ink-3']}}`;
