/** `atlas batches`: what was imported, when and by whom; `show ID` adds every issue. */
import { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import type { BatchReport } from '../import/request.ts';
import { findBatch, listBatches } from '../import/store/batch.ts';
import { mendableRows, refuseTooWide } from '../report/mendable-rows.ts';
import type { Report } from '../report/report.ts';
import { trackFixesReport } from '../report/track-fixes.ts';
import { type AnswerOptions, answer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { crsLines, leftLines, movedLines } from './import-reports.ts';
import { parseBatch } from './undo.ts';

interface ShowOptions extends AnswerOptions {
  issues?: boolean;
  tracks?: boolean;
}

export function batchesCommand(context: CommandContext): Command {
  const show = withAnswerOptions(new Command('show'))
    .description('one batch with its issues')
    .argument('<id>', 'the number of the batch')
    .option('--issues', 'only the rejected rows, as they stood in the file: to mend and import again')
    .option('--tracks', 'of each track how many fixes were read, kept, and left out by which filter')
    .action((id: string, options: ShowOptions) => printBatch(context, id, options));
  return new Command('batches')
    .description('the imports of a district')
    .addCommand(
      withAnswerOptions(new Command('list'))
        .description('all batches, newest first')
        .action((options: AnswerOptions) => printBatches(context, options)),
      { isDefault: true },
    )
    .addCommand(show);
}

async function printBatches(context: CommandContext, options: AnswerOptions): Promise<void> {
  const db = await context.open();
  const { key } = await getDistrict(db, options.district);
  await answer(context, { ...BATCHES, rows: (await listBatches(db, key)).map((row) => ({ ...row })) }, options);
}

async function printBatch(context: CommandContext, id: string, options: ShowOptions): Promise<void> {
  const db = await context.open();
  const { key } = await getDistrict(db, options.district);
  const batch = await findBatch(db, key, parseBatch(id));
  if (!batch)
    throw new DomainError('batch_unknown', `District ${key} has no batch ${id}.`, `辖区 ${key} 没有第 ${id} 批。`, 404);
  if (options.issues) return answerMendable(context, batch, options);
  if (options.tracks) return answer(context, trackFixesReport(batch), options);
  if (options.format === 'json' && !options.out) return context.out(`${JSON.stringify(batch, null, 2)}\n`);
  const notes = notesOf(batch);
  await answer(context, { ...ISSUES, rows: batch.issues.map((row) => ({ ...row })), notes }, options);
}

/** Everything that is known of a batch beside its issues. */
function notesOf(batch: BatchReport): string[] {
  const { file_name, layer, rows_read, rows_new, rows_changed, rows_same, rows_rejected } = batch;
  const pairs = Object.entries(batch.mapping).map(([field, column]) => `${field}=${column}`);
  return [
    `${file_name} → ${layer}; 读取 read ${rows_read}, 新增 new ${rows_new}, 变更 changed ${rows_changed}, 相同 same ${rows_same}, 拒绝 rejected ${rows_rejected}`,
    ...crsLines(batch),
    `映射 mapping ${pairs.join(', ') || '—'}`,
    ...leftLines(batch),
    `选项 options ${JSON.stringify(batch.options)}`,
    ...(batch.profile === null ? [] : [`方案 profile ${batch.profile}`]),
    `作者 author ${batch.author} ${batch.created_at}${batch.undone_at === null ? '' : ` · 撤销 undone ${batch.undone_at}`}`,
    ...movedLines(batch.issues, 0),
  ];
}

async function answerMendable(context: CommandContext, batch: BatchReport, options: AnswerOptions): Promise<void> {
  const report = mendableRows(batch);
  if (options.format === 'xlsx') refuseTooWide(report);
  await answer(context, report, options);
}

const BATCHES: Report = {
  title: { zh: '导入批次', en: 'Import batches' },
  columns: [
    { key: 'id', zh: '批次', en: 'batch' },
    { key: 'layer', zh: '图层', en: 'layer' },
    { key: 'file_name', zh: '文件', en: 'file' },
    { key: 'rows_read', zh: '读取', en: 'read' },
    { key: 'rows_new', zh: '新增', en: 'new' },
    { key: 'rows_changed', zh: '变更', en: 'changed' },
    { key: 'rows_same', zh: '相同', en: 'same' },
    { key: 'rows_rejected', zh: '拒绝', en: 'rejected' },
    { key: 'profile', zh: '方案', en: 'profile' },
    { key: 'author', zh: '作者', en: 'author' },
    { key: 'created_at', zh: '时间', en: 'time' },
    { key: 'undone_at', zh: '撤销', en: 'undone' },
  ],
  rows: [],
  notes: [],
};

const ISSUES: Report = {
  title: { zh: '导入问题', en: 'Import issues' },
  columns: [
    { key: 'row', zh: '行', en: 'row' },
    { key: 'severity', zh: '程度', en: 'severity' },
    { key: 'code', zh: '代码', en: 'code' },
    { key: 'field', zh: '字段', en: 'field' },
    { key: 'value', zh: '值', en: 'value' },
    { key: 'reason_zh', zh: '原因', en: 'reason (zh)' },
    { key: 'reason_en', zh: '原因（英文）', en: 'reason' },
  ],
  rows: [],
  notes: [],
};
