/** What a page asks of its server: what was not answered is told for as long as it stands, and asked again until it is; a refusal for good is told. */
import { ApiError, Unreachable } from './client.ts';

export const AGAIN_MS = 4000;

/** What went wrong, as far as a reader should know. */
export type Trouble = { kind: 'lost'; since: Date } | { kind: 'refused'; error: ApiError } | null;

/** Whether the server would say the same again: not where it is out of reach, broken or too busy, or its data go on too fast. */
export const isFinal = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status < 500 && !isOfTheMoment(error);

/** 408: the request took too long to arrive; 429: too many of them. */
const isOfTheMoment = ({ status, problem }: ApiError): boolean =>
  status === 408 || status === 429 || problem.code === 'data_changing';

/** An error of the page itself is a bug: it goes to the console, and asking again would not mend it. */
function asTold(error: unknown): unknown {
  const isAbort = error instanceof DOMException && error.name === 'AbortError';
  if (error instanceof ApiError || error instanceof Unreachable || isAbort) return error;
  reportError(error);
  return PAGE_FAILED;
}

const PAGE_FAILED = new ApiError(0, {
  code: 'page_failed',
  detail: 'Something in this page itself failed: reload it.',
  detail_zh: '页面自身出错，请重新加载。',
});

/** For what not everyone may read: null where that is refused for good. */
export const unlessRefused = <Answer>(answer: Promise<Answer>): Promise<Answer | null> =>
  answer.catch((error) => {
    if (isFinal(error)) return null;
    throw error;
  });

interface Unanswered {
  error: unknown;
  signal: AbortSignal | undefined;
  isAsked: boolean; // again, just now
  again(): Promise<void>;
}

/** Nobody may read with this token, or no longer. */
export const isShut = ({ status }: ApiError): boolean => status === 401;

/** Of a district that is not there: it may be imported yet. */
export const lacksDistrict = (error: unknown): boolean =>
  error instanceof ApiError && ['district_none', 'district_unknown'].includes(error.problem.code ?? '');

const isPassing = ({ error }: Pick<Unanswered, 'error'>): boolean => !isFinal(error) || lacksDistrict(error);

export class Questions {
  /** When the server last owed no answer. */
  heard = new Date();
  readonly #changed: () => void;
  readonly #unanswered = new Map<string, Unanswered>();
  readonly #latest = new Map<string, object>(); // asked last under a name
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called whenever something was answered or not. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** One failure does not hide another, and only its own answer ends it. */
  get trouble(): Trouble {
    const errors = this.#open().map(({ error }) => error);
    if (errors.length === 0) return null;
    const isRefused = (error: unknown) => error instanceof ApiError;
    const refusal = errors.every(isRefused) && (errors.find(isFinal) ?? errors[0]);
    return refusal ? { kind: 'refused', error: refusal as ApiError } : { kind: 'lost', since: this.heard };
  }

  /** Those whose question nobody has any more are let go. */
  #open(): Unanswered[] {
    for (const [name, { signal }] of this.#unanswered) if (signal?.aborted) this.#unanswered.delete(name);
    return [...this.#unanswered.values()];
  }

  /** Asks; another question of the same name takes its place. Never throws. `work` is done again after a failure, unless `signal` is aborted or the refusal is for good. */
  async ask(name: string, work: () => Promise<void>, signal?: AbortSignal): Promise<void> {
    const turn = {};
    this.#latest.set(name, turn);
    this.#takePlace(name, signal);
    const isDue = () => this.#latest.get(name) === turn && !signal?.aborted;
    try {
      await work();
      if (isDue()) this.#unanswered.delete(name);
    } catch (thrown) {
      if (!isDue()) return;
      const error = asTold(thrown);
      const again = () => this.ask(name, work, signal);
      this.#unanswered.set(name, { error, signal, isAsked: false, again });
      if (isPassing({ error })) this.#timer ??= setTimeout(() => this.#again(isPassing), AGAIN_MS);
    } finally {
      if (this.#latest.get(name) === turn) this.#latest.delete(name);
    }
    if (this.#open().length === 0) this.heard = new Date();
    this.#changed();
  }

  /** What failed under the name is told until this is answered, and is not asked again itself. */
  #takePlace(name: string, signal: AbortSignal | undefined): void {
    const before = this.#unanswered.get(name);
    if (before) this.#unanswered.set(name, { ...before, signal, isAsked: true });
  }

  /** Asks at once all that was not answered, also what was refused: a token may have been given. */
  again(): void {
    this.#again(() => true);
  }

  #again(isWanted: (one: Unanswered) => boolean): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const one of this.#open()) {
      if (one.isAsked || !isWanted(one)) continue;
      one.isAsked = true;
      void one.again();
    }
  }

  /** Nothing is asked again of what was asked until now. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#unanswered.clear();
    this.#latest.clear();
  }
}
