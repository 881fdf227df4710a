/** What was surveyed: tracks as driven or walked, and surveys kept as rows of a table. */
import { choice, date, type Layer, number, text } from '../field.ts';
import * as values from '../values.ts';
import { M, riverKey, riverName, sourceId } from './headers.ts';

const survey = [
  choice('mode', values.MODE, ['排查方式', '排查类型', '水上水下', '作业方式', '方式'], { required: true }),
  text('method', ['排查手段', '方法', '设备', '排查方法']),
  text('crew', ['班组', '排查单位', '作业单位', '队伍', '排查人员', '小组']),
];

export const SURVEY_LAYERS = {
  tracks: {
    table: 'survey_track',
    geometry: 'line',
    unique: ['source_id'],
    fields: [
      text('track', ['轨迹编号', '轨迹', '轨迹名称', '航迹', 'name']),
      { ...sourceId },
      ...survey,
      date('date', ['排查日期', '日期', '作业日期']),
      text('campaign', ['批次', '任务', '年度任务']),
      number('seq', ['序号', '点序'], { column: undefined }),
      number('hdop', ['水平精度因子'], { column: undefined }),
      number('accuracy', ['定位精度', '水平精度', '精度', 'accuracy_m'], { column: undefined }),
      number('satellites', ['卫星数', '卫星颗数', 'sat'], { column: undefined }),
      { name: 'time', type: 'time', headers: ['时间', '定位时间', '采集时间', 'timestamp'] },
    ],
  },
  surveys: {
    table: 'survey_record',
    geometry: 'none',
    unique: ['source_id'],
    fields: [
      { ...sourceId },
      text('river', [...riverKey, ...riverName, 'river_key', 'river_name'], { column: undefined, required: true }),
      text('town', ['街镇', '街镇名称', '乡镇'], { column: undefined }),
      number('from_m', ['起点里程', '起点桩号', '起始里程', '起点(m)', '起点'], {
        column: 'from_mm',
        scale: M,
        measure: true,
      }),
      number('to_m', ['终点里程', '终点桩号', '终止里程', '终点(m)', '终点'], {
        column: 'to_mm',
        scale: M,
        measure: true,
      }),
      choice('bank', values.BANK, ['岸别', '左右岸', '岸'], { fallback: 'both' }),
      ...survey,
      date('date', ['排查日期', '日期', '作业日期'], { required: true }),
    ],
  },
} as const satisfies Record<string, Layer>;
