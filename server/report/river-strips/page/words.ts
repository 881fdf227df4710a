/** Words of the strip report. */
import type { Mode } from '../../../district/load-register.ts';

export const MODE_WORDS: Record<Mode, { zh: string; en: string }> = {
  above_water: { zh: '水上', en: 'above water' },
  under_water: { zh: '水下', en: 'under water' },
};

/** Letter of the tag, and the heading of a level's rivers. */
export const LEVEL_WORDS: Record<string, { tag: string; zh: string; en: string }> = {
  municipal: { tag: '市', zh: '市管河道', en: 'municipal' },
  district: { tag: '区', zh: '区管河道', en: 'district' },
  town: { tag: '镇', zh: '镇管河道', en: 'town' },
  village: { tag: '村', zh: '村级河道', en: 'village' },
  unknown: { tag: '–', zh: '等级未知', en: 'level not known' },
};

export const unnamed = (id: number): string => `未命名河道 ${id}`;
