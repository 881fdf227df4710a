/** Words of a link and of kinds of zones, for the dossier and the card on a terminal. */
import type { Word } from '../drinking-water/words.ts';

/** One of the rivers that were considered for a link. */
export interface Candidate {
  river: string | null;
  route: number;
  measure_m: number;
  distance_m: number;
  offset_m: number;
  bank: string | null;
  agrees: boolean;
}

export const LINK_WORDS: Record<string, Word> = {
  high: { zh: '高', en: 'high' },
  medium: { zh: '中', en: 'medium' },
  low: { zh: '低', en: 'low' },
  proposed: { zh: '待复核', en: 'waits for review' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  overridden: { zh: '人工改定', en: 'decided by a person' },
  ambiguous: { zh: '相近河道不止一条', en: 'another river as near' },
  outfall_moved: {
    zh: '决定之后排污口坐标有变动，待复核',
    en: 'the outfall was moved since it was decided, to be reviewed',
  },
  name_disagrees: { zh: '与登记名称不符', en: 'name disagrees' },
  unlinked: { zh: '范围内无河道', en: 'no river within reach' },
  left: { zh: '左岸', en: 'left bank' },
  right: { zh: '右岸', en: 'right bank' },
};
export const ZONE_KIND_WORDS: Record<string, Word> = {
  drinking_water: { zh: '饮用水水源保护区', en: 'drinking-water protection area' },
  nature: { zh: '自然保护地', en: 'nature protected area' },
  special: { zh: '需要特殊保护的区域', en: 'area of special protection' },
  other: { zh: '其他', en: 'other' },
};
