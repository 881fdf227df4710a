/** Which gaps a list is about; what is left out is counted by who asks without the filter. */

import { LEVELS, type Level } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { OUTSIDE } from '../../engine/gaps/shown-towns.ts';
import { DomainError } from '../../errors.ts';

export const GAP_LEVELS = [...LEVELS, 'unknown'] as const;

export interface GapFilter {
  /** Index of a town, -1 outside: only what is worked with it. */
  town?: number;
  /** Of the river. */
  level?: Level | 'unknown';
  /** Shorter gaps are left out: a gap in a town, before it is cut into pieces. */
  minLengthM?: number;
}

export function keeps(
  { rulers, rivers }: Snapshot,
  { town, level, minLengthM = 0 }: GapFilter,
  route: number,
  stretchTown: number,
  lengthMm: number,
): boolean {
  if (town !== undefined && town !== stretchTown) return false;
  if (level !== undefined && level !== (rivers.get(rulers.riverId[route])!.level ?? 'unknown')) return false;
  return lengthMm >= minLengthM * 1000;
}

/** The index of a town by its key or, where it is the only one of that name, its name. @throws DomainError `town_unknown` (404) */
export function knownTown({ towns }: Snapshot, word?: string): number | undefined {
  if (word === undefined) return undefined;
  if (word === 'outside') return OUTSIDE;
  const byKey = towns.key.indexOf(word);
  if (byKey >= 0) return byKey;
  const named = towns.name.flatMap((name, i) => (name === word ? [i] : []));
  if (named.length === 1) return named[0];
  throw new DomainError(
    'town_unknown',
    `There is no town with the key or the name "${word}".`,
    `没有编号或名称为“${word}”的街镇。`,
    404,
  );
}

/** @throws DomainError `level_unknown` */
export function parseLevel(word?: string): GapFilter['level'] {
  if (word === undefined || (GAP_LEVELS as readonly string[]).includes(word)) return word as GapFilter['level'];
  const known = GAP_LEVELS.join(', ');
  throw new DomainError(
    'level_unknown',
    `No level "${word}": use one of ${known}.`,
    `没有“${word}”级别，可用：${known}。`,
  );
}
