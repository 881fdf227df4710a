/** Names of outfalls as surveys write them, made comparable: where it is, and which of several there. */

export interface OutfallName {
  /** Pairs of neighbouring characters of the place, ascending; empty where the name says no place or one of a character (东). */
  pairs: Float64Array;
  /** Number-like words: 3#, 3号, 三号, w-03 are 3, 3, 3 and w3. Distances (东南180米) belong to the place. */
  serials: readonly string[];
  /** Place and serials: equal for names that only differ in how they are written. Null where nothing is said. */
  key: string | null;
}

/** 囗 (U+56D7) stands for 口 in texts that went through a bad input method or OCR. */
const WRONG_MOUTH = /囗/gu;
const MARKS = /[\s()[\]{}<>〈〉《》【】"'“”‘’.,;:·、。，；：—–_~/\\|*-]+/gu;
const OFFICE = /(街道|镇|乡)(?:办事处|人民政府|政府|办)/gu;
/** A place's own 小区, 园区, 社区, 厂区 is no district. */
const PLACES_ABOVE =
  /^(?:[^省]{2,4}省)?(?:[^市]{2,5}市)?(?:[^区县]{2,4}(?:(?<![小园社厂库景灌])区|县))?(?:[^镇乡]{2,5}?(?:街道|镇|乡))?/u;
const KIND =
  /(?:疑似|规模以上|规模以下|规模化|城镇|乡镇|农村|生活|工业|企业|生产|雨洪|雨水|雨污|污水|废水|合流|混流|混接|溢流|散排|集中|处理厂|处理|设施|农业|农田|种植业|水产|养殖|畜禽|沟渠|退水|其他|各类|入河|入湖|入海|及|、)*(?:排污口|排放口|排水口|排口|出水口|口门|口)$/u;
const NUMBER = /(?:no)?([a-z]*)(\d+)(米|m|公里|千米|km|年|月|日)?[#号]?|([一二三四五六七八九十]+)[#号]/gu;

/** Null for a name that is empty. */
export function readOutfallName(name: string | null | undefined): OutfallName | null {
  const plain = name?.normalize('NFKC').toLowerCase().replace(WRONG_MOUTH, '口').replace(MARKS, '');
  if (!plain) return null;
  const serials: string[] = [];
  const unnumbered = plain.replace(NUMBER, (whole, letters, digits, unit, chinese) => {
    if (unit) return whole;
    serials.push(chinese ? String(chineseNumber(chinese)) : letters + String(Number(digits)));
    return '';
  });
  const place = placeOf(unnumbered);
  const key = place === '' ? null : `${place}|${serials.join(',')}`;
  return { pairs: pairsOf(place), serials, key };
}

/** Without the kind of outlet behind it (城镇雨洪排口 is in no town), then without the authorities above it. */
function placeOf(plain: string): string {
  return plain.replace(KIND, '').replace(OFFICE, '$1').replace(PLACES_ABOVE, '');
}

/** 一 to 九十九. */
function chineseNumber(text: string): number {
  const digit = (character: string) => '一二三四五六七八九'.indexOf(character) + 1;
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? 10 * (tens === '' ? 1 : digit(tens)) : 0;
  return ten + (ones === '' ? 0 : digit(ones));
}

function pairsOf(place: string): Float64Array {
  const pairs = new Float64Array(Math.max(0, place.length - 1));
  for (let i = 0; i + 1 < place.length; i++) pairs[i] = place.charCodeAt(i) * 65536 + place.charCodeAt(i + 1);
  return pairs.sort();
}

/** A short name found whole in a long one is nearly as good as an equal one. */
const CONTAINED = 0.9;
/** Fewer pairs of characters than this are found in many names. */
const LEAST_CONTAINED = 3;

/**
 * How alike the places of two names are, 0 to 1: pairs of characters in common (Dice, Ecology 26, 1945), or nine tenths
 * of the share of the shorter one that the longer has. Null where one says no place,
 * or one of a single character that the other is not: that is too short to differ by. Serials are not looked at.
 */
export function nameSimilarity(a: OutfallName | null, b: OutfallName | null): number | null {
  if (!a?.key || !b?.key) return null;
  const [one, other] = [a.pairs, b.pairs];
  if (one.length === 0 || other.length === 0) return a.key.split('|')[0] === b.key.split('|')[0] ? 1 : null;
  let common = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length; )
    if (one[i] === other[j]) {
      common++;
      i++;
      j++;
    } else if (one[i] < other[j]) i++;
    else j++;
  const shorter = Math.min(one.length, other.length);
  const dice = (2 * common) / (one.length + other.length);
  return shorter < LEAST_CONTAINED ? dice : Math.max(dice, (CONTAINED * common) / shorter);
}

/** Whether both count and neither's numbers are among the other's: 3# is not 5#, but may be 2号楼3#. */
export function serialsDiffer(a: OutfallName | null, b: OutfallName | null): boolean {
  if (!a?.serials.length || !b?.serials.length) return false;
  const holds = (these: readonly string[], those: readonly string[]) => those.every((each) => these.includes(each));
  return !holds(a.serials, b.serials) && !holds(b.serials, a.serials);
}
