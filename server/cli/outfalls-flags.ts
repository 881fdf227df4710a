/** `atlas outfalls --flag`: outfalls in, at and near protected zones on a day. */
import type { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import { today } from '../report/as-of.ts';
import { FLAGS, flagReport, parseFlag, parseLevel } from '../report/zone-flags.ts';
import { type AnswerOptions, answer, footer } from './answer.ts';
import type { CommandContext } from './context.ts';
import { refuseBeside, refuseWithout } from './unusable.ts';

export interface FlagOptions extends AnswerOptions {
  flag?: string;
  asOf?: string;
  level?: string;
  all?: boolean;
  private?: boolean;
}

/** What a list may be narrowed by does not narrow the answer on zones, and the other way round. */
const OF_THE_LIST = ['status', 'type', 'stage', 'river', 'town', 'scope', 'limit', 'after'] as const;
const OF_FLAGS = ['asOf', 'level', 'all', 'private'] as const;

export function withFlagOptions(command: Command): Command {
  return command
    .option('--flag <kind>', `outfalls and protected zones: ${FLAGS.join(', ')} (all kinds)`)
    .option('--as-of <date>', 'with --flag: zones valid on this day, YYYY-MM-DD; today when left out')
    .option('--level <level>', 'with --flag: only zones of this level (1, 2, quasi, or the word the layer has)')
    .option('--all', 'with --flag: also what is clear and what could not be checked')
    .option('--private', 'with --flag: also who decided about a flag on review, and why, which are not public')
    .hook('preAction', (_, action) => refuseMixture(action.opts()));
}

/** @throws DomainError `option_unusable`: an option that would be passed over in silence. */
function refuseMixture(options: { flag?: string }): void {
  if (options.flag === undefined) refuseWithout('--flag', options, OF_FLAGS);
  else refuseBeside('--flag', options, OF_THE_LIST);
}

export async function printFlags(context: CommandContext, options: FlagOptions): Promise<void> {
  const flag = parseFlag(options.flag!);
  const db = await context.open();
  const { key, ...place } = await getDistrict(db, options.district);
  const asOf = options.asOf ?? today(place);
  const { all, private: reveal } = options;
  const level = options.level === undefined ? undefined : parseLevel(options.level);
  const { missing, district, ...report } = await flagReport(db, key, { flag, asOf, level, all, reveal });
  // an empty list must not be read as clear, whatever the format
  if (missing.length > 0 && !all)
    context.err(
      `未核查 not checked: ${missing.join(', ')} — 没有在 ${asOf} 有效的${level ? `${level} 级` : '图层'} no zone ${level ? `of level ${level} ` : ''}valid on ${asOf} is loaded (--all 列出 lists them)\n`,
    );
  const notes = [...report.notes, ...(await footer(context, district, asOf))];
  await answer(context, { ...report, notes, of: district, beside: { missing } }, options);
}
