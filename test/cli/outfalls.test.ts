/** atlas outfalls: the list and its pages, one outfall, edits and additions by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../server/cli/run.ts';
import type { Database } from '../../server/db/database.ts';
import { editOutfall } from '../../server/register/edit-outfall.ts';
import { at, KEY, loadAll, OUTFALLS, RIVERS_EAST, RIVERS_WEST, TOWNS } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await loadAll(db, [TOWNS, RIVERS_WEST, RIVERS_EAST, OUTFALLS]);
  await editOutfall(db, KEY, 2, { responsible_party: '某厂', sign_phone: '12369' }, { author: '李工' });
});
afterAll(() => db.close());

async function atlas(...argv: string[]) {
  const said = { out: '', err: '' };
  const context = {
    open: async () => db,
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
    isTerminal: false,
    cwd: '.',
  };
  return { code: await runCommand(['outfalls', ...argv], context), ...said };
}
/** Rows: a list names its data version beside them, a single outfall and an edit do not. */
const json = async (...argv: string[]) => {
  const answer = JSON.parse((await atlas(...argv, '--format', 'json')).out);
  return answer.items ?? answer;
};

describe('atlas outfalls', () => {
  it('without a word lists them, and takes its options', async () => {
    const rows = await json();
    expect(rows.map(({ id }: { id: number }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(rows[0]).toMatchObject({ source_id: 'o1', status: 'suspect', river: '淀浦河', town: '夏阳' });
    expect(await json('--river', '淀浦河')).toHaveLength(
      rows.filter(({ river }: { river: string }) => river === '淀浦河').length,
    );
    expect(await json('list', '--town', '盈浦', '--status', '疑似')).toEqual(
      rows.filter(({ town }: { town: string }) => town === '盈浦'),
    );
  });

  it('gives pages that together are the list, and says where the next begins', async () => {
    const first = await atlas('--limit', '4');
    expect(first.out).toContain('--after 4');
    expect(JSON.parse((await atlas('--limit', '4', '--format', 'json')).out).next).toBe('4');
    expect([...(await json('--limit', '4')), ...(await json('--limit', '4', '--after', '4'))]).toEqual(await json());
  });

  it('of a scope are those linked to a place on its waters, and says of whom nothing is known', async () => {
    const on = (river: string) => json('--river', river).then((rows) => rows.map(({ id }: { id: number }) => id));
    const rows = await json('--scope', 'river:R1');
    expect(rows.map(({ id }: { id: number }) => id)).toEqual(await on('淀浦河'));
    expect((await atlas('--scope', 'river:R1')).out).toMatch(/未核查 not checked · \d+ 个排污口未挂接/);
    const { out, err } = await atlas('--scope', 'river:R1', '--format', 'json');
    expect(JSON.parse(out).items).toEqual(rows);
    expect(err).toMatch(/未核查 not checked · \d+ 个排污口未挂接/);
    const none = await atlas('--scope', 'venue@1000');
    expect(none.err).toContain('范围内没有河道');
    expect((await atlas('--scope', 'river:none')).err).toContain('(scope_unknown)');
    expect((await atlas('--scope', 'river:R1', '--flag', 'zones')).err).toContain('(option_unusable)');
  });

  it('gives points to GeoJSON and nothing private to any format', async () => {
    const { features } = await json('--limit', '1').then(async () =>
      JSON.parse((await atlas('--format', 'geojson')).out),
    );
    expect(features[0].geometry).toEqual({ type: 'Point', coordinates: [expect.any(Number), expect.any(Number)] });
    for (const format of ['table', 'json', 'csv', 'geojson', 'html'])
      expect((await atlas('--format', format)).out).not.toMatch(/某厂|12369/);
  });

  it('shows one, with what is not public only when asked', async () => {
    expect((await atlas('show', '2')).out).not.toMatch(/某厂|12369/);
    expect((await atlas('show', '2', '--private')).out).toMatch(/责任主体 +某厂[\s\S]*监督电话 +12369/);
    expect((await json('show', '2'))[0]).toMatchObject({ id: 2, source_id: 'o2', receiving_water: '西大盈港' });
    const { out } = await atlas('show', '2');
    expect(out).toMatch(/link\.evidence +挂接依据 +\S+.*距水体 [\d.]+ m/);
    expect(out).toMatch(/link\.candidate\.1 +候选 1 +\S+ \(线路 \d+\)/);
    expect(out).toMatch(/flags\.drinking_water +饮用水水源保护区 +未核查 · 未导入该类图层/);
  });

  it('edits with day, author and reason, and the history has them', async () => {
    const line = ['edit', '1', 'status=确认', 'name=一号', '--on', '2024/5/1', '--author', '王', '--reason', '核实'];
    const { code, out, err } = await atlas(...line);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/status +suspect +confirmed/);
    const history = await json('history', '1');
    expect(history.filter(({ kind }: { kind: string }) => kind === 'edit')).toEqual(
      [
        ['name', null, '一号'],
        ['status', 'suspect', 'confirmed'],
        ['status_on', null, '2024-05-01'],
      ].map(([field, before, after]) =>
        expect.objectContaining({ author: '王', reason: '核实', field, before, after, batch: null }),
      ),
    );
    expect((await atlas(...line)).err).toContain('nothing was written');
  });

  it('empties a field with nothing after the sign, and keeps an equals sign in a value', async () => {
    await atlas('edit', '3', 'subtype=a=b');
    expect((await json('show', '3'))[0].subtype).toBe('a=b');
    await atlas('edit', '3', 'subtype=');
    expect((await json('show', '3'))[0].subtype).toBeNull();
  });

  it('says warnings on stderr', async () => {
    const { code, err } = await atlas('edit', '4', 'closed_out_on=2024-05-01');
    expect([code, err]).toEqual([0, expect.stringContaining('closeout_without_type')]);
  });

  it('adds one', async () => {
    const [lon, lat] = at(1000, 30);
    const [change] = await json('add', 'name=新口', `lon=${lon}`, `lat=${lat}`);
    expect((await json('show', String(change.id)))[0]).toMatchObject({ name: '新口', river: '淀浦河' });
    expect((await atlas('add', 'name=新口')).err).toContain('missing_geometry');
  });

  it('shows what was known on a day', async () => {
    expect((await atlas('show', '1', '--known-at', '2020-01-01')).out).toContain('there was none');
    expect((await json('show', '1', '--known-at', '2090-01-01'))[0]).toMatchObject({ id: 1, name: '一号' });
  });

  it.each([
    [['edit', '1', 'nothing=1'], 1, 'unknown_field'],
    [['edit', '1', 'status'], 1, 'bad_pair'],
    [['edit', '1', 'name=a', 'name=b'], 1, 'field_twice'],
    [['edit', '1', 'name=a', '--seen', '1'], 1, 'stale_version'],
    [['edit', '1', 'name=a', '--format', 'geojson'], 1, 'no_geometry'],
    [['edit', '99', 'name=a'], 1, 'outfall_unknown'],
    [['edit', '1', 'status=confirmed', '--on', 'gestern'], 2, 'write a day'],
    [['edit', 'x', 'name=a'], 2, 'whole number'],
    [['edit', '1'], 2, 'changes'],
    [['show', '99'], 1, 'outfall_unknown'],
    [['history', '99'], 1, 'outfall_unknown'],
    [['--status', '也许'], 1, 'unknown_value'],
    [['--format', 'xlsx'], 1, 'out_needed'],
  ] as [string[], number, string][])('refuses %j', async (line, code, said) => {
    const before = await db.query('select version from register.district');
    const answer = await atlas(...line);
    expect([answer.code, answer.err]).toEqual([code, expect.stringContaining(said)]);
    expect(await db.query('select version from register.district')).toEqual(before);
  });
});
