/** Readings of characters in names of places, where the dictionary of the language has another one first. */

const PLACES: Readonly<Record<string, string>> = {
  重固: 'chong gu',
  莘庄: 'xin zhuang',
  莘塔: 'xin ta',
  闵行: 'min hang',
  浒墅: 'xu shu',
  江都: 'jiang du',
  六合: 'lu he',
  乐清: 'yue qing',
  会稽: 'kuai ji',
  歙县: 'she xian',
  涡阳: 'guo yang',
  黄陂: 'huang pi',
  什邡: 'shi fang',
  单县: 'shan xian',
  蔚县: 'yu xian',
  角直: 'lu zhi', // for 甪直, which old computers could not write
  圩: 'wei', // land inside a dike, as in the delta; a market of Guangxi would be xu
};

/** At the end of a name: a creek of the Pearl river's delta, a lake. */
const ENDINGS: Readonly<Record<string, string>> = { 涌: 'chong', 泊: 'po' };

/** Puts the readings of places over those of the dictionary; a syllable for each character. */
export function readAsPlaces(name: string, syllables: readonly string[]): string[] {
  const read = [...syllables];
  for (const [word, reading] of Object.entries(PLACES))
    for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + word.length))
      read.splice(at, word.length, ...reading.split(' '));
  const last = ENDINGS[name.slice(-1)];
  return last ? [...read.slice(0, -1), last] : read;
}
