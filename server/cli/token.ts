/** `atlas token`: who may upload, undo and read what is not public over the API. */
import { Command, Option } from 'commander';
import { DomainError } from '../errors.ts';
import { type AccessToken, createToken, listTokens, ROLES, type Role, revokeToken } from '../register/tokens.ts';
import type { Report } from '../report/report.ts';
import { type AnswerOptions, answer } from './answer.ts';
import type { CommandContext } from './context.ts';

interface CreateOptions {
  role: Role;
  name?: string;
  expires?: string;
  format: 'text' | 'json';
}

export function tokenCommand(context: CommandContext): Command {
  return new Command('token')
    .description('tokens of the API: Authorization: Bearer …')
    .addCommand(createCommand(context))
    .addCommand(
      withList(new Command('list'))
        .description('all tokens, without their secrets')
        .action(async (options: AnswerOptions) =>
          printTokens(context, await listTokens(await context.open()), options),
        ),
    )
    .addCommand(
      withList(new Command('revoke'))
        .description('a token counts no more from now on')
        .argument('<id>', 'the number of the token, as `atlas token list` has it')
        .action(async (id: string, options: AnswerOptions) =>
          printTokens(context, [await revokeToken(await context.open(), parseId(id))], options),
        ),
    );
}

function createCommand(context: CommandContext): Command {
  return new Command('create')
    .description('make a token and print it, once: only its hash is kept')
    .addOption(new Option('--role <role>', 'what it may do').choices([...ROLES]).makeOptionMandatory())
    .option('--name <name>', 'whose it is; stands as the author of what it changes')
    .option('--expires <date>', 'the last day it is good for (UTC)')
    .addOption(new Option('--format <name>', 'how to print it').choices(['text', 'json']).default('text'))
    .action(async ({ role, name = role, expires, format }: CreateOptions) => {
      const { secret, ...token } = await createToken(await context.open(), { role, name, expires });
      if (format === 'json') return context.out(`${JSON.stringify({ ...token, token: secret }, null, 2)}\n`);
      const until = token.expires_at === null ? '' : `, until ${token.expires_at}`;
      context.err(`令牌 token ${token.id} (${role}${until}); 仅显示一次 shown only now\n`);
      context.out(`${secret}\n`);
    });
}

function withList(command: Command): Command {
  return command
    .addOption(new Option('--format <name>', 'how to print it').choices(['table', 'json', 'csv']).default('table'))
    .option('--out <file>', 'write the answer to a file instead of stdout');
}

async function printTokens(context: CommandContext, tokens: AccessToken[], options: AnswerOptions): Promise<void> {
  await answer(context, { ...TOKENS, rows: tokens.map((token) => ({ ...token })) }, options);
}

function parseId(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new DomainError('token_unknown', `"${text}" is not the number of a token.`, `“${text}”不是令牌编号。`);
}

const TOKENS: Report = {
  title: { zh: '访问令牌', en: 'Access tokens' },
  columns: [
    { key: 'id', zh: '编号', en: 'id' },
    { key: 'name', zh: '名称', en: 'name' },
    { key: 'role', zh: '角色', en: 'role' },
    { key: 'created_at', zh: '创建', en: 'created' },
    { key: 'expires_at', zh: '到期', en: 'expires' },
    { key: 'revoked_at', zh: '吊销', en: 'revoked' },
  ],
  rows: [],
  notes: [],
};
