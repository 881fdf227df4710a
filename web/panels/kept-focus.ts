/** Whoever works by keyboard goes on near where he was when what had the focus is taken away. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & { readonly renderRoot: DocumentFragment | HTMLElement };

/** A browser gives the focus to the whole page then, from where the next Tab begins at its head. */
export class KeptFocus implements ReactiveController {
  readonly #host: Host;
  readonly #next: () => HTMLElement | null | undefined;
  #had = false;

  /** @param next what has the focus then */
  constructor(host: Host, next: () => HTMLElement | null | undefined) {
    this.#host = host;
    this.#next = next;
    host.addController(this);
  }

  get #has(): boolean {
    return (this.#host.renderRoot as ShadowRoot).activeElement !== null;
  }

  hostUpdate(): void {
    this.#had ||= this.#has;
  }

  /** With the next frame: a button that was switched off keeps the focus until then. */
  hostUpdated(): void {
    if (!this.#had) return;
    requestAnimationFrame(() => {
      if (this.#had && !this.#has && document.activeElement === document.body)
        this.#next()?.focus({ preventScroll: true });
      this.#had = false;
    });
  }
}
