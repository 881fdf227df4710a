/** `atlas rivers`: drawn and official lengths. */
import { Command } from 'commander';
import { RIVER_COLUMNS } from '../report/columns.ts';
import { GROUPS, parseGroup } from '../report/groups.ts';
import { riverRows } from '../report/rivers.ts';
import { type AnswerOptions, answer, footer, openSnapshot, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';

export function riversCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('rivers'))
    .description('river lengths by district, river, town or level; towns and outside add up to the district')
    .option('--group <group>', GROUPS.join('|'), 'district')
    .action(async (options: AnswerOptions & { group: string }) => {
      const group = parseGroup(options.group);
      const snapshot = await openSnapshot(context, options);
      const title = { zh: '河道长度', en: 'River lengths' };
      const rows = riverRows(snapshot, group).map((row) => ({ ...row }));
      await answer(
        context,
        { title, columns: RIVER_COLUMNS, rows, notes: await footer(context, snapshot.district) },
        options,
      );
    });
}
