/** What /ogc lists: each collection is a documented view of schema atlas with district, id and geom (EPSG:4490). */

export interface Collection {
  id: string;
  view: string;
  zh: string;
  en: string;
  /** View whose extent is this one's too, where working out its own geometries only for that would cost seconds. */
  extentView?: string;
  /** Date column that `datetime` filters; features of a collection without one match any datetime. */
  date?: string;
}

export const COLLECTIONS: readonly Collection[] = [
  { id: 'towns', view: 'towns', zh: '街镇', en: 'Towns and sub-districts' },
  { id: 'water-bodies', view: 'water_bodies', zh: '水面', en: 'Water bodies' },
  { id: 'rivers', view: 'routes', zh: '河道（线路）', en: 'Rivers, one feature per route' },
  { id: 'source-segments', view: 'source_segments', zh: '河道原始线段', en: 'River lines as imported' },
  { id: 'outfalls', view: 'outfalls', zh: '排污口', en: 'Outfalls', date: 'surveyed_on' },
  { id: 'links', view: 'links', zh: '排污口挂接', en: 'Where outfalls sit on the river' },
  {
    id: 'surveyed-ranges',
    view: 'surveyed_ranges',
    zh: '已排查分段',
    en: 'Surveyed ranges',
    date: 'day',
    extentView: 'routes',
  },
  {
    id: 'coverage',
    view: 'coverage_stretches',
    zh: '排查覆盖',
    en: 'Coverage: every stretch of river with its state',
    extentView: 'routes',
  },
  { id: 'gaps', view: 'gap_stretches', zh: '排查缺口', en: 'Survey gaps', extentView: 'routes' },
  { id: 'zones', view: 'zones', zh: '保护区', en: 'Protected zones' },
  { id: 'sewers', view: 'sewers', zh: '排水管网', en: 'Sewers' },
];
