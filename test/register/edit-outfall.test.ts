/** Edits of outfalls by a person: read as a file's cells are, in the history with author and day, derived where they must. */
import { describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { addOutfall } from '../../server/register/add-outfall.ts';
import { editOutfall } from '../../server/register/edit-outfall.ts';
import { outfallHistory } from '../../server/register/outfall-history.ts';
import { undoBatch } from '../../server/register/undo.ts';
import {
  at,
  KEY,
  load,
  loadAll,
  OUTFALLS,
  part,
  point,
  RIVERS_EAST,
  RIVERS_WEST,
  TOWNS,
} from '../district/small-district.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';

let batch: number | null;
const db = await emptiedDatabase(async (db) => {
  await loadAll(db, [TOWNS, RIVERS_WEST, RIVERS_EAST]);
  batch = (await load(db, OUTFALLS)).id;
});

const BY = { author: '李工' };
const edit = (id: number, given: Record<string, unknown>, more: object = {}) =>
  editOutfall(db, KEY, id, given, { ...BY, ...more });
const row = async (id: number) => (await db.query('select * from register.outfall where id = $1', [id]))[0];
const link = async (id: number) =>
  (await db.query('select route_id, measure_mm, reviewer from register.outfall_link where outfall_id = $1', [id]))[0];
const district = async () =>
  (
    await db.query<{ version: number; derived_version: number }>(
      'select version, derived_version from register.district',
    )
  )[0];
const refusal = (code: string) => expect.objectContaining({ code });

describe('an edit', () => {
  it('writes words and dates as a file would have, with the day since when the states hold', async () => {
    const report = await edit(1, { status: '确认', trace_result: '无法溯源', legacy: '是' }, { on: '2024年5月1日' });
    expect(report.changed).toBe(true);
    expect(await row(1)).toMatchObject({
      status: 'confirmed',
      status_on: '2024-05-01',
      trace_result: 'undeterminable',
      traced_on: '2024-05-01',
      legacy: true,
      source_id: 'o1',
    });
    expect(report.warnings).toEqual([]);
  });

  it('makes one version and nothing to be derived anew where the link does not hang on it', async () => {
    const before = await district();
    const had = await link(1);
    const { version } = await edit(1, { name: '一号' });
    expect(await district()).toEqual({ version: before.version + 1, derived_version: before.version + 1 });
    expect(version).toBe(before.version + 1);
    expect(await link(1)).toEqual(had);
  });

  it('leaves earlier edits by hand waiting when it has nothing to derive', async () => {
    await db.query(`update register.outfall set receiving_water = '西大盈港' where id = 1`);
    const { derived_version } = await district();
    await edit(1, { name: '一号' });
    expect((await district()).derived_version).toBe(derived_version);
  });

  it('that changes nothing says so and writes nothing', async () => {
    await edit(1, { status: 'confirmed' }, { on: '2024-05-01' });
    const before = await district();
    expect(await edit(1, { status: '已确认', status_on: 45413 })).toMatchObject({ changed: false, changes: [] });
    expect(await district()).toEqual(before);
  });

  it('of a state without a day empties the old day and says so; with it stays what did not change', async () => {
    await edit(1, { handle_stage: 'in_work', handle_type: 'merge', flow_state: '排水' }, { on: '2024-05-01' });
    const { warnings } = await edit(1, { handle_stage: 'done' });
    expect(warnings.map(({ code }) => code)).toEqual(['state_undated', 'stage_without_date']);
    expect(await row(1)).toMatchObject({ handle_stage: 'done', handle_stage_on: null, flow_state_on: '2024-05-01' });
  });

  it('that is older than what stands is taken, and warned about', async () => {
    await edit(1, { status: 'confirmed' }, { on: '2024-05-01' });
    const { warnings } = await edit(1, { status: 'rejected' }, { on: '2023-01-01' });
    expect(warnings).toMatchObject([{ code: 'state_backdated', field: 'status_on', value: '2023-01-01' }]);
    expect(warnings[0].reason_en).toContain('2024-05-01');
    expect((await edit(1, { status: 'confirmed' }, { on: '2024-06-01' })).warnings).toEqual([]);
  });

  it('that empties a state empties its day', async () => {
    await edit(1, { trace_result: 'traced' }, { on: '2024-05-01' });
    await edit(1, { trace_result: null });
    expect(await row(1)).toMatchObject({ trace_result: null, traced_on: null });
  });

  it('of the receiving water or the point links anew, and leaves a reviewed link where it was', async () => {
    const had = await link(2);
    const [lon, lat] = at(2210, 5);
    await edit(2, { lon, lat, receiving_water: '淀浦河' });
    const moved = await link(2);
    expect(moved.route_id).not.toBe(had.route_id);
    await db.query(`update register.outfall_link set reviewer = '王', status = 'overridden' where outfall_id = 2`);
    const reviewed = await link(2);
    await edit(2, { receiving_water: '西大盈港' });
    expect(await link(2)).toEqual(reviewed);
    const { version, derived_version } = await district();
    expect(derived_version).toBe(version);
  });

  it('stands in the way of undoing the import under it, by the editor’s name', async () => {
    await edit(1, { name: '一号' });
    await expect(undoBatch(db, KEY, batch!, 'tester', derive)).rejects.toMatchObject({
      code: 'batch_built_upon',
      message: expect.stringMatching(/李工 \(outfall 1, \d{4}-\d\d-\d\d\).*atlas outfalls edit ID/),
    });
  });

  it('that is set back no longer does', async () => {
    const { changes } = await edit(1, { name: '一号' });
    await edit(1, { name: changes[0].before });
    await undoBatch(db, KEY, batch!, 'tester', derive);
    expect(await db.query('select id from register.outfall')).toEqual([]);
  });

  it('is not taken back by a file that says nothing of the field', async () => {
    await edit(1, { status: 'confirmed', sampleable: '具备' }, { on: undefined });
    await load(db, part('names', 'outfalls', [{ source_id: 'o1', name: '一号' }, point(400, 30)]));
    expect(await row(1)).toMatchObject({ name: '一号', status: 'confirmed', sampleable: true });
  });
});

describe('an edit is refused', () => {
  it('in words of a refusal where a file would go without the word', async () => {
    const refused = edit(1, { trace_result: '溯源' });
    await expect(refused).rejects.toThrow('"溯源" is not one of the values: traced, undeterminable');
    await expect(refused).rejects.not.toThrow('left empty');
  });

  it.each([
    ['of a field there is not', 1, { batch_id: 3 }, 'unknown_field'],
    ['of the key', 1, { id: 3 }, 'unknown_field'],
    ['without any field', 1, {}, 'nothing_given'],
    ['with a word that is no value', 1, { status: '也许' }, 'unknown_value'],
    ['with a word that a file would lose', 1, { legacy: '也许' }, 'unknown_value'],
    ['with a date that is none', 1, { closed_out_on: '2024-02-30' }, 'bad_date'],
    ['with half a position', 1, { lon: 121 }, 'position_incomplete'],
    ['with a position that is none', 1, { lon: 0, lat: 0 }, 'zero_coordinate'],
    ['with an emptied position', 1, { lon: null, lat: null }, 'missing_geometry'],
    ['with a position far away', 1, { lon: 116, lat: 40 }, 'outside_district'],
    ['of an outfall there is not', 999, { name: 'x' }, 'outfall_unknown'],
    ['with the key of another', 1, { source_id: 'o2' }, 'duplicate_key'],
  ])('%s', async (_, id, given, code) => {
    const before = [await district(), await row(1)];
    await expect(edit(id, given)).rejects.toEqual(refusal(code));
    expect([await district(), await row(1)]).toEqual(before);
  });

  it('when the outfall changed after the version seen, and not when another one did', async () => {
    const { version } = await district();
    await edit(2, { name: '二号' });
    await edit(1, { name: '一号' }, { version });
    await expect(edit(1, { name: '壹号' }, { version })).rejects.toMatchObject({ code: 'stale_version', status: 412 });
  });

  it('with a day where nothing has one, and by an author that derivation writes under', async () => {
    await expect(edit(1, { name: 'x' }, { on: '2024-05-01' })).rejects.toEqual(refusal('nothing_dated'));
    for (const author of ['', 'derived', 're-anchored'])
      await expect(edit(1, { name: 'x' }, { author })).rejects.toEqual(refusal('bad_author'));
  });
});

describe('an outfall added', () => {
  const [lon, lat] = at(1000, 20);

  it('is linked at once and stands in the history with its author and reason', async () => {
    const { id } = await addOutfall(
      db,
      KEY,
      { name: '新口', status: '确认', lon, lat },
      { ...BY, on: '2025-01-02', reason: '巡河' },
    );
    expect(await row(id)).toMatchObject({ name: '新口', status: 'confirmed', status_on: '2025-01-02', batch_id: null });
    expect((await link(id)).route_id).not.toBeNull();
    const [entry, ...more] = await outfallHistory(db, KEY, id);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ author: '李工', reason: '巡河', batch: null, kind: 'edit', operation: 'insert' });
    expect(entry.changes).toContainEqual({ field: 'lon', before: null, after: (await position(id)).lon });
  });

  it('is suspect until somebody says otherwise', async () => {
    const { id } = await addOutfall(db, KEY, { lon, lat }, BY);
    expect(await row(id)).toMatchObject({ status: 'suspect', status_on: null });
  });

  it('needs a place, and is refused when it stands there already', async () => {
    await expect(addOutfall(db, KEY, { name: '新口' }, BY)).rejects.toEqual(refusal('missing_geometry'));
    const { id } = await addOutfall(db, KEY, { name: '新口', lon, lat }, BY);
    await expect(addOutfall(db, KEY, { name: '新口', lon, lat }, BY)).rejects.toMatchObject({
      code: 'outfall_exists',
      message: expect.stringContaining(String(id)),
    });
    await expect(addOutfall(db, KEY, { source_id: 'o1', lon, lat }, BY)).rejects.toEqual(refusal('duplicate_key'));
  });
});

const position = async (id: number) =>
  (await db.query<{ lon: number }>('select st_x(geom) as lon from register.outfall where id = $1', [id]))[0];
