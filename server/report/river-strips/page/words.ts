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

/** Of a gap that may go on over a town's line. */
export const townsOf = ({ towns }: { towns: readonly (string | null)[] }): string =>
  towns.map((town) => town ?? '街镇外 outside').join('、');

/** Whole metres; of what is less than one the first digit that is not nought. */
export const wholeMetres = (m: number): string => `${m < 1 ? firstDigit(m) : Math.round(m)} m`;

/** Three decimals; what is less than half a metre is never none. */
export const kilometres = (km: number): string => (km > 0 && km < 0.0005 ? firstDigit(km) : km.toFixed(3));

const firstDigit = (value: number): string => String(Number(value.toPrecision(1)));
