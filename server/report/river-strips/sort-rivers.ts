/** The orders a strip report can be read in. */
import { LEVELS, type Mode } from '../../district/load-register.ts';
import { DomainError } from '../../errors.ts';
import type { RiverCoverage } from './river-coverage.ts';

export const RIVER_SORTS = ['level', 'gap', 'length', 'percent', 'name'] as const;
export type RiverSort = (typeof RIVER_SORTS)[number];

type Compare = (a: RiverCoverage, b: RiverCoverage) => number;

/** @throws DomainError `sort_unknown` */
export function parseSort(sort: string): RiverSort {
  if ((RIVER_SORTS as readonly string[]).includes(sort)) return sort as RiverSort;
  const known = RIVER_SORTS.join(', ');
  throw new DomainError(
    'sort_unknown',
    `No order "${sort}": use one of ${known}.`,
    `没有“${sort}”排序，可用：${known}。`,
  );
}

/** Most gap, longest and least percent first; by level from the municipal down, longest first in each. Ties by id. */
export function sortRivers(rows: readonly RiverCoverage[], sort: RiverSort, mode?: Mode): RiverCoverage[] {
  const first = COMPARE[sort](mode === 'under_water' ? 'under' : 'above');
  return [...rows].sort((a, b) => first(a, b) || a.river_id - b.river_id);
}

/** Of both modes the one above water decides: it is surveyed first. */
const COMPARE: Record<RiverSort, (prefix: 'above' | 'under') => Compare> = {
  level: () => (a, b) => rank(a) - rank(b) || b.length_km - a.length_km,
  gap: (prefix) => (a, b) => b[`${prefix}_gap_km`]! - a[`${prefix}_gap_km`]!,
  length: () => (a, b) => b.length_km - a.length_km,
  percent: (prefix) => (a, b) => (a[`${prefix}_percent`] ?? 101) - (b[`${prefix}_percent`] ?? 101),
  name: () => byName,
};

const rank = ({ level }: RiverCoverage): number =>
  (LEVELS as readonly (string | null)[]).indexOf(level) + (level ? 0 : 99);

/** By pinyin; rivers without a name last. */
const chinese = new Intl.Collator('zh-CN');
function byName(a: RiverCoverage, b: RiverCoverage): number {
  if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null);
  return chinese.compare(a.name, b.name);
}
