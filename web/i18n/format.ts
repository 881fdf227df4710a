/** Numbers as the page writes them: thin spaces, kilometres with three decimals, metres under one kilometre. */

const THIN = '\u2009';

/** Digits in groups of three, with thin spaces. */
export function grouped(text: string): string {
  const [whole, fraction] = text.split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

export const count = (value: number): string => grouped(String(Math.round(value)));

/** Kilometres with three decimals, as ledgers have them; what is less than half a metre is never none. */
export const km = (value: number): string => (value > 0 && value < 0.0005 ? firstDigit(value) : threeDecimals(value));

const threeDecimals = (value: number): string => grouped(value.toFixed(3));

/** Metres as a measure in kilometres: a place, which may be the very start. */
export const kmOfM = (metres: number): string => threeDecimals(metres / 1000);

/** A length in metres: whole metres with unit, also above 1 km (gaps are walked, not driven); what is less than one is never none. */
export const metres = (value: number): string => `${value > 0 && value < 1 ? firstDigit(value) : count(value)}${THIN}m`;

const firstDigit = (value: number): string => String(Number(value.toPrecision(1)));

/** A percent as given (two decimals at most), or a dash when there is no denominator. What is not all is never rounded up to 100. */
export function percent(value: number | null, decimals = 1): string {
  if (value === null) return '–';
  return (value < 100 ? Math.min(value, 100 - 10 ** -decimals) : value).toFixed(decimals);
}

/** Hours and minutes of a moment, local. */
export const clock = (moment: Date): string => moment.toTimeString().slice(0, 5);
