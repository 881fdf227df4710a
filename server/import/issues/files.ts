/** Of the file as it came: its records, its text, its tables. */
import type { IssueText } from '../issue-text.ts';

export const FILES = {
  unreadable_record: {
    severity: 'error',
    zh: '文件中的该记录无法读取：{detail}',
    en: 'the record cannot be read: {detail}',
  },
  rows_without_shape: {
    severity: 'warning',
    zh: '属性表比图形文件多 {value} 行（图形：{detail}）',
    en: 'the table has {value} rows more than the geometry file has records ({detail})',
  },
  wrong_cell_count: {
    severity: 'error',
    zh: '列数与表头不符（{detail}）',
    en: 'the row has not as many cells as the header ({detail})',
  },
  bad_quote: {
    severity: 'error',
    zh: '引号未闭合或位置不对，该行未导入，已从下一行继续',
    en: 'a quotation mark does not close or stands where none may: the line was left out, reading went on with the next',
  },
  quote_kept: {
    severity: 'warning',
    zh: '{value} 行的单元格内有引号，按原样保留',
    en: '{value} rows have quotation marks within a cell, kept as they stand',
  },
  header_rows: {
    severity: 'warning',
    zh: '表头取自第 {value} 行，列名：{detail}',
    en: 'the header was taken from row {value}; columns: {detail}',
  },
  sum_row: { severity: 'warning', zh: '“{value}”行是合计，未导入', en: 'the row "{value}" is a sum and was left out' },
  note_row: {
    severity: 'warning',
    zh: '表尾说明行“{value}”未导入',
    en: 'the row "{value}" is a note and was left out',
  },
  records_lost: {
    severity: 'error',
    zh: '文件已损坏：从此处起至少 {value} 条记录无法读取（{detail}）',
    en: 'the file is damaged: from here at least {value} records cannot be read ({detail})',
  },
  converter_errors: {
    severity: 'error',
    zh: '转换程序 ogr2ogr 报告错误（{value} 行信息），文件可能有内容未读出：{detail}',
    en: 'ogr2ogr reported errors (lines: {value}), rows may be missing: {detail}',
  },
  rows_lost: {
    severity: 'error',
    zh: '文件应有 {value} 行，只读出 {detail} 行：文件已损坏或不完整',
    en: 'the file has {value} rows by its own account and {detail} could be read: it is damaged or not whole',
  },
  no_attribute_table: {
    severity: 'warning',
    zh: '缺少 {value} 文件，或其中没有内容：只有图形，没有属性',
    en: 'there is no {value}, or nothing in it: the rows have geometry and no attributes',
  },
  no_shape_index: {
    severity: 'warning',
    zh: '缺少 .shx 文件：按顺序读取，遇到损坏的记录即止',
    en: 'there is no .shx: records were read one after another, up to the first damaged one',
  },
  named_xls: {
    severity: 'warning',
    zh: '扩展名是 .xls，内容是 .xlsx 工作簿，已按内容读取',
    en: 'the file is named .xls and is a workbook as .xlsx has it: it was read as that',
  },
  merged_cells: {
    severity: 'warning',
    zh: '{value} 处合并单元格：其值填入所覆盖的各行',
    en: '{value} merged blocks of cells: their value was taken for every row they cover',
  },
  formula_without_value: {
    severity: 'warning',
    zh: '单元格 {value} 的公式没有计算结果，按空值处理',
    en: 'the formula in cell {value} has no calculated value and counts as empty',
  },
  text_mended: {
    severity: 'warning',
    zh: '{name} 的文字经错误编码转存（“{value}”），已还原为“{detail}”',
    en: '{name} had gone through a wrong encoding ("{value}") and was turned back into "{detail}"',
  },
  headers_mended: {
    severity: 'warning',
    zh: '列名经错误编码转存（“{value}”），已还原为“{detail}”',
    en: 'the headers had gone through a wrong encoding ("{value}") and were turned back into "{detail}"',
  },
  encodings_mixed: {
    severity: 'warning',
    zh: '表头是 UTF-8 编码，以下有 {value} 编码的行，已逐行判断',
    en: 'the header is in UTF-8 and rows below it are in {value}: each line was read as what it is',
  },
  encoding_differs: {
    severity: 'warning',
    zh: '属性表注明的编码（{value}）与其字节不符，已按 {detail} 读取',
    en: 'the table is said to be in {value}, but its bytes are not: read as {detail}',
  },
  text_cut: {
    severity: 'warning',
    zh: '{name} 的文字在字段宽度处被截断（“{value}”），末尾不完整的字已去掉',
    en: '{name} was cut at the width of its column ("{value}"); the half character at its end was left out',
  },
  files_ignored: {
    severity: 'warning',
    zh: '压缩包中另有 {value}，未读取；其中的表格指明文件名后可读取（命令行：--source-layer 文件名）',
    en: 'the archive also holds {value}, which were not read; a table among them is read where it is named as the layer inside the file (command line: --source-layer NAME)',
  },
  header_cut: {
    severity: 'warning',
    zh: '列名“{value}”写入 Shapefile 时被截断（最多 10 字节），已按{field}读取；若不是该字段，请指定该列对应的字段（命令行：--map 字段=列名）',
    en: 'the header "{value}" was cut by the shapefile (10 bytes at most) and was taken for {field}; where it is not that, say which field the column fills (command line: --map field=COLUMN)',
  },
  header_cut_ambiguous: {
    severity: 'warning',
    zh: '列名“{value}”写入 Shapefile 时被截断（最多 10 字节），可能是 {detail}，未采用：请指定该列对应的字段（命令行：--map 字段=列名）',
    en: 'the header "{value}" was cut by the shapefile (10 bytes at most) and may be of {detail}: it was not taken; say which field the column fills (command line: --map field=COLUMN)',
  },
  no_columns_taken: {
    severity: 'warning',
    zh: '除几何外没有任何列被识别：文件有 {detail}；请指定各列对应的字段（命令行：--map 字段=列名），或核对图层是否选对',
    en: 'no column but the geometry was recognised; the file has {detail}: say which fields they fill (command line: --map field=COLUMN), or see whether this is the right layer',
  },
  lost_characters: {
    severity: 'warning',
    zh: '{name} 含有已丢失的字符（“{value}”）',
    en: '{name} has characters that were lost before the file was saved ("{value}")',
  },
} as const satisfies Record<string, IssueText>;
