/** Columns, titles and notes of the lists of what lies around outfalls. */
import type { Column, Report, Row } from '../report.ts';
import { type AroundList, BANK_M, END_WITHIN_M, type ListAnswer, type ListQuestion } from './lists.ts';
import { CONNECT_WITHIN_M, EDGE_M } from './surroundings.ts';

const LABELS: Record<string, [zh: string, en: string, decimals?: number]> = {
  id: ['序号', 'id'],
  code: ['编码', 'code'],
  name: ['名称', 'name'],
  type: ['类型', 'type'],
  subtype: ['二级分类', 'subtype'],
  kind: ['类别', 'kind'],
  town: ['街镇', 'town'],
  state: ['结论', 'state'],
  reason: ['未核原因', 'why not checked'],
  service_area: ['纳管服务区', 'sewer service area'],
  plant: ['污水处理厂', 'treatment plant'],
  pipe: ['管段', 'pipe'],
  pipe_kind: ['管道类型', 'kind of pipe'],
  length_m: ['接入直线长度 m', 'straight length to connect m', 3],
  distance_m: ['直线距离 m', 'straight distance m', 3],
  bank: ['同岸或对岸', 'same bank or across'],
  crosses: ['跨越水体', 'waters crossed'],
  to_node: ['终点井号', 'end node'],
  names: ['管段所写排口', 'outfall as the pipe names it'],
  water: ['水体', 'water'],
  water_m: ['距水体 m', 'to the water m', 3],
  nearest_outfall: ['最近排污口', 'nearest outfall'],
  outfall_m: ['距最近排污口 m', 'to the nearest outfall m', 3],
  lon: ['经度', 'lon'],
  lat: ['纬度', 'lat'],
};

const IN_AREAS = [
  ...['id', 'code', 'name', 'type', 'subtype', 'kind', 'town', 'state', 'reason', 'service_area', 'plant'],
  ...['pipe', 'pipe_kind', 'length_m', 'bank', 'crosses', 'lon', 'lat'],
];

const KEYS: Record<AroundList, string[]> = {
  scattered_sewage: IN_AREAS,
  connectable: IN_AREAS,
  without_pipe: [
    ...['id', 'code', 'name', 'type', 'subtype', 'town', 'state', 'reason', 'pipe', 'pipe_kind', 'distance_m'],
    ...['lon', 'lat'],
  ],
  pipe_ends_without_outfall: [
    ...[
      'id',
      'pipe',
      'pipe_kind',
      'to_node',
      'names',
      'water',
      'water_m',
      'nearest_outfall',
      'outfall_m',
      'lon',
      'lat',
    ],
  ],
};

const TITLES: Record<AroundList, Report['title']> = {
  scattered_sewage: {
    zh: '纳管服务区内的生活污水散排口 (SC-8)',
    en: 'Scattered sewage outfalls inside sewer service areas (SC-8)',
  },
  connectable: { zh: '应依法纳管的排污口 (QP-15)', en: 'Outfalls to connect to sewers (QP-15)' },
  without_pipe: { zh: '没有管道的排污口', en: 'Outfalls without a pipe' },
  pipe_ends_without_outfall: { zh: '临水而无排污口的管道末端', en: 'Pipe ends at a bank without an outfall' },
};

/** The list as a report; each row stands at its point. */
export function listReport(question: ListQuestion, { rows, missing }: ListAnswer): Report {
  const { list } = question;
  const columns = KEYS[list].map((key): Column => {
    const [zh, en, decimals] = LABELS[key];
    return { key, zh, en, decimals };
  });
  const ordered = rows.map((row) => Object.fromEntries(KEYS[list].map((key) => [key, row[key] ?? null])));
  return {
    title: TITLES[list],
    columns,
    rows: ordered,
    notes: [...missing.map(missingNote), parameterNote(question)],
    geometries: () => ordered.map(pointOf),
  };
}

export function missingNote(layer: string): string {
  return `未核查 not checked · ${layer}：没有导入该图层，以上不能作“无”理解 the layer is not loaded; its absence here does not mean none`;
}

function parameterNote({ list, within, bank }: ListQuestion): string {
  const ends = within ?? END_WITHIN_M;
  if (list === 'without_pipe')
    return `参数 parameters：管道端点距排污口不超过 ${ends} m 为相连，不含已否定的排污口 pipe ends within ${ends} m lead to an outfall; rejected outfalls are left out`;
  if (list === 'pipe_ends_without_outfall')
    return `参数 parameters：距水体 ${bank ?? BANK_M} m 内、${ends} m 内无排污口；末端按绘制方向 within ${bank ?? BANK_M} m of water and no outfall within ${ends} m; ends as drawn`;
  return `参数 parameters：距服务区边界 ${EDGE_M} m 内为边缘；同岸管道在 ${within ?? CONNECT_WITHIN_M} m 内优先；长度为直线 nearer than ${EDGE_M} m to the boundary is on the edge; a pipe on the same bank within ${within ?? CONNECT_WITHIN_M} m goes first; lengths are straight`;
}

function pointOf({ lon, lat }: Row): object | null {
  return typeof lon === 'number' ? { type: 'Point', coordinates: [lon, lat] } : null;
}
