/** `atlas verify`: engine and SQL compute the same, or the largest difference is printed. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import { VERIFY_COLUMNS, type Verification, verify } from '../report/verify.ts';
import { type AnswerOptions, answer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';

const DEFAULT_TRACKS = '100';

interface VerifyOptions extends AnswerOptions {
  tracks: string;
  all?: boolean;
}

export function verifyCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('verify'))
    .description('compare engine and SQL on what is loaded; exit code 1 when they differ')
    .option('--tracks <count>', 'how many tracks to match again in SQL, the same ones each time', DEFAULT_TRACKS)
    .option('--all', 'match every track again (about 10 s per 1000 km)')
    .action((options: VerifyOptions) => run(context, options));
}

async function run(context: CommandContext, options: VerifyOptions): Promise<void> {
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const tracks = options.all ? 'all' : parseCount(options.tracks);
  const result = await verify(db, district, { tracks, onCheck: (name) => context.err(`${name} …\n`) });
  const notes = [
    versionsNote(result),
    `${result.tracks.ids.length} of ${result.tracks.of} tracks matched again in SQL`,
  ];
  for (const note of notes) context.err(`${note}\n`);
  if (options.format === 'json') await printJson(context, result, options.out);
  else
    await answer(
      context,
      {
        title: { zh: '核对', en: 'Verification' },
        columns: VERIFY_COLUMNS,
        rows: result.checks.map((check) => ({ ...check })),
        notes,
      },
      options,
    );
  const failed = result.checks.filter(({ ok }) => !ok).map(({ name }) => name);
  if (failed.length > 0) throw differ(failed, district.key);
}

/** Of a register in use the checks may be of several versions, each of one. */
function versionsNote({ checks }: Verification): string {
  const [first, last] = [checks[0].version, checks[checks.length - 1].version];
  if (first === last) return `数据版本 data version ${last}`;
  const [zh, en] = [
    '期间数据有变更，每项按当时的版本核对',
    'the register went on meanwhile, each check is of the version of then',
  ];
  return `数据版本 data versions ${first}–${last}：${zh} · ${en}`;
}

/** With the version of the last check. */
async function printJson(context: CommandContext, { checks }: Verification, out?: string): Promise<void> {
  const { version } = checks[checks.length - 1];
  const text = `${JSON.stringify({ version, checks }, null, 2)}\n`;
  if (out) await writeFile(resolve(context.cwd, out), text);
  else context.out(text);
}

function parseCount(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new DomainError(
    'count_invalid',
    `"${text}" is not a number of tracks: use 0, 1, 2, … or --all.`,
    `“${text}”不是轨迹条数，可用 0、1、2 …… 或 --all。`,
  );
}

function differ(failed: readonly string[], key: string): DomainError {
  const names = failed.join(', ');
  const rebuild = `atlas districts rebuild ${key}`;
  return new DomainError(
    'verify_failed',
    `Engine and SQL differ: ${names}. Where derived tables were edited or lost, ${rebuild} makes them again.`,
    `引擎与 SQL 不一致：${names}。若派生数据被改动或丢失，可用 ${rebuild} 重算。`,
  );
}
