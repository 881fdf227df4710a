/** `atlas import` as a script meets it: exit codes and the table of fields. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { LAYER_NAMES } from '../../server/import/fields.ts';
import { fileOf } from '../import/files.ts';
import { command } from '../support/command.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const load = (name: string, rows: string[]) =>
  command(
    db,
    `import ${fileOf(name, ['类型,名称,lon,lat', ...rows].join('\n'))} --layer sites --district qp --crs EPSG:4490`,
    '/',
  );

describe('atlas import', () => {
  it('exits 0 when a row was taken, 1 when all were refused, and keeps the batch of these', async () => {
    expect(await load('some.csv', ['码头,一号码头,121.1,31.1', '飞船,二号,121.1,31.2'])).toMatchObject({
      code: 0,
    });
    const refused = await load('none.csv', ['飞船,三号,121.1,31.1', '飞船,四号,121.1,31.2']);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('拒绝 rejected 2');
    expect(refused.err).toContain('all_rows_rejected');
    const issues = `select i.code, i.row_number from register.import_issue i join register.import_batch b
                     on b.district = i.district and b.id = i.batch_id where b.file_name = 'none.csv' order by i.id`;
    expect(await db.query(issues)).toEqual([
      { code: 'unknown_value', row_number: 1 },
      { code: 'unknown_value', row_number: 2 },
    ]);
    // asked again the answer comes from that batch and is no better
    expect(await load('none.csv', ['飞船,三号,121.1,31.1', '飞船,四号,121.1,31.2'])).toMatchObject({ code: 1 });
  });

  it('keeps who imported and who undid, cli where nobody says', async () => {
    const file = fileOf('who.csv', '类型,名称,lon,lat\n码头,五号码头,121.1,31.15');
    const take = (words: string) => command(db, `${words} --district who`, '/');
    const sites = `import ${file} --layer sites --crs EPSG:4490`;
    const batches = async () => JSON.parse((await take('batches --format json')).out) as { author: string }[];
    await take(sites);
    await take('undo 1');
    await take(`${sites} --author 张工`);
    expect((await batches()).map(({ author }) => author)).toEqual(['张工', 'cli']);
    expect(await take('undo 2 --author 李工')).toMatchObject({ code: 0 });
    const changes = `select author, batch_id from register.change_row
                      where district = 'who' and table_name = 'site' order by id`;
    expect((await db.query<{ author: string }>(changes)).map(({ author }) => author)).toEqual([
      'cli',
      'cli',
      '张工',
      '李工',
    ]);
  });

  it('keeps a profile of what took a row, and of a repeated file, never of what took none', async () => {
    const save = (name: string, lines: string[], more: string) =>
      command(
        db,
        `import ${fileOf(name, lines.join('\n'))} --layer sites --district kept --crs EPSG:4490 --save-profile 码头表 ${more}`,
        '/',
      );
    const kept = async () =>
      (await db.query<{ name: string; mapping: object }>('select name, mapping from register.mapping_profile')).filter(
        ({ name }) => name === '码头表',
      );
    const taken = ['k,n,lon,lat', '码头,一号码头,121.1,31.1'];
    const good = '--map kind=k --map name=n';
    expect(await save('kept.csv', taken, good)).toMatchObject({ code: 0, err: expect.stringContaining('saved') });
    const [profile] = await kept();
    expect(profile.mapping).toMatchObject({ kind: 'k', name: 'n' });
    const refused = await save('lost.csv', ['k,n,lon,lat', '码头,飞船,121.1,31.1'], '--map kind=n --map name=k');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('all_rows_rejected') });
    expect(refused.err).not.toMatch(/saved|已保存/);
    expect(await kept()).toEqual([profile]);
    expect((await save('kept.csv', taken, good)).err).toMatch(/profile 码头表 saved.*already imported/s);
  });

  it('takes from --set what no row says, and tells of zones that nobody called drinking water', async () => {
    const ring = '"POLYGON((121 31,121.01 31,121.01 31.01,121 31))"';
    const zones = fileOf('zones.csv', `名称,级别,类型,wkt\n甲,一级,,${ring}\n乙,二级,自然保护区,${ring}`);
    const take = (more: string) =>
      command(db, `import ${zones} --layer zones --district qp --crs EPSG:4490${more}`, '/');
    const kinds = `select name, kind, valid_from::text as since from register.protected_zone
                    where batch_id = (select max(id) from register.import_batch) order by id`;
    expect((await take('')).out).toContain('warning fallback_taken');
    expect(await db.query(kinds)).toEqual([
      { name: '甲', kind: 'other', since: null },
      { name: '乙', kind: 'nature', since: null },
    ]);
    const said = await take(' --set kind=饮用水水源保护区 --set valid_from=2020年3月1日');
    expect(said.out).not.toContain('fallback_taken');
    expect(await db.query(kinds)).toEqual([
      { name: '甲', kind: 'drinking_water', since: '2020-03-01' },
      { name: '乙', kind: 'nature', since: '2020-03-01' },
    ]);
    expect(await take(' --set kind=水库')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/不在取值表内.*bad_set/s),
    });
    expect(await take(' --set colour=红')).toMatchObject({ code: 1, err: expect.stringContaining('unknown_field') });
    expect((await take(' --set kind')).code).toBe(2);
  });

  it('says which columns of the file no field took, then and afterwards, of rivers too', async () => {
    const csv = 'manhole_id,type,invert_ft,lon,lat,use,addr,X,atlas_issue_code\n1,MH,0.5,121.1,31.1,y,Ave 1,7,old';
    const options = '--district left --crs EPSG:4490';
    const line = '未用的列 columns not taken: invert_ft, addr（--map field=COLUMN 可指定）';
    const manholes = await command(
      db,
      `import ${fileOf('left.csv', csv)} --layer manholes --where use=y ${options}`,
      '/',
    );
    expect(manholes.out.split('\n')).toEqual(
      expect.arrayContaining([line, '映射 mapping lon=lon, lat=lat, x=X, source_id=manhole_id, kind=type']),
    );
    expect((await command(db, 'batches show 1 --district left', '/')).out).toContain(line);
    const { out } = await command(db, 'batches show 1 --district left --format json', '/');
    expect(JSON.parse(out).columns_left).toEqual(['invert_ft', 'addr']);
    const river =
      '{"type":"Feature","properties":{"name":"青浦塘","surveyor":"x"},"geometry":{"type":"LineString","coordinates":[[121,31],[121.1,31]]}}';
    const rivers = await command(db, `import ${fileOf('left.geojson', river)} --layer rivers --district left`, '/');
    expect(rivers).toMatchObject({ code: 0, out: expect.stringContaining('columns not taken: surveyor（') });
    const list = JSON.parse((await command(db, 'batches list --district left --format json', '/')).out);
    expect((list.rows ?? list).map((each: { columns_left: string[] }) => each.columns_left)).toEqual([
      ['surveyor'],
      ['invert_ft', 'addr'],
    ]);
  });

  it('prints the fields of every layer for people and for scripts', async () => {
    for (const layer of LAYER_NAMES) {
      const { code, out } = await command(db, `import --fields ${layer} --format json`, '/');
      expect([layer, code, JSON.parse(out).length > 1]).toEqual([layer, 0, true]);
    }
    const { out } = await command(db, 'import --fields coastline', '/');
    expect(out).toContain('图层 coastline（线）的字段 / Fields of layer coastline (lines)');
    expect(out).toMatch(/sea_side +enum +空为 empty = right; 其他词拒收该行 other words keep the row out +海侧/);
    expect(out).toMatch(/sea_side +left +左 左侧 L/);
  });
});
