/** Whether the page is being printed by the browser's own menu, which asks no script for time: what is printed must be there. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Between the margins of A4 landscape, CSS pixels. */
export const PAPER_WIDE = 1046;
/** Strips that are read ahead, so that they can be printed; more rivers are the report's. */
export const PAPER_RIVERS = 100;

const pageSheet = new CSSStyleSheet();
pageSheet.replaceSync('@page { size: A4 landscape; margin: 10mm; }'); // of the document: in a shadow root it has no effect

export class OnPaper implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #media = matchMedia('print');
  #isPrinting = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** A browser tells of printing, or only that its medium is paper. */
  get isOn(): boolean {
    return this.#isPrinting || this.#media.matches;
  }

  hostConnected(): void {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageSheet];
    window.addEventListener('beforeprint', this.#print);
    window.addEventListener('afterprint', this.#print);
    this.#media.addEventListener('change', this.#redraw);
  }

  hostDisconnected(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== pageSheet);
    window.removeEventListener('beforeprint', this.#print);
    window.removeEventListener('afterprint', this.#print);
    this.#media.removeEventListener('change', this.#redraw);
  }

  #redraw = (): void => this.#host.requestUpdate();
  #print = ({ type }: Event): void => {
    this.#isPrinting = type === 'beforeprint';
    this.#redraw();
  };
}
