/** What a page asks of its server: what was not answered is told for as long as it stands, and asked again until it is; a refusal for good is told. */
import { ApiError } from './client.ts';

export const AGAIN_MS = 4000;

/** What went wrong, as far as a reader should know. */
export type Trouble = { kind: 'lost'; since: Date } | { kind: 'refused'; error: ApiError } | null;

/** Whether the server would say the same again: not where it is out of reach, broken or too busy. */
export const isFinal = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status < 500 && error.status !== 429;

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

const isPassing = ({ error }: Unanswered): boolean => !isFinal(error);

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

  /** Asks; another question of the same name takes its place. Never throws. `work` is done again after a failure, unless `signal` is aborted or the refusal is final. */
  async ask(name: string, work: () => Promise<void>, signal?: AbortSignal): Promise<void> {
    const turn = {};
    this.#latest.set(name, turn);
    const isDue = () => this.#latest.get(name) === turn && !signal?.aborted;
    try {
      await work();
      if (isDue()) this.#unanswered.delete(name);
    } catch (error) {
      if (!isDue()) return;
      const again = () => this.ask(name, work, signal);
      this.#unanswered.set(name, { error, signal, isAsked: false, again });
      if (!isFinal(error)) this.#timer ??= setTimeout(() => this.#again(isPassing), AGAIN_MS);
    }
    if (this.#open().length === 0) this.heard = new Date();
    this.#changed();
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
