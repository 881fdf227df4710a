/**
 * A PMTiles archive in one piece (github.com/protomaps/PMTiles, spec v3): header, root directory, metadata, leaf
 * directories, tiles. A static server that answers byte ranges serves it to any number of readers.
 */
import { type Entry, encodeDirectory } from './directory.ts';
import { type ArchiveHeader, encodeHeader, HEADER_BYTES, type Section } from './header.ts';

/** Compresses with gzip; given from outside, since this folder knows no input and output. */
export type Gzip = (bytes: Uint8Array) => Uint8Array;

/** Readers fetch the first 16 kB in one request; the root directory has to lie in them. */
const MOST_ROOT_BYTES = 16_384 - HEADER_BYTES;
const FIRST_LEAF_ENTRIES = 4096;
/** Equal contents above this are not looked for: tiles that are alike are the small ones that one area fills. */
const MOST_SHARED_BYTES = 4096;

export interface ArchiveFacts extends Pick<ArchiveHeader, 'minzoom' | 'maxzoom' | 'bounds' | 'center'> {
  /** The TileJSON's name, description and vector_layers, and whatever else readers should know. */
  readonly metadata: object;
}

export class Archive {
  private readonly entries: Entry[] = [];
  private readonly contents: Uint8Array[] = [];
  private readonly known = new Map<string, Section>();
  private length = 0;
  private addressed = 0;

  /** Tiles come in the order of their ids (tile-id.ts), gzipped, none empty. */
  add(id: number, gzipped: Uint8Array): void {
    const { offset, length } = this.place(gzipped);
    const last = this.entries.at(-1);
    this.addressed++;
    if (last && last.offset === offset && last.id + last.run === id)
      this.entries[this.entries.length - 1] = { ...last, run: last.run + 1 };
    else this.entries.push({ id, offset, length, run: 1 });
  }

  /** The archive's bytes, piece by piece. */
  finish({ metadata, ...facts }: ArchiveFacts, gzip: Gzip): Uint8Array[] {
    const { root, leaves } = directories(this.entries, gzip);
    const about = gzip(new TextEncoder().encode(JSON.stringify(metadata)));
    const sections = [root.length, about.length, leaves.reduce((sum, leaf) => sum + leaf.length, 0), this.length];
    const [rootAt, metadataAt, leavesAt, tilesAt] = placed(sections);
    const counts = { addressed: this.addressed, entries: this.entries.length, contents: this.contents.length };
    const header = { root: rootAt, metadata: metadataAt, leaves: leavesAt, tiles: tilesAt, counts, ...facts };
    return [encodeHeader(header), root, about, ...leaves, ...this.contents];
  }

  private place(bytes: Uint8Array): Section {
    const key = bytes.length > MOST_SHARED_BYTES ? undefined : String.fromCharCode(...bytes);
    const known = key === undefined ? undefined : this.known.get(key);
    if (known) return known;
    const section = { offset: this.length, length: bytes.length };
    if (key !== undefined) this.known.set(key, section);
    this.contents.push(bytes);
    this.length += bytes.length;
    return section;
  }
}

function placed(lengths: readonly number[]): Section[] {
  let offset = HEADER_BYTES;
  return lengths.map((length) => {
    const section = { offset, length };
    offset += length;
    return section;
  });
}

/** One directory where it fits; else a root that names leaves, the larger the leaves the more there are. */
function directories(entries: readonly Entry[], gzip: Gzip): { root: Uint8Array; leaves: Uint8Array[] } {
  const single = gzip(encodeDirectory(entries));
  if (single.length <= MOST_ROOT_BYTES) return { root: single, leaves: [] };
  for (let size = FIRST_LEAF_ENTRIES; ; size *= 2) {
    const [pointers, leaves] = [[] as Entry[], [] as Uint8Array[]];
    let offset = 0;
    for (let i = 0; i < entries.length; i += size) {
      const leaf = gzip(encodeDirectory(entries.slice(i, i + size)));
      pointers.push({ id: entries[i].id, offset, length: leaf.length, run: 0 });
      leaves.push(leaf);
      offset += leaf.length;
    }
    const root = gzip(encodeDirectory(pointers));
    if (root.length <= MOST_ROOT_BYTES) return { root, leaves };
  }
}
