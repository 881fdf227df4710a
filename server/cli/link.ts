/** `atlas link`: where outfalls sit on the river, and which of these links wait for a person. */
import { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import { LINK_COLUMNS } from '../report/columns.ts';
import { linkCounts, linkRows } from '../report/links.ts';
import { type AnswerOptions, answer, footer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';

const COUNT_COLUMNS = [
  { key: 'status', zh: '状态', en: 'status' },
  { key: 'confidence', zh: '可信度', en: 'confidence' },
  { key: 'reason', zh: '待核原因', en: 'reason' },
  { key: 'outfalls', zh: '排污口数', en: 'outfalls' },
];

interface LinkOptions extends AnswerOptions {
  list?: boolean;
  review?: boolean;
}

export function linkCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('link'))
    .description('links of outfalls to rivers: counts, or with --list each one')
    .option('--list', 'every link with its candidates')
    .option(
      '--review',
      'of --list, which it stands for, only the links that wait for a person (ambiguous, name disagrees, unlinked)',
    )
    .action(async (options: LinkOptions) => {
      const db = await context.open();
      const district = await getDistrict(db, options.district);
      const notes = await footer(context, district);
      if (options.list || options.review) {
        const rows = (await linkRows(db, district.key, options.review ? 'proposed' : undefined)).map((row) => ({
          ...row,
        }));
        await answer(
          context,
          { title: { zh: '排污口挂接', en: 'Outfall links' }, columns: LINK_COLUMNS, rows, notes, of: district },
          options,
        );
      } else {
        const rows = await linkCounts(db, district.key);
        await answer(
          context,
          { title: { zh: '挂接统计', en: 'Link counts' }, columns: COUNT_COLUMNS, rows, notes, of: district },
          options,
        );
      }
    });
}
