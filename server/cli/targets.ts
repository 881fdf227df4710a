/** `atlas targets`: the plan's targets and the district's own. */
import { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import { reportNotes } from '../report/notes.ts';
import { targetListReport } from '../report/targets/report.ts';
import { parsePack, targetsOf } from '../report/targets/targets.ts';
import {
  addTarget,
  editTarget,
  type GivenTarget,
  OWN_FIELDS,
  type OwnTarget,
  ownId,
  removeTarget,
} from '../rules/targets/own-targets.ts';
import type { Target } from '../rules/targets/target.ts';
import { type AnswerOptions, answer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';

interface ListOptions extends AnswerOptions {
  pack?: string;
}
interface WriteOptions extends AnswerOptions {
  author: string;
  reason?: string;
}

const HELP = `fields: ${OWN_FIELDS.join(', ')}; lists with commas, nothing after = to empty a field`;

export function targetsCommand(context: CommandContext): Command {
  const list = withAnswerOptions(new Command('list'))
    .description("the plan's targets, then the district's own")
    .option('--pack <plan>', "QP, SC, JY, NT or QJ; the district's own when left out")
    .action((options: ListOptions) => printList(context, options));
  return new Command('targets')
    .description('what is to be reached by when; atlas report targets says how far it is')
    .addCommand(list, { isDefault: true })
    .addCommand(
      written(new Command('add').description(`a target of the district's own; ${HELP}`)).action(
        (fields: string[], options: WriteOptions) =>
          printWritten(context, options, (db, key) => addTarget(db, key, parseFields(fields), options)),
      ),
    )
    .addCommand(
      written(new Command('edit').description(`change one of its own; ${HELP}`).argument('<id>', 'own-3 or 3')).action(
        (id: string, fields: string[], options: WriteOptions) =>
          printWritten(context, options, (db, key) => editTarget(db, key, ownId(id), parseFields(fields), options)),
      ),
    )
    .addCommand(removeCommand(context));
}

function written(command: Command): Command {
  return signed(withAnswerOptions(command.argument('<field=value...>', 'e.g. due=2024-06-30')));
}

function signed(command: Command): Command {
  return command
    .option('--author <name>', 'who stands in the history', 'cli')
    .option('--reason <text>', 'why, for the history');
}

function removeCommand(context: CommandContext): Command {
  return signed(new Command('remove'))
    .description("take away one of the district's own; those of plans stay")
    .argument('<id>', 'own-3 or 3')
    .option('--district <key>', 'the district; may be left out when there is one')
    .action(async (id: string, options: Pick<WriteOptions, 'district' | 'author' | 'reason'>) => {
      const db = await context.open();
      const { key } = await getDistrict(db, options.district);
      await removeTarget(db, key, ownId(id), options);
      context.err(`指标 ${id} 已删除。 Target ${id} is removed.\n`);
    });
}

async function printList(context: CommandContext, { pack, ...options }: ListOptions): Promise<void> {
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const targets = await targetsOf(db, district, parsePack(pack));
  await answer(context, { ...targetListReport(targets, options.format, reportNotes(district)), of: district }, options);
}

async function printWritten(
  context: CommandContext,
  options: WriteOptions,
  write: (db: Awaited<ReturnType<CommandContext['open']>>, key: string) => Promise<Target>,
): Promise<void> {
  const db = await context.open();
  const { key } = await getDistrict(db, options.district);
  await answer(context, targetListReport([await write(db, key)], options.format, []), options);
}

type Parse = (text: string) => string | string[] | number | boolean;

const list: Parse = (text) =>
  text
    .split(/[,，、]/)
    .map((each) => each.trim())
    .filter(Boolean);
const number: Parse = (text) => {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw badField(text);
};

const PARSE: Partial<Record<keyof OwnTarget, Parse>> = {
  scope_names: list,
  types: list,
  subtypes: list,
  within_m: number,
  threshold: number,
  after_km: number,
  dry_weather: (text) => ['true', 'yes', '是', '1'].includes(text),
};

/** Lists are emptied, words and numbers become null. */
const EMPTY: Partial<Record<keyof OwnTarget, OwnTarget[keyof OwnTarget]>> = {
  scope_names: [],
  types: [],
  subtypes: [],
  dry_weather: false,
  after_km: 0,
};

function parseFields(fields: readonly string[]): GivenTarget {
  return Object.fromEntries(
    fields.map((field) => {
      const [, name = '', text = ''] = /^(\w+)=(.*)$/s.exec(field) ?? [];
      const known = OWN_FIELDS.find((each) => each === name);
      if (!known) throw badField(field);
      return [known, text === '' ? (EMPTY[known] ?? null) : (PARSE[known]?.(text) ?? text)];
    }),
  );
}

function badField(given: string): DomainError {
  return new DomainError(
    'bad_field',
    `"${given}" cannot be taken; ${HELP}.`,
    `“${given}”无法识别；字段：${OWN_FIELDS.join('、')}。`,
  );
}
