/** Keeps the page's data in step with its scope and with the server's data version. */
import type { Feature, FeatureCollection } from 'geojson';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Answered } from '../api/answered.ts';
import type { Api, Scope } from '../api/client.ts';
import { Districts } from '../api/districts.ts';
import { isFinal, Questions, type Trouble, unlessRefused } from '../api/questions.ts';
import { readSpellings } from '../api/spellings.ts';
import type { District, Strip, SurveyedMonth } from '../api/types.ts';
import { listenToVersions } from '../api/version-streams.ts';
import { NO_BASEMAP, openBasemap } from '../map/basemap.ts';
import { SurveyedMonths } from '../strips/surveyed-months.ts';
import type { Target } from '../style/layers/selection.ts';
import { type Compared, ComparedDays } from './compared-days.ts';
import { labelPoints } from './places.ts';
import { RouteLines } from './route-lines.ts';
import { loadScope, type ScopeData, type ShownData } from './scope-data.ts';
import { SelectionLines } from './selection-lines.ts';
import { uncheckedLooks } from './unchecked-zones.ts';

const POLL_MS = 4000; // for what the server does not tell by itself
const LOADING_AFTER_MS = 400;
const MOST_STRIPS = 100; // that the service gives at once

const byRiver = (strips: readonly Strip[]): Map<number, Strip> =>
  new Map(strips.map((strip) => [strip.river_id, strip]));

const questionOf = (scope: Scope | null): string | null =>
  scope && JSON.stringify([scope.district, scope.mode, scope.asOf]);

/**
 * Reads districts again and again, and the scope's data when the scope or its version changed. Data of an older version
 * stay until new ones are whole, and after a failure, of which `trouble` tells; those of another scope are never shown.
 */
export class ScopeLoader implements ReactiveController {
  readonly #districts = new Districts();
  /** Where towns are labelled; null where that cannot be read: then their tiles say it. */
  places: FeatureCollection | null = { type: 'FeatureCollection', features: [] };
  /** The basemap of the server. */
  ground = NO_BASEMAP;
  readonly #surveyed = new SurveyedMonths();
  loading = true;
  /** Everything that is asked, of others too. */
  readonly questions: Questions;

  readonly #host: ReactiveControllerHost;
  readonly #api: Api;
  readonly #before: (() => Promise<void>) | undefined;
  #scope: Scope | null = null;
  #loaded = ''; // the scope and version asked for last
  #loadedFor: number | null = null; // the version that `latest` was asked for
  readonly #answer = new Answered<ScopeData>();
  #life = new AbortController(); // from connected to disconnected
  #abort = new AbortController();
  #timer = 0;
  #unfollow: (() => void) | undefined;
  #followed = ''; // the district whose versions the server tells
  readonly #lines: RouteLines;
  #asked = new Set<number>(); // rivers whose strips are there or on their way, those in sight last
  readonly #selection: SelectionLines;
  readonly #compared: ComparedDays;

  /** @param before what the numbers have to wait for */
  constructor(host: ReactiveControllerHost, api: Api, before?: () => Promise<void>) {
    this.#host = host;
    this.#api = api;
    this.#before = before;
    this.questions = new Questions(() => host.requestUpdate());
    this.#lines = new RouteLines(api, this.questions);
    this.#selection = new SelectionLines(api, this.questions);
    this.#compared = new ComparedDays(api, this.questions);
    host.addController(this);
  }

  get trouble(): Trouble {
    return this.questions.trouble;
  }

