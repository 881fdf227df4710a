/** `atlas import --fields LAYER`: what a layer can take, for people (two tables) or for scripts (JSON). */
import type { Field, Layer } from '../import/field.ts';
import { type LayerName, layerOf, POSITION } from '../import/fields.ts';
import { getFormat } from '../report/render/formats.ts';
import type { Report, Row } from '../report/report.ts';

const GEOMETRY: Record<Layer['geometry'], { zh: string; en: string }> = {
  point: { zh: '点', en: 'points' },
  line: { zh: '线', en: 'lines' },
  lines: { zh: '线', en: 'lines' },
  polygon: { zh: '面', en: 'polygons' },
  none: { zh: '无几何', en: 'no geometry' },
};

export function printLayerFields(name: LayerName, format: 'table' | 'json'): string {
  const { geometry, fields }: Layer = layerOf(name);
  const all = geometry === 'none' ? fields : [...fields, ...POSITION];
  if (format === 'json') return `${JSON.stringify(all.map(fieldJson), null, 2)}\n`;
  const { zh, en } = GEOMETRY[geometry];
  const title = { zh: `图层 ${name}（${zh}）的字段`, en: `Fields of layer ${name} (${en})` };
  const tables = [report(title, ['field', 'type', 'note', 'headers'], all.map(fieldRow))];
  const words = all.flatMap(wordRows);
  if (words.length > 0) tables.push(report({ zh: '取值', en: 'Values' }, ['field', 'value', 'words'], words));
  return tables.map((each) => getFormat('table').render(each)).join('\n');
}

const LABELS: Record<string, { zh: string; en: string }> = {
  field: { zh: '字段', en: 'field' },
  type: { zh: '类型', en: 'type' },
  note: { zh: '说明', en: 'note' },
  headers: { zh: '可识别的表头', en: 'recognised headers' },
  value: { zh: '值', en: 'value' },
  words: { zh: '对应的文字', en: 'words for it' },
};

function report(title: Report['title'], keys: string[], rows: Row[]): Report {
  return { title, columns: keys.map((key) => ({ key, ...LABELS[key] })), rows, notes: [] };
}

function fieldJson({ name, type, required, values, headers, min, max, fallback }: Field): Row {
  return {
    name,
    type,
    required: required === true,
    values: values ?? {},
    headers: [...headers],
    min,
    max,
    default: fallback,
  };
}

function fieldRow(field: Field): Row {
  return { field: field.name, type: field.type, note: noteOf(field), headers: field.headers.join(', ') };
}

function noteOf({ type, required, fallback, min, max, open, strict }: Field): string {
  const isClosed = type === 'enum' && !open;
  const keepsRowOut = required === true || strict === true || fallback !== undefined;
  return [
    required && '必填 required',
    fallback !== undefined && `空为 empty = ${fallback}`,
    (min !== undefined || max !== undefined) && `${min ?? ''} … ${max ?? ''}`.trim(),
    open && '其他词照录 other words are kept',
    isClosed && (keepsRowOut ? '其他词拒收该行 other words keep the row out' : '其他词留空 other words are left empty'),
  ]
    .filter(Boolean)
    .join('; ');
}

function wordRows({ name, values = {} }: Field): Row[] {
  return Object.entries(values).map(([value, words], i) => ({
    field: i === 0 ? name : '',
    value,
    words: words.join(' '),
  }));
}
