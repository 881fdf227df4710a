/** Wide tables: several things side by side in one row (outfall 1, outfall 2 …) become a row each. */
import { DomainError } from '../../errors.ts';
import type { Source } from '../formats.ts';
import type { SourceRow } from '../request.ts';

/** Our column → patterns of the file's columns; `{n}` stands for what counts (1, 2nd, 三). Its first match is of the first thing. */
export type UnpivotRule = Record<string, string[]>;

/** `lat=Lat|Lat.{n},lon=Long|Long.{n}` in its parts. @throws DomainError bad_unpivot */
export function parseUnpivot(text: string): UnpivotRule {
  const pairs = text.split(/,(?=[^,=|{}]+=)/).map((pair) => {
    const at = pair.indexOf('=');
    const patterns = pair
      .slice(at + 1)
      .split('|')
      .map((pattern) => pattern.trim());
    return { name: pair.slice(0, at).trim(), patterns, isBad: at < 1 || patterns.includes('') };
  });
  if (!pairs.some(({ name, isBad }) => isBad || name === ''))
    return Object.fromEntries(pairs.map(({ name, patterns }) => [name, patterns]));
  throw new DomainError(
    'bad_unpivot',
    'write NAME=PATTERN|PATTERN,…: a pattern is a column or has {n} where columns count, as "Outfall {n} Latitude".',
    '请写作 列名=模式|模式,…：模式为列名，或以 {n} 代表序号，如“排口{n}纬度”。',
  );
}

/** Columns of each thing: our name → the file's column. */
type Group = Map<string, string>;

/**
 * The source with one row per thing; columns of no group stay as they are, in every row of theirs. Things without any filled cell
 * are no rows; a row of the file without any thing stays one row, so that nothing is lost without a word.
 * @throws DomainError unpivot_no_column, unpivot_uneven, unpivot_name_taken
 */
export function unpivoted(source: Source, rule: UnpivotRule): Source {
  const groups = groupsOf(source.columns, rule);
  const taken = new Set(groups.flatMap((group) => [...group.values()]));
  const rest = source.columns.filter((column) => !taken.has(column));
  const names = Object.keys(rule);
  const clash = names.find((name) => rest.includes(name));
  if (clash !== undefined) throw nameTaken(clash);
  return {
    ...source,
    columns: [...rest, ...names],
    total: undefined,
    rows: () => things(source.rows(), names, groups),
  };
}

function* things(rows: Iterable<SourceRow>, names: readonly string[], groups: readonly Group[]): Generator<SourceRow> {
  for (const row of rows) {
    let found = 0;
    for (const [k, group] of groups.entries()) {
      const cells = names.map((name) => filled(row.properties[group.get(name)!]));
      if (cells.every((cell) => cell === null)) continue;
      found++;
      yield {
        ...row,
        properties: { ...row.properties, ...Object.fromEntries(names.map((name, i) => [name, cells[i]])) },
        part: { n: k + 1, column: group.get(names[0])! },
      };
    }
    if (found > 0) continue;
    yield { ...row, properties: { ...row.properties, ...Object.fromEntries(names.map((name) => [name, null])) } };
  }
}

/** What tables write where there is nothing. */
const NOTHING = /^\s*(|n\/?a|nan|null|none|[-–—/\\]+|无|空)\s*$/i;

function filled(cell: unknown): unknown {
  return cell === undefined || (typeof cell === 'string' && NOTHING.test(cell)) ? null : cell;
}

function groupsOf(columns: readonly string[], rule: UnpivotRule): Group[] {
  const used = new Set<string>();
  const lists = Object.entries(rule).map(([name, patterns]) => ({
    name,
    matches: matchesOf(columns, name, patterns, used),
  }));
  const counts = new Set(lists.map(({ matches }) => matches.length));
  const byNumber = lists.every(({ name }) => rule[name].length === 1 && rule[name][0].includes('{n}'));
  const numbers = new Set(
    lists.map(({ matches }) =>
      matches
        .map(({ n }) => n)
        .sort()
        .join(),
    ),
  );
  if (counts.size > 1 || (byNumber && numbers.size > 1)) throw uneven(lists);
  const [first] = lists;
  return first.matches.map(({ n }, k) => {
    const columnOf = (matches: Match[]) => (byNumber ? matches.find((match) => match.n === n)! : matches[k]).column;
    return new Map(lists.map(({ name, matches }) => [name, columnOf(matches)]));
  });
}

interface Match {
  column: string;
  /** What stands for {n}, an ordinal as its number. */
  n: string;
}

/** Columns in the order of the patterns, those of one pattern in the order of the file. */
function matchesOf(columns: readonly string[], name: string, patterns: readonly string[], used: Set<string>): Match[] {
  return patterns.flatMap((pattern) => {
    const [before, ...after] = pattern.split('{n}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const shape = new RegExp(after.length === 0 ? `^${before}$` : `^${before}(.{1,12}?)${after.join('.{1,12}?')}$`);
    const found = columns.flatMap((column) => {
      const match = used.has(column) ? null : shape.exec(column);
      return match ? [{ column, n: (match[1] ?? '').replace(/^(\d+)(st|nd|rd|th)?$/i, '$1') }] : [];
    });
    if (found.length === 0) throw noColumn(name, pattern, columns);
    for (const { column } of found) used.add(column);
    return found;
  });
}

function noColumn(name: string, pattern: string, columns: readonly string[]): DomainError {
  return new DomainError(
    'unpivot_no_column',
    `the rule of wide rows looks for ${name} in "${pattern}", which is no column of the file; it has ${columns.join(', ')}`,
    `宽表规则中 ${name} 的模式“${pattern}”没有对应的列，现有列：${columns.join('、')}`,
  );
}

function uneven(lists: readonly { name: string; matches: readonly Match[] }[]): DomainError {
  const found = lists
    .map(({ name, matches }) => `${name}: ${matches.map(({ column }) => column).join(' ')}`)
    .join('; ');
  return new DomainError(
    'unpivot_uneven',
    `the columns of the rule of wide rows do not pair off: ${found}`,
    `宽表规则各项的列不能一一对应：${found}`,
  );
}

function nameTaken(name: string): DomainError {
  return new DomainError(
    'unpivot_name_taken',
    `the file has a column "${name}" of its own: give the rule of wide rows another name and map the field to that (command line: --map field=NAME)`,
    `文件已有列“${name}”：请在宽表规则中另取名称，再把字段指定到该名称（命令行：--map 字段=名称）`,
  );
}
