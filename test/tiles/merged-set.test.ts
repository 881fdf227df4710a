/** Tiles of several districts together: every feature of each, each layer once. */
import { describe, expect, it } from 'vitest';
import { LayerIndex } from '../../tiles/layer.ts';
import { mergedSet } from '../../tiles/merged-set.ts';
import { stringColumn } from '../../tiles/source.ts';
import { encodeTile, type TileSet } from '../../tiles/tile-set.ts';
import { readCommands } from './read-commands.ts';
import { readLayer, tileOf } from './read-tile.ts';
import { lineSource, type Position, pointSource } from './sources.ts';

const HERE: Position = [121.1, 31.1];

function district(number: number, name: string, names: (string | null)[], east: number): TileSet {
  const at = (k: number): Position => [HERE[0] + east + k * 0.001, HERE[1]];
  const outfalls = pointSource(
    'outfalls',
    names.map((_, k) => at(k)),
    {
      columns: {
        name: stringColumn(names, names.length),
        rank: { type: 'integer', values: Int32Array.from(names, (_, k) => k) },
      },
    },
  );
  const rivers = lineSource('rivers', [[at(0), at(3)]], { columns: { level: stringColumn([name], 1) } });
  const layers = [outfalls, rivers].map((source) => new LayerIndex({ ...source, districtNumber: number }));
  const bbox = [at(0)[0], HERE[1], at(3)[0], HERE[1]] as const;
  return {
    version: number,
    name,
    synthetic: number === 1,
    bbox,
    layers: new Map(layers.map((layer) => [layer.id, layer])),
  };
}

const west = district(1, '甲区', ['一', null, '同名'], 0);
const east = district(2, '乙区', ['同名', '二'], 0.0015);
const all = mergedSet([west, east]);

describe('tiles of all districts', () => {
  it.each([10, 12, 15, 16])('at zoom %i hold what each district shows, its ids and attributes', (zoom) => {
    const { z, x, y } = tileOf(HERE, zoom);
    const tile = encodeTile(all, ['outfalls', 'rivers'], z, x, y);
    readCommands(tile); // strict
    for (const layer of ['outfalls', 'rivers']) {
      const parts = [west, east].flatMap((set) => readLayer(encodeTile(set, ['outfalls', 'rivers'], z, x, y), layer));
      expect(readLayer(tile, layer)).toEqual(parts);
      expect(parts.length).toBeGreaterThan(1);
    }
  });

  it('name each layer, key and value once', () => {
    const { z, x, y } = tileOf(HERE, 16);
    const text = Buffer.from(encodeTile(all, ['outfalls', 'rivers'], z, x, y)).toString('latin1');
    const times = (word: string) => text.split(Buffer.from(word).toString('latin1')).length - 1;
    expect(['outfalls', 'rivers', 'rank', '同名'].map(times)).toEqual([1, 1, 1, 1]);
  });

  it('are those of the one district that reaches them, byte by byte', () => {
    const { z, x, y } = tileOf(HERE, 16);
    const apart = mergedSet([west, district(3, '丙区', ['三'], 1)]);
    expect(encodeTile(apart, ['rivers'], z, x, y)).toEqual(encodeTile(west, ['rivers'], z, x, y));
  });

  it('have the bounds of all, a version that counts every commit, and say when one of them is made up', () => {
    const [first, second] = [west.bbox!, east.bbox!];
    expect(all).toMatchObject({
      version: 3,
      name: '甲区、乙区',
      synthetic: true,
      bbox: [first[0], HERE[1], second[2], HERE[1]],
    });
  });
});
