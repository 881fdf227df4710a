/** An import taken back leaves the district as it was, or is refused with the names of those who built upon it. */
import { describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { decideReview } from '../../server/register/review/decide.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { derivedState } from '../district/derived-state.ts';
import {
  box,
  KEY,
  line,
  load,
  loadAll,
  OUTFALLS,
  PARTS,
  part,
  point,
  polygon,
  RECORDS,
  RIVERS_EAST,
  RIVERS_WEST,
  TOWNS,
  TRACKS_JUNE,
  TRACKS_MAY,
  WATERS,
} from '../district/small-district.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';

describe('undo', async () => {
  const db = await emptiedDatabase();

  const undo = (batch: number | null) => undoBatch(db, KEY, batch!, 'tester', derive);
  const byHand = (author: string, sql: string) =>
    db.transaction(async (tx) => {
      await tx.query(`select set_config('atlas.author', $1, true)`, [author]);
      await tx.run(sql);
    });

  it.each([
    ['tracks', [TOWNS, RIVERS_WEST, RIVERS_EAST, WATERS, OUTFALLS, TRACKS_MAY, RECORDS], TRACKS_JUNE],
    ['outfalls', [TOWNS, RIVERS_WEST, RIVERS_EAST, WATERS, TRACKS_MAY, RECORDS], OUTFALLS],
    ['rivers', [TOWNS, RIVERS_WEST, WATERS, OUTFALLS, TRACKS_MAY, TRACKS_JUNE], RIVERS_EAST],
    ['towns', [RIVERS_WEST, RIVERS_EAST, WATERS, OUTFALLS, TRACKS_MAY], TOWNS],
    ['waters', [TOWNS, RIVERS_WEST, RIVERS_EAST, OUTFALLS, TRACKS_MAY, TRACKS_JUNE], WATERS],
    ['records', PARTS, RECORDS],
  ])('of %s leaves everything as before, and the file can come again', async (_, before, last) => {
    await loadAll(db, before);
    const was = await derivedState(db, KEY);
    const { id } = await load(db, last);
    const with_ = await derivedState(db, KEY);
    expect(with_).not.toEqual(was);
    expect(await undo(id)).toMatchObject({ batch: id, rows_restored: expect.any(Number) });
    expect(await derivedState(db, KEY)).toEqual(was);
    expect(await load(db, last)).toMatchObject({ repeated: false });
    expect(await derivedState(db, KEY)).toEqual(with_);
  });

  it('of a batch that changed rows brings back what they were', async () => {
    await loadAll(db, [...PARTS, RECORDS]);
    const was = await derivedState(db, KEY);
    const edits = [
      part('e1', 'rivers', [
        { key: 'R1', source_id: 's2', name: '新名', official_length_km: 7 },
        line([5000, 90], [1900, 0]),
      ]),
      part('e2', 'outfalls', [{ source_id: 'o1', receiving_water: '西大盈港' }, point(400, 190)]),
      part('e3', 'towns', [{ key: 'a', name: '夏阳' }, polygon(box(-900, -900, 1800, 2000))]),
      part('e4', 'water-bodies', [{ key: 'L1', kind: 'lake', river: 'R2' }, polygon(box(-800, 300, -300, 800))]),
      {
        ...TRACKS_JUNE,
        name: 'e5',
        rows: TRACKS_JUNE.rows.map((row) => ({ ...row, properties: { ...row.properties, crew: 'q' } })),
      },
    ];
    const rivers = () => db.query('select id, key, name from register.river order by id');
    const had = await rivers();
    for (const edit of edits) {
      const { id, rows_changed } = await load(db, edit);
      expect(rows_changed).toBeGreaterThan(0);
      expect(await derivedState(db, KEY)).not.toEqual(was);
      await undo(id);
      expect(await derivedState(db, KEY), edit.name).toEqual(was);
      expect(await rivers(), edit.name).toEqual(had);
    }
  });

  it('goes backwards through batches that changed each other', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST]);
    const first = await load(db, OUTFALLS);
    const second = await load(db, part('moved', 'outfalls', [{ source_id: 'o1' }, point(450, 30)]));
    await expect(undo(first.id)).rejects.toMatchObject({
      code: 'batch_built_upon',
      message: expect.stringContaining(`batch ${second.id}`),
    });
    await undo(second.id);
    await undo(first.id);
    expect(await db.query('select id from register.outfall')).toEqual([]);
  });

  it('is refused when a person changed a row, and names the person', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST]);
    const { id } = await load(db, OUTFALLS);
    await byHand('李工', `update register.outfall set name = '改' where source_id = 'o2'`);
    await expect(undo(id)).rejects.toMatchObject({
      code: 'batch_built_upon',
      message: expect.stringContaining('李工'),
    });
  });

  it('is refused when a person reviewed the link of one of its outfalls', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST]);
    const { id } = await load(db, OUTFALLS);
    await byHand(
      '李工',
      `update register.outfall_link set status = 'confirmed', reviewer = '李工' where outfall_id = 1`,
    );
    await expect(undo(id)).rejects.toMatchObject({
      code: 'batch_built_upon',
      message: expect.stringContaining('atlas review reopen link-1 '),
      messageZh: expect.stringContaining('atlas review reopen link-1 '),
    });
    await decideReview(db, KEY, 'link-1', { decision: 'reopen' }, { author: '李工', reason: '看错' });
    await expect(undo(id)).resolves.toMatchObject({ rows_removed: 7 });
  });

  it('is refused when later batches hung lines or records on its rivers, its lakes or its towns', async () => {
    const [rivers, towns] = await loadAll(db, [RIVERS_WEST, TOWNS]);
    const waters = await load(db, WATERS);
    const lines = await load(db, RIVERS_EAST);
    await expect(undo(rivers.id)).rejects.toMatchObject({ message: expect.stringContaining(`batch ${lines.id}`) });
    const records = await load(
      db,
      part(
        'records',
        'surveys',
        [{ river: 'L1', mode: 'above_water', date: '2023-01-01' }, null],
        [{ river: 'R2', town: 'b', mode: 'above_water', date: '2023-01-01' }, null],
      ),
    );
    for (const { id } of [rivers, towns, waters])
      await expect(undo(id)).rejects.toMatchObject({ message: expect.stringContaining(`batch ${records.id}`) });
    for (const { id } of [records, lines, waters, towns, rivers]) await undo(id);
    for (const table of ['river', 'route', 'source_segment', 'town', 'water_body', 'surveyed_range', 'route_town'])
      expect(await db.query(`select 1 from register.${table}`), table).toEqual([]);
  });

  it('happens once, and only to batches that are there', async () => {
    const [{ id }] = await loadAll(db, [RIVERS_WEST]);
    await undo(id);
    await expect(undo(id)).rejects.toMatchObject({ code: 'batch_undone' });
    await expect(undo(99)).rejects.toMatchObject({ code: 'batch_unknown' });
    await expect(undoBatch(db, 'nowhere', 1, 'tester', derive)).rejects.toMatchObject({ code: 'batch_unknown' });
  });

  it('that fails leaves nothing of itself', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST, OUTFALLS]);
    const { id } = await load(db, TRACKS_MAY);
    const was = await derivedState(db, KEY);
    const failing = undoBatch(db, KEY, id!, 'tester', async (tx, touched) => {
      await derive(tx, touched);
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    expect(await derivedState(db, KEY)).toEqual(was);
    await undo(id);
  });
});
