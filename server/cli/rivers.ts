/** `atlas rivers`: drawn and official lengths. */
import { Command } from 'commander';
import { riverColumns } from '../report/columns.ts';
import { groupNotes } from '../report/facets/notes.ts';
import { parseScope } from '../report/facets/scope.ts';
import { parsePhase } from '../report/funding/payers.ts';
import { parseGroups, RIVER_GROUPS } from '../report/groups.ts';
import { riverRows } from '../report/rivers.ts';
import { parseWithin } from '../report/zone-groups.ts';
import { PHASES } from '../rules/funding/rule.ts';
import {
  type AnswerOptions,
  answer,
  footer,
  KNOWN_AT,
  openSnapshot,
  sayLayers,
  withAnswerOptions,
  withScopeOption,
} from './answer.ts';
import type { CommandContext } from './context.ts';

export function riversCommand(context: CommandContext): Command {
  return withScopeOption(withAnswerOptions(new Command('rivers')))
    .description('river lengths and outfalls on them by river or place; towns and outside add up')
    .option(
      '--group <group>',
      `${RIVER_GROUPS.join('|')}; two crossed with a comma: town,level; funding needs --phase`,
      'district',
    )
    .option('--within <metres>', 'with --group venue: how far around a venue (1000)')
    .option('--phase <phase>', `needed by --group funding, the phase paid for: ${PHASES.join('|')}`)
    .option('--as-of <date>', 'zones that hold on this local day, YYYY-MM-DD')
    .option('--known-at <moment>', KNOWN_AT)
    .action((options: RiverOptions) => printRivers(context, options));
}

interface RiverOptions extends AnswerOptions {
  group: string;
  within?: string;
  asOf?: string;
  knownAt?: string;
  scope?: string;
  phase?: string;
}

async function printRivers(context: CommandContext, options: RiverOptions): Promise<void> {
  const groups = parseGroups(options.group, RIVER_GROUPS);
  const [withinM, scope] = [parseWithin(options.within), parseScope(options.scope)];
  const snapshot = await openSnapshot(context, options);
  const query = { ...groups, withinM, scope, asOf: options.asOf, phase: parsePhase(options.phase) };
  const rows = riverRows(snapshot, query).map((row) => ({ ...row }));
  const notes = [...(await footer(context, snapshot.district, options.asOf)), ...groupNotes(snapshot, query)];
  sayLayers(context, snapshot, query, options);
  const title = { zh: '河道长度', en: 'River lengths' };
  await answer(context, { title, columns: riverColumns(groups), rows, notes, of: snapshot.district }, options);
}
