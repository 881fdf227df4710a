import { describe, expect, it } from 'vitest';
import { LayerIndex } from '../../tiles/layer.ts';
import {
  DEFAULT_LAYERS,
  LAYERS,
  type LayerId,
  TILE_MAXZOOM,
  TILE_MINZOOM,
  type TileLayer,
} from '../../tiles/manifest.ts';
import { classesBy, stringColumn } from '../../tiles/source.ts';
import { TileCache } from '../../tiles/tile-cache.ts';
import { encodeTile, isTile, type TileSet } from '../../tiles/tile-set.ts';
import { readLayer, tileOf } from './read-tile.ts';
import { lineSource, type Position, pointSource, polygonSource } from './sources.ts';

const HERE: Position = [121.1, 31.1];

describe('a tile of several layers', () => {
  const line: Position[] = [HERE, [121.11, 31.11]];
  const rivers = new LayerIndex(lineSource('rivers', [line]));
  const gaps = new LayerIndex(lineSource('gaps', [line]));
  const set: TileSet = {
    version: 1,
    name: '演示区',
    synthetic: true,
    bbox: null,
    layers: new Map<LayerId, LayerIndex>([
      ['rivers', rivers],
      ['gaps', gaps],
    ]),
  };
  const { z, x, y } = tileOf(HERE, 12);

  it('is the layers end to end', () => {
    const both = encodeTile(set, ['rivers', 'gaps'], z, x, y);
    expect(Buffer.concat([rivers.encode(z, x, y), gaps.encode(z, x, y)])).toEqual(Buffer.from(both));
    expect([readLayer(both, 'rivers').length, readLayer(both, 'gaps').length]).toEqual([1, 1]);
  });

  it('is empty for a layer that the district does not have', () => {
    expect(encodeTile(set, ['towns'], z, x, y)).toHaveLength(0);
  });

  it('is the same whatever was encoded before it', () => {
    const first = encodeTile(set, ['rivers', 'gaps'], z, x, y);
    encodeTile(set, ['gaps'], 9, x >> 3, y >> 3);
    expect(encodeTile(set, ['rivers', 'gaps'], z, x, y)).toEqual(first);
  });
});

describe('a layer', () => {
  it('may be empty', () => {
    for (const source of [lineSource('rivers', []), polygonSource('towns', []), pointSource('outfalls', [])])
      expect(new LayerIndex(source).encode(10, 0, 0)).toHaveLength(0);
  });

  it('has every line, however short: of its own, and farther out counted in its class', () => {
    const near = (metres: number): Position => [HERE[0] + metres / 95_000, HERE[1]];
    const index = new LayerIndex(
      lineSource('gaps', [
        [HERE, near(0.1)],
        [HERE, HERE],
        [near(50), near(50.6)],
      ]),
    );
    for (const zoom of [12, 14, 16]) {
      const tile = tileOf(HERE, zoom);
      const read = readLayer(index.encode(zoom, tile.x, tile.y), 'gaps');
      expect(read.map(({ id }) => id! % 2 ** 32)).toEqual([1, 2, 3]);
      for (const { geometry } of read) expect(geometry[0][0]).not.toEqual(geometry[0][1]);
    }
    const far = tileOf(HERE, 8);
    const [all, ...none] = readLayer(index.encode(8, far.x, far.y), 'gaps');
    expect([none, all.properties.merged, all.geometry.length]).toEqual([[], 3, 3]);
    for (const [[ax, ay], end] of all.geometry) expect(end).toEqual([ax + 1, ay]);
  });

  it('leaves fields out below the zoom that shows them', () => {
    const columns = { code: stringColumn(['GY-1'], 1), name: stringColumn(['金泽1号'], 1) };
    const index = new LayerIndex(pointSource('outfalls', [HERE], { columns }));
    const fieldsAt = (zoom: number) => {
      const { z, x, y } = tileOf(HERE, zoom);
      return Object.keys(readLayer(index.encode(z, x, y), 'outfalls')[0].properties);
    };
    expect([13, 14, 15].map(fieldsAt)).toEqual([['count'], ['code', 'count'], ['code', 'name', 'count']]);
  });

  it('writes whole numbers of any size and sign', () => {
    const numbers = [0, -1, 2 ** 31, -(2 ** 40), 2 ** 53 - 1];
    const columns = { rank: { type: 'integer', values: Float64Array.from(numbers) } } as const;
    const index = new LayerIndex(
      pointSource(
        'outfalls',
        numbers.map(() => HERE),
        { columns },
      ),
    );
    const { z, x, y } = tileOf(HERE, 14);
    expect(readLayer(index.encode(z, x, y), 'outfalls').map(({ properties }) => properties.rank)).toEqual(numbers);
  });

  it('carries ids up to 2^53', () => {
    const source = { ...pointSource('outfalls', [HERE], { ids: [2 ** 31 - 1] }), districtNumber: 2 ** 21 - 1 };
    const { z, x, y } = tileOf(HERE, 14);
    const [outfall] = readLayer(new LayerIndex(source).encode(z, x, y), 'outfalls');
    expect(outfall.id).toBe((2 ** 21 - 1) * 2 ** 32 + 2 ** 31 - 1);
  });
});

describe('the manifest', () => {
  it('keeps every layer within the zooms that are served', () => {
    for (const [id, layer] of Object.entries(LAYERS) as [LayerId, TileLayer][]) {
      expect(layer.id).toBe(id);
      expect(layer.minzoom).toBeGreaterThanOrEqual(TILE_MINZOOM);
      expect(layer.maxzoom).toBe(TILE_MAXZOOM);
      expect(layer.mergeBelow === undefined || 'merged' in layer.fields).toBe(true);
      expect(layer.thinBelow === undefined || 'count' in layer.fields).toBe(true);
    }
    expect(Object.keys(LAYERS)).toEqual(expect.arrayContaining([...DEFAULT_LAYERS]));
    expect(new Set(DEFAULT_LAYERS).size).toBe(DEFAULT_LAYERS.length);
  });
});

describe('classesBy', () => {
  it('gives equal combinations one class', () => {
    const level = stringColumn(['town', 'town', 'village', null, 'town'], 5);
    const mode = { type: 'integer', values: Int32Array.of(0, 1, 0, 0, 0) } as const;
    expect([...classesBy([level, mode], 5)]).toEqual([0, 1, 2, 3, 0]);
  });
});

describe('isTile', () => {
  it.each([
    [0, 0, 0, true],
    [16, 65535, 65535, true],
    [16, 65536, 0, false],
    [23, 0, 0, false],
    [-1, 0, 0, false],
  ])('%i/%i/%i: %s', (z, x, y, expected) => {
    expect(isTile(z, x, y)).toBe(expected);
  });
});

describe('the tile cache', () => {
  const tile = (version: number, size: number) => {
    const half = new Uint8Array(size / 2);
    return { version, tile: { gzip: half, brotli: half } };
  };

  it('stays within its bytes; the least recently used leaves first', () => {
    const cache = new TileCache(3000);
    cache.put('a', tile(1, 1000));
    cache.put('b', tile(1, 1000));
    cache.find('a', 1);
    cache.put('c', tile(1, 1000));
    expect(['a', 'b', 'c'].map((key) => cache.find(key, 1) !== undefined)).toEqual([true, false, true]);
    expect(cache.byteLength).toBeLessThanOrEqual(3000);
  });

  it('forgets a tile of another version', () => {
    const cache = new TileCache(3000);
    cache.put('a', tile(1, 10));
    expect(cache.find('a', 2)).toBeUndefined();
    expect(cache.byteLength).toBe(0);
  });
});
