/** Typed fetch of the service's own API. Nothing outside the server is ever asked. */
import type { Feature, FeatureCollection } from 'geojson';
import { DEFAULT_LAYERS, type LayerId } from '../../tiles/manifest.ts';
import { type Language, translator } from '../i18n/dictionary.ts';
import { outfallsLeft } from '../map/outfall-filter.ts';
import type { TraceFrom } from '../state/trace-state.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import type {
  BasemapSetting,
  Bbox,
  CoverageDiff,
  CoverageRow,
  District,
  Gap,
  Listing,
  Outfall,
  Problem,
  RiverRow,
  RiverSums,
  SearchHit,
  Strip,
  Summary,
  SurveyedMonth,
  Trace,
  ZoneFlag,
  ZoneRivers,
} from './types.ts';

export type Group = 'district' | 'river' | 'town' | 'level';

/** What the numbers are about: one district, one mode, one date. */
export interface Scope {
  district: string;
  mode: Mode;
  asOf: string | null;
  /** A day or a data version: the register as it was known then. */
  knownAt?: string | null;
}

/** Of one mode, or of both. */
type StripsOf = Omit<Scope, 'mode'> & { mode: Mode | null };

/** Of no day: they are what days are chosen by. */
type MonthsOf = Pick<Scope, 'district' | 'knownAt'> & { mode: Mode | null };

/** The server answered, and refused or failed. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;
  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
  }
  /** What a reader should know: what the server says of a missing token is for who writes programs. `isAskedAgain`: by the page itself. */
  sentence(language: Language, isAskedAgain = false): string {
    const t = translator(language);
    const { code } = this.problem;
    if (code === 'token_needed') return t('tokenNeeded');
    if (code === undefined && this.status >= 500)
      return t('gatewaySilent', { status: this.status, next: t(isAskedAgain ? 'gatewayAgain' : 'gatewayLater') });
    return (language === 'zh' ? this.problem.detail_zh : undefined) ?? this.message;
  }
}

/** The server was not reached, or its answer broke off: another time it may be. */
export class Unreachable extends Error {}

/** Of what a request, the reading of its answer or a part of the page loaded late fails with; a request that was taken back stays that. */
export function unreached(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  throw new Unreachable(String(error), { cause: error });
}

const reach = (address: string, init?: RequestInit): Promise<Response> => fetch(address, init).catch(unreached);
const bodyOf = <Body>(response: Response): Promise<Body> => response.json().catch(unreached);

type Query = Readonly<Record<string, string | number | null | undefined>>;

/** Whose service is asked, and with which share. */
export interface Connection {
  /** Without a slash at the end; empty for the page's own server. */
  origin: string;
  share: string | null;
}

