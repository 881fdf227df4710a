/** `atlas outfalls edit ID field=value…` and `atlas outfalls add field=value…`. */
import { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import { readDate } from '../import/rows/cells.ts';
import { addOutfall } from '../register/add-outfall.ts';
import { type EditReport, editOutfall } from '../register/edit-outfall.ts';
import { refuseOnMap } from '../report/render/formats.ts';
import type { Report } from '../report/report.ts';
import { type AnswerOptions, answer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { wrongValue } from './usage-refusal.ts';

interface EditOptions extends AnswerOptions {
  on?: string;
  author: string;
  reason?: string;
  version?: number;
}

export function editCommand(context: CommandContext): Command {
  return withEditOptions(new Command('edit'))
    .description(
      'change fields of an outfall; `atlas import --fields outfalls` has them. rejected is a status, nothing is deleted',
    )
    .argument('<id>', 'its id', parseId)
    .argument('<changes...>', 'field=value; field= empties it; lon=… lat=… correct the recorded point')
    .option('--seen <version>', 'refuse when the outfall changed after this data version', parseId)
    .action(async (id: number, changes: string[], { seen, ...options }: EditOptions & { seen?: number }) => {
      const db = await prepare(context, options);
      const { key } = await getDistrict(db, options.district);
      await printEdit(
        context,
        await editOutfall(db, key, id, parsePairs(changes), { ...options, version: seen }),
        options,
      );
    });
}

export function addCommand(context: CommandContext): Command {
  return withEditOptions(new Command('add'))
    .description('add an outfall by lon=… lat=… and other fields; it is linked at once')
    .argument('<fields...>', 'field=value')
    .action(async (fields: string[], options: EditOptions) => {
      const db = await prepare(context, options);
      const { key } = await getDistrict(db, options.district);
      await printEdit(context, await addOutfall(db, key, parsePairs(fields), options), options);
    });
}

function withEditOptions(command: Command): Command {
  return withAnswerOptions(command)
    .option('--on <date>', 'the day since when the given states hold', parseDay)
    .option('--author <name>', 'who stands in the history', 'cli')
    .option('--reason <text>', 'why, for the history');
}

/** Before, not after, something is written. */
async function prepare(context: CommandContext, { format }: EditOptions) {
  refuseOnMap(format, EDIT.title);
  return context.open();
}

export function parseDay(text: string): string {
  const day = readDate(text.trim());
  if (day !== undefined) return day;
  throw wrongValue('write a day like 2024-05-01.', '请写日期，如 2024-05-01。');
}

function parseId(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw wrongValue('write a whole number.', '请写整数。');
}

function parsePairs(pairs: readonly string[]): Record<string, string | null> {
  const given: Record<string, string | null> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at < 1) throw new DomainError('bad_pair', `"${pair}" is not FIELD=VALUE.`, `“${pair}”应写作 字段=值。`);
    if (name in given) throw new DomainError('field_twice', `${name} is given twice.`, `${name} 给出了两次。`);
    given[name] = pair.slice(at + 1).trim() || null;
  }
  return given;
}

const EDIT: Pick<Report, 'title' | 'columns'> = {
  title: { zh: '排污口变更', en: 'Outfall changed' },
  columns: [
    { key: 'id', zh: '序号', en: 'id' },
    { key: 'version', zh: '数据版本', en: 'version' },
    { key: 'field', zh: '字段', en: 'field' },
    { key: 'before', zh: '原值', en: 'before' },
    { key: 'after', zh: '新值', en: 'after' },
  ],
};

async function printEdit(context: CommandContext, report: EditReport, options: AnswerOptions): Promise<void> {
  const { id, version, changes, warnings } = report;
  if (!report.changed) context.err('没有变化，未写入。 Nothing differs from what stands there; nothing was written.\n');
  for (const { code, reason_zh, reason_en } of warnings) context.err(`warning ${code}: ${reason_zh} / ${reason_en}\n`);
  await answer(context, { ...EDIT, rows: changes.map((change) => ({ id, version, ...change })), notes: [] }, options);
}
