/** Chinese and English for the codes of the answer, for pages that people read; files keep the codes. */

export interface Word {
  zh: string;
  en: string;
}

const word = (zh: string, en: string): Word => ({ zh, en });

export const LEVEL_WORDS: Record<string, Word> = {
  '1': word('一级保护区', 'Level 1'),
  '2': word('二级保护区', 'Level 2'),
  quasi: word('准保护区', 'Quasi area'),
  other: word('级别不明', 'Level not known'),
  protection_area: word('保护区（一级＋二级）', 'Protection area (1 + 2)'),
  all: word('合计', 'All'),
};

export const RELATION_WORDS: Record<string, Word> = {
  inside: word('口门位于区内', 'the outfall lies inside'),
  edge: word('在边界精度以内', 'within boundary accuracy'),
  conduit: word('排污通道穿过', 'its conduit touches it'),
  receiving: word('受纳水体在区内', 'its receiving water lies inside'),
  clear: word('不相关', 'clear'),
  not_checked: word('未核查', 'not checked'),
};

export const PROPOSAL_WORDS: Record<string, Word> = {
  closed: word('已销号', 'Closed out'),
  ban: word('建议依法取缔', 'Proposed: close by law'),
  decision_required: word('需研究决定，不自动责令', 'Decision required, no automatic order'),
  restrict: word('严格控制（准保护区）', 'Restricted (quasi area)'),
  verify: word('先核实是否为排污口', 'Verify first whether it is an outfall'),
  authority_decides: word('在边界精度以内，以主管部门认定为准', 'Within boundary accuracy; the authority decides'),
};

export const DOUBT_WORDS: Record<string, Word> = {
  legacy: word('历史遗留问题', 'there for historical reasons'),
  point_outside: word('口门在区外', 'its point lies outside'),
  edge: word('边界精度以内', 'within boundary accuracy'),
  stricter_edge: word('更严一级保护区边界精度以内', 'within the accuracy of a stricter zone’s boundary'),
  level_unknown: word('保护区级别不明', 'level of the zone not known'),
  zone_repaired: word('保护区边界自相交，已修复', 'the zone’s outline crossed itself and was repaired'),
  urban_storm: word('城镇雨洪排口不得合并、封堵（SC-14）', 'urban storm outlet: neither merged nor plugged (SC-14)'),
};

/** Where the date of a zone's layer comes from. */
export const DATE_WORDS: Record<string, Word> = {
  layer: word('图层日期', 'of the layer'),
  valid_from: word('生效日，图层日期未知', 'first day of validity; the layer has no date'),
  import: word('导入日，图层日期未知', 'day of the import; the layer has no date'),
};

/** Of a relation to a zone, on review. */
export const DECISION_WORDS: Record<string, Word> = {
  confirmed: word('核查确认', 'confirmed on review'),
  dismissed: word('核查排除', 'dismissed on review'),
};

export const GAP_WORDS: Record<string, Word> = {
  layer_not_loaded: word('未导入饮用水水源保护区图层', 'no drinking-water layer is loaded'),
  zones_rejected: word('有保护区未能导入，可能在其中', 'a zone was rejected on import; it may lie in it'),
  outfall_moved: word(
    '核定挂接之后坐标有变动，受纳水体待复核',
    'it was moved since its link was decided: its receiving water is not known',
  ),
  kind_unknown: word('位于类别不明的保护区内', 'it touches a zone of unknown kind'),
  level_unknown: word('位于级别不明的保护区内', 'it touches a zone of unknown level'),
  zone_repaired: word(
    '保护区边界自相交，已修复，原意不明',
    'the outline of a zone here crossed itself and was repaired; what was meant is not known',
  ),
  kind_not_loaded: word('未导入该类图层', 'no layer of this kind is loaded'),
  none_valid: word('所问日期没有有效的保护区', 'no zone is valid on the day asked'),
  no_position: word('排污口没有坐标', 'the outfall has no position'),
  unlinked: word('受纳水体未挂接', 'its receiving water is not known'),
  link_doubtful: word('挂接待复核', 'its link waits for review'),
  no_conduit: word('没有排污通道资料', 'no conduit is recorded'),
  conduit_rejected: word('有排污通道未能导入', 'a conduit was rejected on import'),
  legacy_unknown: word('未记录是否历史遗留', 'not recorded whether it is there for historical reasons'),
};

export const TYPE_WORDS: Record<string, Word> = {
  industrial: word('工业排污口', 'industrial'),
  urban_wwtp: word('城镇污水处理厂排污口', 'urban WWTP'),
  agricultural: word('农业排口', 'agricultural'),
  other: word('其他排口', 'other'),
};

export const STATUS_WORDS: Record<string, Word> = {
  suspect: word('疑似', 'suspected'),
  confirmed: word('已确认', 'confirmed'),
  rejected: word('非排污口', 'rejected'),
};

export const STAGE_WORDS: Record<string, Word> = {
  not_started: word('未整治', 'not started'),
  in_work: word('整治中', 'in work'),
  done: word('完成整治', 'done'),
};

export const HANDLE_WORDS: Record<string, Word> = {
  ban: word('依法取缔', 'ban'),
  merge: word('清理合并', 'merge'),
  standardize: word('规范整治', 'standardise'),
  no_action: word('无需整治', 'no action'),
};

/** A code nobody knows is a word of the file's own and stands as it is. */
export const wordOf = (words: Record<string, Word>, code: string): Word =>
  Object.hasOwn(words, code) ? words[code] : { zh: code, en: code };
