/** Words that leave open what is to be reached get no verdict, by whatever way they come in; by hand a hedge is only added. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { targetAnswer } from '../../server/report/targets/targets.ts';
import { addTarget, editTarget, type GivenTarget, ownId } from '../../server/rules/targets/own-targets.ts';
import { KEY, line, load, part } from '../district/small-district.ts';
import { command } from '../support/command.ts';
import { testDatabase } from '../support/database.ts';

const BY = { author: 'test' };
const ASKED = { metric: 'above_water_ledger_km', threshold: 0.5, due: '2022-12-31' } as const;
const REFUSED = { code: 'hedge_in_words', status: 409 };

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await load(db, part('rivers', 'rivers', [{ key: 'A', name: '甲河' }, line([0, 0], [1000, 0])]));
  await load(
    db,
    part('surveys', 'surveys', [{ source_id: 's', river: 'A', mode: 'above_water', date: '2022-06-01' }, null]),
  );
});
afterAll(() => db.close());

const make = async (words: string, hedge?: string | null) =>
  ownId((await addTarget(db, KEY, { ...ASKED, words, hedge }, BY)).id);
const edit = (id: number, target: GivenTarget) => editTarget(db, KEY, id, target, BY);
const inSql = (id: number, set: string) =>
  db.query(`update register.target set ${set} where district = $1 and id = $2`, [KEY, id]);
/** As the report says it: the district reached the target long ago, so that a verdict is `reached`. */
async function said(id: number): Promise<[hedge: string | null, status: string]> {
  const { targets } = await targetAnswer(db, () => loadSnapshot(db, KEY), { asOf: '2023-12-31' });
  const { hedge, status } = targets.find((each) => each.id === `own-${id}`)!;
  const [stored] = await db.query('select hedge from register.target where district = $1 and id = $2', [KEY, id]);
  expect(stored).toEqual({ hedge });
  return [hedge, status];
}

const OPEN: [words: string, hedge: string][] = [
  ['力争完成水上排查', '力争'],
  ['2023年底前基本完成水上排查', '基本完成'],
  ['排查工作基本到位', '基本'],
  ['水上排查1000公里左右', '左右'],
  ['水上排查 2507 km 左右，其余次年完成', '左右'],
  ['排查约1000公里', '约'],
  ['大约排查一半', '大约'],
  ['原则上完成排查', '原则上'],
  ['争取2023年底前完成排查', '争取'],
  ['初步建立台账', '初步'],
  ['预计排查1000公里', '预计'],
  ['大概完成30%', '大概'],
  ['排查接近1000公里', '接近'],
  ['排查1000公里上下，其余次年完成', '上下'],
  ['力求完成水上排查', '力求'],
  ['年底前有望完成', '有望'],
  ['排查差不多完成', '差不多'],
  ['估计排查1000公里', '估计'],
  ['完成近30%的排查', '近'],
  ['排查近 1000 公里', '近'],
  ['溯源近2万个排污口', '近'],
  ['排查近千公里', '近'],
  ['溯源近三成', '近'],
  ['大部分完成排查', '大部分'],
  ['力 争完成', '力争'],
  ['力　争完成', '力争'],
  ['基 本完成排查', '基本完成'],
];
const PLAIN = [
  '水上基本情况排查',
  '完成永久基本农田周边排查',
  '完成左右岸各1000公里排查',
  '排查1000公里左右岸',
  '排查1000公里上下游',
  '2023年底前，接近饮用水水源的河道全部排查',
  '争取上级资金支持，排查1000公里',
  '按节约原则完成排查',
  '完成1000公里排查',
  '近3年排查1000公里',
  '最近30天排查1000公里',
  '近30个月完成排查',
  '附近30条河道完成排查',
  '近2个年度完成排查',
  '完成大部分河道以外的排查',
  '排查长度 1000 公里，左右岸各一次',
];

