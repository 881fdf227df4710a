/** Towns that a file knows by name alone: the register's town of that name, written with 办事处 or without, is the one meant. */
import { layerOf } from '../fields.ts';
import { type Issue, issue } from '../issues.ts';
import type { Writing } from '../load.ts';
import type { ReadyRow } from '../rows/convert.ts';
import { plainName } from '../rows/tidy.ts';

interface Town {
  key: string;
  name: string;
}

interface Known {
  keys: Set<string>;
  /** By the name without what registers write differently. */
  byPlainName: Map<string, Town[]>;
  /** The row of the file that each town was given to: rows of one file never merge. */
  takenBy: Map<Town, number>;
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
  const meant = rows.map((row) => {
    const town = townOf(row, known);
    if (!town) return row;
    const name = row.values[NAME];
    if (name !== town.name)
      issues.push(issue('name_variant', { row: row.row, field: 'name', value: name, detail: town.name }));
    return { ...row, values: row.values.with(KEY, town.key).with(NAME, town.name) };
  });
  return { rows: meant, issues };
}

function townOf({ row, values }: ReadyRow, { keys, byPlainName, takenBy }: Known): Town | undefined {
  const name = String(values[NAME]);
  if (values[KEY] !== values[NAME] || keys.has(name)) return undefined;
  const [town, other] = byPlainName.get(plainName(name)) ?? [];
  if (!town || other || (takenBy.get(town) ?? row) !== row) return undefined;
  takenBy.set(town, row);
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
  return { keys: new Set(towns.map(({ key }) => key)), byPlainName, takenBy: new Map() };
}
