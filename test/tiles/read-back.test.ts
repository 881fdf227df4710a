import { describe, expect, it } from 'vitest';
import { LayerIndex } from '../../tiles/layer.ts';
import { stringColumn } from '../../tiles/source.ts';
import { inTile, readLayer, signedArea, tileOf } from './read-tile.ts';
import { lineSource, type Position, plainIndex, pointSource, polygonSource } from './sources.ts';

const HERE: Position = [121.1, 31.1];
const at = (east: number, north: number): Position => [HERE[0] + east, HERE[1] + north];

describe('a line in a tile', () => {
  const bend = [at(0, 0), at(0.002, 0.0015), at(0.004, 0)];
  const source = lineSource('rivers', [bend], {
    ids: [42],
    columns: {
      river_id: { type: 'integer', values: Int32Array.of(300) },
      name: stringColumn(['白苇河'], 1),
      level: stringColumn([null], 1),
    },
  });

  it('carries the row id with the district number above bit 32', () => {
    const { z, x, y } = tileOf(HERE, 14);
    const [river] = readLayer(new LayerIndex(source).encode(z, x, y), 'rivers');
    expect(river.id).toBe(42 + 7 * 2 ** 32);
  });

  it('has typed attributes, and none where there is no value', () => {
    const { z, x, y } = tileOf(HERE, 14);
    const [river] = readLayer(new LayerIndex(source).encode(z, x, y), 'rivers');
    expect(river.properties).toEqual({ river_id: 300, name: '白苇河' });
  });

  it('lies within a pixel of where it was drawn', () => {
    const { z, x, y } = tileOf(HERE, 13);
    const [river] = readLayer(new LayerIndex(source).encode(z, x, y), 'rivers');
    const drawn = bend.map((position) => inTile(position, z, x, y));
    for (const [k, [px, py]] of river.geometry[0].entries())
      expect(Math.hypot(px - drawn[k][0], py - drawn[k][1])).toBeLessThan(8);
  });

  it('is one of its class below zoom 12: counted, without id, with what the class shares', () => {
    const lines = [0, 1, 2].map((k) => [at(0, k / 100), at(0.01, k / 100)]);
    const columns = {
      level: stringColumn(['town', 'town', 'village'], 3),
      name: stringColumn(['甲', '乙', '丙'], 3),
    };
    const { z, x, y } = tileOf(HERE, 10);
    const index = new LayerIndex(lineSource('rivers', lines, { columns, mergeClass: [0, 0, 1] }));
    const read = readLayer(index.encode(z, x, y), 'rivers');
    expect(read.map(({ id, properties, geometry }) => [id, properties, geometry.length])).toEqual([
      [undefined, { level: 'town', merged: 2 }, 2],
      [undefined, { level: 'village', name: '丙', merged: 1 }, 1],
    ]);
  });
});

describe('a polygon in a tile', () => {
  const square = (east: number, north: number, size: number): Position[] => [
    at(east, north),
    at(east, north + size),
    at(east + size, north + size),
    at(east + size, north),
    at(east, north),
  ];

  it('winds outer rings clockwise on screen and holes the other way, however it was drawn', () => {
    const outer = square(0, 0, 0.004);
    const hole = square(0.001, 0.001, 0.001);
    const source = polygonSource('water_bodies', [[[outer, hole]], [[[...outer].reverse(), [...hole].reverse()]]]);
    const { z, x, y } = tileOf(at(0.002, 0.002), 14);
    for (const { geometry } of readLayer(new LayerIndex(source).encode(z, x, y), 'water_bodies'))
      expect(geometry.map((ring) => Math.sign(signedArea(ring)))).toEqual([1, -1]);
  });

  it('keeps the parts of a multipolygon, each with its own holes', () => {
    const parts = [
      [square(0, 0, 0.002), square(0.0005, 0.0005, 0.001)],
      [square(0.003, 0, 0.002), square(0.0035, 0.0005, 0.001)],
    ];
    const { z, x, y } = tileOf(at(0.0025, 0.001), 13);
    const [feature] = readLayer(new LayerIndex(polygonSource('water_bodies', [parts])).encode(z, x, y), 'water_bodies');
    expect(feature.geometry.map((ring) => Math.sign(signedArea(ring)))).toEqual([1, -1, 1, -1]);
  });

  it('fills a tile that lies inside it, buffer included', () => {
    const { z, x, y } = tileOf(HERE, 16);
    const index = new LayerIndex(polygonSource('towns', [[[square(-0.5, -0.5, 1)]]]));
    const [town] = readLayer(index.encode(z, x, y), 'towns');
    expect(signedArea(town.geometry[0])).toBe((4096 + 128) ** 2);
  });

  it('leaves a tile inside its hole empty', () => {
    const source = polygonSource('towns', [[[square(-0.5, -0.5, 1), square(-0.1, -0.1, 0.2)]]]);
    const { z, x, y } = tileOf(HERE, 16);
    const [town] = readLayer(new LayerIndex(source).encode(z, x, y), 'towns');
    const area = town ? town.geometry.reduce((sum, ring) => sum + signedArea(ring), 0) : 0;
    expect(area).toBe(0);
  });

  it('is whole where a part of it crosses no side of the tile', () => {
    const wedge: Position[] = [at(0, 0), at(0.0001, 0.0002), at(0.0002, 0.00015), at(0, 0)];
    const { z, x, y } = tileOf(at(0.0001, 0.0001), 15);
    const [read] = readLayer(plainIndex(polygonSource('towns', [[[wedge]]])).encode(z, x, y), 'towns');
    expect(read.geometry[0]).toHaveLength(4);
  });
});

describe('points in a tile', () => {
  const crowd = Array.from({ length: 200 }, (_, k) => at((k % 20) / 2000, Math.floor(k / 20) / 2000));

  it('are all there from zoom 14', () => {
    const { z, x, y } = tileOf(at(0.001, 0.001), 14);
    const index = new LayerIndex(pointSource('outfalls', [at(0.001, 0.001), at(0.001, 0.001)]));
    const read = readLayer(index.encode(z, x, y), 'outfalls');
    expect(read.map(({ properties }) => properties.count)).toEqual([1, 1]);
  });

  it('give way to the best rank of their cell, which says for how many it stands', () => {
    const index = new LayerIndex(pointSource('outfalls', [HERE, HERE, HERE], { rank: [2, 1, 1] }));
    const { z, x, y } = tileOf(HERE, 9);
    const [best, ...others] = readLayer(index.encode(z, x, y), 'outfalls');
    expect([best.id! % 2 ** 32, best.properties.count, others.length]).toEqual([2, 3, 0]);
  });

  it.each([9, 10, 11, 12, 13, 14, 15])('add up to all of them at zoom %i', (z) => {
    const index = new LayerIndex(pointSource('outfalls', crowd));
    const [from, to] = [tileOf(at(0, 0.01), z), tileOf(at(0.01, 0), z)];
    let sum = 0;
    for (let x = from.x; x <= to.x; x++)
      for (let y = from.y; y <= to.y; y++)
        for (const { geometry, properties } of readLayer(index.encode(z, x, y), 'outfalls')) {
          const [[px, py]] = geometry[0];
          if (px >= 0 && px < 4096 && py >= 0 && py < 4096) sum += properties.count as number;
        }
    expect(sum).toBe(crowd.length);
  });
});
