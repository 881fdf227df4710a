/** The codes of everything that can be wrong with a row, and the sentences that say so. */

interface IssueText {
  /** An error keeps the row out; a warning lets it in. */
  severity: 'error' | 'warning';
  zh: string;
  en: string;
}

/** `{value}` and `{detail}` are filled in. Codes are stable: scripts depend on them. */
export const ISSUES = {
  missing_geometry: { severity: 'error', zh: '没有几何图形', en: 'the row has no geometry' },
  bad_geometry: { severity: 'error', zh: '几何图形无法读取：{detail}', en: 'the geometry cannot be read: {detail}' },
  bad_coordinate: { severity: 'error', zh: '坐标不是有限数', en: 'a coordinate is not a finite number' },
  out_of_range: {
    severity: 'error',
    zh: '坐标超出经度 ±180、纬度 ±90',
    en: 'a coordinate lies beyond longitude ±180 or latitude ±90',
  },
  lon_equals_lat: { severity: 'error', zh: '经度与纬度相同', en: 'longitude and latitude are the same number' },
  axes_told_apart: {
    severity: 'warning',
    zh: '坐标列按数值判断：前一列为北、后一列为东（约 {value}），已按此读取',
    en: 'the columns were told apart by their numbers (around {value}): the first is north, the second east; read so',
  },
  looks_shifted: {
    severity: 'warning',
    zh: '坐标疑似为 {value}：{detail}；未作改动，若属实请撤销本批并用 --crs 重新导入',
    en: 'the coordinates look like {value}: {detail}; nothing was changed: if so, undo the batch and import with --crs',
  },
  control_fit: {
    severity: 'warning',
    zh: '按控制点换算（{value}），各点残差依次为 {detail} 米',
    en: 'positions come by control points ({value}); residuals in metres, in their order: {detail}',
  },
  zone_told_apart: {
    severity: 'warning',
    zh: '横坐标的带号与坐标系不符（约 {value}），按数值读作 {detail}',
    en: 'the zone number in the eastings (around {value}) is not as the system says: read by the numbers as {detail}',
  },
  lon_lat_swapped: {
    severity: 'error',
    zh: '经度与纬度写反（{value}）：交换后落在应在之处，请交换两列',
    en: 'longitude and latitude are swapped ({value}): the other way round they lie where they should; swap the columns',
  },
  zero_coordinate: { severity: 'error', zh: '坐标为零，不是实测位置', en: 'a coordinate is zero: not a position' },
  ring_closed: {
    severity: 'warning',
    zh: '面的边界未闭合，已闭合',
    en: 'a ring was not closed; its first vertex closes it',
  },
  dimension_dropped: {
    severity: 'warning',
    zh: '{value} 行带有高程或 M 值，未保留',
    en: '{value} rows carry heights or measures (Z, M), which are not kept',
  },
  duplicate_position: {
    severity: 'warning',
    zh: '坐标与第 {detail} 行完全相同',
    en: 'the position is exactly that of row {detail}',
  },
  glyph_repaired: {
    severity: 'warning',
    zh: '“{value}”中的“囗”已改为“口”',
    en: '"{value}" has 囗 (U+56D7) where 口 is meant; repaired',
  },
  newline_removed: {
    severity: 'warning',
    zh: '{field} 中的换行已去除',
    en: 'line breaks within {field} were taken out',
  },
  blank_removed: {
    severity: 'warning',
    zh: '{field} 中的全角空格、制表符等已去除',
    en: 'full-width blanks, tabs or invisible blanks within {field} were taken out',
  },
  blanks_trimmed: {
    severity: 'warning',
    zh: '{field} 有 {value} 行前后带空格，已去除',
    en: '{value} rows have blanks around {field}; trimmed',
  },
  number_out_of_bounds: {
    severity: 'error',
    zh: '{field} 的值 {value} 超出可能的范围（{detail}）',
    en: '{field} cannot be {value}: it lies between {detail}',
  },
  name_variant: {
    severity: 'warning',
    zh: '“{value}”按“{detail}”对应',
    en: '"{value}" is taken for "{detail}"',
  },
  zone_differs: {
    severity: 'error',
    zh: '该行横坐标的带号与文件其余行不同',
    en: 'the easting has another zone number than the rest of the file',
  },
  wrong_geometry_type: {
    severity: 'error',
    zh: '该图层需要{detail}，而不是 {value}',
    en: 'this layer takes {detail}, not {value}',
  },
  polygon_repaired: {
    severity: 'warning',
    zh: '多边形自相交，已修复',
    en: 'the polygon was invalid and has been repaired',
  },
  polygon_invalid: {
    severity: 'error',
    zh: '多边形无效且无法修复',
    en: 'the polygon is invalid and cannot be repaired',
  },
  too_few_fixes: { severity: 'error', zh: '轨迹少于两个定位点', en: 'the track has fewer than two fixes' },
  outside_district: {
    severity: 'error',
    zh: '距本辖区已有全部数据超过 50 公里',
    en: 'farther than 50 km from everything the district holds',
  },
  missing_field: { severity: 'error', zh: '缺少必填字段 {field}', en: 'the required field {field} is empty' },
  bad_number: { severity: 'error', zh: '“{value}”不是{detail}', en: '"{value}" is not {detail}' },
  bad_date: { severity: 'error', zh: '“{value}”不是日期', en: '"{value}" is not a date' },
  serial_date: {
    severity: 'warning',
    zh: '{field} 有 {value} 行以 Excel 序列号表示日期（如 44621），已换算',
    en: '{value} rows have {field} as a day number of Excel (44621 is 2022-03-01); read so',
  },
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
    zh: '填了 {field}（{value}），但没有相应的{detail}',
    en: '{field} ({value}) dates nothing: {detail} is empty',
  },
  state_undated: {
    severity: 'warning',
    zh: '{field} 改为“{value}”而未说明日期，{detail} 留空',
    en: '{field} is now {value} without a day: {detail} is empty',
  },
  date_in_future: {
    severity: 'warning',
    zh: '{field} 的日期 {value} 晚于今天',
    en: '{field} is later than today: {value}',
  },
  date_too_early: {
    severity: 'warning',
    zh: '{field} 的日期 {value} 早于 1949 年',
    en: '{field} is before 1949: {value}',
  },
  sign_disagrees: {
    severity: 'warning',
    zh: '标识牌的 {field}“{value}”与名录中的“{detail}”不一致',
    en: '{field} says "{value}"; the register says "{detail}"',
  },
  sign_incomplete: {
    severity: 'warning',
    zh: '已销号但标识牌六项内容不全，缺：{detail}',
    en: 'closed out with an incomplete sign; missing: {detail}',
  },
  bad_time: { severity: 'error', zh: '“{value}”不是时间', en: '"{value}" is not a time' },
  unknown_value: {
    severity: 'error',
    zh: '“{value}”不在取值表内：{detail}',
    en: '"{value}" is not one of the values: {detail}',
  },
  below_detection: {
    severity: 'warning',
    zh: '{field} 低于检出限（{value}），留空',
    en: '{field} is below what can be detected ({value}) and was left empty',
  },
  value_left_empty: {
    severity: 'warning',
    zh: '“{value}”不在取值表内（{detail}），{field} 留空',
    en: '"{value}" is not one of the values ({detail}); {field} was left empty',
  },
  duplicate_key: {
    severity: 'error',
    zh: '{field} 与第 {detail} 行重复，保留先出现的行',
    en: '{field} repeats that of row {detail}; the first row stays',
  },
  conflicting_attribute: {
    severity: 'warning',
    zh: '与同一河流前面行的 {field}（{detail}）不一致，采用先出现的值',
    en: '{field} differs from the earlier rows of the same river ({detail}); the first value stays',
  },
  official_length_summed: {
    severity: 'warning',
    zh: '同一河流各行长度不同，视为分段长度并求和',
    en: 'the rows of a river carry different official lengths: taken as the lengths of parts and added up',
  },
  river_unknown: { severity: 'error', zh: '找不到河流“{value}”', en: 'no river has the key or name "{value}"' },
  river_ambiguous: {
    severity: 'error',
    zh: '名为“{value}”的河流不止一条，请改用编号：{detail}',
    en: 'several rivers are named "{value}"; write one of their keys instead: {detail}',
  },
  town_unknown: { severity: 'error', zh: '找不到街镇“{value}”', en: 'no town has the key or name "{value}"' },
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
  unreadable_record: { severity: 'error', zh: '文件中的该记录已损坏：{detail}', en: 'the record is damaged: {detail}' },
  rows_without_shape: {
    severity: 'warning',
    zh: '属性表比图形文件多 {value} 行（图形共 {detail} 条）',
    en: 'the table has {value} rows more than the geometry file, which has {detail} records',
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
  no_attribute_table: {
    severity: 'warning',
    zh: '缺少 .dbf 文件：只有图形，没有属性',
    en: 'there is no .dbf: the rows have geometry and no attributes',
  },
  no_shape_index: {
    severity: 'warning',
    zh: '缺少 .shx 文件：按顺序读取，遇到损坏的记录即止',
    en: 'there is no .shx: records were read one after another, up to the first damaged one',
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
    zh: '{field} 的文字经错误编码转存（“{value}”），已还原为“{detail}”',
    en: '{field} had gone through a wrong encoding ("{value}") and was turned back into "{detail}"',
  },
  encoding_differs: {
    severity: 'warning',
    zh: '属性表注明的编码（{value}）与其字节不符，已按 {detail} 读取',
    en: 'the table is said to be in {value}, but its bytes are not: read as {detail}',
  },
  text_cut: {
    severity: 'warning',
    zh: '{field} 的文字在字段宽度处被截断（“{value}”），末尾不完整的字已去掉',
    en: '{field} was cut at the width of its column ("{value}"); the half character at its end was left out',
  },
  lost_characters: {
    severity: 'warning',
    zh: '{field} 含有已丢失的字符（“{value}”）',
    en: '{field} has characters that were lost before the file was saved ("{value}")',
  },
  reach_unmatched: {
    severity: 'warning',
    zh: '“{value}”的线有一部分不在任何河道上：{detail}',
    en: 'a part of the line of "{value}" is on no river: {detail}',
  },
  reach_far: {
    severity: 'warning',
    zh: '“{value}”的线与河道相距较远：{detail}',
    en: 'the line of "{value}" is far from its river: {detail}',
  },
  reach_name_disagrees: {
    severity: 'warning',
    zh: '“{value}”的线与登记的河道不一致：{detail}',
    en: 'the line of "{value}" is not on the river it names: {detail}',
  },
  reach_river_unknown: {
    severity: 'warning',
    zh: '“{value}”的河道“{detail}”不在库中，暂无位置',
    en: 'the river of "{value}" ({detail}) is not known: it has no place yet',
  },
  reach_river_ambiguous: {
    severity: 'warning',
    zh: '“{value}”：名为“{detail}”的河道不止一条，请改填河道编码；暂无位置',
    en: 'several rivers bear the name that "{value}" gives ({detail}): write the key of one; it has no place yet',
  },
  reach_routes_ambiguous: {
    severity: 'warning',
    zh: '“{value}”：河道“{detail}”由不相连的几段组成，无法确定里程沿哪一段，请改用线；暂无位置',
    en: 'the river of "{value}" ({detail}) is drawn in several parts, and nobody said along which the measures run: give a line; it has no place yet',
  },
  reach_beyond: {
    severity: 'warning',
    zh: '“{value}”的里程超出河道图上长度：{detail}',
    en: 'the measures of "{value}" go beyond the drawn river: {detail}',
  },
  reanchored: {
    severity: 'warning',
    zh: '{field} 已落到改线后的河道上：{detail}',
    en: '{field} was placed anew on the redrawn river: {detail}',
  },
  anchor_lost: {
    severity: 'warning',
    zh: '{field} 在改线后的河道上没有（完整的）位置：{detail}',
    en: '{field} lost its place, or part of it, with the redrawn river: {detail}',
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
} as const satisfies Record<string, IssueText>;

export type IssueCode = keyof typeof ISSUES;

/** One thing wrong with one row; stored with the batch. */
export interface Issue {
  severity: 'error' | 'warning';
  code: IssueCode;
  /** Null when the file as a whole is meant. */
  row: number | null;
  field: string | null;
  value: string | null;
  reason_zh: string;
  reason_en: string;
  /** The row as read, so that it can be mended; null for warnings, but for those of things that moved: what was where. */
  original: Record<string, unknown> | null;
}

export interface IssueAt {
  row: number | null;
  field?: string;
  value?: unknown;
  /** Fills `{detail}`; a pair where the languages differ. */
  detail?: string | { zh: string; en: string };
  original?: Record<string, unknown>;
}

const VALUE_LIMIT = 200; // characters of a cell worth repeating in a sentence

/** The issue with its sentences filled in. */
export function issue(code: IssueCode, at: IssueAt): Issue {
  const text: IssueText = ISSUES[code];
  const value = at.value === undefined || at.value === null ? null : String(at.value).slice(0, VALUE_LIMIT);
  const detail = typeof at.detail === 'object' ? at.detail : { zh: at.detail ?? '', en: at.detail ?? '' };
  const fill = (sentence: string, about: string) =>
    sentence
      .replace('{value}', () => value ?? '')
      .replace('{field}', () => at.field ?? '')
      .replace('{detail}', () => about);
  return {
    severity: text.severity,
    code,
    row: at.row,
    field: at.field ?? null,
    value,
    reason_zh: fill(text.zh, detail.zh),
    reason_en: fill(text.en, detail.en),
    original: text.severity === 'error' ? (at.original ?? null) : null,
  };
}

/** How often each code occurs, most frequent first. */
export function countByCode(issues: readonly Issue[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of issues) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}
