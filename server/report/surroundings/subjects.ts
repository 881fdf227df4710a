/** What is looked for around an outfall, and how each is called. */

export const SUBJECTS = {
  manhole: { zh: '最近检查井', en: 'nearest manhole', table: 'manhole', name: 'm.source_id', kind: 'm.kind' },
  pipe: { zh: '最近排水管', en: 'nearest sewer pipe', table: 'sewer_pipe', name: 'm.source_id', kind: 'm.kind' },
  foul_pipe: {
    zh: '最近污水或合流管',
    en: 'nearest sanitary or combined pipe',
    table: 'sewer_pipe',
    name: 'm.source_id',
    kind: 'm.kind',
  },
  connection: {
    zh: '纳管接入管段',
    en: 'sewer to connect to',
    table: 'sewer_pipe',
    name: 'm.source_id',
    kind: 'm.kind',
  },
  service_area: {
    zh: '纳管服务区',
    en: 'sewer service area',
    table: 'sewer_service_area',
    name: 'coalesce(m.name, m.key, m.source_id)',
    kind: 'm.plant',
  },
  park: {
    zh: '企业所在园区',
    en: 'park of the enterprise',
    table: 'park',
    name: 'coalesce(m.name, m.key, m.source_id)',
    kind: 'm.level',
  },
  section: {
    zh: '断面',
    en: 'monitoring section',
    table: 'section',
    name: 'coalesce(m.name, m.code, m.source_id)',
    kind: 'm.level',
  },
  intake: {
    zh: '最近取水口',
    en: 'nearest intake',
    table: 'intake',
    name: 'coalesce(m.name, m.code, m.source_id)',
    kind: 'm.level',
  },
  levee: {
    zh: '最近堤防',
    en: 'nearest levee',
    table: 'levee',
    name: 'coalesce(m.name, m.code, m.source_id)',
    kind: 'm.kind',
  },
  coastline: {
    zh: '海岸线',
    en: 'coastline',
    table: 'coastline',
    name: 'coalesce(m.name, m.source_id)',
    kind: 'm.authority',
  },
} as const;

export type Subject = keyof typeof SUBJECTS;

/** Relations and reasons as a person reads them. */
export const WORDS: Record<string, { zh: string; en: string }> = {
  same_bank: { zh: '同岸', en: 'same bank' },
  across: { zh: '对岸（跨河）', en: 'across water' },
  inside: { zh: '在内', en: 'inside' },
  outside: { zh: '在外', en: 'outside' },
  river: { zh: '沿河下游', en: 'downstream along the river' },
  straight: { zh: '直线', en: 'straight line' },
  sea: { zh: '海侧（入海）', en: 'sea side' },
  land: { zh: '陆侧（入河）', en: 'river side' },
  line: { zh: '在线上', en: 'on the line' },
  layer_not_loaded: { zh: '图层未导入', en: 'layer not loaded' },
  no_position: { zh: '排污口无位置', en: 'no position' },
  no_enterprise: { zh: '不知是哪家企业', en: 'no enterprise is known' },
  beyond_end: { zh: '超出海岸线端点', en: 'beyond the end of the coastline' },
};

/** Kinds and levels of what was found. What is not here (a plant, an authority) is the bureau's own word. */
export const KIND_WORDS: Record<string, { zh: string; en: string }> = {
  sanitary: { zh: '污水', en: 'sanitary' },
  storm: { zh: '雨水', en: 'storm' },
  combined: { zh: '合流', en: 'combined' },
  national: { zh: '国家级', en: 'national' },
  provincial: { zh: '省级', en: 'provincial' },
  municipal: { zh: '市级', en: 'municipal' },
  city: { zh: '市级', en: 'city' },
  county: { zh: '县级', en: 'county' },
  township: { zh: '乡镇级', en: 'township' },
  village: { zh: '村级', en: 'village' },
  levee: { zh: '堤防', en: 'levee' },
  flood_wall: { zh: '防洪墙', en: 'flood wall' },
  revetment: { zh: '护岸', en: 'revetment' },
};