  hostConnected(): void {
    this.#life = new AbortController();
    void this.questions.ask('basemap', () => this.#readBasemap());
    for (const change of ['offline', 'online']) window.addEventListener(change, this.#network);
    void this.#poll();
  }

  async #readBasemap(): Promise<void> {
    this.ground = await openBasemap(await this.#api.basemap(), this.#api.connection.origin);
  }

  hostDisconnected(): void {
    for (const change of ['offline', 'online']) window.removeEventListener(change, this.#network);
    clearTimeout(this.#timer);
    this.#life.abort();
    this.#leave();
    this.questions.stop();
  }

  /** Nothing is asked of what was shown any more; what was on its way is read again where it is shown next. */
  #leave(): void {
    this.#unfollow?.();
    this.#followed = '';
    this.#abort.abort();
    this.#loaded = '';
    this.#selection.leave();
    this.#compared.leave();
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

  /** The version that `latest` is of where the server has another, which is on its way or was not answered; else null. */
  get olderVersion(): number | null {
    const { latest } = this;
    const newest = this.#scope && this.district(this.#scope.district)?.version;
    const isOlder = latest && newest !== this.#loadedFor && newest !== latest.summary.version;
    return isOlder ? latest.summary.version : null;
  }

  /** Of the scope's district, to choose a day among. */
  get months(): readonly SurveyedMonth[] {
    return this.#surveyed.stops(this.#scope);
  }

  /** Whether what was surveyed in `months` is of another mode. */
  get monthsAwaited(): boolean {
    return this.#surveyed.areAwaited(this.#scope);
  }

  get districts(): readonly District[] {
    return this.#districts.list;
  }

  /** The one shown, else the first, where none is asked for; null for one that does not exist. */
  district(key: string | null): District | null {
    return this.#districts.find(key);
  }

  /** That was shown and has been deleted since. */
  gone(key: string | null): District | null {
    return this.#districts.gone(key);
  }

  /** From now on names are read in Latin letters too, as a page in English shows them. */
  spell(): void {
    this.#spells = true;
  }
  #spells = false;

  /** Shows another scope (or the same: then nothing happens); null where there is no such district: then nothing. */
  show(scope: Scope | null): void {
    this.#scope = scope;
    if (scope) this.#districts.show(scope.district);
    void this.#refresh();
  }

  /** The server tells of a new version at once; what it does not reach us with, the next poll does. */
  #follow(district: string): void {
    if (district === this.#followed) return;
    this.#followed = district;
    this.#unfollow?.();
    if (window.top !== window.self) return; // frames on one page would take all connections; the next poll does
    const ask = () => void this.#poll();
    this.#unfollow = listenToVersions(this.#api.events(district), { version: ask, ended: ask }); // which says why
  }

  /** Someone in the field should know at once. */
  #network = (): void => this.again();

  /** Asks again at once, as after a token was given. */
  again(): void {
    this.#followed = ''; // what it refused it may tell now
    void this.#poll();
    this.questions.again();
  }

  async #poll(): Promise<void> {
    clearTimeout(this.#timer);
    const { signal } = this.#life;
    const read = async () => {
      const take = this.#districts.ask();
      const answer = await this.#api.districts(signal).catch((error) => {
        if (isFinal(error)) this.#pollLater(signal);
        throw error;
      });
      take(answer);
      if (this.districts.length === 0) this.loading = false;
      void this.#refresh();
      this.#pollLater(signal);
    };
    await this.questions.ask('districts', read, signal);
  }

  #pollLater(signal: AbortSignal): void {
    clearTimeout(this.#timer); // another poll may have set it meanwhile
    if (!signal.aborted) this.#timer = window.setTimeout(() => this.#poll(), POLL_MS);
  }

  async #refresh(): Promise<void> {
    const scope = this.#scope;
    const district = scope && this.districts.find(({ key }) => key === scope.district);
    if (!district) return this.#leave();
    this.#follow(district.key);
    const wanted = JSON.stringify([scope, district.version, this.#spells]);
    if (wanted === this.#loaded) return;
    this.#loaded = wanted;
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    await this.questions.ask('scope', () => this.#read(scope, district.version, signal), signal);
  }

  async #read(scope: Scope, version: number, signal: AbortSignal): Promise<void> {
    const slow = window.setTimeout(() => this.#say(true), LOADING_AFTER_MS);
    try {
      if (this.#before) await this.#before();
      if (signal.aborted) return;
      const [data, places] = await Promise.all([
        loadScope(this.#api, scope, signal),
        this.#places(scope.district, signal),
        this.#spells ? readSpellings(this.#api, scope.district, signal) : null,
      ]);
      const drawn = await this.#stripsAgain(scope, data, signal);
      if (signal.aborted) return;
      data.strips = byRiver(drawn);
      this.#answer.put(questionOf(scope)!, data);
      this.#latestDistrict = scope.district;
      this.#loadedFor = version;
      this.places = places;
      this.#asked = new Set(data.strips.keys());
      void this.questions.ask('flags', () => this.#flags(scope, data, signal), signal);
      void this.questions.ask('months', () => this.#months(scope, signal), signal);
    } finally {
      clearTimeout(slow);
      if (!signal.aborted) this.#say(false);
    }
  }

  /** Strips in sight of the same scope: they come with the numbers of the new version, until when the old ones stay. */
  async #stripsAgain(scope: Scope, { rivers }: ScopeData, signal: AbortSignal): Promise<Strip[]> {
    if (this.#answer.to(questionOf(scope)) === null) return [];
    const known = new Set(rivers.map(({ river_id }) => river_id));
    const wanted = [...this.#asked].filter((id) => known.has(id)).slice(-MOST_STRIPS);
    return wanted.length === 0 ? [] : this.#api.strips({ ...scope, mode: null }, wanted, signal);
  }

  async #months({ district, mode }: Scope, signal: AbortSignal): Promise<void> {
    const months = await unlessRefused(this.#api.months({ district, mode }, signal));
    if (months) this.#surveyed.put({ district, mode }, months);
  }

  /** After the numbers that everyone waits for; no share may read them. */
  async #flags(scope: Scope, data: ScopeData, signal: AbortSignal): Promise<void> {
    if (this.#api.connection.share !== null) {
      data.flags = null;
      return;
    }
    const read = Promise.all([this.#api.zoneFlags(scope, signal), this.#api.zonesMissing(scope, signal)]);
    const [flags, missing] = (await unlessRefused(read)) ?? [null, null];
    data.flags = flags;
    if (missing) data.unchecked = uncheckedLooks(missing);
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
      return null;
    }
  }

  get #shown(): ShownData | null {
    const { data } = this;
    return data && this.#scope && { scope: this.#scope, data, of: this.#loaded };
  }

  /** Lines of the selection. */
  get selected(): FeatureCollection | null {
    return this.#selection.lines;
  }

  select(target: Target | null): void {
    this.#selection.show(target, this.#shown);
  }

  /** Against the earlier day asked for; null while it is not read. */
  get compared(): Compared | null {
    return this.#compared.found;
  }

  /** Reads what changed since an earlier day; nothing when there is none. */
  compare(from: string | null): void {
    this.#compared.show(from, this.#shown);
  }

  /** Reads the strips of rivers that came into sight and are not there yet, of both modes: the third mode draws both. */
  async strips(rivers: readonly number[]): Promise<void> {
    const { data } = this;
    if (!data || !this.#scope) return;
    const known = new Set(data.rivers.map(({ river_id }) => river_id)); // an address may name another
    const missing = rivers.filter((id) => known.has(id) && !this.#asked.has(id));
    for (const id of rivers) if (this.#asked.delete(id)) this.#asked.add(id); // now last
    if (missing.length === 0) return;
    for (const id of missing) this.#asked.add(id);
    const scope = { ...this.#scope, mode: null };
    const { signal } = this.#abort;
    const read = async () => {
      const strips = await this.#api.strips(scope, missing, signal);
      data.strips = new Map([...data.strips, ...byRiver(strips)]);
    };
    await this.questions.ask(`strips ${missing}`, read, signal);
  }

  /** The lines of a river's routes by route. */
  async routeLines(river: number): Promise<ReadonlyMap<number, Feature>> {
    return this.#scope ? this.#lines.of(river, this.#scope, this.#loaded, this.#abort.signal) : new Map();
  }
}
