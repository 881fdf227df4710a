/** Where the water is watched or drawn from, and what was found in it. */
import { choice, date, type Field, type Layer, number, text } from '../field.ts';
import * as values from '../values.ts';
import { GOVERNMENT_LEVEL, INTAKE_LEVEL, SAMPLE_KIND } from '../values-around.ts';
import { riverOf, sourceId } from './headers.ts';

const ph = number('ph', ['pH值', '酸碱度'], { min: 0, max: 14 });

/** Milligrams a litre. */
const mgL = (name: string, headers: string[]): Field =>
  number(
    `${name}_mg_l`,
    headers.flatMap((header) => [header, `${header}(mg/L)`, `${header}mg/L`]),
    { min: 0, concentration: true },
  );

const oxygen = mgL('do', ['溶解氧', 'DO']);
const permanganate = mgL('codmn', ['高锰酸盐指数', 'CODMn', 'IMn']);
const cod = mgL('cod', ['化学需氧量', 'COD', 'CODCr']);
const bod5 = mgL('bod5', ['五日生化需氧量', '生化需氧量', 'BOD5', 'BOD']);
const ammonia = mgL('nh3n', ['氨氮', 'NH3-N', 'NH3N']);
const phosphorus = mgL('tp', ['总磷', 'TP', '总磷(以P计)']);
const nitrogen = mgL('tn', ['总氮', 'TN', '总氮(以N计)']);

export const WATER_QUALITY_LAYERS = {
  sections: {
    table: 'section',
    geometry: 'point',
    unique: ['source_id', 'code'],
    fields: [
      text('code', ['断面编码', '断面代码', '断面编号']),
      { ...sourceId },
      text('name', ['断面名称', '监测断面', '监测断面名称', '断面', '名称']),
      choice('level', GOVERNMENT_LEVEL, ['断面级别', '控制级别', '断面类型', '断面属性', '级别']),
      riverOf,
      choice('target_class', values.WATER_CLASS, ['水质目标', '目标水质', '目标类别', '考核目标'], {
        stored: 'int4',
        strict: true,
      }),
    ],
  },
  'section-samples': {
    table: 'section_sample',
    geometry: 'none',
    unique: ['source_id'],
    fields: [
      { ...sourceId },
      text(
        'section',
        [
          '断面编码',
          '断面代码',
          '断面编号',
          '断面名称',
          '监测断面',
          '监测断面名称',
          '断面',
          'section_code',
          'section_name',
        ],
        {
          column: 'section_id',
          stored: 'int4',
          required: true,
        },
      ),
      date('date', ['监测日期', '采样日期', '采样时间', '监测时间', '日期'], { required: true }),
      ph,
      oxygen,
      permanganate,
      cod,
      bod5,
      ammonia,
      phosphorus,
      nitrogen,
      choice('class', values.WATER_CLASS, ['水质类别', '现状类别', '实测类别', '水质现状', '类别'], { stored: 'int4' }),
    ],
  },
  samples: {
    table: 'sample',
    geometry: 'none',
    unique: ['source_id'],
    fields: [
      { ...sourceId, headers: ['样品编号', '样品编码', '采样编号', '记录编号'] },
      text(
        'outfall',
        ['排污口编码', '排口编码', '排污口编号', '排口编号', '排污口代码', 'outfall_code', 'outlet_code'],
        {
          column: 'outfall_id',
          stored: 'int4',
          required: true,
        },
      ),
      date('date', ['采样日期', '监测日期', '检测日期', '采样时间', '监测时间', '检测时间', '日期'], {
        required: true,
      }),
      choice('kind', SAMPLE_KIND, ['监测类型', '检测类型', '监测方式', '检测方式', '检测方法']),
      ph,
      cod,
      bod5,
      ammonia,
      phosphorus,
      nitrogen,
      mgL('phenol', ['挥发酚']),
      number('temperature_c', ['水温', '水温(℃)', '温度(℃)'], { min: -5, max: 100 }),
      // a header without a unit is not taken: litres a second and tonnes a day are both usual
      number(
        'flow_m3_d',
        [
          '流量(m3/d)',
          '流量(吨/天)',
          '流量(t/d)',
          '流量(立方米/天)',
          '排水量(吨/天)',
          '日排水量(吨)',
          '污水排放量(吨/天)',
        ],
        {
          min: 0,
        },
      ),
    ],
  },
  intakes: {
    table: 'intake',
    geometry: 'point',
    unique: ['source_id', 'code'],
    fields: [
      text('code', ['取水口编码', '取水口代码', '水源地编码', '水源地代码']),
      { ...sourceId },
      text('name', ['取水口名称', '取水口', '水源地名称', '水源地', '水厂名称', '名称']),
      choice('level', INTAKE_LEVEL, ['水源地级别', '水源级别', '水源地类型', '供水级别', '级别']),
      riverOf,
    ],
  },
} as const satisfies Record<string, Layer>;
