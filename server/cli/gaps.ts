/** `atlas gaps`: what is still to do, split by town, numbered in order along each river. */
import { Command } from 'commander';
import { gapReport } from '../report/gaps/report.ts';
import { parseZoneGroup, ZONE_GROUPS } from '../report/groups.ts';
import { parseWithin } from '../report/zone-groups.ts';
import { answer, footer, openSnapshot, sayLayers } from './answer.ts';
import type { CommandContext } from './context.ts';
import { type GapOptions, gapQuery, withGapOptions } from './gap-options.ts';
import { checkCommand } from './gaps-check.ts';
import { planCommand } from './gaps-plan.ts';

interface ListOptions extends GapOptions {
  group?: string;
  within?: string;
  access?: boolean;
}

export function gapsCommand(context: CommandContext): Command {
  const list = withGapOptions(new Command('list'))
    .description('unsurveyed stretches; --format geojson, gpx or kml gives their lines')
    .option('--group <group>', `only inside such zones, a list for each: ${ZONE_GROUPS.join('|')}`)
    .option('--within <metres>', 'with --group venue: how far around a venue (1000)')
    .option('--access', 'with the nearest place on land within 1 km from which to get to the water')
    .action((options: ListOptions) => printGaps(context, options));
  return new Command('gaps')
    .description('what is still to survey')
    .addCommand(list, { isDefault: true })
    .addCommand(planCommand(context))
    .addCommand(checkCommand(context));
}

async function printGaps(context: CommandContext, options: ListOptions): Promise<void> {
  const group = options.group === undefined ? undefined : parseZoneGroup(options.group);
  const withinM = parseWithin(options.within);
  const snapshot = await openSnapshot(context, options);
  const query = { ...gapQuery(snapshot, options), group, withinM, access: options.access };
  sayLayers(context, snapshot, query, options);
  const notes = await footer(context, snapshot.district, options.asOf);
  const report = await gapReport(await context.open(), snapshot, query, notes);
  await answer(context, report, options, { name: 'gaps', district: snapshot.district });
}
