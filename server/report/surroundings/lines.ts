/** Surroundings of one outfall as lines a person reads, for the card on a terminal or a page. */
import { SUBJECTS, WORDS } from './subjects.ts';
import type { Surrounding } from './surroundings.ts';

export interface CardLine {
  field: string;
  label: { zh: string; en: string };
  value: { zh: string; en: string };
}

export function surroundingLines(surroundings: readonly Surrounding[]): CardLine[] {
  return surroundings.map((one) => ({
    field: `surroundings.${one.subject}`,
    label: { zh: SUBJECTS[one.subject].zh, en: SUBJECTS[one.subject].en },
    value: { zh: textOf(one, 'zh'), en: textOf(one, 'en') },
  }));
}

type Language = 'zh' | 'en';

function textOf(one: Surrounding, language: Language): string {
  const word = (key: string) => WORDS[key]?.[language] ?? key;
  const isChinese = language === 'zh';
  const parts: (string | null | false)[] = [
    one.state === 'not_checked' &&
      `${isChinese ? '未核查' : 'not checked'}: ${word(one.reason!)}${one.layer ? ` (${one.layer})` : ''}`,
    one.enterprise && (one.enterprise.name ?? (isChinese ? '按信用代码' : 'by its credit code')),
    one.name,
    one.kind,
    one.relation && word(one.relation),
    one.edge && (isChinese ? '在边缘' : 'on the edge'),
    one.distance_m !== null && metresOf(one, isChinese),
    one.crosses !== null && one.crosses.length > 0 && `${isChinese ? '跨' : 'crosses'} ${one.crosses.join('、')}`,
  ];
  return parts.filter((part) => part).join(' · ');
}

function metresOf({ distance_m, straight, relation }: Surrounding, isChinese: boolean): string {
  const metres = `${distance_m!.toFixed(3)} m`;
  if (!straight || relation === 'straight') return metres;
  return isChinese ? `直线 ${metres}` : `${metres} straight`;
}
