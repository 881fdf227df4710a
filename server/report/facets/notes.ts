/** What rows of a report by groups mean, said under it. */

import type { Snapshot } from '../../district/snapshot.ts';
import type { Phase } from '../../rules/funding/rule.ts';
import { type AnyGroup, type Groups, isSurveyGroup, isZoneGroup } from '../groups.ts';
import { WITHIN_M } from '../zone-groups.ts';
import { layerNotes } from './layers-asked.ts';
import { type Scope, scopeText } from './scope.ts';

export interface Grouped extends Partial<Groups> {
  withinM?: number;
  phase?: Phase;
  scope?: Scope;
  /** Zones that hold on this day; today when left out. */
  asOf?: string;
}

const OVERLAP = '各行可能重叠，也不覆盖全部河道，不可相加 · rows may overlap and leave river out: they do not add up';
const SURVEYS =
  '按队伍、方法、批次或年份的各行只计该行自己的排查：已排查为其范围之并集，状态由其自身得出，缺口为其未到之处；各行可能重复同一河段，不可相加' +
  ' · rows by crew, method, campaign or year are what those surveys alone covered: the union of their ranges, states by themselves, gap what they did not see; rows may repeat river and do not add up';
const YEARS =
  '首次排查 km 为当年首次覆盖（两岸齐全）的长度，各年相加等于已排查总长' +
  ' · first covered km: covered for the first time in that year, both banks; years add up to what is covered';
const YEARS_OF_EACH =
  '首次排查 km 为当年首次覆盖（两岸齐全）的长度；另一分组的每一项，其各年相加等于该项自身已排查的长度，各项之间可能重复' +
  ' · first covered km: covered for the first time in that year, both banks; of each row of the other group years add up to what it covered by itself, and such rows may repeat river';
const WHOLE = '各行不重不漏，相加等于范围内全长 · each millimetre is in one row: rows add up to the whole';
const UNITS =
  '河道 km、岸线 km 与台账 km 口径不同，不可相加 · river km, bank km and ledger km are different measures and never added';

export const PHASE_ZH: Record<Phase, string> = {
  survey: '排查',
  monitoring: '监测',
  tracing: '溯源',
  remediation: '整治',
};
export const SHARED =
  '沿街镇界线往返、不足 100 米的河段由两镇各承担一半，奇数毫米归编号小者' +
  ' · stretches under 100 m that flip along the line of two towns are half each, an odd millimetre to the lower key';

/** What a scope leaves out, and what of it cannot be said. */
export function scopeNotes(snapshot: Snapshot, { scope, asOf }: Pick<Grouped, 'scope' | 'asOf'>): string[] {
  if (scope === undefined) return [];
  const only = `只计范围内河道 · only rivers in scope: ${scopeText(scope)}`;
  return [only, ...layerNotes(snapshot, { scope, asOf })];
}

/** Said of each answer by zones, by surveys, by two groups or inside a scope; plain groups need no words. */
export function groupNotes(snapshot: Snapshot, asked: Grouped): string[] {
  const { group, crossed, withinM, phase } = asked;
  const groups = [group, crossed].filter((name) => name !== undefined);
  const around = `场馆周边 ${withinM ?? WITHIN_M} 米内 · within ${withinM ?? WITHIN_M} m of each venue`;
  return [
    ...scopeNotes(snapshot, asked),
    ...layerNotes(snapshot, { group, crossed, asOf: asked.asOf }),
    ...(groups.includes('venue') ? [around] : []),
    ...(groups.includes('funding') && phase
      ? [`经费承担方：${PHASE_ZH[phase]}阶段 · who pays for ${phase}`, SHARED]
      : []),
    ...(groups.some(isZoneGroup) ? [OVERLAP] : []),
    ...(groups.some(isSurveyGroup) ? [SURVEYS] : []),
    ...(groups.includes('year') ? [crossed === undefined ? YEARS : YEARS_OF_EACH] : []),
    ...(crossed !== undefined && groups.every(isPartition) ? [WHOLE] : []),
    ...(crossed !== undefined || groups.some(isSurveyGroup) ? [UNITS] : []),
  ];
}

const isPartition = (group: AnyGroup) => !isZoneGroup(group) && !isSurveyGroup(group);
