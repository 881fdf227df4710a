/** How parameters are written, with the words in which a refusal says it: a regular expression tells a reader nothing. */

interface Pattern {
  pattern: string;
  en: string;
  zh: string;
}

export const PATTERNS = {
  district: {
    pattern: '^[a-z0-9-]{1,16}$',
    en: '1 to 16 small letters, digits or -',
    zh: '1 至 16 个小写字母、数字或 -',
  },
  moment: {
    pattern: '^(\\d{4}-\\d{2}-\\d{2}|\\d{1,9})$',
    en: 'a day like 2023-12-31 or a data version like 17',
    zh: '2023-12-31 这样的日期，或数据版本（如 17）',
  },
  place: {
    pattern: '^-?\\d{1,3}(\\.\\d{1,12})?,-?\\d{1,2}(\\.\\d{1,12})?$',
    en: 'LON,LAT in degrees, like 121.11,31.13',
    zh: '“经度,纬度”（度），如 121.11,31.13',
  },
  rivers: {
    pattern: '^\\d{1,9}(,\\d{1,9}){0,499}$',
    en: '1 to 500 river ids with commas between, like 12,345',
    zh: '1 至 500 个河道编号，用逗号隔开，如 12,345',
  },
  // PostgreSQL keeps no text with a zero character
  text: { pattern: '^[^\\u0000]*$', en: 'text without a zero character', zh: '不含空字符（U+0000）的文字' },
  glyphs: { pattern: '^\\d{1,5}-\\d{1,5}$', en: 'a range like 0-255', zh: '0-255 这样的范围' },
  review: {
    pattern: '^(link|flag|duplicate)-[a-z0-9-]+$',
    en: 'an item like link-12, flag-12-3-edge or duplicate-5',
    zh: 'link-12、flag-12-3-edge、duplicate-5 这样的事项编号',
  },
  target: { pattern: '^(own-)?\\d{1,9}$', en: 'own-3 or 3', zh: 'own-3 或 3 这样的编号' },
  trace: { pattern: '^[0-9a-f]{32}$', en: 'the id that a trace was answered with', zh: '追踪结果所给的编号' },
} as const satisfies Record<string, Pattern>;

/** What a schema says of it. */
export function written(name: keyof typeof PATTERNS): { pattern: string } {
  return { pattern: PATTERNS[name].pattern };
}

/** In words what a pattern asks for. */
export function patternWords(pattern: string): { en: string; zh: string } | undefined {
  return Object.values(PATTERNS).find((each) => each.pattern === pattern);
}
