/** Keeps the page's data in step with its scope and with the server's data version. */
import type { Feature, FeatureCollection } from 'geojson';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Answered } from '../api/answered.ts';
import { type Api, ApiError, type Scope } from '../api/client.ts';
import type { CoverageDiff, District, SurveyedMonth } from '../api/types.ts';
import { openBasemap } from '../map/basemap.ts';
import { SurveyedMonths } from '../strips/surveyed-months.ts';
import type { Basemap } from '../style/layers/basemap.ts';
import type { Target } from '../style/layers/selection.ts';
import { labelPoints } from './places.ts';
import { loadScope, type ScopeData, withLevels } from './scope-data.ts';
import { DISTRICT_SPAN, riverLines, selectedLines } from './selected-lines.ts';
import { uncheckedLooks } from './unchecked-zones.ts';

const POLL_MS = 4000; // for what the server does not tell by itself
const LOADING_AFTER_MS = 400;

/** What went wrong, as far as a reader should know. */
export type Trouble = { kind: 'lost'; since: Date } | { kind: 'refused'; error: ApiError } | null;

const questionOf = (scope: Scope | null): string | null =>
  scope && JSON.stringify([scope.district, scope.mode, scope.asOf]);

/**
 * Reads districts again and again, and the scope's data when the scope or its version changed. Data of an older version
 * stay until new ones are whole, and after a failure, of which `trouble` tells; those of another scope are never shown.
 */
export class ScopeLoader implements ReactiveController {
  districts: District[] = [];
  places: FeatureCollection | null = null;
  basemap: Basemap | null = null;
  /** Lines of the selection. */
  selected: FeatureCollection | null = null;
  readonly #surveyed = new SurveyedMonths();
  loading = true;
  trouble: Trouble = null;
  /** Against the earlier day asked for; null while it is not read. */
  compared: { from: string; sums: CoverageDiff; lines: FeatureCollection } | null = null;
  /** When the server last answered. */
  heard = new Date();

  readonly #host: ReactiveControllerHost;
  readonly #api: Api;
  #scope: Scope | null = null;
  #loaded = ''; // the scope and version asked for last
  #failed = false; // that they were not answered: the next poll asks again
  readonly #answer = new Answered<ScopeData>();
  #abort = new AbortController();
  #timer = 0;
  #events: EventSource | undefined;
  #followed = ''; // the district whose versions the server tells
  #asked = new Set<number>();
  #selecting = new AbortController();
  #selection = ''; // the target and the data `selected` was asked for

  constructor(host: ReactiveControllerHost, api: Api) {
    this.#host = host;
    this.#api = api;
    host.addController(this);
  }

