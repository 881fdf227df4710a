/** Bodies of one outfall as lines a person reads, each with its clause and the plan's words. */
import type { Bodies } from '../../rules/bodies/bodies-of.ts';
import type { Role } from '../../rules/bodies/duty.ts';
import type { CardLine } from '../surroundings/lines.ts';

export const ROLES: Record<Role, { zh: string; en: string }> = {
  lead: { zh: '负责', en: 'answers for' },
  supervise: { zh: '督促', en: 'supervises' },
  guide: { zh: '指导', en: 'guides' },
  assist: { zh: '配合', en: 'assists' },
};

export function bodyLines(bodies: Bodies | null): CardLine[] {
  if (bodies === null) return [];
  if (bodies.pack === null || bodies.managing === null) return [NO_PLAN];
  const { managing, departments, fallback } = bodies;
  const town = managing.body;
  return [
    line(
      'managing',
      '管理主体',
      'managing body',
      `${town ?? '未知（不在任何街镇内或未导入街镇）'} · ${managing.clause} · ${managing.words}`,
      `${town ?? 'not known (in no town, or none is loaded)'} · ${managing.clause} · ${managing.words}`,
    ),
    ...departments.map(({ body, role, clause, words, certain }) =>
      line(
        'department',
        '部门',
        'department',
        `${body.zh} · ${ROLES[role].zh}${certain ? '' : ' · 待定（取决于未知事实）'} · ${clause} · ${words}`,
        `${body.en} · ${ROLES[role].en}${certain ? '' : ' · uncertain: hangs on a fact that is not known'} · ${clause} · ${words}`,
      ),
    ),
    ...(fallback
      ? [
          line(
            'fallback',
            '责任主体（溯源不明）',
            'responsible party (tracing ended without one)',
            `${fallback.body ?? PARTY[fallback.party].zh} · ${fallback.clause} · ${fallback.words}`,
            `${fallback.body ?? PARTY[fallback.party].en} · ${fallback.clause} · ${fallback.words}`,
          ),
        ]
      : []),
  ];
}

const PARTY = {
  town: { zh: '属地街镇（未知）', en: 'the town (not known)' },
  designated: { zh: '须由政府指定', en: 'to be designated by the government' },
  none: { zh: '方案未规定兜底', en: 'the plan names nobody' },
};

function line(field: string, zh: string, en: string, inChinese: string, inEnglish: string): CardLine {
  return { field: `bodies.${field}`, label: { zh, en }, value: { zh: inChinese, en: inEnglish } };
}

const NO_PLAN = line('plan', '适用方案', 'plan', '未知：本区没有设定方案', 'not known: none is set for this district');
