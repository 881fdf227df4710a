/** Shares recognised a moment ago: a map asks for a hundred tiles with the same one. */
import type { RecognisedShare } from '../../register/shares.ts';

const KEPT_MS = 5000; // how long a revoked share may still be read with
const MOST = 1000;

export class RecentShares {
  readonly #find: (secret: string) => Promise<RecognisedShare>;
  readonly #kept = new Map<string, { share: RecognisedShare; since: number }>();

  constructor(find: (secret: string) => Promise<RecognisedShare>) {
    this.#find = find;
  }

  async find(secret: string): Promise<RecognisedShare> {
    const kept = this.#kept.get(secret);
    if (kept && Date.now() - kept.since < KEPT_MS) return kept.share;
    const share = await this.#find(secret);
    if (this.#kept.size >= MOST) this.#kept.clear();
    this.#kept.set(secret, { share, since: Date.now() });
    return share;
  }
}
