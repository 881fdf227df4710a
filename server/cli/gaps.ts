/** `atlas gaps`: what is still to do, split by town, in order along each river. */
import { Command } from 'commander';
import { GAP_COLUMNS, ZONE_GAP_COLUMNS } from '../report/columns.ts';
import { groupNotes } from '../report/facets/notes.ts';
import { parseScope } from '../report/facets/scope.ts';
import { gapRows } from '../report/gaps.ts';
import { parseZoneGroup, ZONE_GROUPS } from '../report/groups.ts';
import { routeLines } from '../report/route-lines.ts';
import { parseWithin } from '../report/zone-groups.ts';
import {
  answer,
  footer,
  openSnapshot,
  type PeriodOptions,
  parseMode,
  withPeriodOptions,
  withScopeOption,
} from './answer.ts';
import type { CommandContext } from './context.ts';

export function gapsCommand(context: CommandContext): Command {
  return withScopeOption(withPeriodOptions(new Command('gaps')))
    .description('unsurveyed stretches; --format geojson gives their lines')
    .option('--group <group>', `only inside such zones, a list for each: ${ZONE_GROUPS.join('|')}`)
    .option('--within <metres>', 'with --group venue: how far around a venue (1000)')
    .action(async (options: PeriodOptions & { group?: string; within?: string; scope?: string }) => {
      const mode = parseMode(options.mode);
      const group = options.group === undefined ? undefined : parseZoneGroup(options.group);
      const [withinM, scope] = [parseWithin(options.within), parseScope(options.scope)];
      const snapshot = await openSnapshot(context, options);
      const rows = gapRows(snapshot, { mode, asOf: options.asOf, group, withinM, scope }).map((row) => ({ ...row }));
      const report = {
        title: { zh: '排查缺口', en: 'Survey gaps' },
        columns: group ? ZONE_GAP_COLUMNS : GAP_COLUMNS,
        rows,
        notes: [...(await footer(context, snapshot.district, options.asOf)), ...groupNotes({ group, withinM, scope })],
        geometries: () => routeLines(snapshot, rows),
      };
      await answer(context, report, options);
    });
}