/** The address of something of the service, with the share. */
export function addressOf({ origin, share }: Connection, path: string, query: Query = {}): string {
  const given = Object.entries({ ...query, share }).filter(([, value]) => value !== null && value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return `${origin}${path}${text && `?${text}`}`;
}

async function read<Answer>(address: string, signal?: AbortSignal): Promise<Answer> {
  const response = await reach(address, { signal, headers: { accept: 'application/json' } });
  if (response.ok) return bodyOf<Answer>(response);
  throw await refusal(response);
}

async function refusal(response: Response): Promise<ApiError> {
  const problem = await response.json().then(
    (body) => body as Problem,
    (): Problem => ({}), // a proxy's page instead of our JSON
  );
  return new ApiError(response.status, problem);
}

const scoped = ({ district, mode, asOf, knownAt }: StripsOf): Query => ({
  district,
  mode,
  as_of: asOf,
  known_at: knownAt,
});

/** Features asked for at once. */
const PAGE = 10_000;

const REPORT = '/api/v1/reports/coverage';

/** Rivers with their figures in the order asked, and what they sum up to. */
export interface RiverReport {
  items: RiverRow[];
  total: RiverSums;
  /** In the whole district. */
  rivers: number;
  version: number;
}

/** The API of one service. */
export function connect(to: Connection) {
  const get = <Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> =>
    read<Answer>(addressOf(to, path, query), signal);

  /** Follows `next` until the list is whole. */
  async function all<Item>(path: string, query: Query, signal?: AbortSignal): Promise<Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const page: Listing<Item> = await get(path, { ...query, cursor }, signal);
      items.push(...page.items);
      cursor = page.next ?? null;
    } while (cursor !== null);
    return items;
  }

  const listedStrips = (of: StripsOf, rivers: readonly number[], signal?: AbortSignal) =>
    get<Listing<Strip>>('/api/v1/coverage/strips', { ...scoped(of), rivers: rivers.join(',') }, signal);

  return {
    connection: to,
    /** Where the server tells of new versions of a district. */
    events: (district: string) => addressOf(to, `/api/v1/districts/${district}/events`),
    /** Hands in a token for reading; the browser keeps it. */
    openSession: async (token: string): Promise<void> => {
      const response = await reach(addressOf(to, '/api/v1/session'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      });
      if (!response.ok) throw await refusal(response);
    },
    districts: (signal?: AbortSignal) => all<District>('/api/v1/districts', {}, signal),
    summary: (scope: Scope, signal?: AbortSignal) => get<Summary>('/api/v1/summary', scoped(scope), signal),
    coverage: (scope: Scope, group: Group, signal?: AbortSignal) =>
      all<CoverageRow>('/api/v1/coverage', { ...scoped(scope), group }, signal),
    gaps: (scope: Scope, signal?: AbortSignal) => all<Gap>('/api/v1/gaps', scoped(scope), signal),
    gapLines: (scope: Scope & { river?: number }, signal?: AbortSignal) =>
      get<FeatureCollection>('/api/v1/gaps', { ...scoped(scope), river: scope.river, format: 'geojson' }, signal),
    /** With the data version they are of; never in pages. */
    listedStrips,
    strips: async (...asked: Parameters<typeof listedStrips>) => (await listedStrips(...asked)).items,
    latinNames: (district: string, signal?: AbortSignal) =>
      all<{ name: string; latin: string }>('/api/v1/latin-names', { district }, signal),
    months: ({ district, mode, knownAt }: MonthsOf, signal?: AbortSignal) =>
      all<SurveyedMonth>('/api/v1/coverage/months', { district, mode, known_at: knownAt }, signal),
    riverReport: async (query: URLSearchParams, signal?: AbortSignal): Promise<RiverReport> => {
      const asked = { ...Object.fromEntries(query), format: 'json' };
      const { items: first, ...report } = await get<RiverReport & Listing<RiverRow>>(REPORT, asked, signal);
      const items = [...first];
      for (let cursor = report.next; cursor !== null; ) {
        const page: Listing<RiverRow> = await get(REPORT, { ...asked, cursor }, signal);
        items.push(...page.items);
        cursor = page.next;
      }
      return { ...report, items };
    },
    /** Null where there is none, which is the rule. */
    basemap: async (): Promise<BasemapSetting | null> => {
      const response = await reach(`${to.origin}/basemap.json`);
      if (response.status >= 500) throw await refusal(response);
      return response.status === 200 ? bodyOf<BasemapSetting>(response) : null;
    },
    diff: async ({ district, mode, asOf }: Scope, from: string, signal?: AbortSignal) => {
      const query = { district, mode, from, to: asOf };
      const [{ items }, lines] = await Promise.all([
        get<Listing<CoverageDiff>>('/api/v1/coverage/diff', query, signal),
        get<FeatureCollection>('/api/v1/coverage/diff/ranges', { ...query, format: 'geojson' }, signal),
      ]);
      return { sums: items[0], lines };
    },
    zoneFlags: ({ district, asOf }: Scope, signal?: AbortSignal) =>
      all<ZoneFlag>('/api/v1/outfalls/flags', { district, as_of: asOf, flag: 'zones' }, signal),
    /** Kinds of zones, and of drinking water levels, that none is valid of on the day: nothing can be said of them. */
    zonesMissing: async ({ district, asOf }: Scope, signal?: AbortSignal) => {
      const ask = (query: Query) =>
        get<{ missing: string[] }>('/api/v1/outfalls/flags', { district, as_of: asOf, limit: 1, ...query }, signal);
      const levels = ['1', '2', 'quasi'];
      const [kinds, ...asked] = await Promise.all([
        ask({ flag: 'zones' }),
        ...levels.map((level) => ask({ flag: 'drinking_water', level })),
      ]);
      return { kinds: kinds.missing, levels: levels.filter((_, i) => asked[i].missing.length > 0) };
    },
    outfall: (district: string, id: number, signal?: AbortSignal) =>
      get<Outfall>(`/api/v1/outfalls/${id}`, { district }, signal),
    features: (collection: 'towns' | 'rivers' | 'zones', district: string, limit: number, signal?: AbortSignal) =>
      get<FeatureCollection>(`/ogc/collections/${collection}/items`, { district, limit }, signal),
    /** Every feature whose box meets one; west, south, east, north. */
    featuresIn: async (
      collection: 'outfalls' | 'gaps' | 'coverage',
      district: string,
      bbox: Bbox,
      signal?: AbortSignal,
    ) => {
      const found: Feature[] = [];
      for (let after: number | undefined; ; after = Number(found.at(-1)!.id)) {
        const query = { district, bbox: bbox.join(','), limit: PAGE, after };
        const { features } = await get<FeatureCollection>(`/ogc/collections/${collection}/items`, query, signal);
        found.push(...features);
        if (features.length < PAGE) return found;
      }
    },
    feature: (collection: 'rivers' | 'zones', id: number, signal?: AbortSignal) =>
      get<Feature>(`/ogc/collections/${collection}/items/${id}`, {}, signal),
    zoneRivers: (district: string, asOf: string | null, signal?: AbortSignal) =>
      all<ZoneRivers>('/api/v1/rivers', { district, group: 'zone', as_of: asOf }, signal),
    trace: (district: string, { lon, lat, mode, outfall }: TraceFrom) => {
      const from = outfall?.link === 'linked' ? `outfall:${outfall.id}` : `point:${lon},${lat}`;
      return get<Trace>('/api/v1/trace', { district, from, mode });
    },
    search: (district: string, q: string, signal?: AbortSignal) =>
      get<Listing<SearchHit>>('/api/v1/search', { district, q, limit: 12 }, signal),
  };
}

