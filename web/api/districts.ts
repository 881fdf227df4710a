/** The districts of a server, and the one a page shows: it stays that one when others come, and is known when it goes. Pure. */
import { InOrder } from './in-order.ts';
import type { District } from './types.ts';

export class Districts {
  list: readonly District[] = [];
  #shown: District | null = null;
  readonly #order = new InOrder();

  /** Takes the answer to what is asked now. */
  ask(): (answer: readonly District[]) => void {
    const isNews = this.#order.ask();
    return (answer) => {
      if (isNews()) this.list = answer;
    };
  }

  /** Where none is asked for: the one shown, else the first. Null for one that does not exist, which is no reason to show another. */
  find(key: string | null): District | null {
    const wanted = key ?? this.#shown?.key ?? this.list[0]?.key;
    return this.list.find((district) => district.key === wanted) ?? null;
  }

  show(key: string): void {
    this.#shown = this.find(key) ?? this.#shown;
  }

  /** That was shown and has been deleted since. */
  gone(key: string | null): District | null {
    const shown = this.#shown;
    const isMeant = shown !== null && (key === null || key === shown.key);
    return isMeant && this.find(shown.key) === null ? shown : null;
  }
}
