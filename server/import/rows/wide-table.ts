/** Tables with several positions in a row: refused until someone says what is one thing. */
import { DomainError } from '../../errors.ts';
import { type LayerName, layerOf, POSITION } from '../fields.ts';
import type { Source } from '../formats.ts';
import { plainHeader } from './mapping.ts';
import { parseUnpivot, unpivoted } from './unpivot.ts';

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
  source: Source,
  asked: Record<string, string>,
  hasCrs: boolean,
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
      throw wide({ file, layer, source, hasCrs, positions: { [first]: one, [second]: other }, repeated });
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

/** Says the rule that would read it, for whoever can offer it. */
export class WideTable extends DomainError {
  /** As --unpivot takes it. */
  readonly rule: string;

  constructor(message: string, messageZh: string, rule: string) {
    super('wide_table', message, messageZh);
    this.rule = rule;
  }
}

interface Wide {
  file: string;
  layer: LayerName;
  source: Source;
  /** Someone said what the coordinates are in. */
  hasCrs: boolean;
  positions: Record<string, Repeated>;
  repeated: readonly Repeated[];
}

function wide({ file, layer, source, hasCrs, positions, repeated }: Wide): WideTable {
  const all = Object.values(positions);
  const count = all[0].columns.length;
  const others = repeated.filter((each) => each.columns.length === count && !all.includes(each));
  const named = namedBy(layer, others, source.columns);
  const rule = ruleOf({ ...positions, ...named }, source);
  const unpivot = `--unpivot "${rule}"`;
  const lists = all.map(({ columns }) => columns.join(' '));
  const left = others.filter((each) => !Object.values(named).includes(each)).flatMap(({ columns }) => columns);
  const [more, moreZh] = [leftAdvice(layer, left), leftAdviceZh(layer, left)];
  return new WideTable(
    `${file} is wide: each row has ${count} positions (${lists.join('; ')}). Make one thing of each by the rule ${rule}` +
      `${hasCrs ? '' : ' and say what the coordinates are in, as EPSG:4490 or EPSG:4326'}, or by a saved profile with such a rule, ` +
      `or map one of the positions (command line: ${unpivot}${hasCrs ? '' : ' --crs CRS'}, or --profile NAME, or --map).${more}`,
    `${file} 是宽表：每行有 ${count} 个坐标（${lists.join('；')}）。请按规则 ${rule} 拆成一行一个` +
      `${hasCrs ? '' : '，并写明坐标系，如 EPSG:4490、EPSG:4326'}，或用含此规则的方案，` +
      `或只取其中一个坐标（命令行：${unpivot}${hasCrs ? '' : ' --crs 坐标系'}，或 --profile 方案，或 --map）。${moreZh}`,
    rule,
  );
}

function leftAdvice(layer: LayerName, left: readonly string[]): string {
  if (left.length === 0) return '';
  return ` Columns that come as often fill no field of ${layer}: ${left.join(' ')}; to take some, add NAME=PATTERN|… to the rule and map a field to NAME (command line: --map field=NAME).`;
}

function leftAdviceZh(layer: LayerName, left: readonly string[]): string {
  if (left.length === 0) return '';
  return `同样成组而表头不对应 ${layer} 任何字段的列：${left.join('、')}；需要时在规则中加 列名=模式|…，并把字段指定到该列名（命令行：--map 字段=列名）。`;
}

/** The other groups whose header, or its last word, is that of a field: the rule calls them by the field, which needs no --map then. */
function namedBy(layer: LayerName, others: readonly Repeated[], columns: readonly string[]): Record<string, Repeated> {
  const single = new Set(
    columns.filter((column) => !others.some((each) => each.columns.includes(column))).map(plainHeader),
  );
  const named: Record<string, Repeated> = {};
  for (const each of others) {
    const words = [each.stem, each.columns[0].split(/[\s_.()[\]#:-]+/).at(-1)!].map(plainHeader);
    const field = layerOf(layer).fields.find(({ name, headers }) => {
      const known = [name, ...headers].map(plainHeader);
      return (
        !(name in named) &&
        !known.some((header) => single.has(header)) &&
        known.some((header) => words.includes(header))
      );
    });
    if (field) named[field.name] = each;
  }
  return named;
}

/** With {n} where that reads the columns meant, else with every column by its name. */
function ruleOf(groups: Record<string, Repeated>, source: Source): string {
  const write = (patterns: (columns: readonly string[]) => string) =>
    Object.entries(groups)
      .map(([name, { columns }]) => `${name}=${patterns(columns)}`)
      .join(',');
  const short = write(patternsOf);
  try {
    unpivoted(source, parseUnpivot(short));
    return short;
  } catch {
    return write((columns) => columns.join('|'));
  }
}

/** `Lat|Lat.{n}`: one pattern where all columns count alike, else each as it is. */
function patternsOf(columns: readonly string[]): string {
  const patterns = new Set(columns.map((column) => column.replace(ORDINAL, (n) => (n === '' ? '' : '{n}'))));
  return [...patterns].every((pattern) => pattern.split('{n}').length <= 2)
    ? [...patterns].join('|')
    : columns.join('|');
}