export type Api = ReturnType<typeof connect>;

/** The page's own server, with the share of the page's address. */
export const api = connect({ origin: '', share: new URLSearchParams(globalThis.location?.search).get('share') });

/**
 * The tiles of what a page draws of a district at one data version: that address is immutable. `origin` may not be empty.
 * Null where a share is of other layers.
 */
export const tileUrl = (to: Connection, district: District): string | null => tilesOf(to, district, DEFAULT_LAYERS);

/** Tiles of what was surveyed by an earlier day; null for today. */
export const asOfTileUrl = (to: Connection, district: District, asOf: string | null): string | null =>
  asOf === null ? null : tilesOf(to, district, ['coverage', 'gaps'], { as_of: asOf });

/** Tiles of the outfalls that are left, where some are switched off; null where none are, or none are left. */
export function outfallTileUrl(to: Connection, district: District, hidden: readonly string[]): string | null {
  const left = outfallsLeft(hidden);
  return left && tilesOf(to, district, ['outfalls'], left);
}

function tilesOf(to: Connection, district: District, wanted: readonly LayerId[], question: Query = {}): string | null {
  const { key, version, layers = DEFAULT_LAYERS } = district;
  const list = layers.filter((id) => wanted.includes(id as LayerId));
  // the braces are the map's to fill in: they may not be encoded
  const address = `/tiles/${key}/${list.join(',')}/{z}/{x}/{y}.mvt`;
  return list.length === 0 ? null : addressOf(to, address, { v: version, ...question });
}
