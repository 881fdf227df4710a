/** The contract of the vector tiles: layers, zooms and typed fields. Read by server, web and tests. */
import { AREAS, NETWORK, PLACES } from './layers-around.ts';
import type { TileField, TileLayer } from './tile-layer.ts';

export type { TileField, TileLayer } from './tile-layer.ts';

export const LEVELS = ['municipal', 'district', 'town', 'village'] as const;
export const MODES = ['above_water', 'under_water'] as const;
export const STATES = ['once', 'bridged', 'repeated'] as const;
export const PROGRESS = ['action_needed', 'in_work', 'suspect', 'closed_out'] as const;
export const OUTFALL_TYPES = ['industrial', 'urban_wwtp', 'agricultural', 'other'] as const;

const level: TileField = { type: 'string', values: LEVELS, zh: '河道级别', en: 'Level of the river' };
const mode: TileField = { type: 'string', values: MODES, zh: '排查方式', en: 'Surveyed above or under water' };
const riverId: TileField = { type: 'integer', zh: '河道编号', en: 'Id of the river' };
const routeId: TileField = { type: 'integer', zh: '河线编号', en: 'Id of the route' };
const fromM: TileField = { type: 'integer', zh: '起点桩号（米）', en: 'Start on the route, whole metres' };
const toM: TileField = { type: 'integer', zh: '终点桩号（米）', en: 'End on the route, whole metres' };
const merged: TileField = { type: 'integer', zh: '合并的线数', en: 'Lines drawn as this one, below zoom 12' };
const name: TileField = { type: 'string', zh: '名称', en: 'Name' };
const latin: TileField = {
  type: 'string',
  minzoom: 12,
  zh: '名称的汉语拼音',
  en: 'Name in Latin letters (Hanyu Pinyin)',
};

/** In drawing order, lowest first. A feature's id is its row's id + district number × 2^32. */
export const LAYERS = {
  towns: {
    id: 'towns',
    geometry: 'polygon',
    minzoom: 6,
    maxzoom: 16,
    zh: '街镇',
    en: 'Towns',
    fields: {
      name,
      latin,
      key: { type: 'string', zh: '街镇代码', en: 'Key of the town' },
      tint: { type: 'integer', zh: '底色序号 0–4', en: 'Ground tint, 0 to 4' },
    },
  },
  water_bodies: {
    id: 'water_bodies',
    geometry: 'polygon',
    minzoom: 6,
    maxzoom: 16,
    zh: '水面',
    en: 'Water bodies',
    fields: {
      name,
      latin,
      kind: { type: 'string', values: ['river', 'lake', 'pond'], zh: '类别', en: 'Kind of water' },
    },
  },
  ...AREAS,
  rivers: {
    id: 'rivers',
    geometry: 'line',
    minzoom: 6,
    maxzoom: 16,
    mergeBelow: 12,
    zh: '河道',
    en: 'Rivers',
    fields: {
      river_id: riverId,
      name,
      latin,
      level,
      role: { type: 'string', values: ['main', 'branch', 'shore'], zh: '干流、支汊或岸线', en: 'Role of the route' },
      merged,
    },
  },
  coverage: {
    id: 'coverage',
    geometry: 'line',
    minzoom: 9,
    maxzoom: 16,
    mergeBelow: 12,
    zh: '已排查河段',
    en: 'Surveyed stretches',
    fields: {
      route_id: routeId,
      river_id: riverId,
      level,
      mode,
      state: { type: 'string', values: STATES, zh: '状态', en: 'State of the stretch' },
      from_m: fromM,
      to_m: toM,
      merged,
    },
  },
  gaps: {
    id: 'gaps',
    geometry: 'line',
    minzoom: 6,
    maxzoom: 16,
    mergeBelow: 12,
    zh: '缺口',
    en: 'Gaps',
    fields: {
      route_id: routeId,
      river_id: riverId,
      level,
      mode,
      state: { type: 'string', values: ['gap'], zh: '状态', en: 'State of the stretch' },
      from_m: fromM,
      to_m: toM,
      length_m: { type: 'integer', zh: '长度（米）', en: 'Length, whole metres' },
      town: { type: 'string', zh: '街镇', en: 'Town' },
      merged,
    },
  },
  ...NETWORK,
  ...PLACES,
  outfalls: {
    id: 'outfalls',
    geometry: 'point',
    minzoom: 9,
    maxzoom: 16,
    thinBelow: 14,
    zh: '排污口',
    en: 'Outfalls',
    fields: {
      code: { type: 'string', minzoom: 14, zh: '编码', en: 'Code' },
      name: { ...name, minzoom: 15 },
      type: { type: 'string', values: OUTFALL_TYPES, zh: '类型', en: 'Type' },
      status: { type: 'string', values: ['suspect', 'confirmed', 'rejected'], zh: '认定', en: 'Standing' },
      progress: { type: 'string', values: PROGRESS, zh: '整治进度', en: 'Progress' },
      link_status: {
        type: 'string',
        values: ['proposed', 'confirmed', 'overridden'],
        zh: '挂接状态',
        en: 'Link to the river',
      },
      rank: { type: 'integer', zh: '显示次序，小者先', en: 'Order of showing, lowest first' },
      count: { type: 'integer', zh: '所代表的排污口数', en: 'Outfalls this one stands for, itself included' },
    },
  },
} as const satisfies Record<string, TileLayer>;

export type LayerId = keyof typeof LAYERS;

/** What the viewer asks for in one request. */
export const DEFAULT_LAYERS: readonly LayerId[] = [
  'rivers',
  'outfalls',
  'towns',
  'water_bodies',
  'water_labels',
  'coverage',
  'gaps',
  'zones',
  'sewers',
  'manholes',
  'intakes',
];
export const TILE_MINZOOM = 6;
/** The last zoom that is packed, made ahead and put into archives: clients draw it larger (TileJSON's maxzoom). */
export const TILE_MAXZOOM = 16;
/** The deepest tile that is cut from those, for clients that ask instead. */
export const TILE_DEEPEST = 22;
/** Side of a tile in its own units, and how far geometry reaches beyond it. */
export const TILE_EXTENT = 4096;
export const TILE_BUFFER = 64;
