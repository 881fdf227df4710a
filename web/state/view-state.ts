/** What the page shows, as one value; the URL holds all of it (permalink). Pure. */
import type { Position } from 'geojson';
import type { Language } from '../i18n/dictionary.ts';
import type { Target } from '../style/layers/selection.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { formatTrace, parseTrace, type TraceFrom } from './trace-state.ts';

export const TABS = ['rivers', 'towns', 'levels', 'gaps'] as const;
export type Tab = (typeof TABS)[number];
export type ThemeChoice = 'auto' | 'light' | 'dark';

export interface MapView {
  zoom: number;
  lon: number;
  lat: number;
}

export interface ViewState {
  district: string | null;
  view: MapView | null;
  mode: Mode;
  /** With mode above_water: only what is surveyed above water and not under it. */
  aboveOnly: boolean;
  asOf: string | null; // YYYY-MM-DD
  /** A day or a data version, for the pages that this one links to: map and lists are of the register as it is. */
  knownAt: string | null;
  compare: string | null; // the earlier day, YYYY-MM-DD
  selection: Target | null;
  /** Corners of an area drawn on the map, lon and lat; its figures stand beside it. */
  area: readonly Position[] | null;
  /** A line measured on the map. */
  measure: readonly Position[] | null;
  /** Where something would be discharged. */
  trace: TraceFrom | null;
  /** A place that was searched for. */
  mark: Position | null;
  hidden: readonly string[]; // legend keys switched off
  tab: Tab;
  town: string | null; // key: gaps are listed of this town only
  language: Language;
  theme: ThemeChoice;
  share: string | null; // the link's own secret: every request carries it
}

export const FIRST_VIEW: ViewState = {
  district: null,
  view: null,
  mode: 'above_water',
  aboveOnly: false,
  asOf: null,
  knownAt: null,
  compare: null,
  selection: null,
  area: null,
  measure: null,
  trace: null,
  mark: null,
  hidden: [],
  tab: 'rivers',
  town: null,
  language: 'zh',
  theme: 'auto',
  share: null,
};

const number = (text: string | undefined): number | null =>
  text !== undefined && text !== '' && Number.isFinite(Number(text)) ? Number(text) : null;

const numbers = (text: string, separator: string): number[] | null => {
  const parts = text.split(separator).map(number);
  return parts.every((part) => part !== null) ? (parts as number[]) : null;
};

/** Reads what `formatView` writes; null when it is none. */
export function parseView(text: string | null): MapView | null {
  const parts = text === null ? null : numbers(text, '/');
  if (parts?.length !== 3) return null;
  const [zoom, lon, lat] = parts;
  return zoom >= 0 && zoom <= 24 && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { zoom, lon, lat } : null;
}

export const formatView = ({ zoom, lon, lat }: MapView): string =>
  `${zoom.toFixed(2)}/${lon.toFixed(5)}/${lat.toFixed(5)}`;

/** Whether it is a day of the calendar, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** Whether it is a day or a data version: the register as it was known then. */
export const isMoment = (text: string): boolean => isDay(text) || /^\d{1,9}$/.test(text);

/** What the server would refuse is not asked for. */
const isId = (id: number): boolean => Number.isInteger(id) && id > 0 && id < 2 ** 31;

/** Reads what `formatTarget` writes; null when it is none. */
export function parseTarget(text: string | null): Target | null {
  const [kind, rest] = text?.split(':') ?? [];
  const parts = rest === undefined ? null : numbers(rest, '/');
  if (!parts) return null;
  if ((kind === 'river' || kind === 'outfall' || kind === 'zone') && parts.length === 1)
    return isId(parts[0]) ? { kind, id: parts[0] } : null;
  if (kind !== 'gap' || parts.length < 3 || parts.length > 4 || !parts.slice(0, 2).every(isId)) return null;
  const [riverId, routeId, fromM, toM] = parts;
  if (toM !== undefined) return toM > fromM ? { kind, riverId, routeId, fromM, toM } : null;
  return { kind, riverId, routeId, fromM };
}

/** In the address and in attributes it is a mode of its own. */
export const ABOVE_ONLY = 'above_not_under';
const MOST_CORNERS = 200;

/** `121.1/31.1,121.2/31.1,121.2/31.2`: so many corners at least. */
export function parseCorners(text: string | null, least: number): Position[] | null {
  const corners = (text ?? '').split(',').map((corner) => numbers(corner, '/'));
  const isCorner = (corner: number[] | null): corner is number[] =>
    corner?.length === 2 && Math.abs(corner[0]) <= 180 && Math.abs(corner[1]) <= 90;
  return corners.length >= least && corners.length <= MOST_CORNERS && corners.every(isCorner) ? corners : null;
}

const CORNER_DECIMALS = 6; // 0.1 m

/** A corner where the address can say that it is: drawn anywhere else, page and link would count otherwise. */
export const cornerAt = ({ lng, lat }: { lng: number; lat: number }): Position =>
  [lng, lat].map((degrees) => Number(degrees.toFixed(CORNER_DECIMALS)));

