/** What registers say of an outfall beside its place: states and their days, approval, the sign; and what is doubtful in it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { importFile } from '../../server/import/import.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf } from './files.ts';

let db: Database;
let nth = 0;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** Rows of one district each; every row stands 100 m east of the one before. */
async function load(headers: string, rows: string[], district: string) {
  const lines = rows.map((row, i) => `${row},${121 + i / 1000},31`);
  const file = fileOf(`status-${nth++}.csv`, [`${headers},经度,纬度`, ...lines].join('\n'));
  return importFile(db, { file, district: { key: district }, layer: 'outfalls', crs: 'EPSG:4490' });
}
const rowsOf = (district: string) =>
  db.query<Record<string, unknown>>('select * from register.outfall where district = $1 order by id', [district]);
const said = ({ issues }: Awaited<ReturnType<typeof load>>) => issues.map(({ row, code, field }) => [row, code, field]);

describe('a register of outfalls', () => {
  it('is read by the headers and words of its forms', async () => {
    const headers =
      '编号,核实状态,核实日期,排水状态,排水状态日期,是否具备采样条件,晴天排水,晴天排水日期,溯源结果,溯源日期,整治类型,整治进度,整治完成日期,销号日期,整治时限,审批状态,排污许可证编号,是否历史遗留,设施类型';
    const row =
      '1,已确认,2022-03-01,有水,44621,具备,是,2022年3月1日,无法确定,2022/3/2,清理合并,完成整治,2023.6.1,20230630,2030-12-31,已登记,91310000MA1FL0000X001V,否,建筑工地';
    const report = await load(headers, [row], 'words');
    expect(said(report)).toEqual([[null, 'serial_date', 'flow_state_on']]);
    const [stored] = await rowsOf('words');
    expect(stored).toMatchObject({
      status: 'confirmed',
      status_on: '2022-03-01',
      flow_state: 'flowing',
      flow_state_on: '2022-03-01',
      sampleable: true,
      dry_weather_flow: true,
      dry_weather_flow_on: '2022-03-01',
      trace_result: 'undeterminable',
      traced_on: '2022-03-02',
      handle_type: 'merge',
      handle_stage: 'done',
      handle_stage_on: '2023-06-01',
      closed_out_on: '2023-06-30',
      deadline: '2030-12-31',
      approval_status: 'registered',
      permit_reference: '91310000MA1FL0000X001V',
      legacy: false,
      source_facility: 'construction_site',
    });
  });

  it('keeps approval, registration and filing apart', async () => {
    const words = ['已审批', '已登记', '已备案', '未审批', '未登记', '未备案', ''];
    await load(
      '编号,审批状态',
      words.map((word, i) => `${i},${word}`),
      'regimes',
    );
    expect((await rowsOf('regimes')).map(({ approval_status }) => approval_status)).toEqual([
      'approved',
      'registered',
      'filed',
      'not_approved',
      'not_registered',
      'not_filed',
      null,
    ]);
  });

  it('takes words for not known and not yet as nothing, never as no', async () => {
    const report = await load(
      '编号,溯源结果,是否具备采样条件,历史遗留',
      ['1,未溯源,不详,/', '2,已溯源,否,无'],
      'nothing',
    );
    expect(said(report)).toEqual([]);
    expect(await rowsOf('nothing')).toMatchObject([
      { trace_result: null, sampleable: null, legacy: null },
      { trace_result: 'traced', sampleable: false, legacy: false },
    ]);
  });

  it('loses a word that is neither yes nor no, and says so', async () => {
    const report = await load('编号,历史遗留', ['1,也许', '2,是'], 'perhaps');
    expect(said(report)).toEqual([[1, 'value_left_empty', 'legacy']]);
  });
});

describe('what is doubtful is said, and nothing made up', () => {
  it('of close-outs and days', async () => {
    const report = await load(
      '编号,整治类型,整治状态,整治完成日期,销号日期,溯源结果,溯源日期',
      [
        '1,,完成整治,2023-01-01,2023-06-30,,',
        '2,规范整治,整治中,,2023-06-30,,',
        '3,规范整治,完成整治,,,,',
        '4,,,,,,2023-01-01',
        '5,,,,,已溯源,2090-01-01',
        '6,,,,,已溯源,1948-12-31',
        '7,,,,,已溯源,1949-01-01',
      ],
      'doubt',
    );
    expect(said(report)).toEqual([
      [null, 'stage_without_date', 'handle_stage_on'],
      [1, 'closeout_without_type', 'handle_type'],
      [2, 'closeout_not_done', 'handle_stage'],
      [4, 'date_without_state', 'traced_on'],
      [5, 'date_in_future', 'traced_on'],
      [6, 'date_too_early', 'traced_on'],
    ]);
    expect(report.issues.every(({ severity, reason_zh }) => severity === 'warning' && !/[{}]/.test(reason_zh))).toBe(
      true,
    );
    expect((await rowsOf('doubt'))[2]).toMatchObject({ handle_stage: 'done', handle_stage_on: null });
  });

  it('of signs that say another name or code than the register, also when they come in a file of their own', async () => {
    await load('编号,排污口名称,排污口编码,省级编码', ['1,一号排口,A-1,P-1', '2,二号排口,A-2,'], 'signs');
    const report = await load(
      '编号,标识牌名称,标识牌编码,标识牌类别,标识牌责任主体,监督管理单位,监督电话',
      ['1,１号排口,P-1,工业,某厂,区生态环境局,12369', '2,二号 排口,A-9,,,,'],
      'signs',
    );
    expect(said(report)).toEqual([
      [1, 'sign_disagrees', 'sign_name'],
      [2, 'sign_disagrees', 'sign_code'],
    ]);
    expect(report.issues[0]).toMatchObject({ value: '１号排口', reason_en: expect.stringContaining('一号排口') });
  });

  it('of a closed-out outfall whose sign is not complete, and of none without any sign', async () => {
    const report = await load(
      '编号,整治类型,整治状态,销号日期,标识牌名称,监督电话',
      ['1,规范整治,完成整治,2023-06-30,一号,12369', '2,规范整治,完成整治,2023-06-30,,'],
      'incomplete',
    );
    expect(said(report)).toEqual([[1, 'sign_incomplete', null]]);
    const [{ reason_en, reason_zh }] = report.issues;
    expect(reason_en).toContain('sign code, sign category, sign responsible party, sign agency');
    expect(reason_zh).toContain('标识牌编码、标识牌类别、标识牌责任主体、监督管理单位');
  });
});

describe('a later file', () => {
  it('with another state and no day empties the old day; the same state keeps it', async () => {
    await load('编号,整治状态,整治完成日期', ['1,整治中,2022-01-01', '2,整治中,2022-01-01'], 'later');
    const { rows_changed } = await load('编号,整治状态', ['1,完成整治', '2,整治中'], 'later');
    expect(rows_changed).toBe(1);
    expect(await rowsOf('later')).toMatchObject([
      { handle_stage: 'done', handle_stage_on: null },
      { handle_stage: 'in_work', handle_stage_on: '2022-01-01' },
    ]);
  });

  it('that says nothing of the status leaves it; new rows are suspect', async () => {
    await load('编号,核实状态', ['1,确认'], 'silent');
    await load('编号,排污口名称', ['1,一号', '2,二号'], 'silent');
    expect((await rowsOf('silent')).map(({ name, status }) => [name, status])).toEqual([
      ['一号', 'confirmed'],
      ['二号', 'suspect'],
    ]);
  });
});
