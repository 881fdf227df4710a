/** Tile layers of what lies around the rivers: protected and other areas, sewers, and places on the water. */
import type { TileField, TileLayer } from './tile-layer.ts';

export const ZONE_KINDS = ['drinking_water', 'nature', 'special', 'other'] as const;
export const SEWER_KINDS = ['sanitary', 'storm', 'combined'] as const;
export const AUTHORITY_LEVELS = ['national', 'provincial', 'municipal', 'county'] as const;
export const INTAKE_LEVELS = ['city', 'county', 'township', 'village'] as const;

const name: TileField = { type: 'string', zh: '名称', en: 'Name' };
const code: TileField = { type: 'string', zh: '编码', en: 'Code' };
const waterClass = (zh: string, en: string): TileField => ({
  type: 'integer',
  zh: `${zh}（Ⅰ–劣Ⅴ类为 1–6）`,
  en: `${en}, classes I to worse than V as 1 to 6`,
});

export const AREAS = {
  parks: {
    id: 'parks',
    geometry: 'polygon',
    minzoom: 9,
    maxzoom: 16,
    zh: '园区',
    en: 'Industrial parks',
    fields: { name, level: { type: 'string', values: AUTHORITY_LEVELS, zh: '级别', en: 'Approved by' } },
  },
  /** Of every day: filter by valid_from and valid_to for those of one. */
  zones: {
    id: 'zones',
    geometry: 'polygon',
    minzoom: 9,
    maxzoom: 16,
    zh: '保护区',
    en: 'Protected zones',
    fields: {
      name,
      kind: { type: 'string', values: ZONE_KINDS, zh: '保护区类型', en: 'Kind of zone' },
      level: { type: 'string', zh: '级别：1、2、quasi（准）或原文', en: 'Level: 1, 2, quasi, or as written' },
      part: { type: 'string', values: ['land', 'water'], zh: '陆域或水域', en: 'Land or water part' },
      valid_from: { type: 'string', zh: '生效日期', en: 'First day it holds, YYYY-MM-DD; absent: always' },
      valid_to: { type: 'string', zh: '失效日期', en: 'First day it holds no more, YYYY-MM-DD; absent: none' },
    },
  },
  service_areas: {
    id: 'service_areas',
    geometry: 'polygon',
    minzoom: 12,
    maxzoom: 16,
    zh: '污水收集范围',
    en: 'Sewer service areas',
    fields: { name, plant: { type: 'string', zh: '污水处理厂', en: 'Treatment plant' } },
  },
} as const satisfies Record<string, TileLayer>;

export const NETWORK = {
  function_zones: {
    id: 'function_zones',
    geometry: 'line',
    minzoom: 9,
    maxzoom: 16,
    mergeBelow: 12,
    zh: '水功能区',
    en: 'Water function zones',
    fields: {
      name,
      target_class: waterClass('水质目标', 'Water quality aimed at'),
      measured_class: waterClass('现状水质', 'Water quality measured'),
      merged: { type: 'integer', zh: '合并的线数', en: 'Zones drawn as this one, below zoom 12' },
    },
  },
  sewers: {
    id: 'sewers',
    geometry: 'line',
    minzoom: 14,
    maxzoom: 16,
    zh: '污水和雨水管道',
    en: 'Sewers',
    fields: {
      kind: { type: 'string', values: SEWER_KINDS, zh: '管道类型', en: 'Kind of sewer' },
      /** By the inverts where both are known and differ, else from from_node to to_node. */
      flow: {
        type: 'integer',
        zh: '流向：1 顺画线方向，-1 逆画线方向，未知则无',
        en: 'Flow: 1 the way it is drawn, -1 against it, absent where unknown',
      },
      size: { type: 'string', minzoom: 16, zh: '管径', en: 'Size as written, mm' },
    },
  },
  manholes: {
    id: 'manholes',
    geometry: 'point',
    minzoom: 14,
    maxzoom: 16,
    zh: '检查井',
    en: 'Manholes',
    fields: { kind: { type: 'string', zh: '井类型', en: 'Kind as written' } },
  },
} as const satisfies Record<string, TileLayer>;

export const PLACES = {
  /** A point each, or every tile that a lake reaches would have its name. */
  water_labels: {
    id: 'water_labels',
    geometry: 'point',
    minzoom: 9,
    maxzoom: 16,
    zh: '湖塘注记点',
    en: 'Where lakes and ponds are named, a point inside each',
    fields: {
      name,
      latin: { type: 'string', minzoom: 12, zh: '名称的汉语拼音', en: 'Name in Latin letters (Hanyu Pinyin)' },
      kind: { type: 'string', values: ['lake', 'pond'], zh: '类别', en: 'Kind of water' },
    },
  },
  sections: {
    id: 'sections',
    geometry: 'point',
    minzoom: 9,
    maxzoom: 16,
    zh: '监测断面',
    en: 'Monitoring sections',
    fields: {
      name,
      code,
      level: { type: 'string', values: AUTHORITY_LEVELS, zh: '级别', en: 'Assessed by' },
      target_class: waterClass('水质目标', 'Water quality aimed at'),
    },
  },
  intakes: {
    id: 'intakes',
    geometry: 'point',
    minzoom: 9,
    maxzoom: 16,
    zh: '取水口',
    en: 'Water intakes',
    fields: { name, level: { type: 'string', values: INTAKE_LEVELS, zh: '水源级别', en: 'Level of the source' } },
  },
} as const satisfies Record<string, TileLayer>;