  hostConnected(): void {
    void this.#readBasemap();
    for (const change of ['offline', 'online']) window.addEventListener(change, this.#network);
    void this.#poll();
  }

  async #readBasemap(): Promise<void> {
    this.basemap = await openBasemap(await this.#api.basemap(), this.#api.connection.origin);
    if (this.basemap) this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    for (const change of ['offline', 'online']) window.removeEventListener(change, this.#network);
    this.#events?.close();
    this.#followed = '';
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  /** Of the scope shown; null until they are there. */
  get data(): ScopeData | null {
    return this.#answer.to(questionOf(this.#scope));
  }

  /** Read last, maybe of another mode or day: what rivers and towns there are is the same of all, their figures are not. */
  get latest(): ScopeData | null {
    return this.#latestDistrict === this.#scope?.district ? this.#answer.last : null;
  }
  #latestDistrict = '';

  /** Of the scope's district, to choose a day among. */
  get months(): readonly SurveyedMonth[] {
    return this.#surveyed.stops(this.#scope);
  }

  /** Whether what was surveyed in `months` is of another mode. */
  get monthsAwaited(): boolean {
    return this.#surveyed.areAwaited(this.#scope);
  }

  /** The first where none is asked for; null for one that does not exist, which is no reason to show another. */
  district(key: string | null): District | null {
    return this.districts.find((district) => key === null || district.key === key) ?? null;
  }

  /** Shows another scope (or the same: then nothing happens). */
  show(scope: Scope): void {
    this.#scope = scope;
    void this.#refresh();
  }

  /** The server tells of a new version at once; what it does not reach us with, the next poll does. */
  #follow(district: string): void {
    if (district === this.#followed) return;
    this.#followed = district;
    this.#events?.close();
    this.#events = new EventSource(this.#api.events(district));
    const ask = () => {
      clearTimeout(this.#timer);
      void this.#poll();
    };
    this.#events.addEventListener('version', ask);
    this.#events.addEventListener('ended', () => {
      this.#events?.close(); // it would only be refused
      ask(); // which says why
    });
  }

  /** Someone in the field should know at once. */
  #network = (): void => this.again();

  /** Asks again at once, as after a token was given. */
  again(): void {
    this.#followed = ''; // what it refused it may tell now
    void this.#poll();
  }

  async #poll(): Promise<void> {
    if (this.trouble?.kind === 'lost') this.#forgetLost();
    await this.#attempt(async () => {
      this.districts = await this.#api.districts();
      if (this.districts.length === 0) this.loading = false;
      if (this.#failed) this.#loaded = '';
      await this.#refresh();
    });
    clearTimeout(this.#timer); // another poll may have set it meanwhile
    this.#timer = window.setTimeout(() => this.#poll(), POLL_MS);
  }

  /** What was asked while the server was lost is asked again. */
  #forgetLost(): void {
    this.#selection = '';
    if (!this.compared) this.#comparing = '';
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.heard = new Date();
      this.trouble = null;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return; // replaced by a newer question
      this.trouble = error instanceof ApiError ? { kind: 'refused', error } : { kind: 'lost', since: this.heard };
    }
    this.#host.requestUpdate();
  }

  async #refresh(): Promise<void> {
    const scope = this.#scope;
    const district = scope && this.districts.find(({ key }) => key === scope.district);
    if (!district) return;
    this.#follow(district.key);
    const wanted = JSON.stringify([scope, district.version]);
    if (wanted === this.#loaded) return;
    this.#loaded = wanted;
    this.#failed = false;
    this.#abort.abort();
    this.#abort = new AbortController();
    await this.#read(scope, this.#abort.signal);
  }

  async #read(scope: Scope, signal: AbortSignal): Promise<void> {
    const slow = window.setTimeout(() => this.#say(true), LOADING_AFTER_MS);
    await this.#attempt(async () => {
      try {
        const [data, places] = await Promise.all([
          loadScope(this.#api, scope, signal),
          this.#places(scope.district, signal),
        ]);
        this.#answer.put(questionOf(scope)!, data);
        this.#latestDistrict = scope.district;
        this.places = places;
        this.#asked = new Set();
        void this.#flags(scope, data, signal);
        void this.#months(scope, signal);
      } catch (error) {
        if (!signal.aborted) this.#failed = true;
        throw error;
      }
    });
    clearTimeout(slow);
    if (!signal.aborted) this.#say(false);
  }

  async #months({ district, mode }: Scope, signal: AbortSignal): Promise<void> {
    const months = await this.#api.months({ district, mode }, signal).catch(() => null);
    if (months) this.#surveyed.put({ district, mode }, months);
    this.#host.requestUpdate();
  }

  /** After the numbers that everyone waits for; a share may not read them. */
  async #flags(scope: Scope, data: ScopeData, signal: AbortSignal): Promise<void> {
    const read = Promise.all([this.#api.zoneFlags(scope, signal), this.#api.zonesMissing(scope, signal)]);
    const [flags, missing] = await read.catch(() => [null, null] as const);
    data.flags = flags;
    if (missing) data.unchecked = uncheckedLooks(missing);
    this.#host.requestUpdate();
  }

  #say(loading: boolean): void {
    this.loading = loading;
    this.#host.requestUpdate();
  }

  async #places(district: string, signal: AbortSignal): Promise<FeatureCollection | null> {
    if (!this.district(district)?.counts.towns) return null;
    try {
      return labelPoints(await this.#api.features('towns', district, 1000, signal));
    } catch (error) {
      if (signal.aborted) throw error;
      return null; // then towns are labelled from their tiles
    }
  }

  /** Reads the lines of the selection, when it or the data changed. */
  select(target: Target | null): void {
    const { data } = this;
    if (target === null) this.selected = null;
    const wanted = JSON.stringify([target, data && this.#loaded]);
    if (!data || !this.#scope || wanted === this.#selection) return;
    this.#selection = wanted;
    this.#selecting.abort();
    this.#selecting = new AbortController();
    const { signal } = this.#selecting;
    void this.#attempt(async () => {
      this.selected = await selectedLines(this.#api, this.#scope!, data, target, signal);
    });
  }

  #comparing = '';

  /** Reads what changed since an earlier day; nothing when there is none. */
  compare(from: string | null): void {
    const { data } = this;
    const wanted = from && data ? JSON.stringify([from, this.#loaded]) : '';
    if (wanted === this.#comparing) return;
    this.#comparing = wanted;
    this.compared = null;
    if (!from || !data || !this.#scope) return;
    const scope = this.#scope;
    void this.#attempt(async () => {
      const { sums, lines } = await this.#api.diff(scope, from);
      if (wanted === this.#comparing) this.compared = { from, sums, lines: withLevels(lines, data.rivers) };
    });
  }

  /** Reads the strips of rivers that came into sight and are not there yet, of both modes: the third mode draws both. */
  async strips(rivers: readonly number[]): Promise<void> {
    const { data } = this;
    const missing = rivers.filter((id) => !this.#asked.has(id));
    if (!data || !this.#scope || missing.length === 0) return;
    for (const id of missing) this.#asked.add(id);
    await this.#attempt(async () => {
      const strips = await this.#api.strips({ ...this.#scope!, mode: null }, missing, this.#abort.signal);
      data.strips = new Map([...data.strips, ...strips.map((strip) => [strip.river_id, strip] as const)]);
    });
  }

  #lines: { key: string; routes: Promise<Feature[]> } | null = null;

  /** The lines of a river's routes by route: read once for the river that was asked for last. */
  async routeLines(river: number): Promise<ReadonlyMap<number, Feature>> {
    const scope = this.#scope;
    if (!scope) return new Map();
    const key = `${river} ${this.#loaded}`;
    if (this.#lines?.key !== key) this.#lines = { key, routes: riverLines(this.#api, scope, river).catch(() => []) };
    return new Map((await this.#lines.routes).map((line) => [Number(line.id) % DISTRICT_SPAN, line]));
  }
}
