/** `atlas coverage score`: how much of what tracks really travelled the ledger has, and how much it has beyond. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import { reportNotes } from '../report/notes.ts';
import { scoreReport } from '../report/score/report.ts';
import { scoreTracks } from '../report/score/score.ts';
import { parseTruth } from '../report/score/true-tracks.ts';
import { type AnswerOptions, answer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { wrongValue } from './usage-refusal.ts';

interface ScoreOptions extends AnswerOptions {
  truth: string;
  worst: number;
}

const WORST = 10;

export function coverageScoreCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('score'))
    .description('precision and recall, by length, of what the ledger says that tracks surveyed')
    .requiredOption('--truth <file>', 'what each track really travelled, as atlas demo --truth FILE writes it')
    .option('--worst <count>', 'rivers listed of each mode, the worst first', count, WORST)
    .action((options: ScoreOptions) => printScore(context, options));
}

async function printScore(context: CommandContext, { truth, worst, ...options }: ScoreOptions): Promise<void> {
  const tracks = parseTruth(await readTruth(resolve(context.cwd, truth)));
  const db = await context.open();
  const district = await getDistrict(db, options.district);
  const score = await scoreTracks(db, district.key, tracks, worst);
  await answer(context, scoreReport(score, reportNotes(district)), options, { name: 'score', district });
}

/** @throws DomainError `file_not_found` */
async function readTruth(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new DomainError('file_not_found', `there is no file ${file}`, `找不到文件 ${file}`, 404, { cause });
  }
}

function count(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw wrongValue('a whole number is expected.', '应为整数。');
  return Number(text);
}
