/** A refusal as a person sees it who opened the address in a browser: the sentences of the problem, in both languages. */
import { escapeHtml } from '../report/render/html.ts';
import type { ProblemBody } from './error-handler.ts';

const STYLE = `body{margin:0;font:16px/1.6 "PingFang SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif;color:#16242C;background:#F6F4EE}
main{max-width:40em;margin:12vh auto 0;padding:0 24px}h1{font-size:20px}p{margin:.4em 0;overflow-wrap:anywhere}small,[lang=en]{color:#4E5A62}
a{color:#0B5FA5}@media (prefers-color-scheme:dark){body{color:#E8EEF1;background:#10181D}small,[lang=en]{color:#A9B6BE}a{color:#7FBDF0}}`;

/** Whether who asks would rather see a page: browsers name HTML first when an address is opened, and programs do not name it. */
export const wantsPage = (accept: string | undefined): boolean =>
  /^\s*(text\/html|application\/xhtml\+xml)\b/.test(accept ?? '');

/** Without script and without anything loaded. */
export function problemPage({ status, title, code, detail, detail_zh: detailZh }: ProblemBody): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${status} · ${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><h1>没有打开 <span lang="en">Not shown</span></h1>${detailZh ? `<p>${escapeHtml(detailZh)}</p>` : ''}<p lang="en">${escapeHtml(detail)}</p>
<p><small>${status} ${escapeHtml(code)}</small></p><p><a href="/">回到地图 <span lang="en">To the map</span></a></p></main></body></html>
`;
}