const cornersText = (corners: readonly Position[]): string =>
  corners.map((corner) => corner.map((degrees) => degrees.toFixed(CORNER_DECIMALS)).join('/')).join(',');

function oneOf<Value extends string>(text: string | null, values: readonly Value[], otherwise: Value): Value {
  return values.includes(text as Value) ? (text as Value) : otherwise;
}

/** Text of a selection: `river:12`, `outfall:7`, `zone:3`, `gap:12/30/7894.123`, as drawn `gap:12/30/7894.123/8120.5`. */
export function formatTarget(target: Target): string {
  if (target.kind === 'gap') {
    const { riverId, routeId, fromM, toM } = target;
    return `gap:${[riverId, routeId, fromM, ...(toM === undefined ? [] : [toM])].join('/')}`;
  }
  return `${target.kind}:${target.id}`;
}

/** Reads a query string; whatever is missing or wrong falls back to the first view (or to `otherwise`). */
export function parseViewState(query: string, otherwise: ViewState = FIRST_VIEW): ViewState {
  const given = new URLSearchParams(query);
  const day = (name: string) => {
    const text = given.get(name);
    return text !== null && isDay(text) ? text : undefined;
  };
  const moment = given.get('known_at');
  return {
    district: given.get('district') ?? otherwise.district,
    view: parseView(given.get('at')) ?? otherwise.view,
    mode: oneOf(given.get('mode'), ['above_water', 'under_water'], otherwise.mode),
    aboveOnly: given.has('mode') ? given.get('mode') === ABOVE_ONLY : otherwise.aboveOnly,
    asOf: day('as_of') ?? otherwise.asOf,
    knownAt: moment !== null && isMoment(moment) ? moment : otherwise.knownAt,
    compare: day('compare') ?? otherwise.compare,
    selection: parseTarget(given.get('select')) ?? otherwise.selection,
    area: parseCorners(given.get('area'), 3) ?? otherwise.area,
    measure: parseCorners(given.get('measure'), 2) ?? otherwise.measure,
    trace: parseTrace(given.get('trace')) ?? otherwise.trace,
    mark: parseCorners(given.get('mark'), 1)?.[0] ?? otherwise.mark,
    hidden: given.get('hide')?.split(',').filter(Boolean) ?? otherwise.hidden,
    tab: oneOf(given.get('tab'), TABS, otherwise.tab),
    town: given.get('town') ?? otherwise.town,
    language: oneOf(given.get('lang'), ['zh', 'en'], otherwise.language),
    theme: oneOf(given.get('theme'), ['auto', 'light', 'dark'], otherwise.theme),
    share: given.get('share') ?? otherwise.share,
  };
}

/** Writes a query string; what equals the first view is left out. Reading it back gives the same state (1e-6°, the view 1e-5°). */
export function formatViewState(state: ViewState): string {
  const { view } = state;
  const query = new URLSearchParams();
  if (state.district !== null) query.set('district', state.district);
  if (view) query.set('at', formatView(view));
  if (state.aboveOnly) query.set('mode', ABOVE_ONLY);
  else if (state.mode !== FIRST_VIEW.mode) query.set('mode', state.mode);
  if (state.asOf) query.set('as_of', state.asOf);
  if (state.knownAt) query.set('known_at', state.knownAt);
  if (state.compare) query.set('compare', state.compare);
  if (state.selection) query.set('select', formatTarget(state.selection));
  if (state.area) query.set('area', cornersText(state.area));
  if (state.measure) query.set('measure', cornersText(state.measure));
  if (state.trace) query.set('trace', formatTrace(state.trace));
  if (state.mark) query.set('mark', cornersText([state.mark]));
  if (state.hidden.length > 0) query.set('hide', state.hidden.join(','));
  if (state.tab !== FIRST_VIEW.tab) query.set('tab', state.tab);
  if (state.town !== null) query.set('town', state.town);
  if (state.language !== FIRST_VIEW.language) query.set('lang', state.language);
  if (state.theme !== FIRST_VIEW.theme) query.set('theme', state.theme);
  if (state.share !== null) query.set('share', state.share);
  return query.toString();
}

/** The day that is compared with; null where it is not before the day shown: what was gained would be drawn as lost. */
export const comparedDay = ({ asOf, compare }: Pick<ViewState, 'asOf' | 'compare'>): string | null =>
  compare !== null && (asOf === null || compare < asOf) ? compare : null;

/** Whether two states show the same thing of the same place, so that the map need not go from one to the other. */
export const sameThing = (a: ViewState, b: ViewState): boolean =>
  sameTarget(a.selection, b.selection) &&
  String(a.mark) === String(b.mark) &&
  a.town === b.town &&
  a.district === b.district;

/** Whether two selections are the same thing. */
export const sameTarget = (a: Target | null, b: Target | null): boolean =>
  a === b || (a !== null && b !== null && formatTarget(a) === formatTarget(b));
