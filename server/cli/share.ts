/** `atlas share`: links that show one district to whoever has them, until a day. */
import { Command, Option } from 'commander';
import { getDistrict } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import { createShare, listShares, revokeShare, type Share, withIsoTimes } from '../register/shares.ts';
import type { Report } from '../report/report.ts';
import { parseLayerWords } from '../report/tile-layers/parse-layers.ts';
import { type AnswerOptions, answer } from './answer.ts';
import type { CommandContext } from './context.ts';

interface CreateOptions {
  district?: string;
  name: string;
  expires: string;
  layers?: string;
  author: string;
  format: 'text' | 'json';
}

export function shareCommand(context: CommandContext): Command {
  return new Command('share')
    .description('read-only links with a last day: ?share=… in addresses of pages, tiles and the API')
    .addCommand(createCommand(context))
    .addCommand(listCommand(context))
    .addCommand(
      withList(new Command('revoke'))
        .description('a link shows nothing from now on')
        .argument('<id>', 'the number of the share, as `atlas share list` has it')
        .action(async (id: string, options: AnswerOptions) =>
          printShares(context, [await revokeShare(await context.open(), parseId(id))], options),
        ),
    );
}

function createCommand(context: CommandContext): Command {
  return new Command('create')
    .description('make a link to a district and print its secret, once: only its hash is kept')
    .requiredOption('--name <name>', 'for whom')
    .requiredOption('--expires <date>', 'the last day it is good for (UTC)')
    .option(
      '--layers <names>',
      'tile layers it shows, named as an embed names them, with commas between; all that is public when left out',
    )
    .option('--author <name>', 'who stands as its maker', 'cli')
    .option('--district <key>', 'the district; may be left out when there is one')
    .addOption(new Option('--format <name>', 'how to print it').choices(['text', 'json']).default('text'))
    .action(async ({ district, layers, format, ...asked }: CreateOptions) => {
      const db = await context.open();
      const { key } = await getDistrict(db, district);
      const known = layers === undefined ? undefined : parseLayerWords(layers.split(','));
      const { secret, ...share } = withIsoTimes(await createShare(db, { ...asked, district: key, layers: known }));
      if (format === 'json') return context.out(`${JSON.stringify({ ...share, secret }, null, 2)}\n`);
      context.err(`分享链接 share ${share.id} (${key}, until ${share.expires_at}); 仅显示一次 shown only now\n`);
      context.out(`${secret}\n`);
    });
}

function listCommand(context: CommandContext): Command {
  return withList(new Command('list'))
    .description('the links of a district, ended ones too, without their secrets')
    .option('--district <key>', 'the district; may be left out when there is one')
    .action(async ({ district, ...options }: AnswerOptions & { district?: string }) => {
      const db = await context.open();
      return printShares(context, await listShares(db, (await getDistrict(db, district)).key), options);
    });
}

function withList(command: Command): Command {
  return command
    .addOption(new Option('--format <name>', 'how to print it').choices(['table', 'json', 'csv']).default('table'))
    .option('--out <file>', 'write the answer to a file instead of stdout');
}

async function printShares(context: CommandContext, shares: Share[], options: AnswerOptions): Promise<void> {
  const rows = shares.map((share) => ({ ...withIsoTimes(share), layers: share.layers?.join(',') ?? null }));
  await answer(context, { ...SHARES, rows }, options);
}

function parseId(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new DomainError('share_unknown', `"${text}" is not the number of a share.`, `“${text}”不是分享链接编号。`);
}

const SHARES: Report = {
  title: { zh: '分享链接', en: 'Shares' },
  columns: [
    { key: 'id', zh: '编号', en: 'id' },
    { key: 'name', zh: '给谁', en: 'name' },
    { key: 'layers', zh: '图层', en: 'layers' },
    { key: 'created_by', zh: '创建人', en: 'created by' },
    { key: 'created_at', zh: '创建', en: 'created' },
    { key: 'expires_at', zh: '到期', en: 'expires' },
    { key: 'revoked_at', zh: '收回', en: 'revoked' },
  ],
  rows: [],
  notes: [],
};
