import { describe, expect, it } from 'vitest';
import { namesRivers, parseShown } from '../../web/embed/options.ts';
import { emptiedBy, withoutFilters } from '../../web/map/emptied.ts';

const STATES = ['once', 'bridged', 'repeated', 'gap'];
const REST = [
  ...['zone:1', 'zone:2', 'zone:quasi', 'zone:other', 'intakes', 'sewer:sanitary', 'sewer:storm'],
  ...['towns', 'areas', 'labels'],
];
const TYPES = ['type:industrial', 'type:urban_wwtp', 'type:agricultural', 'type:other'];

/** Outfalls in sight: all, and those that the filter lets through. */
const sees = (all: number, matching: number) => (filter: unknown) => (filter === null ? all : matching);

describe('a map without anything', () => {
  it('is one whose outfalls in sight are all filtered away, and no other', () => {
    expect(emptiedBy([], sees(5, 0))).toBeNull();
    expect(emptiedBy(['type:other'], sees(5, 0))).toBe('outfalls');
    expect(emptiedBy(['type:other', 'progress:suspect'], sees(5, 2))).toBeNull();
    expect(emptiedBy(['type:other'], sees(0, 0))).toBeNull(); // none were there
    expect(emptiedBy(['outfalls', 'type:other'], sees(5, 0))).toBeNull(); // none were asked for
  });

  it('is one of which all layers are off', () => {
    expect(emptiedBy([...STATES, ...REST, 'outfalls'], sees(5, 5))).toBe('all');
    expect(emptiedBy([...STATES, ...REST, ...TYPES], sees(5, 0))).toBe('all');
    expect(emptiedBy([...STATES, ...REST.slice(1), 'outfalls'], sees(5, 5))).toBeNull();
  });

  it.each([
    ['rivers', null],
    ['rivers,water_bodies', null],
    ['water_bodies', null],
    ['water', null], // as they were called before
    ['towns', null],
    ['rivers,towns', null],
    ['water_labels', null],
    ['manholes', 'all'], // which go with sewers
  ])('is not one of these layers that draw something: %s', (layers, emptied) => {
    expect(emptiedBy(parseShown(layers, null).hidden, sees(5, 5), namesRivers(layers))).toBe(emptied);
  });

  it('is one of rivers and outfalls of which a filter lets none through', () => {
    const { hidden } = parseShown('rivers,outfalls', 'type=other');
    expect(emptiedBy(hidden, sees(5, 0), true)).toBe('outfalls');
  });

  it('shows again what filters took, and keeps the layers that were put away', () => {
    expect(withoutFilters(['gap', 'type:other', 'progress:suspect', 'zone:1'], 'outfalls')).toEqual(['gap', 'zone:1']);
    expect(withoutFilters(['gap', 'type:other'], 'all')).toEqual([]);
  });
});
