/** The names of rivers, water bodies and towns in Latin letters, each spelled once. */
import type { Executor } from '../../db/database.ts';

const NAMES = `
  select name from register.river where district = $1 and name is not null
   union select name from register.water_body where district = $1 and name is not null
   union select name from register.town where district = $1`;

/** Spells names that are new and forgets those that are gone. A spelling that is there stays: a person may have corrected it. */
export async function spellNames(tx: Executor, district: string, version: number): Promise<void> {
  await tx.query(`delete from register.latin_name where district = $1 and name not in (${NAMES})`, [district]);
  const missing = await tx.query<{ name: string }>(
    `${NAMES} except select name from register.latin_name where district = $1`,
    [district],
  );
  const chinese = missing.filter(({ name }) => /\p{Script=Han}/u.test(name));
  if (chinese.length > 0) await store(tx, district, version, await spelled(chinese));
}

type Spelling = readonly [name: string, latin: string];

/** The dictionary takes a quarter of a second to load: only who has a new name waits for it. */
async function spelled(names: readonly { name: string }[]): Promise<Spelling[]> {
  const { spellName } = await import('../../engine/latin/spell.ts');
  return names.flatMap(({ name }) => {
    const latin = spellName(name);
    return latin === null ? [] : [[name, latin] as const];
  });
}

async function store(tx: Executor, district: string, version: number, spellings: readonly Spelling[]): Promise<void> {
  await tx.query(
    `insert into register.latin_name (district, name, latin, version)
     select $1, s.name, s.latin, $2 from unnest($3::text[], $4::text[]) as s (name, latin)`,
    [district, version, spellings.map(([name]) => name), spellings.map(([, latin]) => latin)],
  );
}
