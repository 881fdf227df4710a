/** The values of enumerated fields, each with the Chinese and English words registers write for it. */

/** Our value → words that mean it. Compared without blanks, case and full-width differences; our value itself always counts. */
export type Values = Record<string, readonly string[]>;

export const MODE: Values = {
  above_water: ['水上', '水面', '水上排查', '人工徒步', '无人机', '无人船', 'above', 'surface'],
  under_water: ['水下', '水下排查', '声呐', '侧扫声呐', 'below', 'under', 'sonar'],
};

export const LEVEL: Values = {
  municipal: ['市管', '市级', '市', '市管河道', '市管河湖', 'city', 'municipality'],
  district: ['区管', '区级', '区', '县', '县级', '县管', '区管河道', '区管河湖', 'county'],
  town: ['镇管', '镇级', '镇', '乡镇', '乡镇级', '街镇', '镇管河道', '镇村级', 'township'],
  village: ['村管', '村级', '村', '村宅', '村级河道'],
};

export const WATER_KIND: Values = {
  river: ['河', '河流', '河道', '运河', '渠', '渠道', 'stream', 'canal', 'riverbank'],
  lake: ['湖', '湖泊', '水库', 'reservoir'],
  pond: ['塘', '坑塘', '池塘', '塘坝', 'basin'],
};

export const BANK: Values = {
  left: ['左', '左岸', 'L'],
  right: ['右', '右岸', 'R'],
  both: ['两岸', '双岸', '左右岸', '全'],
};

export const ZONE_KIND: Values = {
  drinking_water: ['饮用水水源保护区', '饮用水源保护区', '水源保护区', '饮用水水源地'],
  nature: ['自然保护地', '自然保护区', '生态保护红线', 'nature_reserve'],
  special: ['特殊保护区', '需要特殊保护区域', '风景名胜区'],
  other: ['其他', '其它'],
};

/** Levels of drinking-water zones; other words stay as written. */
export const ZONE_LEVEL: Values = {
  '1': ['一级', '一级保护区', 'Ⅰ', 'I'],
  '2': ['二级', '二级保护区', 'Ⅱ', 'II'],
  quasi: ['准', '准保护区', '准保护'],
};

export const SEWER_KIND: Values = {
  sanitary: ['污水', '污水管', '污水管道', 'foul', 'wastewater'],
  storm: ['雨水', '雨水管', '雨水管道', 'stormwater', 'rain'],
  combined: ['合流', '合流管', '雨污合流', 'mixed'],
};

export const WATER_CLASS: Values = {
  '1': ['I', 'Ⅰ', 'Ⅰ类', 'I类', '一类'],
  '2': ['II', 'Ⅱ', 'Ⅱ类', 'II类', '二类'],
  '3': ['III', 'Ⅲ', 'Ⅲ类', 'III类', '三类'],
  '4': ['IV', 'Ⅳ', 'Ⅳ类', 'IV类', '四类'],
  '5': ['V', 'Ⅴ', 'Ⅴ类', 'V类', '五类'],
  '6': ['劣Ⅴ', '劣V', '劣Ⅴ类', '劣V类', '劣五类'],
};

export const DIRECTION: Values = {
  '1': ['正向', '顺向', 'forward', '+1'],
  '-1': ['反向', '逆向', 'backward'],
  '0': ['双向', '不定', 'both', 'unknown'],
};

/** Yes or no, as registers write it of what there is, what can be done and what holds. */
export const YES_NO: Values = {
  true: ['是', '有', '具备', '可', '可以', '能', '存在', '√', 'yes', 'y', 't', '1'],
  false: ['否', '无', '没有', '不具备', '不可', '不可以', '不能', '不存在', '×', 'no', 'n', 'f', '0'],
};

/** Words for a cell that says nothing. */
export const UNKNOWN = ['未知', '不详', '不清楚', '不掌握', '不确定', '/', '-', '—', 'unknown', 'n/a'];
