/** Outfalls as rows of a report: what anyone may see, filtered by what they are and where they sit. */
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { layerOf } from '../import/fields.ts';
import { CellFault, cellReader } from '../import/rows/cells.ts';
import { PRIVATE_FIELDS, PUBLIC_FIELDS } from './outfall-card.ts';
import type { Column, Row } from './report.ts';

export interface OutfallQuery {
  /** Words of the register count too: 确认 is confirmed. */
  status?: string;
  type?: string;
  handleStage?: string;
  /** Name of the linked river, of the town. */
  river?: string;
  town?: string;
  /** Only these ids. */
  ids?: readonly number[];
  /** Only ids above it. */
  after?: number;
  limit?: number;
}

const PLACE = ['town', 'river', 'measure_m', 'bank', 'link_status', 'lon', 'lat'];

/** By id. @throws DomainError `unknown_value` for a word that is no status, type or stage. */
export async function outfallRows(db: Executor, district: string, query: OutfallQuery): Promise<Row[]> {
  return db.query<Row>(
    `select id, ${PUBLIC_FIELDS.join(', ')}, town, river, measure_m::float8 as measure_m, bank, link_status,
            st_x(geom) as lon, st_y(geom) as lat
       from atlas.outfalls
      where district = $1 and ($2::text is null or status = $2) and ($3::text is null or type = $3)
        and ($4::text is null or handle_stage = $4) and ($5::text is null or river = $5)
        and ($6::text is null or town = $6) and id > $7 and ($8::int[] is null or id = any ($8))
      order by id limit $9`,
    [
      district,
      ...[
        outfallWord('status', query.status),
        outfallWord('type', query.type),
        outfallWord('handle_stage', query.handleStage),
      ],
      ...[query.river ?? null, query.town ?? null, query.after ?? 0, query.ids ?? null, query.limit ?? null],
    ],
  );
}

/** A value of a field by a word that registers use for it (工业排污口: industrial). @throws DomainError `unknown_value` */
export function outfallWord(name: 'status' | 'type' | 'handle_stage', word: string | undefined): string | null {
  if (word === undefined) return null;
  const field = layerOf('outfalls').fields.find((each) => each.name === name)!;
  const value = cellReader(field, null)(word);
  if (!(value instanceof CellFault)) return String(value);
  const known = Object.keys(field.values ?? {});
  throw new DomainError(
    'unknown_value',
    `"${word}" is no ${name}: use one of ${known.join(', ')}.`,
    `“${word}”不是 ${name} 的取值，可用：${known.join('、')}。`,
  );
}

const LABELS: Record<string, string> = {
  id: '序号',
  town: '街镇',
  river: '河道',
  measure_m: '桩号 m',
  bank: '岸',
  link_status: '挂接状态',
  lon: '经度',
  lat: '纬度',
  merged_into: '并入',
  records: '其他记录',
  river_chief: '河长',
  surroundings: '周边',
  bodies: '责任部门',
};

/** How a field of an outfall is called: the first header registers have for it. */
export function fieldColumn(key: string): Column {
  const field = layerOf('outfalls').fields.find(({ name }) => name === key);
  const zh = LABELS[key] ?? field?.headers[0] ?? key;
  return { key, zh, en: key.replaceAll('_', ' '), decimals: key === 'measure_m' ? 3 : undefined };
}

/** Everything a file may hold. */
export const OUTFALL_COLUMNS: Column[] = ['id', ...PUBLIC_FIELDS, ...PLACE].map(fieldColumn);

/** What fits on a screen. */
export const OUTFALL_TABLE_COLUMNS: Column[] = [
  ...['id', 'code', 'name', 'type', 'status', 'status_on', 'river', 'measure_m', 'bank', 'town'],
  ...['handle_type', 'handle_stage', 'closed_out_on'],
].map(fieldColumn);

/** All fields of one outfall in the order they are shown. */
export const OUTFALL_SHOWN: readonly string[] = [
  'id',
  ...PUBLIC_FIELDS,
  ...PRIVATE_FIELDS,
  'river_chief',
  ...PLACE,
  'merged_into',
];
