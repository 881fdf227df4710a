/** Reads the report's rows for a state and the strips of rivers in sight; numbers of two data versions never mix. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Answered } from '../api/answered.ts';
import { api, type RiverReport } from '../api/client.ts';
import { Districts } from '../api/districts.ts';
import { isFinal, Questions, type Trouble } from '../api/questions.ts';
import { readSpellings } from '../api/spellings.ts';
import type { CoverageRow, District, Strip, SurveyedMonth } from '../api/types.ts';
import { reportQuery, type StripsState } from './strips-state.ts';
import { type MonthsOf, SurveyedMonths } from './surveyed-months.ts';

const POLL_MS = 5000;
const LOADING_AFTER_MS = 400;
const MOST = 100; // rivers asked at once

/** Which rivers are listed, as a question. */
const listOf = (state: StripsState): string =>
  reportQuery({ ...state, mode: null, asOf: null, sort: 'level' }).toString();
/** What their figures are of. */
const figuresOf = ({ mode, asOf }: StripsState): string => JSON.stringify([mode, asOf]);

export class StripsData implements ReactiveController {
  readonly #districts = new Districts();
  towns: CoverageRow[] = [];
  readonly #surveyed = new SurveyedMonths();
  strips = new Map<number, Strip>();
  loading = true;

