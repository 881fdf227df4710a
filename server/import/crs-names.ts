/** Systems of degrees by the names that people write instead of a number. */

const NUMBERS: readonly (readonly [name: RegExp, srid: number])[] = [
  [/^wgs(19)?84$/, 4326],
  [/^((cgcs|china|中国|大地|国家|国家大地)2000|2000(国家|中国))$/, 4490],
];

/** EPSG number of `WGS 84`, `CGCS2000`, `国家2000`, `2000国家大地坐标系` …; undefined of any other name. */
export function numberByName(text: string): number | undefined {
  const plain = plainName(text);
  return NUMBERS.find(([name]) => name.test(plain))?.[1];
}

/** Small, without what stands between its parts, and without the word for a system. */
export function plainName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s_-]/g, '')
    .replace(/(大地)?坐标系?$/, '');
}
