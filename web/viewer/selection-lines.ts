/** The lines of what is selected: read again where that or the data are others. */
import type { FeatureCollection } from 'geojson';
import type { Api } from '../api/client.ts';
import type { Questions } from '../api/questions.ts';
import type { Target } from '../style/layers/selection.ts';
import type { ShownData } from './scope-data.ts';
import { selectedLines } from './selected-lines.ts';

export class SelectionLines {
  /** Those read last stay until the next are there. */
  lines: FeatureCollection | null = null;
  readonly #api: Api;
  readonly #questions: Questions;
  #asked = '';
  #abort = new AbortController();

  constructor(api: Api, questions: Questions) {
    this.#api = api;
    this.#questions = questions;
  }

  show(target: Target | null, shown: ShownData | null): void {
    if (target === null) this.lines = null;
    const wanted = shown && JSON.stringify([target, shown.of]);
    if (!shown || wanted === this.#asked) return;
    this.#asked = wanted!;
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    void this.#questions.ask('selection', () => this.#read(target, shown, signal), signal);
  }

  async #read(target: Target | null, { scope, data }: ShownData, signal: AbortSignal): Promise<void> {
    const lines = await selectedLines(this.#api, scope, data, target, signal);
    if (!signal.aborted) this.lines = lines;
  }

  /** What is on its way is read again where it is shown next. */
  leave(): void {
    this.#abort.abort();
    this.#asked = '';
    this.lines = null;
  }
}
