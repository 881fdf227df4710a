/** A file that comes again after another one changed its rows draws them back; at once after itself it is answered from its batch. */
import { describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { derivedState } from '../district/derived-state.ts';
import { KEY, line, load, loadAll, PARTS, part } from '../district/small-district.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';

const river = (name: string, bend: number) =>
  part(name, 'rivers', [
    { key: 'X', source_id: 'x1', name: '弯河' },
    line([0, 3000], [500, 3000 + bend], [1000, 3000]),
  ]);
const [FIRST, OTHER] = [river('first', 0), river('other', 80)];

describe('a river that was drawn otherwise in between', async () => {
  const db = await emptiedDatabase(async (db) => {
    await loadAll(db, [...PARTS, FIRST]);
  });

  it('is drawn as the first file has it when that comes again, and then it is there already', async () => {
    const before = await derivedState(db, KEY);
    expect(await load(db, FIRST)).toMatchObject({ repeated: true });
    expect(await load(db, OTHER)).toMatchObject({ repeated: false, rows_changed: 1 });
    expect(await derivedState(db, KEY)).not.toEqual(before);
    const back = await load(db, FIRST);
    expect(back).toMatchObject({ repeated: false, rows_changed: 1, rows_new: 0 });
    expect(await derivedState(db, KEY)).toEqual(before);
    expect(await load(db, FIRST)).toMatchObject({ repeated: true, id: back.id });
    expect(await load(db, OTHER)).toMatchObject({ repeated: false, rows_changed: 1 });
  });

  it('is there already where the other file was undone, or brought other rows only', async () => {
    const other = await load(db, OTHER);
    await undoBatch(db, KEY, other.id!, 'test', derive);
    expect(await load(db, FIRST)).toMatchObject({ repeated: true });
    await load(db, part('more', 'rivers', [{ key: 'Y', source_id: 'y1', name: '直河' }, line([0, 4000], [900, 4000])]));
    expect(await load(db, FIRST)).toMatchObject({ repeated: true });
  });
});
