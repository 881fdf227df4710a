/** `atlas report funding`: who pays for a phase of the work. */
import { Command } from 'commander';
import { parseScope } from '../report/facets/scope.ts';
import { parsePhase } from '../report/funding/payers.ts';
import { fundingReport, sharedReport } from '../report/funding/report.ts';
import { PHASES } from '../rules/funding/rule.ts';
import { type AnswerOptions, answer, footer, openSnapshot, withAnswerOptions, withScopeOption } from './answer.ts';
import type { CommandContext } from './context.ts';
import { refuseBeside } from './unusable.ts';

interface FundingOptions extends AnswerOptions {
  phase: string;
  scope?: string;
  settled?: boolean;
  shared?: boolean;
}

export function fundingReportCommand(context: CommandContext): Command {
  return withScopeOption(withAnswerOptions(new Command('funding')))
    .description('who pays for a phase of the work: km per party, town and level, as the plan that holds says')
    .requiredOption('--phase <phase>', PHASES.join('|'))
    .option('--settled', 'only what is settled between the budgets of town and district')
    .option('--shared', 'the stretches two towns share, half each, instead')
    .action((options: FundingOptions) => printFunding(context, options));
}

async function printFunding(context: CommandContext, options: FundingOptions): Promise<void> {
  if (options.shared) refuseBeside('--shared', options, ['scope', 'settled']); // it has every such stretch of the district
  const query = { phase: parsePhase(options.phase), scope: parseScope(options.scope), settledOnly: options.settled };
  const snapshot = await openSnapshot(context, options);
  const notes = await footer(context, snapshot.district);
  const report = options.shared ? sharedReport(snapshot, notes) : fundingReport(snapshot, query, notes);
  await answer(context, report, options, { name: `funding-${options.phase}`, district: snapshot.district });
}
