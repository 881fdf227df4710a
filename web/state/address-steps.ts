/** The page's address, and which of its changes the back button undoes: every choice, but not where the map looks. */

const LOOKS: ReadonlySet<string> = new Set(['at', 'item']); // replaced: the map is moved all the time, a list gone through by key
const SLID: ReadonlySet<string> = new Set(['as_of', 'compare', 'q']); // go on changing while they are slid or typed
const RUN_MS = 2000;

/** What two addresses say otherwise. */
function changedParts(before: string, after: string): string[] {
  const [was, is] = [new URLSearchParams(before), new URLSearchParams(after)];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].filter((name) => was.get(name) !== is.get(name));
}

export class AddressSteps {
  readonly #clock: () => number;
  #run: { parts: string; at: number } | null = null; // of one choice that goes on, and is one step

  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** How a change is written: the address before it is one to come back to, or not. */
  how(before: string, after: string): 'pushState' | 'replaceState' {
    const chosen = changedParts(before, after).filter((name) => !LOOKS.has(name));
    if (chosen.length === 0) return 'replaceState';
    const parts = chosen.filter((name) => SLID.has(name)).join();
    const [last, at] = [this.#run, this.#clock()];
    this.#run = parts === '' ? null : { parts, at };
    return last && chosen.join() === last.parts && at - last.at <= RUN_MS ? 'replaceState' : 'pushState';
  }

  /** Writes the address of a page that said `before`; who comes back to that finds what it said when it was left. All without their question mark. */
  write(before: string, after: string, left = before): void {
    const how = this.how(before, after);
    if (`?${after}` === location.search) return;
    if (how === 'pushState' && left !== before) history.replaceState(null, '', `?${left}`);
    history[how](null, '', `?${after}`);
  }

  /** After a step back or forward the next choice is a step of its own. The page may say more than the address it came to. */
  gone(now: string): void {
    this.#run = null;
    history.replaceState(null, '', `?${now}`);
  }
}
