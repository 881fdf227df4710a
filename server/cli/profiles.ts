/** `atlas profiles`: saved ways to read files, made by `atlas import --save-profile`. */
import { Command } from 'commander';
import { getDistrict, listDistricts } from '../district/district.ts';
import { deleteProfile, getProfile, listProfiles, type Profile } from '../import/profiles.ts';
import type { Report, Row } from '../report/report.ts';
import { type AnswerOptions, answer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';

interface PlaceOptions {
  district?: string;
  forAllDistricts?: boolean;
}

export function profilesCommand(context: CommandContext): Command {
  const list = withAnswerOptions(new Command('list'))
    .description("the district's profiles and those for all districts")
    .action((options: AnswerOptions) => printProfiles(context, options));
  const show = withAnswerOptions(new Command('show'))
    .description('what one profile says')
    .argument('<name>', 'its name')
    .action((name: string, options: AnswerOptions) => printProfile(context, name, options));
  const remove = new Command('delete')
    .description('forget a profile; batches read with it keep its name')
    .argument('<name>', 'its name')
    .option('--district <key>', 'the district; may be left out when there is one')
    .option('--for-all-districts', 'the profile for every district, not one of the district')
    .action((name: string, options: PlaceOptions) => removeProfile(context, name, options));
  return new Command('profiles')
    .description('saved ways to read files: columns, coordinate system, conditions')
    .addCommand(list, { isDefault: true })
    .addCommand(show)
    .addCommand(remove);
}

/** Profiles for all districts can be looked at before there is any district. */
async function placeOf(context: CommandContext, district: string | undefined): Promise<string | null> {
  const db = await context.open();
  if (district === undefined && (await listDistricts(db)).length === 0) return null;
  return (await getDistrict(db, district)).key;
}

async function printProfiles(context: CommandContext, options: AnswerOptions): Promise<void> {
  const profiles = await listProfiles(await context.open(), await placeOf(context, options.district));
  const rows = options.format === 'json' ? profiles.map((profile) => ({ ...profile })) : profiles.map(inWords);
  await answer(context, { ...PROFILES, rows }, options);
}

async function printProfile(context: CommandContext, name: string, options: AnswerOptions): Promise<void> {
  const profile = await getProfile(await context.open(), await placeOf(context, options.district), name);
  if (options.format === 'json' && !options.out) return context.out(`${JSON.stringify(profile, null, 2)}\n`);
  await answer(context, { ...PROFILES, rows: [inWords(profile)] }, options);
}

async function removeProfile(context: CommandContext, name: string, options: PlaceOptions): Promise<void> {
  const place = options.forAllDistricts ? null : await placeOf(context, options.district);
  await deleteProfile(await context.open(), place, name);
  context.err(`profile ${name} deleted\n方案 ${name} 已删除\n`);
}

/** As the options of an import are written. */
function inWords({ map, where, defaults, unpivot, control, ...profile }: Profile): Row {
  const pairs = (of: object) =>
    Object.entries(of)
      .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join('|') : value}`)
      .join(',');
  return {
    ...profile,
    map: pairs(map),
    where: where.map(({ column, value }) => `${column}=${value}`).join(' '),
    defaults: pairs(defaults),
    unpivot: pairs(unpivot ?? {}),
    control: control?.name ?? null,
  };
}

const PROFILES: Report = {
  title: { zh: '导入方案', en: 'Mapping profiles' },
  columns: [
    { key: 'name', zh: '方案', en: 'profile' },
    { key: 'district', zh: '辖区', en: 'district' },
    { key: 'layer', zh: '图层', en: 'layer' },
    { key: 'map', zh: '映射', en: 'mapping' },
    { key: 'crs', zh: '坐标系', en: 'crs' },
    { key: 'where', zh: '条件', en: 'where' },
    { key: 'defaults', zh: '默认值', en: 'defaults' },
    { key: 'source_layer', zh: '源图层', en: 'source layer' },
    { key: 'control', zh: '控制点', en: 'control points' },
    { key: 'unpivot', zh: '宽表规则', en: 'unpivot' },
    { key: 'author', zh: '作者', en: 'author' },
    { key: 'updated_at', zh: '更新', en: 'updated' },
  ],
  rows: [],
  notes: [],
};
