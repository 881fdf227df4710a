/** `atlas rivers`: drawn and official lengths. */
import { Command } from 'commander';
import { RIVER_COLUMNS } from '../report/columns.ts';
import { ALL_GROUPS, parseGroup } from '../report/groups.ts';
import { riverRows } from '../report/rivers.ts';
import { groupNotes, parseWithin } from '../report/zone-groups.ts';
import { type AnswerOptions, answer, footer, openSnapshot, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';

export function riversCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('rivers'))
    .description('river lengths and outfalls on them by district, river, town, level or zone; towns and outside add up')
    .option('--group <group>', ALL_GROUPS.join('|'), 'district')
    .option('--within <metres>', 'with --group venue: how far around a venue (1000)')
    .option('--as-of <date>', 'zones that hold on this local day, YYYY-MM-DD')
    .action(async (options: AnswerOptions & { group: string; within?: string; asOf?: string }) => {
      const group = parseGroup(options.group);
      const withinM = parseWithin(options.within);
      const snapshot = await openSnapshot(context, options);
      const title = { zh: '河道长度', en: 'River lengths' };
      const rows = riverRows(snapshot, { group, withinM, asOf: options.asOf }).map((row) => ({ ...row }));
      const notes = [...(await footer(context, snapshot.district, options.asOf)), ...groupNotes(group, withinM)];
      await answer(context, { title, columns: RIVER_COLUMNS, rows, notes }, options);
    });
}
