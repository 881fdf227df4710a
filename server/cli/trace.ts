/** `atlas trace`: which water is reached from an outfall or a point, and what lies on it. */
import { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import { loadSnapshot } from '../district/snapshot.ts';
import { traceQuery } from '../report/trace/ask.ts';
import { traceFrom } from '../report/trace/trace.ts';
import { traceReport } from '../report/trace/trace-report.ts';
import { type AnswerOptions, answer, embeddedNotes, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';

interface TraceOptions extends AnswerOptions {
  from: string;
  mode: string;
  distanceKm?: string;
}

export function traceCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('trace'))
    .description('"if something were discharged here": the water it reaches along the rivers, and what lies on it')
    .requiredOption('--from <start>', 'outfall:ID or point:LON,LAT (degrees)')
    .requiredOption(
      '--mode <mode>',
      'UM up the river itself, UT up with tributaries, DM down the main stem, DD down with diversions',
    )
    .option('--distance-km <km>', 'so far along the water; to the ends of the rivers when left out')
    .action((options: TraceOptions) => printTrace(context, options));
}

async function printTrace(context: CommandContext, options: TraceOptions): Promise<void> {
  const query = traceQuery(options);
  const db = await context.open();
  const { key } = await getDistrict(db, options.district);
  const traced = await traceFrom(db, () => loadSnapshot(db, key), query);
  const report = traceReport(traced, await embeddedNotes(context));
  await answer(context, report, options, { name: 'trace', district: traced.snapshot.district });
}
