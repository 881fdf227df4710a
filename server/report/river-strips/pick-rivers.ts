/** Which rivers of a scope a strip report lists. */
import { LEVELS } from '../../district/load-register.ts';
import { DomainError } from '../../errors.ts';

export const PICK_LEVELS = [...LEVELS, 'unknown'] as const;
export type PickLevel = (typeof PICK_LEVELS)[number];

export interface Pick {
  level?: PickLevel;
  /** Part of the river's name or key, in any case. */
  search?: string;
}

/** A test of one river. */
export function pickedBy({ level, search }: Pick) {
  const text = search?.trim().toLocaleLowerCase() ?? '';
  return (river: { name: string | null; key: string; level?: string | null }): boolean =>
    (level === undefined || (river.level ?? 'unknown') === level) &&
    `${river.name ?? ''}\n${river.key}`.toLocaleLowerCase().includes(text);
}

/** @throws DomainError `level_unknown` */
export function parseLevel(level?: string): PickLevel | undefined {
  if (level === undefined || (PICK_LEVELS as readonly string[]).includes(level)) return level as PickLevel;
  const known = PICK_LEVELS.join(', ');
  throw new DomainError(
    'level_unknown',
    `No level "${level}": use one of ${known}.`,
    `没有“${level}”等级，可用：${known}。`,
  );
}
