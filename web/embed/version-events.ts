/** Hears of each data version of a district that comes after the one that was read. */
import { listenToVersions } from '../api/version-streams.ts';

export class VersionEvents {
  #stop: (() => void) | null = null;
  #followed = ''; // the address of the events
  #read: number | null = null;

  /** @param read the version of what was read; null where there was nothing of the kind. It may have passed before it is followed: then `isNew` is called too */
  follow(address: string, read: number | null, isNew: () => void): void {
    if (address !== this.#followed) this.close();
    this.#read = read;
    if (address === this.#followed) return;
    this.#followed = address;
    let told: number | null = null;
    this.#stop = listenToVersions(address, {
      version: (version, another) => {
        // once for each version: a replica that is read from may lag behind
        const isMissed = version !== told && (this.#read === null || version > this.#read);
        told = version;
        if (another || isMissed) isNew();
      },
      ended: () => {
        this.close(); // what is followed after is another stream, also of the same address
        isNew(); // reading again says why
      },
      lost: isNew,
    });
  }

  close(): void {
    this.#stop?.();
    this.#stop = null;
    this.#followed = '';
  }
}
