/**
 * Our own lists of river stretches are no surveys: a gap list that comes back as tracks or surveys with a date would close the
 * gaps it lists. They are known by their columns, which GeoJSON, KML, CSV and workbooks have and a GIS keeps when it saves them
 * anew; a gap list in GPX has routes, which no import takes for tracks (formats/gpx.ts).
 */
import { DomainError } from '../errors.ts';
import type { LayerName } from './fields.ts';

const SURVEYED: readonly LayerName[] = ['tracks', 'surveys'];

/** A file that has all columns of one of these is ours; key or Chinese heading. */
const LISTS: readonly { zh: string; en: string; columns: readonly string[] }[] = [
  { zh: '排查缺口清单', en: 'list of gaps', columns: ['number', 'from_m', 'to_m', 'shared_m'] },
  { zh: '排查缺口清单', en: 'list of gaps', columns: ['编号', '起 m', '止 m', '其中界河段 m'] },
  { zh: '一日安排', en: 'plan of a day', columns: ['order', 'number', 'start_m', 'end_m', 'travel_m'] },
  { zh: '一日安排', en: 'plan of a day', columns: ['顺序', '缺口编号', '由 m', '至 m'] },
  { zh: '覆盖分段', en: 'list of coverage ranges', columns: ['state', 'surveys', 'from_m', 'to_m'] },
  { zh: '覆盖分段', en: 'list of coverage ranges', columns: ['状态', '次数', '起 m', '止 m'] },
  { zh: '覆盖变化', en: 'list of changes', columns: ['change', 'from_state', 'to_state', 'from_m', 'to_m'] },
  { zh: '覆盖变化', en: 'list of changes', columns: ['变化', '前 状态', '后 状态', '起 m', '止 m'] },
];

/** @throws DomainError `own_report` */
export function refuseOwnReport(layer: LayerName, file: string, columns: readonly string[]): void {
  if (!SURVEYED.includes(layer)) return;
  const list = LISTS.find((each) => each.columns.every((column) => columns.includes(column)));
  if (!list) return;
  throw new DomainError(
    'own_report',
    `${file} is a ${list.en} of this program (columns ${list.columns.join(', ')}), no survey: import what the crew recorded on the way.`,
    `${file} 是本程序导出的${list.zh}（列 ${list.columns.join('、')}），不是排查记录：请导入队伍实际记录的轨迹或台账。`,
  );
}
