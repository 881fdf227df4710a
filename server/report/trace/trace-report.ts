/** A trace as people and files read it: what lies on the water, the sums before it, what is not traced below. */
import { MODE } from '../columns.ts';
import { reportNotes } from '../notes.ts';
import type { Column, Report } from '../report.ts';
import { traceFeatures } from './features.ts';
import type { TraceAnswer, Traced } from './trace.ts';

const KIND_WORDS = { outfall: '排污口', intake: '取水口', section: '断面', zone: '保护区' };

const COLUMNS: Column[] = [
  { key: 'kind', zh: '类别', en: 'kind', words: KIND_WORDS },
  { key: 'id', zh: '编号', en: 'id' },
  { key: 'name', zh: '名称', en: 'name' },
  { key: 'distance_m', zh: '沿水距离 m', en: 'distance along the water m', decimals: 3 },
  { key: 'code', zh: '编码', en: 'code' },
  { key: 'status', zh: '状态', en: 'status' },
  { key: 'level', zh: '级别', en: 'level' },
  { key: 'river', zh: '河道', en: 'river' },
  { key: 'route', zh: '线路', en: 'route' },
  { key: 'measure_m', zh: '桩号 m', en: 'measure m', decimals: 3 },
];

const SUMS: Column[] = [
  MODE,
  { key: 'river', zh: '起点河道', en: 'starts on' },
  { key: 'measure_m', zh: '起点桩号 m', en: 'start measure m', decimals: 3 },
  { key: 'length_km', zh: '水体长度 km', en: 'water km', decimals: 6 },
  { key: 'hits', zh: '涉及对象', en: 'hits' },
  { key: 'sources', zh: '源线段', en: 'source segments' },
  { key: 'cut', zh: '截断', en: 'cut' },
];

/** Bilingual sentences on what a trace means and does not. */
export function traceNotes({ cut, distance_km: limit, not_placed: away, zones }: TraceAnswer): string[] {
  const end =
    cut === null
      ? '追踪止于已绘河网的尽头，其外的水体未知 · the trace ends where the drawn rivers do: what lies beyond is not known'
      : `追踪止于 ${limit} 公里处 · the trace was cut at ${limit} km`;
  return [
    '仅沿河网追踪；管网和排水户尚未接入，未追踪 · along the rivers only: sewers and dischargers are not there yet and are not traced',
    '流向取线路方向；湖泊岸线不分方向，入湖即可达全岸，距离沿岸线计 · water flows the way of its route; a lake’s shore has no direction: what gets in may reach all of it, distances are along the shore',
    end,
    `未落在河道上、无从判断的：排污口 ${said(away.outfall)}，取水口 ${said(away.intake)}，断面 ${said(away.section)}${zones === null ? '；保护区未导入' : ''} · on no river, so not known: outfalls ${saidEn(away.outfall)}, intakes ${saidEn(away.intake)}, sections ${saidEn(away.section)}${zones === null ? '; no protected zones are loaded' : ''}`,
  ];
}

const said = (count: number | null): string => (count === null ? '未导入' : String(count));
const saidEn = (count: number | null): string => (count === null ? 'not loaded' : String(count));

export function traceReport(traced: Traced, notes: readonly string[] = []): Report {
  const { answer, snapshot } = traced;
  const { start, hits, sources } = answer;
  const sums = {
    ...answer,
    river: start.river,
    measure_m: start.measure_m,
    hits: hits.length,
    sources: sources.length,
  };
  return {
    title: { zh: '假设排放追踪', en: 'What-if trace' },
    columns: COLUMNS,
    rows: hits.map((hit) => ({ ...hit })),
    lead: { title: { zh: '合计', en: 'Totals' }, columns: SUMS, rows: [sums] },
    notes: [...traceNotes(answer), ...reportNotes(snapshot.district), ...notes],
    geometries: () => hits.map(({ lon, lat }) => ({ type: 'Point', coordinates: [lon, lat] })),
    label: ({ kind, id, name }) => String(name ?? `${kind} #${id}`),
    whole: { json: answer, features: () => traceFeatures(traced) },
  };
}