  readonly #host: ReactiveControllerHost;
  #state: StripsState | null = null;
  #spells = false; // whether names are read in Latin letters too, once the page is in English
  #loaded = ''; // the question and version asked for last
  readonly #answer = new Answered<RiverReport>();
  #figuresOf = ''; // mode and day of the answer
  #drawn = ''; // the question of `strips`
  #drawnVersion: number | null = null;
  #asked = new Set<number>(); // rivers whose strips are there or on their way, those in sight last
  readonly #questions: Questions;
  #life = new AbortController(); // from connected to disconnected
  #abort = new AbortController();
  #drawing = new AbortController(); // of `strips`
  #ahead: RiverReport | null = null; // whose first strips are read, or on their way
  #timer = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#questions = new Questions(() => host.requestUpdate());
    host.addController(this);
  }

  get trouble(): Trouble {
    return this.#questions.trouble;
  }

  hostConnected(): void {
    this.#life = new AbortController();
    void this.#poll();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#life.abort();
    this.#leave();
    this.#questions.stop();
  }

  /** What was on its way is read again where it is shown next. */
  #leave(): void {
    for (const each of [this.#abort, this.#drawing]) each.abort();
    this.#loaded = '';
    this.#drawn = '';
  }

  /** Of the district, town, level and search asked for; null until it is there. Its figures may be of another mode or day. */
  get report(): RiverReport | null {
    if (this.#state && this.district(this.#state.district) === null) return null;
    return this.#answer.to(this.#state && listOf(this.#resolved(this.#state)));
  }

  /** Whether the figures of `report` are of the mode and day asked for. */
  get hasFigures(): boolean {
    return this.report !== null && this.#state !== null && this.#figuresOf === figuresOf(this.#state);
  }

  get #monthsOf(): MonthsOf | null {
    const district = this.#state && this.district(this.#state.district);
    return district ? { ...this.#state!, district: district.key } : null;
  }

  /** Of the district, to choose a day among. */
  get months(): readonly SurveyedMonth[] {
    return this.#surveyed.stops(this.#monthsOf);
  }

  /** Whether what was surveyed in `months` is of another mode. */
  get monthsAwaited(): boolean {
    return this.#surveyed.areAwaited(this.#monthsOf);
  }

  #resolved(state: StripsState): StripsState {
    return { ...state, district: this.district(state.district)?.key ?? state.district };
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

  show(state: StripsState): void {
    this.#state = state;
    void this.#refresh();
  }

  /** Something that was refused may be read now. */
  again(): void {
    void this.#poll();
  }

  async #poll(): Promise<void> {
    const { signal } = this.#life;
    const read = async () => {
      const take = this.#districts.ask();
      const answer = await api.districts(signal).catch((error) => {
        if (isFinal(error)) this.#pollLater(signal);
        throw error;
      });
      take(answer);
      if (this.districts.length === 0) this.loading = false;
      void this.#refresh();
      this.#pollLater(signal);
    };
    await this.#questions.ask('districts', read, signal);
  }

  #pollLater(signal: AbortSignal): void {
    clearTimeout(this.#timer); // another poll may have set it meanwhile
    if (!signal.aborted) this.#timer = window.setTimeout(() => this.#poll(), POLL_MS);
  }

  async #refresh(): Promise<void> {
    const district = this.#state && this.district(this.#state.district);
    if (!district) return this.#leave();
    this.#districts.show(district.key);
    const state = { ...this.#state!, district: district.key };
    this.#spells ||= state.language === 'en';
    const wanted = `${reportQuery(state)} ${district.version} ${this.#spells}`;
    if (wanted === this.#loaded) return;
    this.#loaded = wanted;
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    await this.#questions.ask('report', () => this.#readSaying(state, signal), signal);
  }

  async #readSaying(state: StripsState & { district: string }, signal: AbortSignal): Promise<void> {
    const slow = window.setTimeout(() => this.#say(true), LOADING_AFTER_MS);
    try {
      await this.#read(state, signal);
    } finally {
      clearTimeout(slow);
      if (!signal.aborted) this.#say(false);
    }
  }

  async #read(state: StripsState & { district: string }, signal: AbortSignal): Promise<void> {
    const { district, asOf, knownAt } = state;
    const [report, towns, months] = await Promise.all([
      api.riverReport(reportQuery(state), signal),
      api.coverage({ district, asOf, knownAt, mode: 'above_water' }, 'town', signal),
      api.months({ district, mode: state.mode, knownAt }, signal),
      this.#spells ? readSpellings(api, district, signal) : null,
    ]);
    // strips hold neither order nor scope: only another mode, day or version makes them others
    const drawn = [district, state.mode, asOf, knownAt].join(' ');
    const isNewer = drawn === this.#drawn && report.version !== this.#drawnVersion;
    const strips = isNewer ? await this.#stripsAgain(state, report, signal) : [];
    if (signal.aborted) return;
    this.#answer.put(listOf(state), report);
    this.#figuresOf = figuresOf(state);
    this.towns = towns;
    this.#surveyed.put(state, months);
    if (isNewer || drawn !== this.#drawn) {
      this.strips = new Map(strips.map((each) => [each.river_id, each]));
      this.#asked = new Set(this.strips.keys());
      this.#drawing.abort();
      this.#drawing = new AbortController();
    }
    this.#drawn = drawn;
    this.#drawnVersion = report.version;
  }

  /** Those in sight last come with the figures of the new version, until when the old ones stay. */
  async #stripsAgain(state: StripsState & { district: string }, { items }: RiverReport, signal: AbortSignal) {
    const known = new Set(items.map(({ river_id }) => river_id));
    const wanted = [...this.#asked].filter((id) => known.has(id)).slice(-MOST);
    const { district, mode, asOf, knownAt } = state;
    return wanted.length === 0 ? [] : api.strips({ district, mode, asOf, knownAt }, wanted, signal);
  }

  #say(loading: boolean): void {
    this.loading = loading;
    this.#host.requestUpdate();
  }

  /** Once those in sight are there: the strips of the first rivers, once for each answer. */
  drawAhead(most: number): void {
    const { report } = this;
    if (report === this.#ahead || report === null || !this.hasFigures || this.strips.size === 0) return;
    this.#ahead = report;
    void this.draw(report.items.slice(0, most).map(({ river_id }) => river_id));
  }

  /** Reads the strips of rivers that came into sight and are not there yet. */
  async draw(rivers: readonly number[]): Promise<void> {
    const state = this.#state;
    const missing = rivers.filter((id) => !this.#asked.has(id)).slice(0, MOST);
    const district = state && this.district(state.district);
    if (!district || !this.hasFigures) return;
    for (const id of rivers) if (this.#asked.delete(id)) this.#asked.add(id); // now last
    if (missing.length === 0) return;
    for (const id of missing) this.#asked.add(id);
    const { mode, asOf, knownAt } = state;
    const { signal } = this.#drawing;
    const read = async () => {
      const strips = await api.strips({ district: district.key, mode, asOf, knownAt }, missing, signal);
      this.strips = new Map([...this.strips, ...strips.map((each) => [each.river_id, each] as const)]);
    };
    await this.#questions.ask(`strips ${missing}`, read, signal);
  }
}
