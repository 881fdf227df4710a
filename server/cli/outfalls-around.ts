/** `atlas outfalls --list` and `--group department`: what follows from an outfall's surroundings and the plan's task list. */
import type { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import { departmentReport } from '../report/bodies/departments.ts';
import { listReport } from '../report/surroundings/columns.ts';
import { type AroundList, aroundList, OUTFALL_LISTS, parseList } from '../report/surroundings/lists.ts';
import { type AnswerOptions, answer, footer } from './answer.ts';
import type { CommandContext } from './context.ts';
import { refuseBeside, refuseWithout } from './unusable.ts';
import { wrongValue } from './usage-refusal.ts';

export interface AroundOptions extends AnswerOptions {
  list?: string;
  within?: number;
  bank?: number;
  group?: string;
}

/** What narrows the plain list does not narrow these. */
const OF_THE_LIST = ['status', 'type', 'stage', 'river', 'town', 'scope', 'limit', 'after', 'flag'] as const;

export function withAroundOptions(command: Command): Command {
  return command
    .option('--list <name>', `${OUTFALL_LISTS.join(', ')}: what follows from the sewers around`)
    .option('--within <metres>', 'with --list: of pipe ends (5), of a connection on the same bank (500)', parseMetres)
    .option('--group <what>', 'department: counts per department and town by the plan of the district')
    .hook('preAction', (_, action) => refuseMixture(action.opts()));
}

export function parseMetres(text: string): number {
  const metres = Number(text);
  if (text.trim() !== '' && Number.isFinite(metres)) return metres;
  throw wrongValue('write metres as a number.', '请写米数。');
}

/** @throws DomainError `option_unusable`, `group_unknown`. */
function refuseMixture(options: Record<string, unknown>): void {
  const { list, group, within } = options;
  if (group !== undefined && group !== 'department')
    throw new DomainError(
      'group_unknown',
      `No group "${group}": use department.`,
      `没有“${group}”分组，可用：department。`,
    );
  const asked = list !== undefined ? '--list' : group !== undefined ? '--group' : undefined;
  if (list !== undefined) refuseBeside('--list', { group }, ['group']);
  else refuseWithout('--list', { within }, ['within']);
  if (asked) refuseBeside(asked, options, OF_THE_LIST);
}

export function printOutfallList(context: CommandContext, options: AroundOptions): Promise<void> {
  return printAround(context, parseList(options.list!, OUTFALL_LISTS), options);
}

export async function printAround(context: CommandContext, list: AroundList, options: AroundOptions): Promise<void> {
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const question = { list, within: options.within, bank: options.bank };
  const found = await aroundList(db, district, question);
  // an empty list must not be read as none, whatever the format
  if (found.missing.length > 0) context.err(`未核查 not checked: ${found.missing.join(', ')} — 没有导入 not loaded\n`);
  const report = listReport(question, found);
  const notes = [...report.notes, ...(await footer(context, district))];
  await answer(context, { ...report, notes, of: district }, options);
}

export async function printDepartments(context: CommandContext, options: AnswerOptions): Promise<void> {
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const report = await departmentReport(db, district);
  if (report.rows.length === 0) context.err(`${report.notes[0]}\n`);
  const notes = [...report.notes, ...(await footer(context, district))];
  await answer(context, { ...report, notes, of: district }, options);
}
