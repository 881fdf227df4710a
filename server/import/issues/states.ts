/** Of an outfall's states, sign, codes and records. */
import type { IssueText } from '../issue-text.ts';

export const STATES = {
  closeout_without_type: {
    severity: 'warning',
    zh: '已填销号日期（{value}），但没有整治类型',
    en: 'closed out on {value} without a kind of remediation (handle_type)',
  },
  closeout_not_done: {
    severity: 'warning',
    zh: '已填销号日期（{value}），但整治阶段不是“完成整治”',
    en: 'closed out on {value} although remediation is not said to be done (handle_stage)',
  },
  stage_without_date: {
    severity: 'warning',
    zh: '{value} 个排污口已完成整治但没有日期，日期留空，不作推测',
    en: '{value} outfalls are done without a day; none was made up',
  },
  date_without_state: {
    severity: 'warning',
    zh: '填了{field}（{value}），但没有相应的{detail}',
    en: '{field} ({value}) dates nothing: {detail} is empty',
  },
  state_undated: {
    severity: 'warning',
    zh: '{field}改为“{value}”而未说明日期，{detail} 留空',
    en: '{field} is now {value} without a day: {detail} is empty',
  },
  state_backdated: {
    severity: 'warning',
    zh: '{field} {value} 早于原有的 {detail}：较新的状态已被较早的取代，请核对',
    en: '{field} {value} is earlier than {detail}, which stood: an older state has taken the place of a newer one; check it',
  },
  date_in_future: {
    severity: 'warning',
    zh: '{field} {value} 晚于今天',
    en: '{field} is later than today: {value}',
  },
  date_too_early: {
    severity: 'warning',
    zh: '{field} {value} 早于 1949 年',
    en: '{field} is before 1949: {value}',
  },
  sign_disagrees: {
    severity: 'warning',
    zh: '{field}“{value}”与名录中的“{detail}”不一致',
    en: '{field} says "{value}"; the register says "{detail}"',
  },
  sign_incomplete: {
    severity: 'warning',
    zh: '已销号但标识牌六项内容不全，缺：{detail}',
    en: 'closed out with an incomplete sign; missing: {detail}',
  },
  merged_record: {
    severity: 'warning',
    zh: '该行是已并入排污口 {detail} 的记录 {value}：只更新了这条记录',
    en: 'the row is record {value}, which was merged into outfall {detail}: only that record was brought up to date',
  },
  code_format: {
    severity: 'warning',
    zh: '{field}“{value}”不符合编码格式 {detail}',
    en: '{field} "{value}" has not the format of its issuer {detail}',
  },
  code_water_system: {
    severity: 'warning',
    zh: '{field}“{value}”的水系代码 {detail} 不在本区的代码表内',
    en: '{field} "{value}" begins with {detail}, which is not in the district\'s table of water systems',
  },
  code_county_mismatch: {
    severity: 'warning',
    zh: '{field}“{value}”中的区县代码与所在地 {detail} 不符',
    en: '{field} "{value}" names another county than {detail}, where the outfall is',
  },
  code_type_mismatch: {
    severity: 'warning',
    zh: '{field}“{value}”中的类型代码与登记类型 {detail} 不符',
    en: '{field} "{value}" says another type than {detail}, which is recorded',
  },
  code_duplicate: {
    severity: 'warning',
    zh: '{field}“{value}”与排污口 {detail} 相同',
    en: '{field} "{value}" is that of outfall {detail} too',
  },
  edited_kept: {
    severity: 'warning',
    zh: '排污口 {detail} 的{field}“{value}”是人工编辑的值，本行为空，予以保留',
    en: '{field} "{value}" of outfall {detail} was written by hand and stays: the row says nothing of it',
  },
  day_without_state: {
    severity: 'warning',
    zh: '本行有{field} {value}，却没有它所属的状态：排污口 {detail} 由人工编辑的状态与日期予以保留，本行的日期未采用',
    en: 'the row has {field} {value} without the state that it is the day of: outfall {detail} keeps state and day as written by hand, the day of the row is not taken',
  },
  edited_replaced: {
    severity: 'warning',
    zh: '排污口 {detail} 的{field}原为人工编辑的“{value}”，已按本行更新',
    en: '{field} of outfall {detail} had been written by hand ("{value}"); it is now as the row says',
  },
} as const satisfies Record<string, IssueText>;
