/** The options every reporting command shares, and the one place that prints an answer. */
import { stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type District, getDistrict } from '../district/district.ts';
import { loadKnown } from '../district/known/load-known.ts';
import { parseMoment } from '../district/known/moment.ts';
import type { Mode } from '../district/load-register.ts';
import { loadSnapshot, type Snapshot } from '../district/snapshot.ts';
import { DomainError } from '../errors.ts';
import type { VersionOf } from '../report/data-version.ts';
import { type Asked, layerNotes } from '../report/facets/layers-asked.ts';
import { reportFileName } from '../report/file-name.ts';
import { reportNotes } from '../report/notes.ts';
import { FORMATS, getFormat } from '../report/render/formats.ts';
import type { Report } from '../report/report.ts';
import type { CommandContext } from './context.ts';
import { sayKnown } from './say-known.ts';

export interface AnswerOptions {
  district?: string;
  format: string;
  out?: string;
}

export function withAnswerOptions(command: Command): Command {
  return command
    .option('--district <key>', 'the district; may be left out when there is one')
    .option('--format <name>', Object.keys(FORMATS).join('|'), 'table')
    .option(
      '--out <file>',
      'write the answer to a file instead of stdout; a folder: named with district and data version',
    )
    .hook('preAction', (_, action) => checkAnswerable(action.opts<AnswerOptions>()));
}

/** Before anything is done, above all before anything is changed: could the answer be given at all? */
function checkAnswerable({ format, out }: AnswerOptions): void {
  if (getFormat(format).binary && !out) throw binaryToTerminal(format);
}

export interface PeriodOptions extends AnswerOptions {
  mode?: Mode;
  asOf?: string;
  knownAt?: string;
}

export const KNOWN_AT = 'as the register was known at the end of this day, or at this data version';

export function withPeriodOptions(command: Command, modeLeftOut = 'both'): Command {
  return withAnswerOptions(command)
    .option('--mode <mode>', `above_water or under_water; ${modeLeftOut} when left out`)
    .option('--as-of <date>', 'count surveys up to and with this local day, YYYY-MM-DD')
    .option('--known-at <moment>', KNOWN_AT);
}

export function withScopeOption(command: Command): Command {
  return command.option(
    '--scope <scope>',
    'only what of the rivers lies in it: set:NAME, level:L, basin:KEY, key_reach, venue@1000, drinking_water:county, cell:KEY, park@500,residential@500 … (atlas scopes)',
  );
}

/** @throws DomainError `mode_unknown`. */
export function parseMode(mode?: string): Mode | undefined {
  if (mode === undefined || mode === 'above_water' || mode === 'under_water') return mode;
  throw new DomainError(
    'mode_unknown',
    `No mode "${mode}": use above_water or under_water.`,
    `没有“${mode}”方式，可用：above_water（水上）、under_water（水下）。`,
  );
}

/** The named district, or the only one: as of now, or as its register was known at a moment. */
export async function openSnapshot(
  context: CommandContext,
  { district, knownAt, format }: Pick<AnswerOptions, 'district' | 'format'> & { knownAt?: string },
): Promise<Snapshot> {
  const moment = knownAt === undefined ? undefined : parseMoment(knownAt);
  const db = await context.open();
  const { key } = await getDistrict(db, district);
  if (!moment) return loadSnapshot(db, key);
  const known = await loadKnown(db, key, moment);
  sayKnown(context, moment, { district: known.district, format });
  return known;
}

/** What the report is of, and is called as a file of the service. */
export interface FileOf {
  name: string;
  district: Pick<District, 'key'> & VersionOf;
}

/** @param file  names the answer where `--out` is a folder. */
export async function answer(
  context: CommandContext,
  report: Report,
  { out, format }: AnswerOptions,
  file?: FileOf,
): Promise<void> {
  const rendered = await getFormat(format).render({ of: file?.district, ...report });
  // rows of a CSV have no place for them, above all for the data version
  if (format === 'csv') for (const note of report.notes) context.err(`${note}\n`);
  if (out) await writeAnswer(await placeOf(resolve(context.cwd, out), format, report, file), rendered);
  else context.out(String(rendered));
}

async function placeOf(out: string, format: string, report: Report, file?: FileOf): Promise<string> {
  const isFolder = file && (await stat(out).catch(() => undefined))?.isDirectory();
  return isFolder ? join(out, reportFileName(file.name, file.district, format, report)) : out;
}

/** JSON and files for receivers have no place for what the other formats say below: an empty answer must not read as none. */
export function sayLayers(context: CommandContext, snapshot: Snapshot, asked: Asked, { format }: AnswerOptions): void {
  if (!['json', 'gpx', 'kml'].includes(format)) return;
  for (const note of layerNotes(snapshot, asked)) context.err(`${note}\n`);
}

/** What stands under the answer, and where it comes from when that is not the database for real work. */
export async function footer(context: CommandContext, district: District, asOf?: string): Promise<string[]> {
  return [...reportNotes(district, asOf), ...(await embeddedNotes(context))];
}

/** Where the answer comes from when that is not the database for real work. */
export async function embeddedNotes(context: CommandContext): Promise<string[]> {
  const { mode } = await context.open();
  return mode === 'embedded' ? ['嵌入式数据库 · embedded database'] : [];
}

async function writeAnswer(file: string, rendered: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, rendered);
  } catch (cause) {
    throw outUnwritable(file, cause);
  }
}

export function outUnwritable(file: string, cause: unknown): DomainError {
  const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new DomainError('out_unwritable', `${file} cannot be written (${why}).`, `无法写入 ${file}（${why}）。`, 400, {
    cause,
  });
}

function binaryToTerminal(format: string): DomainError {
  return new DomainError(
    'out_needed',
    `${format} is not text: name a file with --out.`,
    `${format} 不是文本，请用 --out 指定文件。`,
  );
}
