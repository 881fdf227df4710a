/** Hears of data versions: one stream for each address in a page however many listen, and none while the page is not looked at. */

export interface VersionListener {
  /** Of the version there is when it begins to listen or the stream begins anew, and of each that comes. @param isNew whether the others heard of another before */
  version(version: number, isNew: boolean): void;
  /** The server will not tell any more: reading again says why. */
  ended(): void;
  /** Nobody is heard any more, or for a moment: once until a version is heard again. Reading again says which. */
  lost?(): void;
}

const AGAIN_MS = 4000;
const AGAIN_AT_MOST_MS = 60_000;

/** A browser has six connections to a server for all its pages together: a stream for each element would leave none to read by. */
class VersionStream {
  readonly listeners = new Set<VersionListener>();
  readonly #address: string;
  #source: EventSource | null = null;
  #last: string | null = null;
  #timer = 0;
  #pause = AGAIN_MS;
  #isLost = false;

  constructor(address: string) {
    this.#address = address;
  }

  /** Who comes later hears what the others have heard: it may have read what there was before that. */
  join(listener: VersionListener): void {
    this.listeners.add(listener);
    if (this.#last !== null) listener.version(versionIn(this.#last), false);
  }

  /** What came while it was closed is told when it begins again. */
  open(): void {
    if (document.hidden || this.#source) return;
    this.#source = new EventSource(this.#address);
    this.#source.addEventListener('version', ({ data }) => this.#tell(data));
    this.#source.addEventListener('error', () => this.#fail());
    this.#source.addEventListener('ended', () => this.#end());
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /** It would only be refused, also when the page is looked at again. */
  #end(): void {
    this.leave();
    for (const listener of [...this.listeners]) listener.ended();
  }

  /** The next who listens begins another. */
  leave(): void {
    this.close();
    if (streams.get(this.#address) === this) streams.delete(this.#address);
  }

  #fail(): void {
    this.#later();
    if (this.#isLost) return; // a browser that tries again by itself fails every few seconds
    this.#isLost = true;
    for (const listener of [...this.listeners]) listener.lost?.();
  }

  /** A browser tries by itself where it reaches nobody, and gives up for good where somebody refuses, as a proxy does while the server starts. */
  #later(): void {
    if (this.#source?.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.close();
      this.open();
    }, this.#pause);
    this.#pause = Math.min(2 * this.#pause, AGAIN_AT_MOST_MS);
  }

  #tell(told: string): void {
    this.#pause = AGAIN_MS;
    this.#isLost = false;
    const isNew = this.#last !== null && told !== this.#last;
    this.#last = told;
    for (const listener of [...this.listeners]) listener.version(versionIn(told), isNew);
  }
}

const versionIn = (told: string): number => (JSON.parse(told) as { version: number }).version;

const streams = new Map<string, VersionStream>();

globalThis.document?.addEventListener('visibilitychange', () => {
  for (const stream of streams.values()) document.hidden ? stream.close() : stream.open();
});

/** @returns the function that stops listening */
export function listenToVersions(address: string, listener: VersionListener): () => void {
  const stream = streams.get(address) ?? new VersionStream(address);
  streams.set(address, stream);
  stream.join(listener);
  stream.open();
  return () => {
    if (stream.listeners.delete(listener) && stream.listeners.size === 0) stream.leave();
  };
}
