/** Of cells: their words, numbers, days and the rows they name. */
import type { IssueText } from '../issue-text.ts';

export const CELLS = {
  glyph_repaired: {
    severity: 'warning',
    zh: '“{value}”中的“囗”已改为“口”',
    en: '"{value}" has 囗 (U+56D7) where 口 is meant; repaired',
  },
  newline_removed: {
    severity: 'warning',
    zh: '{field}中的换行已去除',
    en: 'line breaks within {field} were taken out',
  },
  blank_removed: {
    severity: 'warning',
    zh: '{field}中的全角空格、制表符等已去除',
    en: 'full-width blanks, tabs or invisible blanks within {field} were taken out',
  },
  blanks_trimmed: {
    severity: 'warning',
    zh: '{field}有 {value} 行前后带空格，已去除',
    en: '{value} rows have blanks around {field}; trimmed',
  },
  number_out_of_bounds: {
    severity: 'error',
    zh: '{field} {value} 超出可能的范围（{detail}）',
    en: '{field} cannot be {value}: {detail}',
  },
  name_variant: {
    severity: 'warning',
    zh: '“{value}”按“{detail}”对应',
    en: '"{value}" is taken for "{detail}"',
  },
  formula_error: {
    severity: 'warning',
    zh: '{field}的单元格是公式错误“{value}”，按空值处理',
    en: 'the cell of {field} is an error of a formula ({value}) and counts as empty',
  },
  missing_field: { severity: 'error', zh: '缺少必填字段“{field}”', en: 'the required field {field} is empty' },
  bad_number: { severity: 'error', zh: '“{value}”不是{detail}', en: '"{value}" is not {detail}' },
  bad_date: { severity: 'error', zh: '“{value}”不是日期', en: '"{value}" is not a date' },
  serial_date: {
    severity: 'warning',
    zh: '{field}有 {value} 行以 Excel 序列号表示日期（如 44621），已换算',
    en: '{value} rows have {field} as a day number of Excel (44621 is 2022-03-01); read so',
  },
  digits_lost: {
    severity: 'warning',
    zh: '{field}有 {value} 行的数字超过 15 位，在存成该文件之前已被表格软件舍入（{detail}），末几位不可信；请在源表中将该列设为文本后重新导出',
    en: '{value} rows have {field} as a number of more than 15 digits, rounded before the file was saved ({detail}): its last digits are not those of the code; make the column text in its source and save it again',
  },
  bad_time: { severity: 'error', zh: '“{value}”不是时间', en: '"{value}" is not a time' },
  unknown_value: {
    severity: 'error',
    zh: '“{value}”不在取值表内：{detail}',
    en: '"{value}" is not one of the values: {detail}',
  },
  fallback_taken: {
    severity: 'warning',
    zh: '{value} 行未写明{field}，按“其他”读取，不作为饮用水水源保护区；若整个文件同属一类，请给出一个适用于全部行的值（命令行：--set 字段=值）',
    en: '{value} rows do not say {field} and were taken as "other", no drinking-water area; where one value holds for the whole file, give it for all rows (command line: --set field=VALUE)',
  },
  below_detection: {
    severity: 'warning',
    zh: '{field}低于检出限（{value}），留空',
    en: '{field} is below what can be detected ({value}) and was left empty',
  },
  value_left_empty: {
    severity: 'warning',
    zh: '“{value}”不在取值表内（{detail}），{field}留空',
    en: '"{value}" is not one of the values ({detail}); {field} was left empty',
  },
  duplicate_key: {
    severity: 'error',
    zh: '{field}与第 {detail} 行重复，保留先出现的行',
    en: '{field} repeats that of row {detail}; the first row stays',
  },
  conflicting_attribute: {
    severity: 'warning',
    zh: '与同一河流前面行的{field}（{detail}）不一致，采用先出现的值',
    en: '{field} differs from the earlier rows of the same river ({detail}); the first value stays',
  },
  official_length_summed: {
    severity: 'warning',
    zh: '同一河流各行长度不同，视为分段长度并求和',
    en: 'the rows of a river carry different official lengths: taken as the lengths of parts and added up',
  },
  surveyed_in_future: {
    severity: 'error',
    zh: '排查日期 {value} 晚于今天（{detail}）：尚未发生的排查不计入覆盖',
    en: 'surveyed on {value}, which is later than today ({detail}): what is still to come covers nothing',
  },
  surveyed_too_early: {
    severity: 'error',
    zh: '排查日期 {value} 早于 {detail}：可能是接收机未定位时的时间，请改正后重新导入',
    en: 'surveyed on {value}, before {detail}: perhaps a receiver without a fix; mend it and import it again',
  },
  river_unknown: { severity: 'error', zh: '找不到河流“{value}”', en: 'no river has the key or name "{value}"' },
  river_ambiguous: {
    severity: 'error',
    zh: '名为“{value}”的河流不止一条，请改用编号：{detail}',
    en: 'several rivers are named "{value}"; write one of their keys instead: {detail}',
  },
  town_unknown: { severity: 'error', zh: '找不到街镇“{value}”', en: 'no town has the key or name "{value}"' },
  town_ambiguous: {
    severity: 'error',
    zh: '“{value}”可指不止一个街镇，请写全称或编号：{detail}',
    en: '"{value}" may be one of several towns; write the full name or the key: {detail}',
  },
  outfall_unknown: {
    severity: 'error',
    zh: '找不到编码、编号或名称为“{value}”的排污口',
    en: 'no outfall has the code, number or name "{value}"',
  },
  outfall_ambiguous: {
    severity: 'error',
    zh: '“{value}”对应不止一个排污口，请改用编码',
    en: 'several outfalls are meant by "{value}"; write a code instead',
  },
  section_unknown: {
    severity: 'error',
    zh: '找不到编码或名称为“{value}”的断面',
    en: 'no section has the code or name "{value}"',
  },
  section_ambiguous: {
    severity: 'error',
    zh: '“{value}”对应不止一个断面，请改用编码',
    en: 'several sections are meant by "{value}"; write a code instead',
  },
  name_unmatched: {
    severity: 'warning',
    zh: '{field}“{value}”在登记册中尚无对应，按原文保留',
    en: 'nothing in the register answers to {field} "{value}" yet; kept as written',
  },
  name_ambiguous: {
    severity: 'warning',
    zh: '{field}“{value}”在登记册中不止一个，按原文保留',
    en: 'several things in the register answer to {field} "{value}"; kept as written',
  },
  bad_range: {
    severity: 'error',
    zh: '起止里程需同时填写且不相等（{value}）',
    en: 'from and to must both be given and differ ({value})',
  },
  range_reversed: {
    severity: 'error',
    zh: '起点里程大于终点里程（{value}），请核对后对调',
    en: 'from is greater than to ({value}): check them and swap',
  },
  validity_reversed: {
    severity: 'error',
    zh: '有效期的终止早于起始（{value}），该区在任何日期都无效',
    en: 'the validity ends before it begins ({value}): the zone would hold on no day',
  },
  matched_elsewhere: {
    severity: 'warning',
    zh: '{field}“{value}”与排污口 {detail} 对上，已更新该记录；若不是同一排污口，请撤销本批，改正文件中的{field}，或按原来的选择、但不导入该列重新导入，其值不读也不存（命令行：--map {name}=）',
    en: '{field} "{value}" is that of outfall {detail}, which was brought up to date; where it is another outfall, undo this batch and correct {field} in the file, or import as before but leave that column out, whose values are then neither read nor stored (command line: --map {name}=)',
  },
} as const satisfies Record<string, IssueText>;
