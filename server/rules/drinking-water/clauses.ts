/** What the law and the plans say of outfalls in drinking-water protection areas, level by level. Data: the words are theirs. */
import type { Pack } from '../packs.ts';

/** ban: no outfall may be there · restrict: weaker rules · consult: the level is not known, so the authority has to say. */
export type ZoneRule = 'ban' | 'restrict' | 'consult';

export interface Clause {
  /** Short, stable: WPL is 水污染防治法 (2017); others are clause ids of the plans. */
  id: string;
  source: { zh: string; en: string };
  /** In the words of the source. */
  words: string;
  /** What it comes to; not a translation. */
  en: string;
}

const LAW = (article: number, zh: string): Clause['source'] => ({
  zh: `《中华人民共和国水污染防治法》第${zh}条`,
  en: `Water Pollution Prevention and Control Law, art. ${article}`,
});

const BAN: Clause = {
  id: 'WPL-64',
  source: LAW(64, '六十四'),
  words: '在饮用水水源保护区内，禁止设置排污口。',
  en: 'No outfall may be set up in a drinking-water protection area (levels 1 and 2).',
};

/** The quasi area lies outside the protection area (A4-8): article 64 does not speak of it. */
export const LEVEL_RULES: Record<'1' | '2' | 'quasi' | 'other', { rule: ZoneRule; clauses: readonly Clause[] }> = {
  '1': {
    rule: 'ban',
    clauses: [
      BAN,
      {
        id: 'WPL-65',
        source: LAW(65, '六十五'),
        words:
          '禁止在饮用水水源一级保护区内新建、改建、扩建与供水设施和保护水源无关的建设项目；已建成的与供水设施和保护水源无关的建设项目，由县级以上人民政府责令拆除或者关闭。',
        en: 'Level 1: nothing unrelated to supply and protection may be built; what stands is to be demolished or closed.',
      },
    ],
  },
  '2': {
    rule: 'ban',
    clauses: [
      BAN,
      {
        id: 'WPL-66',
        source: LAW(66, '六十六'),
        words:
          '禁止在饮用水水源二级保护区内新建、改建、扩建排放污染物的建设项目；已建成的排放污染物的建设项目，由县级以上人民政府责令拆除或者关闭。',
        en: 'Level 2: no project that discharges pollutants may be built; what stands is to be demolished or closed.',
      },
    ],
  },
  quasi: {
    rule: 'restrict',
    clauses: [
      {
        id: 'WPL-67',
        source: LAW(67, '六十七'),
        words: '禁止在饮用水水源准保护区内新建、扩建对水体污染严重的建设项目；改建建设项目，不得增加排污量。',
        en: 'Quasi area: no new or expanded heavily polluting project; an alteration may not add discharge.',
      },
    ],
  },
  other: { rule: 'consult', clauses: [BAN] },
};

/** Clauses of the plans on closing what lies in such areas, and on what was there before. */
export const PLAN_CLAUSES: Partial<Record<Pack, Clause>> = {
  SC: {
    id: 'SC-7',
    source: { zh: '上政办函〔2023〕29号', en: 'Plan of Shangcheng' },
    words:
      '对违反法律法规规定，在饮用水水源保护区、自然保护地以及其他需要特殊保护区域内设置的排污口，由区政府组织各属地街道或市生态环境局上城分局、区综合行政执法局、区住建局等部门依法予以取缔。妥善处理历史遗留问题，避免“一刀切”，合理制定整治措施，确保相关区域水生态环境安全和供水安全。',
    en: 'Outfalls in such areas are closed by law; what is there for historical reasons is decided case by case.',
  },
  QJ: {
    id: 'SC-7',
    source: { zh: '黔江区入河排污口排查整治和监督管理工作方案', en: 'Plan of Qianjiang' },
    words:
      '对违反法律法规规定，在饮用水水源保护区、自然保护地及其他需要特殊保护区域内设置的排污口，区生态环境部门依法采取责令拆除、责令关闭等措施予以取缔。要妥善处理历史遗留问题，合理制定整治措施，避免“一刀切”，确保相关区域水生态环境安全和供水安全。',
    en: 'Outfalls in such areas are closed by order; what is there for historical reasons is decided case by case.',
  },
  QP: {
    id: 'QP-5',
    source: { zh: '青浦区工作方案', en: 'Plan of Qingpu' },
    words: '完成饮用水水源保护区内入河（湖）排污口整治工作。',
    en: 'Remediation of the outfalls in drinking-water protection areas is completed (2022).',
  },
};

/** Places whose own rules ban outfalls in quasi areas too (A4-8). None of the five plans does; who asks may say so. */
export const QUASI_BANNED: Partial<Record<Pack, Clause>> = {};

/** The clause an answer prints when the asker says that rules of the place ban outfalls in quasi areas. */
export const QUASI_BANNED_BY_PLACE: Clause = {
  id: 'place',
  source: { zh: '地方规定（提问时指定）', en: 'Rules of the place, as whoever asked says' },
  words: '准保护区内禁止设置排污口（依据由提问人指定，出具文书前须核实条款）。',
  en: 'No outfall may be set up in the quasi area either; the clause is to be verified before anything is ordered.',
};

/** By when the plans want these outfalls closed out. */
export const CLOSE_OUT_BY: Partial<Record<Pack, { day: string; clause: string; words: string }>> = {
  QP: { day: '2022-12-31', clause: 'QP-5', words: '完成饮用水水源保护区内入河（湖）排污口整治工作' },
  SC: {
    day: '2023-08-31',
    clause: 'SC-12',
    words:
      '2023年8月底前，完成亚运赛事场馆、接待饭店等重点场所半径1公里内水体、县级以上集中式饮用水水源地内排污口的排查、溯源和整治',
  },
};
