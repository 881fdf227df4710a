/** Whether the reader's system is dark, for an element that follows it while it is on the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class SystemTheme implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get isDark(): boolean {
    return this.#dark.matches;
  }

  hostConnected(): void {
    this.#dark.addEventListener('change', this.#changed);
  }

  hostDisconnected(): void {
    this.#dark.removeEventListener('change', this.#changed);
  }

  #changed = (): void => this.#host.requestUpdate();
}
