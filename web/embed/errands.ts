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
  /** There is something else to say. */
  said(): void;
}

export class Errands {
  #waiting: Errand[] = [];
  #isBusy = false;
  readonly #refused = new Map<Origin, readonly [Key, Readonly<Record<string, string>>]>();
  readonly #doer: Doer;

  constructor(doer: Doer) {
    this.#doer = doer;
  }

  send(errand: Errand): void {
    this.#refused.delete(errand.origin);
    this.#waiting.push(errand);
    this.#doer.said();
  }

  /** Says what cannot be done, and leaves the map as it is. */
  refuse(origin: Origin, key: Key, values: Readonly<Record<string, string>>): void {
    this.#refused.set(origin, [key, values]);
    this.#doer.said();
  }

  /** Nothing is wished from there any more. */
  forget(origin: Origin): void {
    this.#refused.delete(origin);
  }

  sentences(t: Translate): string[] {
    return [...this.#refused.values()].map(([key, values]) => t(key, values));
  }

  async work(): Promise<void> {
    if (this.#isBusy || !this.#doer.isReady()) return;
    this.#isBusy = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await this.#run(next);
    this.#isBusy = false;
  }

  async #run({ place, origin, chooses, flies }: Errand): Promise<void> {
    if ('lon' in place) return this.#doer.go(place);
    const box = await this.#doer.find(place);
    if (box === undefined) return this.refuse(origin, 'embedNothing', { target: nameOfPlace(place) });
    if (chooses && place.kind !== 'town') this.#doer.choose(place);
    if (flies && box) this.#doer.fit(box);
  }
}
