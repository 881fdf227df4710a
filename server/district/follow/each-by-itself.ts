/** The same work for several keys at once: one key never waits for another, and no key is worked on twice at a time. */

interface UnderWay {
  /** Asked for once more since it began. */
  again: boolean;
  done: Promise<void>;
}

export class EachByItself {
  private readonly work: (key: string) => Promise<void>;
  private readonly underWay = new Map<string, UnderWay>();

  /** @param work  never rejects. */
  constructor(work: (key: string) => Promise<void>) {
    this.work = work;
  }

  /** Settles when work that began after this call is done. */
  run(key: string): Promise<void> {
    const known = this.underWay.get(key);
    if (known) {
      known.again = true;
      return known.done;
    }
    const begun: UnderWay = { again: true, done: Promise.resolve() };
    this.underWay.set(key, begun);
    begun.done = this.repeat(key, begun).finally(() => this.underWay.delete(key));
    return begun.done;
  }

  async settled(): Promise<void> {
    await Promise.all([...this.underWay.values()].map(({ done }) => done));
  }

  private async repeat(key: string, asked: UnderWay): Promise<void> {
    while (asked.again) {
      asked.again = false;
      await this.work(key);
    }
  }
}
