/** `atlas gaps plan`: a day over the gaps near a place. */
import { Command } from 'commander';
import { dayPlan, type PlanQuery, parseStart, SHORTEST_VISIT_M } from '../report/gaps/plan.ts';
import { planReport } from '../report/gaps/plan-report.ts';
import { answer, footer, openSnapshot } from './answer.ts';
import type { CommandContext } from './context.ts';
import { type GapOptions, gapQuery, parseNumber, withGapOptions } from './gap-options.ts';

interface PlanOptions extends GapOptions {
  start: string;
  hours: string;
  speedKmh: string;
  travelKmh?: string;
}

export function planCommand(context: CommandContext): Command {
  return withGapOptions(new Command('plan'), {
    mode: 'above_water',
    maxLength: '500',
    minLength: `${SHORTEST_VISIT_M}`,
  })
    .description('a suggested day: which gap pieces in which order; --format gpx for the receiver, html to print')
    .requiredOption('--start <lon,lat>', 'where the crew sets out and comes back to, degrees')
    .requiredOption('--hours <hours>', 'how long the day is, travel included')
    .requiredOption('--speed-kmh <km/h>', 'how fast the crew surveys')
    .option('--travel-kmh <km/h>', 'how fast it gets from piece to piece (30)')
    .action((options: PlanOptions) => printPlan(context, options));
}

async function printPlan(context: CommandContext, options: PlanOptions): Promise<void> {
  const snapshot = await openSnapshot(context, options);
  const query: PlanQuery = {
    ...gapQuery(snapshot, { mode: 'above_water', ...options }),
    start: parseStart(options.start),
    hours: parseNumber('hours', options.hours)!,
    surveyKmh: parseNumber('speed-kmh', options.speedKmh)!,
    travelKmh: parseNumber('travel-kmh', options.travelKmh),
  };
  const plan = await dayPlan(await context.open(), snapshot, query);
  const notes = await footer(context, snapshot.district, options.asOf);
  const report = planReport(snapshot, query, plan, notes);
  await answer(context, { ...report, beside: { totals: plan.totals } }, options, {
    name: 'gap-plan',
    district: snapshot.district,
  });
}
