/** Hears of each data version of a district that comes after the one there is. */
import { listenToVersions } from '../api/version-streams.ts';

export class VersionEvents {
  #stop: (() => void) | null = null;
  #followed = ''; // the address of the events

  follow(address: string, isNew: () => void): void {
    if (address === this.#followed) return;
    this.close();
    this.#followed = address;
    this.#stop = listenToVersions(address, {
      version: (another) => {
        if (another) isNew();
      },
      ended: () => {
        this.close(); // what is followed after is another stream, also of the same address
        isNew(); // reading again says why
      },
    });
  }

  close(): void {
    this.#stop?.();
    this.#stop = null;
    this.#followed = '';
  }
}
