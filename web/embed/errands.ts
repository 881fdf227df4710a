/** What a page told the map to choose or to go to, done in the order it came, and what of it cannot be done. */
import type { Bbox } from '../api/types.ts';
import type { Key, Translate } from '../i18n/dictionary.ts';
import { parseTarget } from '../state/view-state.ts';
import type { Target } from '../style/layers/selection.ts';
import { nameOfPlace, type Place } from './places.ts';

/** Where a wish came from: what is wrong with it is said until that one wishes something else. */
export type Origin = 'river' | 'town' | 'select' | 'order';

type Named = Exclude<Place, { lon: number }>;
type Free = Extract<Place, { lon: number }>;

/** Chosen, gone to, or both, once it is known where it is. */
export interface Errand {
  place: Place;
  origin: Origin;
  chooses: boolean;
  flies: boolean;
}

interface Wishes {
  river: number | null;
  town: string | null;
  chosen: string | null;
}

/** What attributes name, by property. */
export const wishesOf = ({ river, town, chosen }: Wishes) =>
  [
    ['river', 'river', river === null ? null : { kind: 'river', id: river }],
    ['chosen', 'select', parseTarget(chosen)],
    ['town', 'town', town === null ? null : { kind: 'town', key: town }],
  ] as const satisfies readonly (readonly [keyof Wishes, Origin, Named | null])[];

/** What does them. */
export interface Doer {
  /** Whether there are data to find places in and a map to move. */
  isReady(): boolean;
  /** Null where it is and has no box, undefined where there is no such place. */
  find(place: Named): Promise<Bbox | null | undefined>;
  choose(target: Target): void;
  fit(box: Bbox): void;
  go(place: Free): void;
  /** Why it could not be found out, in words. */
  reason(error: unknown): string;
  /** There is something else to say. */
  said(): void;
}

/** With what it was wished by: a later wish from the same origin makes what is wrong with it of no interest. */
interface Sent extends Errand {
  readonly turn: number;
}

export class Errands {
  #waiting: Sent[] = [];
  #current: Sent | null = null; // until it is found
  #turn = 0;
  readonly #turns = new Map<Origin, number>();
  readonly #refused = new Map<Origin, readonly [Key, Readonly<Record<string, string>>]>();
  readonly #doer: Doer;

  constructor(doer: Doer) {
    this.#doer = doer;
  }

  send(errand: Errand): void {
    this.forget(errand.origin);
    this.#waiting.push({ ...errand, turn: this.#turn });
    this.#doer.said();
  }

  /** Says what cannot be done, and leaves the map as it is. */
  refuse(origin: Origin, key: Key, values: Readonly<Record<string, string>>): void {
    this.#refused.set(origin, [key, values]);
    this.#doer.said();
  }

  /** Nothing is wished from there any more. */
  forget(origin: Origin): void {
    this.#turns.set(origin, ++this.#turn);
    this.#refused.delete(origin);
  }

  /** Nothing that was wished before is chosen. */
  chooseNone(): void {
    for (const each of this.#open) each.chooses = false;
  }

  /** What was wished from there before is not done. */
  drop(origin: Origin): void {
    this.forget(origin);
    for (const each of this.#open) if (each.origin === origin) Object.assign(each, { chooses: false, flies: false });
  }

  get #open(): readonly Sent[] {
    return this.#current ? [this.#current, ...this.#waiting] : this.#waiting;
  }

  sentences(t: Translate): string[] {
    return [...this.#refused.values()].map(([key, values]) => t(key, values));
  }

  async work(): Promise<void> {
    if (this.#current || !this.#doer.isReady()) return;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      this.#current = next;
      await this.#run(next);
      this.#current = null;
    }
  }

  async #run(sent: Sent): Promise<void> {
    const { place, origin, turn } = sent;
    if ('lon' in place) return this.#doer.go(place);
    const refuse: Errands['refuse'] = (...said) => {
      if (this.#turns.get(origin) === turn) this.refuse(...said);
    };
    const target = nameOfPlace(place);
    try {
      const box = await this.#doer.find(place);
      if (box === undefined) return refuse(origin, 'embedNothing', { target });
      if (sent.chooses && place.kind !== 'town') this.#doer.choose(place); // if it is still wished
      if (sent.flies && box) this.#doer.fit(box);
    } catch (error) {
      refuse(origin, 'embedNotRead', { target, detail: this.#doer.reason(error) });
    }
  }
}
