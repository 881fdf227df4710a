/** `atlas gaps`: what is still to do, split by town, in order along each river. */
import { Command } from 'commander';
import { GAP_COLUMNS } from '../report/columns.ts';
import { gapRows } from '../report/gaps.ts';
import { routeLines } from '../report/route-lines.ts';
import { answer, footer, openSnapshot, type PeriodOptions, parseMode, withPeriodOptions } from './answer.ts';
import type { CommandContext } from './context.ts';

export function gapsCommand(context: CommandContext): Command {
  return withPeriodOptions(new Command('gaps'))
    .description('unsurveyed stretches; --format geojson gives their lines')
    .action(async (options: PeriodOptions) => {
      const mode = parseMode(options.mode);
      const snapshot = await openSnapshot(context, options);
      const rows = gapRows(snapshot, { mode, asOf: options.asOf }).map((row) => ({ ...row }));
      const report = {
        title: { zh: '排查缺口', en: 'Survey gaps' },
        columns: GAP_COLUMNS,
        rows,
        notes: await footer(context, snapshot.district, options.asOf),
        geometries: () => routeLines(snapshot, rows),
      };
      await answer(context, report, options);
    });
}
