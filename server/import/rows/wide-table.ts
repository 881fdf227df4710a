/** Tables with several positions in a row: refused until someone says what is one thing. */
import { DomainError } from '../../errors.ts';
import { type LayerName, layerOf, POSITION } from '../fields.ts';
import type { Source } from '../formats.ts';

/** A name and its columns, numbers taken out: `Lat`, `Lat.1`, `Lat.2` are of `lat`. */
interface Repeated {
  stem: string;
  columns: string[];
}

/**
 * Refuses a table of points whose position columns come several times, unless the position was mapped by hand.
 * @throws DomainError wide_table, with a rule that would read it
 */
export function refuseWide(
  file: string,
  layer: LayerName,
  source: Pick<Source, 'columns' | 'isTable'>,
  asked: Record<string, string>,
): void {
  if (!source.isTable || layerOf(layer).geometry !== 'point') return;
  if (POSITION.some(({ name }) => (asked[name] ?? '') !== '')) return;
  const repeated = repeatedOf(source.columns);
  const find = (field: string) => repeated.find(({ stem }) => namesOf(field).includes(stem));
  for (const [first, second] of [
    ['lat', 'lon'],
    ['y', 'x'],
  ]) {
    const [one, other] = [find(first), find(second)];
    if (one && other && one.columns.length === other.columns.length)
      throw wide(file, { [first]: one, [second]: other }, repeated);
  }
}

function namesOf(field: string): string[] {
  const { headers = [] } = POSITION.find(({ name }) => name === field) ?? {};
  return [field, ...headers].map(stemOf);
}

function repeatedOf(columns: readonly string[]): Repeated[] {
  const stems = new Map<string, string[]>();
  for (const column of columns) stems.set(stemOf(column), [...(stems.get(stemOf(column)) ?? []), column]);
  return [...stems]
    .map(([stem, all]) => ({ stem, columns: all }))
    .filter(({ stem, columns: all }) => stem && all.length > 1);
}

const ORDINAL = /\d+(st|nd|rd|th)?|[一二三四五六七八九十]+/gi;

/** Without numbers, case and punctuation; 排口1经度 is a 经度 of 排口. */
function stemOf(column: string): string {
  const plain = column.normalize('NFKC').toLowerCase();
  const bare = plain.replace(ORDINAL, '').replace(/[\s_.()[\]#:-]/g, '');
  const isNumbered = bare !== plain.replace(/[\s_.()[\]#:-]/g, '');
  return isNumbered ? bare.replace(/^(排污口|排口|outfall|第|号)+/, '') : bare;
}

function wide(file: string, positions: Record<string, Repeated>, repeated: readonly Repeated[]): DomainError {
  const [first] = Object.values(positions);
  const count = first.columns.length;
  const rule = Object.entries(positions).map(([name, { columns }]) => `${name}=${patternsOf(columns)}`);
  const others = repeated.filter((each) => each.columns.length === count && !Object.values(positions).includes(each));
  const more = others.map(({ columns }, i) => `column_${i + 1}=${patternsOf(columns)}`);
  const lists = Object.values(positions).map(({ columns }) => columns.join(' '));
  const unpivot = `--unpivot "${[...rule, ...more].join(',')}"`;
  return new DomainError(
    'wide_table',
    `${file} is wide: each row has ${count} positions (${lists.join('; ')}). Say what is one thing with ${unpivot} or a saved ` +
      '--profile with such a rule, or map one of the positions with --map',
    `${file} 是宽表：每行有 ${count} 个坐标（${lists.join('；')}）。请用 ${unpivot} 或含此规则的 --profile 拆成一行一个，或用 --map 只取其中一个`,
  );
}

/** `Lat|Lat.{n}`: one pattern where all columns count alike, else each as it is. */
function patternsOf(columns: readonly string[]): string {
  const patterns = new Set(columns.map((column) => column.replace(ORDINAL, (n) => (n === '' ? '' : '{n}'))));
  return [...patterns].every((pattern) => pattern.split('{n}').length <= 2)
    ? [...patterns].join('|')
    : columns.join('|');
}
