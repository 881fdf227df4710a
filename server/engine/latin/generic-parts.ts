/** Generic parts of the names of waters and towns (通名): what is written apart from the name proper. */

/** A generic part of more than one syllable is written together, unless spaces part it here. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  waters: [...'河江湖港浜泾塘浦荡漾泖溇沟渠溪涧池潭泊淀海湾沥涌洪圳泡汇洋套滧汊浃水川', '水库', '河道', '运河', '故道'],
  towns: [...'镇乡村市区县', '街道', '社区', '农场', '林场', '园区', '新区', '开发区', '工业 园区', '新城'],
  // with what qualifies them: one syllable joined, two apart
  qualified: [
    '新河',
    '支河',
    '引河',
    '干渠',
    '支渠',
    '总渠',
    '支流',
    '中心 河',
    '生产 河',
    '排水 河',
    '排水 沟',
    '排水 渠',
  ],
};

const QUALIFIED = new Set(PARTS.qualified);
const LONGEST_FIRST = Object.values(PARTS)
  .flat()
  .map((spaced) => ({ text: spaced.replace(' ', ''), spaced }))
  .sort((a, b) => b.text.length - a.text.length);

/**
 * Where the words of a Chinese name begin: 淀浦河 [0, 2], 青浦工业园区 [0, 2, 4]. A qualified part needs two characters before
 * it, for 大新河 is the river Daxin and 潮白新河 the new Chaobai.
 */
export function wordStarts(name: string): number[] {
  const found = LONGEST_FIRST.find(
    ({ text, spaced }) => name.endsWith(text) && name.length - text.length >= (QUALIFIED.has(spaced) ? 2 : 1),
  );
  if (!found) return [0];
  const generic = name.length - found.text.length;
  const [first] = found.spaced.split(' ');
  return [0, generic, ...(first === found.spaced ? [] : [generic + first.length])];
}
