/** What is only said of rivers, towns and waters is followed by what says it, and by nothing else: as if all was made anew. */
import { describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { catchUp, deriveAnew } from '../../server/district/derive/catch-up.ts';
import type { SourceRow } from '../../server/import/request.ts';
import { seeded } from '../engine/coverage/random.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { loadSurrounded } from './follow/surrounded.ts';
import { KEY, load, part, point } from './small-district.ts';

/** Beside the rivers: what is recorded of the water is a name, one of the same stem, another's, or none's. */
const MORE = part(
  'more outfalls',
  'outfalls',
  ...['淀浦', '淀浦河道', '西大盈港河', '大莲湖', '河', '无名环'].flatMap(
    (water, i): [object, SourceRow['geometry']][] => [
      [{ source_id: `a${i}`, receiving_water: water }, point(300 + 60 * i, 20)],
      [{ source_id: `b${i}`, receiving_water: water }, point(300 + 60 * i, 195)],
      [{ source_id: `c${i}`, receiving_water: water }, point(1010 + 60 * i, 425)],
    ],
  ),
);
/** Of rivers named so as long as there are any. */
const STRETCHES = part(
  'stretches',
  'function-zones',
  ...['淀浦', '西大盈港河'].map((river): [object, null] => [{ name: river, river, from_m: 0, to_m: 900 }, null]),
);
const NAMES = ['淀浦河', '淀浦', '淀浦河道', '西大盈港', '西大盈港河', '大莲湖', '河', '河道', '无名环', null];
const DERIVED = [
  'river',
  'route',
  'route_town',
  'route_zone',
  'water_body',
  'outfall_pair',
  'outfall_zone',
  'latin_name',
];

describe('edits of what is only said', async () => {
  const db = await emptiedDatabase(async (db) => {
    await loadSurrounded(db);
    await load(db, MORE);
    await load(db, STRETCHES);
  });

  const quoted = (name: string | null) => (name === null ? 'null' : `'${name}'`);
  const edit = async (table: string, set: string, id: number) => {
    await db.run(`update register.${table} set ${set} where district = '${KEY}' and id = ${id}`);
    await catchUp(db, KEY);
  };

  it.each([1, 2, 3])('by chance leave the district as it is when all is made anew (seed %i)', async (seed) => {
    const random = seeded(seed);
    const one = <Item>(list: readonly Item[]) => list[Math.floor(random() * list.length)];
    const said: string[] = [];
    for (let i = 0; i < 14; i++) {
      const table = one(['river', 'river', 'water_body', 'town'] as const);
      const id = one(await idsOf(db, table));
      const name = table === 'town' ? `town ${i}` : one(NAMES);
      said.push(`${table} ${id} ${name}`);
      await db.run(
        `update register.${table} set name = ${quoted(name)} ${table === 'town' ? '' : ", level = 'village'"} where district = '${KEY}' and id = ${id}`,
      );
      if (random() < 0.3) continue; // several edits are then followed at once
      await catchUp(db, KEY);
      const followed = await stored(db);
      await deriveAnew(db, KEY);
      expect(followed, said.join(', ')).toEqual(await stored(db));
    }
  });

  it('write links that name a renamed river, or its name; none where a town, a water or a level is another', async () => {
    const links = await linkCount(db);
    await edit('river', `name = '别名'`, 1);
    const named = await writtenLinks(db);
    expect(named).toBeGreaterThan(0);
    expect(named).toBeLessThan(links);
    await edit('town', `name = '别镇'`, 1);
    expect(await writtenLinks(db)).toBe(0);
    await edit('water_body', `name = '别水'`, 1);
    expect(await writtenLinks(db)).toBe(0);
    await edit('river', `level = 'municipal', chief = '李'`, 1);
    expect(await writtenLinks(db)).toBe(0);
  });

  it('together with another line or area are edits of these', async () => {
    await edit('town', `name = 'moved', geom = st_translate(geom, 0.00001, 0)`, 1);
    expect(await writtenLinks(db)).toBe(await linkCount(db));
    await edit('water_body', `name = 'moved', geom = st_translate(geom, 0.00001, 0)`, 1);
    expect(await writtenLinks(db)).toBe(await linkCount(db));
    await edit('river', `name = 'key', key = 'R77'`, 1);
    expect(await writtenLinks(db)).toBe(await linkCount(db));
  });
});

/** Entries of lakes are named with their lakes: of a name of their own nothing is left when all is made anew. */
async function idsOf(db: Database, table: string): Promise<number[]> {
  const own = table === 'river' ? `and kind = 'river'` : '';
  const rows = await db.query<{ id: number }>(
    `select id from register.${table} where district = $1 ${own} order by id`,
    [KEY],
  );
  return rows.map(({ id }) => id);
}

async function linkCount(db: Database): Promise<number> {
  return (await db.query('select from register.outfall_link where district = $1', [KEY])).length;
}

/** In the version that stands now. */
async function writtenLinks(db: Database): Promise<number> {
  const rows = await db.query(
    `select from register.outfall_link l join register.district d on d.key = l.district and d.version = l.version where d.key = $1`,
    [KEY],
  );
  return rows.length;
}

/** All rows but for the version they are of. */
async function stored(db: Database): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const table of [...DERIVED, 'outfall_link', 'reach_match', 'surveyed_range'])
    tables[table] = await db.query(
      `select (to_jsonb(t) - 'version' - 'id')::text as row from register.${table} t where district = $1 order by 1`,
      [KEY],
    );
  return tables;
}
