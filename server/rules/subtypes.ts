/** Subtypes of outfalls as HJ 1312-2023 and the plans name them, read from the words a register writes. */

/** Identifiers of domain.md A1 and C; each with the words that mean it. */
export const SUBTYPES = {
  enterprise: ['工矿企业排污口', '工业企业排污口', '工业企业', '矿山排污口', '矿山', '尾矿库排污口', '尾矿库'],
  enterprise_storm: ['工矿企业雨洪排口', '工业企业雨洪排口', '矿山雨洪排口', '尾矿库雨洪排口'],
  park_wwtp: ['工业及其他各类园区污水处理厂排污口', '园区污水处理厂排污口', '工业园区污水处理厂排污口'],
  park_wwtp_storm: ['工业及其他各类园区污水处理厂雨洪排口', '园区污水处理厂雨洪排口'],
  urban_wwtp: [
    '城镇污水处理厂排污口',
    '城市生活污水处理厂排污口',
    '镇级生活污水处理厂排污口',
    '城镇生活污水处理厂排污口',
  ],
  large_livestock: ['规模化畜禽养殖排污口', '规模化畜禽养殖'],
  large_aquaculture: ['规模化水产养殖排污口', '规模化水产养殖'],
  small_livestock: ['规模以下畜禽养殖排污口', '规模以下畜禽养殖'],
  small_aquaculture: ['规模以下水产养殖排污口', '规模以下水产养殖'],
  irrigation: ['大中型灌区排口', '灌区排口'],
  farmland: ['农田退水口', '种植业排口', '农田退水'],
  port: ['港口码头排污口', '港口码头排口'],
  scattered_sewage: ['城镇生活污水散排口', '生活污水散排口'],
  rural_wwtp: ['农村污水处理设施排污口', '村庄污水处理厂排污口', '村庄污水处理站排污口'],
  rural_sewage: ['农村生活污水散排口'],
  urban_storm: ['城镇雨洪排口'],
  ditch: ['沟渠排口', '溪流排口', '河港排口', '河涌排口', '沟渠支流汇入口', '溪流、沟渠、河港(涌)排口'],
} as const satisfies Record<string, readonly string[]>;

export type Subtype = keyof typeof SUBTYPES;

const BY_WORD = new Map(
  Object.entries(SUBTYPES).flatMap(([subtype, words]) =>
    [subtype, ...words].map((word) => [plain(word), subtype as Subtype] as const),
  ),
);

/** The subtype a word means, null for other words: nothing is derived from half a likeness. */
export function subtypeOf(word: string | null): Subtype | null {
  return word === null ? null : (BY_WORD.get(plain(word)) ?? null);
}

/** Blanks, full-width forms and the character that scans put for 口 do not make another word. */
function plain(word: string): string {
  return word.normalize('NFKC').replace(/\s/g, '').replaceAll('囗', '口').toLowerCase();
}
