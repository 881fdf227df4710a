/** One number of a position, as people write it: decimal, degrees-minutes-seconds, full-width digits and signs. */

// one sign each: apostrophes stand for minutes, two of them or quotation marks for seconds
const DEGREE = /[°º˚˚度]/g;
const SECOND = /''|′′|’’|[″”“＂"秒]/g;
const MINUTE = /[′’‘＇'´`分]/g;

const DECIMAL = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i; // 0x10 is no position

const PART = '(\\d+(?:\\.\\d+)?)';
const SEXAGESIMAL = new RegExp(
  `^(东经|西经|北纬|南纬|[EWNS])?\\s*${PART}\\s*(?:[°:]|\\s)\\s*(?:${PART}\\s*(?:[′:]|\\s|$)\\s*(?:${PART}\\s*″?)?)?\\s*([EWNS])?$`,
  'i',
);
const LETTERED = /^(东经|西经|北纬|南纬|[EWNS])?\s*([+-]?\d+(?:\.\d+)?)\s*([EWNS])?$/i;

/** The number a cell stands for, degrees or metres; NaN where it stands for none. An empty cell is none, not zero. */
export function readOrdinate(cell: unknown): number {
  if (typeof cell === 'number') return cell;
  const text = String(cell ?? '').trim();
  if (text === '') return Number.NaN;
  return DECIMAL.test(text) ? Number(text) : readWritten(plain(text));
}

/** Why a cell is no number of a position. */
export function ordinateFault(cell: unknown): { zh: string; en: string } {
  const text = String(cell ?? '').trim();
  if (text === '') return { zh: '为空', en: 'empty' };
  if (DECIMAL.test(text) && !Number.isFinite(Number(text))) return { zh: '不是有限数', en: 'not a finite number' };
  const [, , , minutes = '0', seconds = '0'] = SEXAGESIMAL.exec(plain(text).replace(/^[+-]/, '')) ?? [];
  return Number(minutes) >= 60 || Number(seconds) >= 60
    ? { zh: '分、秒应小于 60', en: 'minutes and seconds are less than 60' }
    : { zh: '不是数', en: 'not a number' };
}

function plain(text: string): string {
  return text
    .replace(DEGREE, '°')
    .replace(SECOND, '″')
    .replace(MINUTE, '′')
    .replaceAll('。', '.')
    .replace(/[°′″]|[^°′″]+/g, (run) => (/[°′″]/.test(run) ? run : run.normalize('NFKC')))
    .replaceAll(',', '')
    .replaceAll('−', '-')
    .trim();
}

function readWritten(text: string): number {
  const lettered = LETTERED.exec(text);
  if (lettered) return signOf(lettered[1] ?? lettered[3]) * Number(lettered[2]);
  const minus = /^[+-]/.exec(text)?.[0] ?? '';
  const parts = SEXAGESIMAL.exec(text.slice(minus.length).trim());
  if (!parts) return Number.NaN;
  const [, before, degrees, minutes = '0', seconds = '0', after] = parts;
  // a fraction is only at home in the last part
  const isBroken =
    (degrees.includes('.') && parts[3] !== undefined) || (minutes.includes('.') && parts[4] !== undefined);
  if (isBroken || Number(minutes) >= 60 || Number(seconds) >= 60) return Number.NaN;
  const value = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
  return (minus === '-' ? -1 : 1) * signOf(before ?? after) * value;
}

function signOf(hemisphere: string | undefined): number {
  return hemisphere !== undefined && /^([ws]|西经|南纬)$/i.test(hemisphere) ? -1 : 1;
}
