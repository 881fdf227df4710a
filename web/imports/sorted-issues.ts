/** Issues in the order of one of the columns of their table. */
import type { Issue } from './import-api.ts';

export const COLUMNS = ['severity', 'row', 'field', 'value', 'reason'] as const;
export type Column = (typeof COLUMNS)[number];

/** In the order of one column; what is equal there stays in the order of the file, what is empty comes last. */
export function sortedIssues(issues: readonly Issue[], by: Column, isDown: boolean, language: 'zh' | 'en'): Issue[] {
  const key = by === 'reason' ? (`reason_${language}` as const) : by;
  const words = new Intl.Collator(language === 'zh' ? 'zh-Hans-CN' : 'en', { numeric: true });
  return [...issues].sort((a, b) => {
    const [first, second] = [a[key], b[key]];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    const order = by === 'row' ? Number(first) - Number(second) : words.compare(String(first), String(second));
    return isDown ? -order : order;
  });
}
