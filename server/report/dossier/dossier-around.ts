/** Sections of the dossier: what lies around the outfall, and who has to do with it. */
import type { Bodies } from '../../rules/bodies/bodies-of.ts';
import { ROLES } from '../bodies/lines.ts';
import { wordOf } from '../drinking-water/words.ts';
import { bilingual } from '../render/facts.ts';
import { escapeHtml } from '../render/html.ts';
import { KIND_WORDS, SUBJECTS, WORDS } from '../surroundings/subjects.ts';
import type { Surrounding } from '../surroundings/surroundings.ts';

export function surroundingsSection(surroundings: readonly Surrounding[]): string {
  if (surroundings.length === 0) return '<p>–</p>';
  const rows = surroundings.map((each) => {
    const subject = `<td>${bilingual(SUBJECTS[each.subject])}</td>`;
    if (each.state === 'not_checked')
      return `<tr>${subject}<td colspan="4"><span class="open">未核查 not checked${each.reason ? `：${bilingual(wordOf(WORDS, each.reason))}` : ''}</span></td></tr>`;
    const name = [escapeHtml(each.name ?? (each.id === null ? '' : `#${each.id}`)), kindOf(each)];
    const edge = each.edge ? ' · 边缘，存疑 on the edge, in doubt' : '';
    const distance =
      each.distance_m === null ? '–' : `${each.distance_m.toFixed(3)} m${each.straight ? ' 直线 straight' : ''}`;
    const rest = [
      each.crosses && each.crosses.length > 0 ? `跨越 crosses ${each.crosses.join('、')}` : null,
      each.enterprise?.name ? `企业 enterprise ${each.enterprise.name}` : null,
    ].filter(Boolean);
    return `<tr>${subject}<td>${name.filter(Boolean).join(' · ') || '–'}</td><td>${each.relation ? bilingual(wordOf(WORDS, each.relation)) : '–'}${edge}</td><td class="n">${distance}</td><td>${escapeHtml(rest.join('；') || '–')}</td></tr>`;
  });
  return `<table><thead><tr><th>对象<small>subject</small></th><th>名称<small>name</small></th><th>关系<small>relation</small></th><th class="n">距离<small>distance</small></th><th>说明<small>remarks</small></th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const kindOf = ({ kind }: Surrounding): string => (kind ? bilingual(wordOf(KIND_WORDS, kind)) : '');

export function bodiesSection(bodies: Bodies | null): string {
  if (bodies === null || bodies.pack === null)
    return '<p class="open">本区没有已知方案，责任分工未核查 · no plan is known for this district: not checked</p>';
  const line = (who: string, clause: string, words: string, more = '') =>
    `<tr><td>${who}</td><td>${escapeHtml(clause)}</td><td>${escapeHtml(words)}${more}</td></tr>`;
  const rows = [
    ...(bodies.managing
      ? [
          line(
            `管理主体 <small lang="en">manages</small> ${escapeHtml(bodies.managing.body ?? '街镇未知 town not known')}`,
            bodies.managing.clause,
            bodies.managing.words,
          ),
        ]
      : []),
    ...bodies.departments.map(({ body, role, clause, words, certain }) =>
      line(
        `${bilingual(body)} · ${bilingual(ROLES[role])}`,
        clause,
        words,
        certain ? '' : ' <span class="open">条件未核查 condition not checked</span>',
      ),
    ),
    ...(bodies.fallback
      ? [
          line(
            `溯源无果时 <small lang="en">when tracing found nobody</small> ${escapeHtml(bodies.fallback.body ?? bodies.fallback.party)}`,
            bodies.fallback.clause,
            bodies.fallback.words,
          ),
        ]
      : []),
  ];
  return `<table><thead><tr><th>部门<small>body</small></th><th>条款<small>clause</small></th><th>原文<small>words of the plan</small></th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
