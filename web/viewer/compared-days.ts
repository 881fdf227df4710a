/** What changed between an earlier day and the data shown: read again where one of them is another. */
import type { FeatureCollection } from 'geojson';
import type { Api } from '../api/client.ts';
import type { Questions } from '../api/questions.ts';
import type { CoverageDiff } from '../api/types.ts';
import { type ShownData, withLevels } from './scope-data.ts';

export interface Compared {
  from: string;
  sums: CoverageDiff;
  lines: FeatureCollection;
}

export class ComparedDays {
  /** Null while it is not read. */
  found: Compared | null = null;
  readonly #api: Api;
  readonly #questions: Questions;
  #asked = '';
  #abort = new AbortController();

  constructor(api: Api, questions: Questions) {
    this.#api = api;
    this.#questions = questions;
  }

  /** Nothing where there is no earlier day, or no data yet. */
  show(from: string | null, shown: ShownData | null): void {
    const wanted = from && shown ? JSON.stringify([from, shown.of]) : '';
    if (wanted === this.#asked) return;
    this.leave();
    this.#asked = wanted;
    this.found = null;
    this.#abort = new AbortController();
    if (!from || !shown) return;
    const { signal } = this.#abort;
    void this.#questions.ask('compare', () => this.#read(from, shown, signal), signal);
  }

  async #read(from: string, { scope, data }: ShownData, signal: AbortSignal): Promise<void> {
    const { sums, lines } = await this.#api.diff(scope, from, signal);
    if (!signal.aborted) this.found = { from, sums, lines: withLevels(lines, data.rivers) };
  }

  /** What is on its way is read again where it is shown next. */
  leave(): void {
    this.#abort.abort();
    this.#asked = '';
  }
}
