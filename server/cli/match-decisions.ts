/** `atlas match merge|distinct|unmerge|reopen`: what a person decides about two records. */
import { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import {
  type DecisionReport,
  keepDistinct,
  mergeOutfalls,
  reopenPair,
  unmergeOutfall,
} from '../register/merge-outfalls.ts';
import { refuseOnMap } from '../report/render/formats.ts';
import type { Report } from '../report/report.ts';
import { type AnswerOptions, answer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { wrongValue } from './usage-refusal.ts';

interface DecisionOptions extends AnswerOptions {
  author: string;
  reason?: string;
}

export function decisionCommands(context: CommandContext): Command[] {
  const merge = withDecisionOptions(new Command('merge'))
    .description('two records are one outfall: the second goes into the first, with its codes and history')
    .argument('<keep>', 'the outfall that counts', parseId)
    .argument('<other>', 'the record that goes into it', parseId)
    .action((keep: number, other: number, options: DecisionOptions) =>
      decide(context, options, (db, key) => mergeOutfalls(db, key, { keep, other }, options)),
    );
  const distinct = withDecisionOptions(new Command('distinct'))
    .description('two outfalls are two, and are not proposed again')
    .argument('<one>', 'an outfall', parseId)
    .argument('<other>', 'the other', parseId)
    .action((one: number, other: number, options: DecisionOptions) =>
      decide(context, options, (db, key) => keepDistinct(db, key, [one, other], options)),
    );
  const unmerge = withDecisionOptions(new Command('unmerge'))
    .description('take a merged record out again: it counts as before')
    .argument('<id>', 'the record that was merged', parseId)
    .action((id: number, options: DecisionOptions) =>
      decide(context, options, (db, key) => unmergeOutfall(db, key, id, options)),
    );
  const reopen = withDecisionOptions(new Command('reopen'))
    .description('take back that two outfalls are two: they may be proposed again')
    .argument('<one>', 'an outfall', parseId)
    .argument('<other>', 'the other', parseId)
    .action((one: number, other: number, options: DecisionOptions) =>
      decide(context, options, (db, key) => reopenPair(db, key, [one, other], options)),
    );
  return [merge, distinct, unmerge, reopen];
}

function withDecisionOptions(command: Command): Command {
  return withAnswerOptions(command)
    .option('--author <name>', 'who stands in the history', 'cli')
    .option('--reason <text>', 'why, for the history');
}

type Decide = (db: Awaited<ReturnType<CommandContext['open']>>, district: string) => Promise<DecisionReport>;

async function decide(context: CommandContext, options: DecisionOptions, what: Decide): Promise<void> {
  refuseOnMap(options.format, DECIDED.title);
  const db = await context.open();
  const { key } = await getDistrict(db, options.district);
  const report = await what(db, key);
  await answer(context, { ...DECIDED, rows: [{ ...report }] }, options);
}

function parseId(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw wrongValue('an id is a whole number.', '编号为整数。');
}

const DECIDED: Report = {
  title: { zh: '重复排污口的处理', en: 'Decided about two records' },
  columns: [
    { key: 'decision', zh: '决定', en: 'decision' },
    { key: 'keep', zh: '保留', en: 'keep' },
    { key: 'other', zh: '另一记录', en: 'other' },
    { key: 'status', zh: '状态', en: 'status' },
    { key: 'version', zh: '数据版本', en: 'data version' },
  ],
  rows: [],
  notes: [],
};
