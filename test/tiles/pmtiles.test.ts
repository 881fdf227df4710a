/** Archives read back by the format's own reader. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { PMTiles, type Source, zxyToTileId } from 'pmtiles';
import { describe, expect, it } from 'vitest';
import { Archive } from '../../tiles/pmtiles/archive.ts';
import { tileId } from '../../tiles/pmtiles/tile-id.ts';

const place = fc
  .integer({ min: 0, max: 16 })
  .chain((zoom) => fc.tuple(fc.constant(zoom), fc.nat(2 ** zoom - 1), fc.nat(2 ** zoom - 1)));

const facts = {
  metadata: { name: '演示区', vector_layers: [] },
  minzoom: 0,
  maxzoom: 16,
  bounds: [121.1, 30.9, 121.2, 31.1] as const,
  center: [121.15, 31, 11] as const,
};

class Bytes implements Source {
  private readonly bytes: Uint8Array;

  constructor(pieces: Uint8Array[]) {
    this.bytes = Buffer.concat(pieces);
  }

  getKey = () => 'memory';

  getBytes = async (offset: number, length: number) => ({
    data: Uint8Array.from(this.bytes.subarray(offset, offset + length)).buffer,
  });
}

function archiveOf(tiles: Map<string, Uint8Array>): PMTiles {
  const archive = new Archive();
  const ordered = [...tiles].map(([key, bytes]) => {
    const [zoom, x, y] = key.split('/').map(Number);
    return { id: tileId(zoom, x, y), bytes };
  });
  for (const { id, bytes } of ordered.sort((a, b) => a.id - b.id)) archive.add(id, gzipSync(bytes));
  return new PMTiles(new Bytes(archive.finish(facts, gzipSync)));
}

async function expectTiles(archive: PMTiles, tiles: Map<string, Uint8Array>): Promise<void> {
  for (const [key, bytes] of tiles) {
    const [zoom, x, y] = key.split('/').map(Number);
    expect(new Uint8Array((await archive.getZxy(zoom, x, y))!.data)).toEqual(bytes);
  }
}

describe('a PMTiles archive', () => {
  it('numbers tiles as the specification does', () => {
    fc.assert(fc.property(place, ([zoom, x, y]) => tileId(zoom, x, y) === zxyToTileId(zoom, x, y)));
  });

  it('gives back every tile, and no other', async () => {
    const tile = fc.record({ at: place, bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(tile, { minLength: 1, maxLength: 60 }), async (list) => {
        const tiles = new Map(list.map(({ at, bytes }) => [at.join('/'), bytes]));
        const archive = archiveOf(tiles);
        await expectTiles(archive, tiles);
        if (!tiles.has('3/5/5')) expect(await archive.getZxy(3, 5, 5)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  it('has leaf directories when its root would be too long', async () => {
    const tiles = new Map<string, Uint8Array>();
    for (let i = 0; i < 8_000; i++) {
      const [x, y] = [(i * 7919) % 65_536, (i * 104_729) % 65_536];
      tiles.set(`16/${x}/${y}`, Uint8Array.from([i % 256, i >> 8]));
    }
    const archive = archiveOf(tiles);
    const header = await archive.getHeader();
    expect(header.leafDirectoryLength).toBeGreaterThan(0);
    expect(header.rootDirectoryLength).toBeLessThanOrEqual(16_257);
    await expectTiles(archive, new Map([...tiles].filter((_, i) => i % 200 === 0)));
  });

  it('holds contents that are alike once, and says where it lies', async () => {
    const same = Uint8Array.from([1, 2, 3]);
    const archive = archiveOf(new Map([...'0123'].map((x) => [`14/${x}/5`, same])));
    const header = await archive.getHeader();
    expect([header.numAddressedTiles, header.numTileContents]).toEqual([4, 1]);
    expect(header).toMatchObject({ minLon: 121.1, maxLat: 31.1, centerZoom: 11, minZoom: 0, maxZoom: 16 });
    expect(await archive.getMetadata()).toEqual(facts.metadata);
  });
});
