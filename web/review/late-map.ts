/** The map of the review page. Its script is many times that of the list, so it is read once the list stands. */
import type { ReactiveControllerHost } from 'lit';

export class LateMap {
  state: 'awaited' | 'here' | 'lost' = 'awaited';
  readonly #host: ReactiveControllerHost;
  #isAsked = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Once; after a failure only when a person asks again. */
  open(): void {
    if (!this.#isAsked) void this.again();
  }

  async again(): Promise<void> {
    this.#isAsked = true;
    this.state = await import('../map/outfall-map.ts').then(
      () => 'here',
      () => 'lost',
    );
    this.#host.requestUpdate();
  }
}
