/** Rows that name an outfall, section or river of the register: the word is looked up, in variant forms too. */
import type { Executor } from '../../db/database.ts';
import { type LayerName, layerOf } from '../fields.ts';
import { type Issue, type IssueCode, issue } from '../issues.ts';
import type { Writing } from '../load.ts';
import type { ReadyRow } from '../rows/convert.ts';
import { originalOf } from '../rows/original.ts';
import { plainName } from '../rows/tidy.ts';

interface Named {
  field: string;
  /** View of schema atlas with a word and the id it means, null where it means several. */
  words: 'outfall_words' | 'section_words' | 'river_words';
  id: 'outfall_id' | 'section_id' | 'river_id';
  /** Of rows that cannot be without it; the id stands in place of the word then. Else the word stays and is warned about. */
  unknown?: IssueCode;
  ambiguous?: IssueCode;
}

const OUTFALL = { field: 'outfall', words: 'outfall_words', id: 'outfall_id' } as const;
const RIVER = { field: 'river', words: 'river_words', id: 'river_id' } as const;

const NAMED: Partial<Record<LayerName, Named>> = {
  samples: { ...OUTFALL, unknown: 'outfall_unknown', ambiguous: 'outfall_ambiguous' },
  'section-samples': {
    field: 'section',
    words: 'section_words',
    id: 'section_id',
    unknown: 'section_unknown',
    ambiguous: 'section_ambiguous',
  },
  dischargers: OUTFALL,
  conduits: OUTFALL,
  'water-bodies': RIVER,
  sections: RIVER,
  intakes: RIVER,
  levees: RIVER,
};

/** What a word means: `id` null where several are meant, `as` the register's own word where it is written differently. */
interface Meaning {
  id: number | null;
  as?: string;
}

/** The rows whose words are known, with ids in their place, and what is wrong or doubtful. The rows given stay as they are. */
export async function resolveNamed(
  { tx, district }: Writing,
  layer: LayerName,
  rows: ReadyRow[],
): Promise<{ rows: ReadyRow[]; issues: Issue[] }> {
  const issues: Issue[] = [];
  const named = NAMED[layer];
  if (!named || rows.length === 0) return { rows, issues };
  const at = layerOf(layer).fields.findIndex(({ name }) => name === named.field);
  const words = [...new Set(rows.flatMap(({ values }) => (values[at] === null ? [] : [String(values[at])])))];
  const meanings = await meaningsOf(tx, district, named, words);
  const found = rows.flatMap((row) => {
    const word = row.values[at];
    if (word === null) return [row];
    const meaning = meanings.get(String(word));
    const said = wrongWith(named, meaning);
    if (said) {
      const { field } = named;
      issues.push(
        issue(said, {
          row: row.row,
          part: row.part,
          field,
          layer,
          value: word,
          detail: meaning?.as,
          original: originalOf(row.properties, row.geometry),
        }),
      );
    }
    if (!named.unknown) return [row];
    return meaning && meaning.id !== null ? [{ ...row, values: row.values.with(at, meaning.id) }] : [];
  });
  return { rows: found, issues };
}

function wrongWith(named: Named, meaning: Meaning | undefined): IssueCode | undefined {
  if (!meaning) return named.unknown ?? 'name_unmatched';
  if (meaning.id === null) return named.ambiguous ?? 'name_ambiguous';
  return meaning.as !== undefined && named.unknown ? 'name_variant' : undefined;
}

async function meaningsOf(
  tx: Executor,
  district: string,
  { words: view, id }: Named,
  words: readonly string[],
): Promise<Map<string, Meaning>> {
  const meanings = new Map<string, Meaning>();
  const exact = await tx.query<{ word: string; id: number | null }>(
    `select word, ${id} as id from atlas.${view} where district = $1 and word = any($2::text[])`,
    [district, words],
  );
  for (const { word, id } of exact) meanings.set(word, { id });
  const others = words.filter((word) => !meanings.has(word));
  if (others.length === 0) return meanings;
  const variants = await tx.query<{ asked: string; word: string; ids: number; id: number | null }>(
    `select p.asked, min(w.word) as word, count(distinct w.${id})::int as ids, min(w.${id}) as id
       from unnest($2::text[], $3::text[]) as p(asked, plain)
       join atlas.${view} as w on w.district = $1 and replace(atlas.plain_name(w.word), '-', '') = p.plain
      group by p.asked`,
    [district, others, others.map(variantOf)],
  );
  for (const { asked, word, ids, id } of variants) meanings.set(asked, ids === 1 ? { id, as: word } : { id: null });
  return meanings;
}

/** Codes are written with and without hyphens, names with and without blanks. */
function variantOf(word: string): string {
  return plainName(word).replaceAll('-', '');
}
