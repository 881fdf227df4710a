/** Numbers as the page writes them: thin spaces between digits, a plain one before a unit, kilometres with three decimals, metres under one kilometre. */

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

const threeDecimals = (value: number): string => grouped(rounded(value, 3));

/** A half goes up, as coverage.md has it, and of the figure as it is written: of 2509.2365 `toFixed` sees a little less than the half. */
function rounded(value: number, decimals: number): string {
  const millionths = Math.round(value * 1e6); // whole millimetres of kilometres: no figure has more
  return (Math.floor(millionths / 10 ** (6 - decimals) + 0.5) / 10 ** decimals).toFixed(decimals);
}

/** Metres as a measure in kilometres: a place, which may be the very start. */
export const kmOfM = (metres: number): string => threeDecimals(metres / 1000);

/** A length in metres: whole metres with unit, also above 1 km (gaps are walked, not driven); what is less than one is never none. */
export const metres = (value: number): string => `${value > 0 && value < 1 ? firstDigit(value) : count(value)} m`;

const firstDigit = (value: number): string => String(Number(value.toPrecision(1)));

/** A percent as given (two decimals at most), or a dash when there is no denominator. What is not all is never rounded up to 100. */
export function percent(value: number | null, decimals = 1): string {
  if (value === null) return '–';
  return rounded(value < 100 ? Math.min(value, 100 - 10 ** -decimals) : value, decimals);
}

/** Hours and minutes of a moment, local. */
export const clock = (moment: Date): string => moment.toTimeString().slice(0, 5);

/** Day, hours and minutes of a moment, local, as `clock` beside it. @param iso with its offset */
export function dayAndClock(iso: string): string {
  const moment = new Date(iso);
  const [month, day] = [moment.getMonth() + 1, moment.getDate()].map((each) => String(each).padStart(2, '0'));
  return `${moment.getFullYear()}-${month}-${day} ${clock(moment)}`;
}
