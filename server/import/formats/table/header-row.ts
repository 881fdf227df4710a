/**
 * Whether the row below a header belongs to it. Only what it says itself counts: names, units, its place under a group. That
 * it stands in text over columns of numbers does not: 经度 and 纬度 of a first outfall may be 无.
 */
import { isDash, isDatum, isUnit, isUnitColumn, isValueUnder, nameSameField, namesField } from './header-words.ts';

/** A column: the header's text, that of the row below it, and whether the header's cell is of a group or has none. */
interface Column {
  upper: string;
  lower: string;
  isGrouped: boolean;
  isOverNumber: boolean;
}

type Kind = 'blank' | 'name' | 'unit' | 'datum' | 'other';

interface Rows {
  /** The header, a merged block's text in each of its columns. */
  top: readonly string[];
  next: readonly string[];
  /** The row after it. */
  below: readonly string[];
  /** Whether the file says itself which cells are a group. */
  isMerged: boolean;
}

export function isHeaderRow(rows: Rows): boolean {
  const columns = columnsOf(rows);
  const kinds = columns.map(kindOf);
  if (kinds.includes('datum')) return false;
  return speaks(kinds) || isBelowGroups(columns, kinds, rows.isMerged);
}

function columnsOf({ top, next, below }: Rows): Column[] {
  return Array.from({ length: Math.max(top.length, next.length) }, (_, i) => {
    const [before, upper, after] = [top[i - 1], top[i] ?? '', top[i + 1]];
    const isInGroup = upper === before || upper === after || (after === '' && (next[i + 1] ?? '') !== '');
    return {
      upper,
      lower: next[i] ?? '',
      isGrouped: upper === '' ? (next[i] ?? '') !== '' : isInGroup,
      isOverNumber: /^[-+]?\d+(\.\d+)?$/.test(below[i] ?? ''),
    };
  });
}

function kindOf({ upper, lower, isGrouped }: Column): Kind {
  if (lower === '' || isDash(lower)) return 'blank';
  const isName = isGrouped ? namesField(lower) : completes(upper, lower) || nameSameField(upper, lower);
  if (isName || (upper === lower && !isGrouped)) return 'name';
  if (isUnit(lower) && !isUnitColumn(upper)) return 'unit';
  return isDatum(lower) || isValueUnder(upper, lower) ? 'datum' : 'other';
}

/** 排污口 over 名称. */
export function completes(upper: string, lower: string): boolean {
  return upper !== '' && namesField(upper + lower);
}

/** One name may be a thing's own (an outfall called 排污口): two are none. A row of units has nothing else but names. */
function speaks(kinds: readonly Kind[]): boolean {
  const count = (kind: Kind) => kinds.filter((each) => each === kind).length;
  const [names, units, others] = [count('name'), count('unit'), count('other')];
  return names >= 2 ? others <= names + units : units > 0 && others === 0;
}

/**
 * 名称,位置,,备注 over blank,经度,纬度,blank: different names in every column of each group, nothing beside them. Where only
 * blanks show the groups, numbers below have to bear it out: a column without a header is no group.
 */
function isBelowGroups(columns: readonly Column[], kinds: readonly Kind[], isMerged: boolean): boolean {
  const grouped = columns.filter(({ isGrouped }) => isGrouped);
  const isWhole = grouped.length > 0 && grouped.every(({ lower }) => lower !== '' && !isDash(lower));
  const isAlone = columns.every(({ isGrouped }, i) => isGrouped || kinds[i] !== 'other');
  const differ = grouped.every(
    ({ upper, lower }, i) => i === 0 || grouped[i - 1].lower !== lower || grouped[i - 1].upper !== upper,
  );
  if (!isWhole || !isAlone || !differ) return false;
  const isSeen = columns.some(({ isGrouped, lower }) => !isGrouped && lower === '');
  return isMerged || (isSeen && grouped.every(({ lower, isOverNumber }) => isOverNumber || namesField(lower)));
}

const STEMS = '甲乙丙丁戊己庚辛壬癸';
const FEWEST = 4; // columns: id, lon, lat may be 1, 2, 3

/** 甲 | 乙 | 1 | 2 | 3, or ① ② ③ ④: columns are numbered, as in statistical tables. Data of nothing but such numbers has numbers below it too. */
export function numbersColumns(row: readonly string[], below: readonly string[]): boolean {
  const marks = row.map((text) => text.normalize('NFKC').replace(/[()\s]/g, ''));
  const stems = marks.findIndex((mark, i) => mark === '' || mark !== STEMS[i]);
  const isInOrder = marks.slice(Math.max(stems, 0)).every((mark, i) => mark === String(i + 1));
  const hasText = below.some((text, i) => text !== '' && !isDatum(text) && /^\d+$/.test(marks[i] ?? ''));
  return marks.length >= FEWEST && stems >= 0 && isInOrder && hasText;
}
