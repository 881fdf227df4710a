/** What /ogc lists: each collection is a documented view of schema atlas with district, id and geom (EPSG:4490). */
import type { Snapshot } from '../../district/snapshot.ts';
import { gapRows } from '../../report/gaps.ts';
import { coverageStretches } from '../../report/stretches.ts';

/** A feature on a route, in the order and with the members of the view's rows; its id counts from 1. */
export interface RouteFeature {
  route_id: number;
  from_m: number;
  to_m: number;
}

export interface Collection {
  id: string;
  view: string;
  zh: string;
  en: string;
  /** Makes the view's rows from memory, where SQL would compute all coverage anew for every page. */
  fromSnapshot?: (snapshot: Snapshot) => RouteFeature[];
  /** View whose extent is this one's too, where working out its own geometries only for that would cost seconds. */
  extentView?: string;
  /** Date column that `datetime` filters; features of a collection without one match any datetime. */
  date?: string;
}

const ON_RIVERS = { extentView: 'routes' };

export const COLLECTIONS: readonly Collection[] = [
  { id: 'towns', view: 'towns', zh: '街镇', en: 'Towns and sub-districts' },
  { id: 'water-bodies', view: 'water_bodies', zh: '水面', en: 'Water bodies' },
  { id: 'rivers', view: 'routes', zh: '河道（线路）', en: 'Rivers, one feature per route' },
  { id: 'source-segments', view: 'source_segments', zh: '河道原始线段', en: 'River lines as imported' },
  { id: 'outfalls', view: 'outfalls', zh: '排污口', en: 'Outfalls', date: 'surveyed_on' },
  { id: 'links', view: 'links', zh: '排污口挂接', en: 'Where outfalls sit on the river' },
  { id: 'surveys', view: 'surveys', zh: '排查记录', en: 'Survey records', date: 'date', ...ON_RIVERS },
  {
    id: 'surveyed-ranges',
    view: 'surveyed_ranges',
    zh: '已排查分段',
    en: 'Surveyed ranges',
    date: 'day',
    ...ON_RIVERS,
  },
  {
    id: 'coverage',
    view: 'coverage_stretches',
    zh: '排查覆盖',
    en: 'Coverage: every stretch of river with its state',
    fromSnapshot: coverageStretches,
    ...ON_RIVERS,
  },
  {
    id: 'gaps',
    view: 'gap_stretches',
    zh: '排查缺口',
    en: 'Survey gaps',
    fromSnapshot: (snapshot) => gapRows(snapshot, {}).map(({ route, ...gap }) => ({ route_id: route, ...gap })),
    ...ON_RIVERS,
  },
  { id: 'zones', view: 'zones', zh: '保护区', en: 'Protected zones' },
  { id: 'function-zones', view: 'function_zones', zh: '水功能区', en: 'Water function zones', ...ON_RIVERS },
  { id: 'key-reaches', view: 'key_reaches', zh: '重点河段', en: 'Key reaches', ...ON_RIVERS },
  { id: 'sewers', view: 'sewers', zh: '排水管网', en: 'Sewers' },
  { id: 'manholes', view: 'manholes', zh: '检查井', en: 'Manholes' },
  { id: 'dischargers', view: 'dischargers', zh: '排污单位', en: 'Dischargers' },
  { id: 'parks', view: 'parks', zh: '工业园区', en: 'Industrial parks' },
  { id: 'venues', view: 'venues', zh: '场馆', en: 'Venues' },
  { id: 'conduits', view: 'conduits', zh: '排污通道', en: 'Discharge conduits' },
  { id: 'sewer-service-areas', view: 'sewer_service_areas', zh: '污水收集范围', en: 'Sewer service areas' },
  { id: 'samples', view: 'samples', zh: '排污口监测', en: 'Samples of outfalls', date: 'date' },
  { id: 'sections', view: 'sections', zh: '监测断面', en: 'Monitoring sections' },
  { id: 'section-samples', view: 'section_samples', zh: '断面监测', en: 'Samples of sections', date: 'date' },
  { id: 'intakes', view: 'intakes', zh: '取水口', en: 'Water intakes' },
  { id: 'coastline', view: 'coastlines', zh: '法定海岸线', en: 'Legal coastline' },
  { id: 'levees', view: 'levees', zh: '堤防', en: 'Levees and flood works' },
  { id: 'residential', view: 'residential_areas', zh: '居住区', en: 'Residential areas' },
  { id: 'basins', view: 'basins', zh: '流域', en: 'Basins' },
  { id: 'sites', view: 'sites', zh: '场所设施', en: 'Sites and facilities' },
];
