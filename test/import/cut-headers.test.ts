/** Headers of shapefiles: ten bytes of each, so that registers' own headers come cut. */
import { describe, expect, it } from 'vitest';
import { resolveMapping } from '../../server/import/rows/mapping.ts';
import { readSource } from './read-source.ts';
import { shapefileOf, type TableOf } from './shapefile-files.ts';

async function read(name: string, columns: string[], encoding: TableOf['encoding'] = 'utf-8') {
  const rows = [columns.map((_, i) => `值${i + 1}`)];
  return readSource(shapefileOf(name, { encoding, columns, width: 40, rows, cpg: encoding }));
}

const mapped = async (source: Awaited<ReturnType<typeof read>>, layer: 'rivers' | 'outfalls' | 'zones', asked = {}) => {
  const { named, issues } = resolveMapping(layer, source, asked, new Set());
  return { named, said: issues.map(({ code, value, field }) => `${code} ${value} ${field ?? '-'}`), issues };
};

const RIVERS = ['河道编码', '河道名称', '河道等级', '河道长度', '河长姓名'];

describe('headers that a shapefile cut', () => {
  it('are taken for the one field they can be of, and it is said', async () => {
    const source = await read('cut-rivers', RIVERS);
    expect(source.columns).toEqual(['河道编', '河道名', '河道等', '河道长', '河长姓']);
    expect(await mapped(source, 'rivers')).toMatchObject({
      named: { key: '河道编', name: '河道名', level: '河道等', official_length_km: '河道长', chief: '河长姓' },
      said: [
        'header_cut 河道编 key',
        'header_cut 河道名 name',
        'header_cut 河道等 level',
        'header_cut 河道长 official_length_km',
        'header_cut 河长姓 chief',
      ],
    });
  });

  it('have five characters in GBK, and four that were not cut are as they are', async () => {
    const source = await read('cut-gbk', ['是否具备采样条件', '河道名称', '监督管理单位'], 'gbk');
    expect(source.columns).toEqual(['是否具备采', '河道名称', '监督管理单']);
    expect(await mapped(source, 'outfalls')).toMatchObject({
      named: { receiving_water: '河道名称', sampleable: '是否具备采', sign_agency: '监督管理单' },
      said: ['header_cut 是否具备采 sampleable', 'header_cut 监督管理单 sign_agency'],
    });
  });

  it('in Latin letters have ten', async () => {
    const source = await read('cut-latin', ['official_length_km', 'from_node', 'name_of_owner']);
    expect(await mapped(source, 'rivers')).toMatchObject({
      named: { official_length_km: 'official_l', from_node: 'from_node' },
      said: ['header_cut official_l official_length_km'],
    });
  });

  it('that begin the headers of several fields are left alone, with the fields named', async () => {
    const { named, issues } = await mapped(await read('cut-open', ['排水状态', '整治类型']), 'outfalls');
    expect(named).toEqual({ handle_type: '整治类' });
    expect(issues.find(({ code }) => code === 'header_cut_ambiguous')).toMatchObject({
      severity: 'warning',
      value: '排水状',
      reason_zh: expect.stringContaining('排水状态 flow_state、排水状态日期 flow_state_on'),
    });
  });

  it('of two columns that became the same are told apart, both kept and neither guessed', async () => {
    const source = await read('cut-twins', ['排污口编码', '排污口名称', '受纳水体']);
    expect(source.columns).toEqual(['排污口', '排污口 (2)', '受纳水']);
    expect(source.list[0].properties).toEqual({ 排污口: '值1', '排污口 (2)': '值2', 受纳水: '值3' });
    expect(await mapped(source, 'outfalls')).toMatchObject({
      named: { receiving_water: '受纳水' },
      said: ['header_cut_ambiguous 排污口 -', 'header_cut_ambiguous 排污口 (2) -', 'header_cut 受纳水 receiving_water'],
    });
    expect(await mapped(source, 'outfalls', { code: '排污口', name: '排污口 (2)' })).toMatchObject({
      named: { code: '排污口', name: '排污口 (2)', receiving_water: '受纳水' },
      said: ['header_cut 受纳水 receiving_water'],
    });
  });

  it('of twins that are a known header as they stand are not taken for it either', async () => {
    const source = await read('cut-known', ['水源地级别', '水源地级次', '保护区类型', '保护区名称']);
    expect(source.columns).toEqual(['水源地', '水源地 (2)', '保护区', '保护区 (4)']);
    expect((await mapped(source, 'zones')).named).toEqual({});
  });

  it('whose twin was renamed by GDAL lose the half character in front of its number', async () => {
    const renamed = Buffer.concat([Buffer.from('排污口').subarray(0, 8), Buffer.from('_1')]);
    // the table is made of latin1 so that the bytes stand as they are
    const source = await readSource(
      shapefileOf('cut-renamed', {
        encoding: 'latin1',
        columns: [Buffer.from('排污口编码').toString('latin1'), renamed.toString('latin1')],
        width: 40,
        rows: [['甲口', '乙口'].map((text) => Buffer.from(text).toString('latin1'))],
        cpg: 'utf-8',
      }),
    );
    expect(source.columns).toEqual(['排污口', '排污_1']);
    expect(await mapped(source, 'outfalls')).toMatchObject({
      named: {},
      said: ['header_cut_ambiguous 排污口 -', 'header_cut_ambiguous 排污_1 -'],
    });
  });

  it('and headers with room left are what they say', async () => {
    const source = await read('cut-none', ['河道', '名称', 'NOTE']);
    expect(await mapped(source, 'rivers')).toMatchObject({ named: { name: '名称' }, said: [] });
  });

  it('that no field begins with are passed over', async () => {
    const source = await read('cut-other', ['填报人姓名', '河道名称']);
    expect(await mapped(source, 'rivers')).toMatchObject({
      named: { name: '河道名' },
      said: ['header_cut 河道名 name'],
    });
  });
});
