/** `atlas undo BATCH`: takes an import back. */
import { Command } from 'commander';
import { derive } from '../district/derive/derive.ts';
import { getDistrict } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import { undoBatch } from '../register/undo.ts';
import { refuseOnMap } from '../report/render/formats.ts';
import { type AnswerOptions, answer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { movedLines } from './import-reports.ts';
import { stepProgress } from './progress.ts';

const TITLE = { zh: '撤销', en: 'Undo' };

const COLUMNS = [
  { key: 'district', zh: '区', en: 'district' },
  { key: 'batch', zh: '批次', en: 'batch' },
  { key: 'layer', zh: '图层', en: 'layer' },
  { key: 'file_name', zh: '文件', en: 'file' },
  { key: 'rows_removed', zh: '移除', en: 'removed' },
  { key: 'rows_restored', zh: '恢复', en: 'restored' },
];

export function undoCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('undo'))
    .description('take an import back; links and coverage follow')
    .argument('<batch>', 'number of the batch, as `atlas batches` lists it')
    .option('--author <name>', 'who stands in the history', 'cli')
    .action(async (batch: string, options: AnswerOptions & { author: string }) => {
      refuseOnMap(options.format, TITLE); // before the import is taken back
      const db = await context.open();
      const district = await getDistrict(db, options.district);
      const report = await undoBatch(
        db,
        district.key,
        parseBatch(batch),
        options.author,
        derive,
        stepProgress(context),
      );
      const tables = report.tables
        .map(({ table, removed, restored }) => `${table} −${removed} ↺${restored}`)
        .join(', ');
      const notes = [`表 tables ${tables || '—'}`, ...movedLines(report.issues)];
      // json prints the rows alone: there they carry all of it
      const rows = [options.format === 'json' ? { ...report } : { ...report, tables, issues: report.issues.length }];
      await answer(context, { title: TITLE, columns: COLUMNS, rows, notes }, options);
    });
}

/** @throws DomainError `batch_unknown`. */
export function parseBatch(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new DomainError('batch_unknown', `"${text}" is not a batch number.`, `“${text}”不是批次号。`);
}
