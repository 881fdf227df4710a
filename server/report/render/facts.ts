/** Bits of the printable pages: a label with its value, a word in both languages. Values come in as safe HTML. */
import { escapeHtml } from './html.ts';

export const bilingual = ({ zh, en }: { zh: string; en: string }): string =>
  zh === en ? escapeHtml(zh) : `${escapeHtml(zh)} <small lang="en">${escapeHtml(en)}</small>`;

/** Nothing where there is no value. */
export const fact = (zh: string, en: string, html: string | null): string =>
  html ? `<dt>${zh} <small lang="en">${en}</small></dt><dd>${html}</dd>` : '';

export const dateOr = (day: string | null, otherwise: string): string => (day === null ? otherwise : escapeHtml(day));

export const yesNo = (value: boolean | null): string =>
  value === null ? '未记录 not recorded' : value ? '是 yes' : '否 no';
