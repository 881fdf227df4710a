/** What became of the fixes of each track of a batch, as a table. */
import type { BatchReport } from '../import/request.ts';
import type { Column, Report } from './report.ts';

const COLUMNS: Column[] = [
  { key: 'id', zh: '编号', en: 'id' },
  { key: 'track', zh: '轨迹', en: 'track' },
  { key: 'fixes_read', zh: '定位点', en: 'fixes read' },
  { key: 'fixes_kept', zh: '用于匹配', en: 'kept' },
  { key: 'fixes_unsure', zh: '精度不足', en: 'unsure' },
  { key: 'fixes_too_fast', zh: '过快', en: 'too fast' },
  { key: 'fixes_outliers', zh: '跳点', en: 'outliers' },
  { key: 'fixes_thinned', zh: '抽稀', en: 'thinned' },
  { key: 'fixes_alone', zh: '孤点', en: 'alone' },
  { key: 'cuts', zh: '断开处', en: 'cuts' },
  { key: 'fixes_averaged', zh: '取均值', en: 'averaged' },
  { key: 'fixes_same_time', zh: '同一时刻', en: 'same moment' },
];

const SUM: Report['notes'] = [
  '定位点 = 用于匹配 + 精度不足 + 过快 + 跳点 + 抽稀 + 孤点；断开处为相邻两点过远之处；取均值、同一时刻的点已计在其中',
  'fixes read = kept + unsure + too fast + outliers + thinned + alone; cuts: places where the next fix is too far; averaged and same moment are counted among them',
];

export function trackFixesReport({ id, tracks }: Pick<BatchReport, 'id' | 'tracks'>): Report {
  return {
    title: { zh: `第 ${id} 批各轨迹的定位点`, en: `Fixes of the tracks of batch ${id}` },
    columns: COLUMNS,
    rows: tracks.map((row) => ({ ...row })),
    notes: SUM,
  };
}
