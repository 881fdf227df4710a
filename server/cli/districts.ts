/** `atlas districts`: what is loaded. */
import { Command } from 'commander';
import { deriveAnew } from '../district/derive/catch-up.ts';
import { getDistrict, listDistricts } from '../district/district.ts';
import { DISTRICT_COLUMNS } from '../report/columns.ts';
import { packOf } from '../rules/packs.ts';
import { type AnswerOptions, answer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { editDistrictCommand } from './districts-edit.ts';

export function districtsCommand(context: CommandContext): Command {
  const list = withAnswerOptions(new Command('list'))
    .description('the districts in the database')
    .action(async (options: AnswerOptions) => {
      const districts = await listDistricts(await context.open());
      const rows = districts.map(({ key, name, planeSrid, version, synthetic, pack }) => ({
        key,
        name,
        plane_srid: planeSrid,
        version,
        synthetic,
        pack: packOf({ key, pack }),
      }));
      await answer(
        context,
        { title: { zh: '区', en: 'Districts' }, columns: DISTRICT_COLUMNS, rows, notes: [] },
        options,
      );
    });
  return new Command('districts')
    .description('the districts in the database, and their settings')
    .addCommand(list, { isDefault: true })
    .addCommand(editDistrictCommand(context))
    .addCommand(rebuildCommand(context));
}

function rebuildCommand(context: CommandContext): Command {
  return new Command('rebuild')
    .description(
      'make everything derived again: routes, links, coverage, zones; for derived tables that were edited or lost',
    )
    .argument('<key>', 'the district')
    .action(async (key: string) => {
      const db = await context.open();
      await getDistrict(db, key);
      await deriveAnew(db, key);
      const { version } = await getDistrict(db, key);
      context.err(
        `区 ${key} 已重算，数据版本 ${version}。 District ${key} is derived again: data version ${version}.\n`,
      );
    });
}
