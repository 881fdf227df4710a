/** `atlas districts edit KEY`: the settings of a district, by a named person. */
import { Command } from 'commander';
import { editDistrict, type GivenSettings } from '../register/edit-district.ts';
import { refuseOnMap } from '../report/render/formats.ts';
import type { Report } from '../report/report.ts';
import { type AnswerOptions, answer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { parseMetres } from './outfalls-around.ts';

interface EditOptions extends AnswerOptions {
  name?: string;
  pack?: string;
  onePassWidth?: number;
  staleAfter?: number;
  linkTolerance?: number;
  author: string;
  reason?: string;
}

export function editDistrictCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('edit'))
    .description('change settings of a district; what is measured with them is made again')
    .argument('<key>', 'the district')
    .option('--name <text>', 'its name')
    .option('--pack <plan>', 'the plan that holds: QP, SC, JY, NT, QJ; none: the one made for its code')
    .option('--one-pass-width <metres>', 'rivers wider than this have two banks to survey', parseMetres)
    .option('--stale-after <months>', 'surveys older than this are stale', parseMetres)
    .option('--link-tolerance <metres>', 'as far from the water an outfall is still linked to it', parseMetres)
    .option('--author <name>', 'who stands in the history', 'cli')
    .option('--reason <text>', 'why, for the history')
    .action((key: string, options: EditOptions) => printEdit(context, key, options));
}

const EDIT: Pick<Report, 'title' | 'columns'> = {
  title: { zh: '区设置变更', en: 'District changed' },
  columns: [
    { key: 'key', zh: '区', en: 'district' },
    { key: 'version', zh: '数据版本', en: 'version' },
    { key: 'field', zh: '字段', en: 'field' },
    { key: 'before', zh: '原值', en: 'before' },
    { key: 'after', zh: '新值', en: 'after' },
  ],
};

async function printEdit(context: CommandContext, key: string, options: EditOptions): Promise<void> {
  refuseOnMap(options.format, EDIT.title);
  const { version, changes } = await editDistrict(await context.open(), key, settingsOf(options), options);
  if (changes.length === 0)
    context.err('没有变化，未写入。 Nothing differs from what stands there; nothing was written.\n');
  await answer(context, { ...EDIT, rows: changes.map((change) => ({ key, version, ...change })), notes: [] }, options);
}

function settingsOf(options: EditOptions): GivenSettings {
  const { pack } = options;
  const given = {
    name: options.name,
    pack: pack === 'none' || pack === '' ? null : pack?.toUpperCase(),
    one_pass_width_m: options.onePassWidth,
    stale_after_months: options.staleAfter,
    link_tolerance_m: options.linkTolerance,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
