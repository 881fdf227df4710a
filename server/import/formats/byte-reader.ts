/** Bytes of a file by their lengths, from pieces that come one at a time. */
export class ByteReader {
  private readonly pieces: Iterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(pieces: Iterable<Buffer>) {
    this.pieces = pieces[Symbol.iterator]();
  }

  /** The next n bytes; fewer where the file ends. */
  take(n: number): Buffer {
    const parts: Buffer[] = [];
    let missing = n;
    while (missing > 0 && this.fill()) {
      const part = this.rest.subarray(0, missing);
      parts.push(part);
      missing -= part.length;
      this.rest = this.rest.subarray(part.length);
    }
    return parts.length === 1 ? parts[0] : Buffer.concat(parts);
  }

  skip(n: number): void {
    for (let missing = n; missing > 0 && this.fill(); ) {
      const part = Math.min(missing, this.rest.length);
      this.rest = this.rest.subarray(part);
      missing -= part;
    }
  }

  /** Closes the file behind the pieces. */
  end(): void {
    this.pieces.return?.();
  }

  private fill(): boolean {
    while (this.rest.length === 0) {
      const { value, done } = this.pieces.next();
      if (done) return false;
      this.rest = value;
    }
    return true;
  }
}
