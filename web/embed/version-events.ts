/** Hears of each data version of a district that comes after the one there is. */
export class VersionEvents {
  #events: EventSource | null = null;
  #followed = ''; // the address of the events

  follow(address: string, isNew: () => void): void {
    if (address === this.#followed) return;
    this.close();
    this.#followed = address;
    this.#events = new EventSource(address);
    let isFirst = true; // the stream begins with the version there is
    this.#events.addEventListener('version', () => {
      if (!isFirst) isNew();
      isFirst = false;
    });
    this.#events.addEventListener('ended', () => {
      this.#events?.close(); // it would only be refused
      isNew(); // reading again says why
    });
  }

  close(): void {
    this.#events?.close();
    this.#followed = '';
  }
}
