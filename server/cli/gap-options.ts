/** Which gaps are meant: the options of `atlas gaps` and of what is made from its list. */
import type { Command } from 'commander';
import type { Snapshot } from '../district/snapshot.ts';
import { DomainError } from '../errors.ts';
import { parseScope } from '../report/facets/scope.ts';
import { GAP_LEVELS, knownTown, parseLevel } from '../report/gaps/filter.ts';
import type { GapQuery } from '../report/gaps.ts';
import { knownRiver } from '../report/groups.ts';
import { type PeriodOptions, parseMode, withPeriodOptions, withScopeOption } from './answer.ts';

export interface GapOptions extends PeriodOptions {
  river?: string;
  town?: string;
  level?: string;
  minLengthM?: string;
  maxLengthM?: string;
  scope?: string;
}

/** What stands for options that are left out, as the help says it. */
const OF_LISTS = { mode: 'both', maxLength: 'whole', minLength: 'none' };

export function withGapOptions(command: Command, leftOut = OF_LISTS): Command {
  return withScopeOption(withPeriodOptions(command, leftOut.mode))
    .option('--river <id>', 'only of the river with this id')
    .option('--town <key>', 'only what is worked with the town of this key or name; outside for none')
    .option('--level <level>', `only of rivers of this level: ${GAP_LEVELS.join('|')}`)
    .option(
      '--min-length-m <metres>',
      `leave out shorter gaps, their number and length are said; ${leftOut.minLength} when left out`,
    )
    .option('--max-length-m <metres>', `cut into pieces no longer than this; ${leftOut.maxLength} when left out`);
}

/** @throws DomainError `mode_unknown`, `level_unknown`, `number_invalid`, `river_unknown`, `town_unknown` */
export function gapQuery(snapshot: Snapshot, options: GapOptions): GapQuery {
  return {
    mode: parseMode(options.mode),
    asOf: options.asOf,
    riverId: knownRiver(snapshot, parseNumber('river', options.river)),
    town: knownTown(snapshot, options.town),
    level: parseLevel(options.level),
    minLengthM: parseNumber('min-length-m', options.minLengthM),
    maxLengthM: parseNumber('max-length-m', options.maxLengthM),
    scope: parseScope(options.scope),
  };
}

/** @throws DomainError `number_invalid` */
export function parseNumber(option: string, text?: string): number | undefined {
  if (text === undefined) return undefined;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new DomainError(
    'number_invalid',
    `--${option} "${text}" is not a number from 0 up.`,
    `--${option} “${text}”不是大于等于 0 的数。`,
  );
}
