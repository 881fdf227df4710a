/** Towns that a file knows by name alone: the register's town of that name, written with 办事处 or without, without 镇 or 街道 at all, or with its county in front, is the one meant. */
import { layerOf } from '../fields.ts';
import { type Issue, issue } from '../issues.ts';
import type { Writing } from '../load.ts';
import type { ReadyRow } from '../rows/convert.ts';
import { plainName, townsMeant } from '../rows/tidy.ts';

interface Town {
  key: string;
  name: string;
}

interface Known {
  towns: Town[];
  keys: Set<string>;
  /** By the name without what registers write differently. */
  byPlainName: Map<string, Town[]>;
  /** The row of the file that each town was given to: rows of one file never merge. */
  takenBy: Map<Town, number>;
  /** The same by row. */
  givenTo: Map<number, Town>;
}

/** As the register stood before the batch wrote: a town of this file is no earlier one. */
const BEFORE = new WeakMap<Writing, Promise<Known>>();

const [KEY, NAME] = ['key', 'name'].map((name) => layerOf('towns').fields.findIndex((field) => field.name === name));

/** The rows with key and name of the town they mean; those with a key of their own stay as they are. */
export async function asKnownTowns(
  writing: Writing,
  rows: readonly ReadyRow[],
): Promise<{ rows: ReadyRow[]; issues: Issue[] }> {
  const known = await (BEFORE.get(writing) ?? remember(writing));
  const issues: Issue[] = [];
  for (const row of rows) take(row, known.byPlainName.get(plainName(String(row.values[NAME]))), known);
  const meant = rows.map((row) => {
    const town = known.givenTo.get(row.row) ?? take(row, townsMeant(known.towns, String(row.values[NAME])), known);
    if (!town) return row;
    const name = row.values[NAME];
    if (name !== town.name)
      issues.push(issue('name_variant', { row: row.row, field: 'name', value: name, detail: town.name }));
    return { ...row, values: row.values.with(KEY, town.key).with(NAME, town.name) };
  });
  return { rows: meant, issues };
}

/** The one town meant is the row's, where no other row of the file has it: whole names choose before bare ones. */
function take({ row, values }: ReadyRow, meant: readonly Town[] = [], known: Known): Town | undefined {
  const [town, other] = meant;
  if (values[KEY] !== values[NAME] || known.keys.has(String(values[NAME]))) return undefined;
  if (!town || other || (known.takenBy.get(town) ?? row) !== row) return undefined;
  known.takenBy.set(town, row);
  known.givenTo.set(row, town);
  return town;
}

function remember(writing: Writing): Promise<Known> {
  const known = knownTowns(writing);
  BEFORE.set(writing, known);
  return known;
}

async function knownTowns({ tx, district }: Writing): Promise<Known> {
  const towns = await tx.query<Town>(
    `select key, coalesce(name, key) as name from register.town where district = $1 order by id`,
    [district],
  );
  const byPlainName = new Map<string, Town[]>();
  for (const town of towns) {
    const plain = plainName(town.name);
    byPlainName.set(plain, [...(byPlainName.get(plain) ?? []), town]);
  }
  const keys = new Set(towns.map(({ key }) => key));
  return { towns, keys, byPlainName, takenBy: new Map(), givenTo: new Map() };
}