describe('words that leave it open', () => {
  it.each(OPEN)('%s: %s, no verdict', async (words, hedge) => {
    expect(await said(await make(words))).toEqual([hedge, 'no_verdict']);
  });

  it.each(PLAIN)('%s: a verdict', async (words) => {
    expect(await said(await make(words))).toEqual([null, 'reached']);
  });

  it('may not be told that they do not, when they come in and later', async () => {
    await expect(make('力争完成排查', null)).rejects.toMatchObject(REFUSED);
    const id = await make('力争完成排查');
    await expect(edit(id, { hedge: null })).rejects.toMatchObject(REFUSED);
    await expect(inSql(id, 'hedge = null')).rejects.toMatchObject({
      ...REFUSED,
      message: expect.stringContaining('力争'),
    });
    const plain = await make('完成排查', null);
    await expect(edit(plain, { words: '基本完成排查', hedge: null })).rejects.toMatchObject(REFUSED);
    expect([await said(id), await said(plain)]).toEqual([
      ['力争', 'no_verdict'],
      [null, 'reached'],
    ]);
  });

  it('leave it open when they are written later, whatever was set before', async () => {
    for (const set of [undefined, null])
      for (const write of [
        (id: number) => edit(id, { words: '力争完成排查' }),
        (id: number) => inSql(id, `words = '力争完成排查'`),
        (id: number) => inSql(id, `words = '力争完成排查', hedge_set = true`),
      ]) {
        const id = await make('完成排查', set);
        await write(id);
        expect(await said(id)).toEqual(['力争', 'no_verdict']);
        await edit(id, { words: '完成排查' });
        expect(await said(id)).toEqual([null, 'reached']);
      }
  });

  it('do so in rows written when null could be set', async () => {
    const id = await make('完成排查');
    await db.transaction(async (tx) => {
      await tx.run('alter table register.target disable trigger follow_words');
      await tx.query(`update register.target set words = '力争完成', hedge_set = true where id = $1`, [id]);
      await tx.run('alter table register.target enable trigger follow_words');
    });
    const { targets } = await targetAnswer(db, () => loadSnapshot(db, KEY), { asOf: '2023-12-31' });
    expect(targets.find((each) => each.id === `own-${id}`)).toMatchObject({ hedge: '力争', status: 'no_verdict' });
    await edit(id, { threshold: 0.4 });
    expect(await said(id)).toEqual(['力争', 'no_verdict']);
  });

  it('leave it open by psql insert and by the command', async () => {
    const [{ id }] = await db.query<{ id: number }>(
      `insert into register.target (district, id, words, metric, threshold, hedge, hedge_set)
       values ($1, null, '力争', 'above_water_ledger_km', 0.5, null, true) returning id`,
      [KEY],
    );
    expect(await said(id)).toEqual(['力争', 'no_verdict']);
    const add = `targets add words=基本完成排查 metric=above_water_ledger_km threshold=0.5 --district ${KEY}`;
    const refused = await command(db, `${add} hedge=`);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain('基本完成');
    expect(await command(db, `${add} --format json`)).toMatchObject({
      code: 0,
      out: expect.stringContaining('"基本完成"'),
    });
  });
});

describe('a hedge set by hand', () => {
  it('is added to words, stays when they are edited, and goes by null or hedge_set = false', async () => {
    const id = await make('完成排查', '视情况');
    expect(await said(id)).toEqual(['视情况', 'no_verdict']);
    await edit(id, { words: '力争完成排查' });
    expect(await said(id)).toEqual(['视情况', 'no_verdict']);
    await edit(id, { words: '完成排查' });
    expect(await said(id)).toEqual(['视情况', 'no_verdict']);
    await edit(id, { hedge: null });
    expect(await said(id)).toEqual([null, 'reached']);
    await inSql(id, `hedge = '视情况'`);
    await inSql(id, `words = '全部完成排查'`);
    expect(await said(id)).toEqual(['视情况', 'no_verdict']);
    await inSql(id, 'hedge_set = false');
    expect(await said(id)).toEqual([null, 'reached']);
  });

  it('that is the word of the words goes with it, unless it is given with others', async () => {
    const id = await make('力争完成排查', '力争');
    await edit(id, { words: '完成排查' });
    expect(await said(id)).toEqual([null, 'reached']);
    await edit(id, { words: '完成', hedge: '力争' });
    await edit(id, { words: '全部完成' });
    expect(await said(id)).toEqual(['力争', 'no_verdict']);
  });
});
