/** The lines of a river's routes, for places on its strip: read once for the river that was asked for last. */
import type { Feature } from 'geojson';
import type { Api, Scope } from '../api/client.ts';
import { type Questions, unlessRefused } from '../api/questions.ts';
import { DISTRICT_SPAN, riverLines } from './selected-lines.ts';

interface Lines {
  key: string;
  routes: Feature[];
  read: Promise<void>; // or not answered yet
}

export class RouteLines {
  readonly #api: Api;
  readonly #questions: Questions;
  #lines: Lines | null = null;

  constructor(api: Api, questions: Questions) {
    this.#api = api;
    this.#questions = questions;
  }

  /** By route; `of` is what the scope and data version are known by. */
  async of(river: number, scope: Scope, of: string, signal: AbortSignal): Promise<ReadonlyMap<number, Feature>> {
    const key = `${river} ${of}`;
    if (this.#lines?.key !== key) this.#lines = this.#ask(key, river, scope, signal);
    const lines = this.#lines;
    await lines.read;
    return new Map(lines.routes.map((line) => [Number(line.id) % DISTRICT_SPAN, line]));
  }

  #ask(key: string, river: number, scope: Scope, signal: AbortSignal): Lines {
    const lines: Lines = { key, routes: [], read: Promise.resolve() };
    const read = async () => {
      lines.routes = (await unlessRefused(riverLines(this.#api, scope, river, signal))) ?? [];
    };
    lines.read = this.#questions.ask('lines', read, signal);
    return lines;
  }
}
