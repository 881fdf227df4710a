/** `atlas scopes`: named sets of rivers, and what else a report can be restricted to. */
import { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import type { Level } from '../district/load-register.ts';
import { deleteRiverSet, listRiverSets, saveRiverSet } from '../register/river-sets.ts';
import type { Column } from '../report/report.ts';
import { type AnswerOptions, answer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';

interface ByOptions {
  district?: string;
  author: string;
}

interface SetOptions extends ByOptions {
  keys?: string;
  names?: string;
  levels?: string;
  mainOnly?: boolean;
  clause?: string;
  words?: string;
}

export function scopesCommand(context: CommandContext): Command {
  const list = withAnswerOptions(new Command('list'))
    .description('named sets of rivers; use as --scope set:NAME')
    .action((options: AnswerOptions) => printSets(context, options));
  const set = new Command('set')
    .description('make a set of rivers or write over it: those with one of the keys, names or levels')
    .argument('<name>', 'its name, as the plan says it')
    .option('--district <key>', 'the district; may be left out when there is one')
    .option('--keys <keys>', 'keys of rivers, comma-separated')
    .option('--names <names>', 'names of rivers, comma-separated')
    .option('--levels <levels>', 'municipal, district, town, village')
    .option('--main-only', 'only main routes: a main stem')
    .option('--clause <clause>', 'the clause that speaks of it, such as QJ-1')
    .option('--words <words>', "the plan's own words")
    .option('--author <name>', 'who stands in the history', 'cli')
    .action((name: string, options: SetOptions) => saveSet(context, name, options));
  const remove = new Command('delete')
    .description('forget a set')
    .argument('<name>', 'its name')
    .option('--district <key>', 'the district; may be left out when there is one')
    .option('--author <name>', 'who stands in the history', 'cli')
    .action((name: string, options: ByOptions) => removeSet(context, name, options));
  return new Command('scopes')
    .description('named sets of rivers that --scope restricts coverage, gaps and rivers to')
    .addCommand(list, { isDefault: true })
    .addCommand(set)
    .addCommand(remove);
}

const COLUMNS: Column[] = [
  { key: 'name', zh: '名称', en: 'name' },
  { key: 'rivers', zh: '河道数', en: 'rivers' },
  { key: 'length_km', zh: '图上长度 km', en: 'drawn length km', decimals: 6 },
  { key: 'keys', zh: '编号', en: 'keys' },
  { key: 'names', zh: '河道名', en: 'names' },
  { key: 'levels', zh: '等级', en: 'levels' },
  { key: 'main_only', zh: '只计干流', en: 'main only' },
  { key: 'clause', zh: '条款', en: 'clause' },
  { key: 'words', zh: '原文', en: 'words' },
];

async function printSets(context: CommandContext, options: AnswerOptions): Promise<void> {
  const db = await context.open();
  const { key } = await getDistrict(db, options.district);
  const sets = (await listRiverSets(db, key)).map((set) => ({ ...set }));
  const inWords = ({ keys, names, levels, ...set }: (typeof sets)[number]) => ({
    ...set,
    keys: keys.join(','),
    names: names.join(','),
    levels: levels.join(','),
  });
  const rows = options.format === 'json' ? sets : sets.map(inWords);
  await answer(context, { title: { zh: '河道集', en: 'River sets' }, columns: COLUMNS, rows, notes: [] }, options);
}

async function saveSet(context: CommandContext, name: string, options: SetOptions): Promise<void> {
  const db = await context.open();
  const { key } = await getDistrict(db, options.district);
  const { keys, names, levels, mainOnly, clause, words } = options;
  const lists = { keys: listOf(keys), names: listOf(names), levels: listOf(levels) as Level[] | undefined };
  const saved = await saveRiverSet(db, key, name, { ...lists, main_only: mainOnly, clause, words }, options);
  context.err(
    `${name}: ${saved.rivers} rivers, ${saved.length_km} km\n${name}：${saved.rivers} 条河道，${saved.length_km} 公里\n`,
  );
}

async function removeSet(context: CommandContext, name: string, options: ByOptions): Promise<void> {
  const db = await context.open();
  const { key } = await getDistrict(db, options.district);
  await deleteRiverSet(db, key, name, options);
  context.err(`river set ${name} deleted\n河道集 ${name} 已删除\n`);
}

const listOf = (text?: string) =>
  text
    ?.split(/[,，]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
