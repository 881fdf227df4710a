import { featureFilter, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { LayerSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { LAYERS, type LayerId } from '../../tiles/manifest.ts';
import { LEGEND_KEYS } from '../../web/embed/options.ts';
import { withAboveOnly } from '../../web/map/above-only.ts';
import { withChanges } from '../../web/map/changes.ts';
import { type Dress, dressStyle } from '../../web/map/dress-style.ts';
import { buildStyle, type StyleOptions } from '../../web/style/build-style.ts';
import { LOOKS } from '../../web/style/tokens.ts';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };
const EARLIER = { type: 'vector' as const, tiles: ['http://localhost/{z}/{x}/{y}.mvt?as_of=2022-12-31'] };
const base: StyleOptions = {
  theme: 'light',
  mode: 'above_water',
  hasTowns: true,
  day: '2026-11-28',
  tiles: { type: 'vector', tiles: ['http://localhost/{z}/{x}/{y}.mvt'], minzoom: 6, maxzoom: 16 },
};
const plain: Dress = {
  mode: 'above_water',
  selection: null,
  hover: null,
  hidden: [],
  spotlight: null,
  asOf: null,
  left: null,
};
const LEFT = { type: 'vector' as const, tiles: ['http://localhost/{z}/{x}/{y}.mvt?type=agricultural'] };
const VARIANTS: [string, StyleOptions][] = [
  ['light', base],
  ['dark', { ...base, theme: 'dark' }],
  ['on paper', { ...base, theme: 'print' }],
  ['under water, without towns', { ...base, mode: 'under_water', hasTowns: false }],
  [
    'on a basemap',
    {
      ...base,
      basemap: {
        source: { type: 'raster', tiles: ['https://a.example/{z}/{x}/{y}.png'], tileSize: 256, maxzoom: 18 },
        layers: [],
        attribution: 'a',
      },
    },
  ],
  [
    'on a vector basemap',
    {
      ...base,
      basemap: {
        source: { type: 'vector', tiles: ['pmtiles://http://localhost/a.pmtiles/{z}/{x}/{y}'] },
        layers: ['earth', 'landuse', 'roads', 'buildings', 'places'],
        attribution: 'a',
      },
    },
  ],
  [
    'on a vector basemap of other layers',
    {
      ...base,
      basemap: {
        source: { type: 'vector', tiles: ['pmtiles://http://localhost/a.pmtiles/{z}/{x}/{y}'] },
        layers: ['towns', 'rivers', 'outfalls', 'rivers-line'],
        attribution: 'a',
      },
    },
  ],
  ['with the ends of gaps', { ...base, marks: EMPTY }],
  ['with label points', { ...base, places: EMPTY }],
  ['for other clients', { ...base, glyphs: 'http://localhost/glyphs/{fontstack}/{range}.pbf' }],
];
const DRESSES: [string, Partial<Dress>][] = [
  ['a river hovered', { hover: { kind: 'river', id: 3 } }],
  ['a gap hovered', { hover: { kind: 'gap', riverId: 3, routeId: 4, fromM: 10.5 } }],
  ['an outfall selected', { selection: { kind: 'outfall', id: 9 } }],
  ['a zone selected', { selection: { kind: 'zone', id: 2 }, hover: { kind: 'zone', id: 3 } }],
  ['types and states switched off', { hidden: ['type:industrial', 'progress:closed_out', 'gap', 'labels'] }],
  ['a type under the pointer', { spotlight: 'type:other' }],
  ['a state under the pointer', { spotlight: 'gap' }],
  ['an earlier date', { asOf: EARLIER }],
  ['outfalls of some types', { hidden: ['type:other'], left: { tiles: LEFT, hidesPlain: false, waits: 'left' } }],
];

/** Names of the fields an expression reads. */
function fieldsOf(part: unknown): string[] {
  if (!Array.isArray(part)) return part && typeof part === 'object' ? Object.values(part).flatMap(fieldsOf) : [];
  const own = (part[0] === 'get' || part[0] === 'has') && typeof part[1] === 'string' ? [part[1]] : [];
  return [...own, ...part.flatMap(fieldsOf)];
}

const errors = (style: ReturnType<typeof buildStyle>) => validateStyleMin(style).map(({ message }) => message);

describe('the map style', () => {
  it.each(VARIANTS)('is valid %s', (_, options) => {
    expect(errors(buildStyle(options))).toEqual([]);
  });

  it.each(DRESSES)('stays valid with %s', (_, dress) => {
    expect(errors(dressStyle(buildStyle(base), { ...plain, ...dress }))).toEqual([]);
  });

  it('draws a basemap of layers that nobody knows whole, in its own order, under everything but the ground', () => {
    const of = (...layers: string[]) => {
      const source = { type: 'vector' as const, tiles: ['pmtiles://http://localhost/a.pmtiles/{z}/{x}/{y}'] };
      const style = buildStyle({ ...base, basemap: { source, layers, attribution: '' } });
      expect(errors(style)).toEqual([]);
      return style.layers.map((layer) => ({ source: undefined, 'source-layer': undefined, ...layer }));
    };
    const layers = of('outfalls', 'towns');
    const drawn = layers.flatMap(({ source, type, ...layer }) =>
      source === 'basemap' ? [[layer['source-layer'], type]] : [],
    );
    const each = ['fill', 'line', 'circle'];
    expect(drawn).toEqual(['outfalls', 'towns'].flatMap((name) => each.map((type) => [name, type])));
    const first = layers.findIndex(({ source }) => source === 'basemap');
    expect(layers.slice(0, first).map(({ id }) => id)).toContain('towns');
    expect(layers.slice(0, first).map((layer) => layer['source-layer'])).not.toContain('water_bodies');
    expect(layers.slice(first, first + drawn.length).every(({ source }) => source === 'basemap')).toBe(true);
    const known = of('outfalls', 'roads').filter(({ source }) => source === 'basemap');
    expect(new Set(known.map((layer) => layer['source-layer']))).toEqual(new Set(['roads']));
  });

  it('draws every river whatever is switched off', () => {
    const rivers = (style: ReturnType<typeof buildStyle>) =>
      style.layers.filter(
        ({ type, ...layer }) => type === 'line' && (layer as { 'source-layer'?: string })['source-layer'] === 'rivers',
      );
    const drawn = dressStyle(buildStyle(base), { ...plain, hidden: LEGEND_KEYS });
    expect(rivers(drawn).length).toBeGreaterThan(2);
    for (const { id, layout } of rivers(drawn)) expect([id, layout?.visibility]).not.toEqual([id, 'none']);
  });

  it('names no shore: the lake has its name inside it', () => {
    const shown = (id: string, properties: Record<string, string>) => {
      const layer = buildStyle(base).layers.find((each) => each.id === id)!;
      const { filter } = featureFilter(('filter' in layer ? layer.filter : undefined) as never, id);
      return filter({ zoom: 15 } as never, { type: 2, properties } as never);
    };
    for (const [water, level] of [
      ['main', 'district'],
      ['canal', 'town'],
    ])
      for (const id of [`label-${water}`, `label-${water}-latin`]) {
        const named = { name: '青澜湖', latin: 'Qinglan Hu', level };
        expect([id, shown(id, { ...named, role: 'shore' })]).toEqual([id, false]);
        expect([id, shown(id, { ...named, role: 'main' })]).toEqual([id, true]);
      }
  });

  it('names lakes at their label points, since a polygon would be named in every tile that it reaches', () => {
    for (const [, options] of VARIANTS) {
      const lakes = buildStyle(options).layers.filter(({ id }) => id.startsWith('label-lake'));
      const sources = lakes.map((layer) => 'source-layer' in layer && layer['source-layer']);
      expect(sources).toEqual(['water_labels', 'water_labels']);
    }
  });

  it('stays valid with changes between two days, which stand over states that step back', () => {
    const style = withChanges(buildStyle(base), EMPTY, 'light');
    expect(errors(style)).toEqual([]);
    const ids = style.layers.map(({ id }) => id);
    expect(ids.indexOf('changes-lost')).toBeGreaterThan(ids.indexOf('main-gap'));
    expect(ids.indexOf('changes-lost')).toBeLessThan(ids.indexOf('outfalls'));
    const gap = style.layers.find(({ id }) => id === 'main-gap') as Extract<LayerSpecification, { type: 'line' }>;
    expect(gap.paint?.['line-opacity']).toBe(0.35);
  });

  it('stays valid with what is surveyed above water and not under it, in place of every state', () => {
    const style = withAboveOnly(dressStyle(buildStyle({ ...base, marks: EMPTY }), plain), 'light');
    expect(errors(style)).toEqual([]);
    const ids = style.layers.map(({ id }) => id);
    for (const where of ['canal', 'main']) {
      expect(ids.indexOf(`${where}-under`)).toBe(ids.indexOf(`${where}-above`) + 1); // it hides what was done by both
      expect(ids).not.toContain(`${where}-gap`);
      for (const [part, mode, token] of [
        ['above', 'above_water', 'gap'],
        ['under', 'under_water', 'under-water'],
      ] as const) {
        const line = style.layers.find(({ id }) => id === `${where}-${part}`);
        expect(line).toMatchObject({ 'source-layer': 'coverage', paint: { 'line-color': LOOKS.light[token] } });
        expect(JSON.stringify(line)).toContain(JSON.stringify(['==', ['get', 'mode'], mode]));
        expect([line?.minzoom, line?.paint && 'line-opacity' in line.paint]).toEqual([9, false]); // every level, as the legend counts them
      }
    }
    expect(ids.indexOf('canal-under')).toBeLessThan(ids.indexOf('band'));
    expect(ids.indexOf('main-above')).toBeGreaterThan(ids.indexOf('band'));
  });

  it('reads only layers and fields that tiles have', () => {
    for (const layer of buildStyle(base).layers as (LayerSpecification & { 'source-layer'?: LayerId })[]) {
      if (!layer['source-layer']) continue;
      const known = Object.keys(LAYERS[layer['source-layer']].fields);
      expect(known, layer.id).toEqual(expect.arrayContaining(fieldsOf(layer)));
    }
  });

  it('draws gaps above all other states of the same kind of river', () => {
    const ids = buildStyle(base).layers.map(({ id }) => id);
    for (const where of ['canal', 'main'])
      for (const state of ['once', 'bridged', 'repeated'])
        expect(ids.indexOf(`${where}-gap`)).toBeGreaterThan(ids.indexOf(`${where}-${state}`));
  });

  it('draws the states of an earlier date as those of today, from the tiles of that date, and all else from those of today', () => {
    const style = buildStyle(base);
    const { layers, sources } = dressStyle(style, { ...plain, asOf: EARLIER });
    expect(sources['atlas-as-of']).toBe(EARLIER);
    layers.forEach((layer, i) => {
      const isState = 'source-layer' in layer && ['coverage', 'gaps'].includes(layer['source-layer'] ?? '');
      expect(layer).toEqual(isState ? { ...style.layers[i], source: 'atlas-as-of' } : style.layers[i]);
    });
    const moved = layers.filter((layer) => 'source' in layer && layer.source === 'atlas-as-of').map(({ id }) => id);
    expect(moved).toEqual(
      expect.arrayContaining(['canal-once', 'main-repeated', 'main-gap', 'label-gap', 'hover-gap']),
    );
  });

  it('draws outfalls that are left from tiles of their own, with their counts, beside the plain ones until those may go', () => {
    const drawnAs = (hidesPlain: boolean, waits: 'plain' | 'left' | null) => {
      const dress = { ...plain, hidden: ['type:other'], left: { tiles: LEFT, hidesPlain, waits } };
      const { layers, sources } = dressStyle(buildStyle(base), dress);
      expect(sources['atlas-outfalls']).toBe(LEFT);
      const symbols = ['outfalls', 'outfalls-left'].map((id) => layers.find((each) => each.id === id));
      return symbols as Extract<LayerSpecification, { type: 'symbol' }>[];
    };
    const [before, beside] = drawnAs(false, 'left');
    expect([before.source, before.layout!['text-field'], before.layout!.visibility]).toEqual(['atlas', '', undefined]);
    expect([beside.source, beside.filter]).toEqual(['atlas-outfalls', undefined]);
    expect(beside.layout!['text-field']).not.toBe('');
    const opacities = (layers: typeof drawn) => layers.map(({ paint }) => paint!['icon-opacity']);
    const drawn = [before, beside];
    expect(opacities(drawn)).toEqual([undefined, 0]); // only one of them is seen
    expect(opacities(drawnAs(false, 'plain'))).toEqual([0, undefined]);
    const [gone, alone] = drawnAs(true, null);
    expect([gone.layout!.visibility, alone.layout!.visibility]).toEqual(['none', undefined]);
    expect(opacities([gone, alone])).toEqual([undefined, undefined]);
  });

  it('hides what the legend switches off', () => {
    const { layers } = dressStyle(buildStyle(base), { ...plain, hidden: ['gap'] });
    const gap = layers.find(({ id }) => id === 'main-gap') as Extract<LayerSpecification, { type: 'line' }>;
    expect(gap.layout?.visibility).toBe('none');
  });

  it.each([
    [['sewer:sanitary', 'sewer:storm'], 'none'],
    [['sewer:sanitary'], undefined],
  ])('shows manholes while any sewer is shown: %j switched off', (hidden, visibility) => {
    const { layers } = dressStyle(buildStyle(base), { ...plain, hidden });
    const manholes = layers.find(({ id }) => id === 'manholes') as Extract<LayerSpecification, { type: 'circle' }>;
    expect(manholes.layout?.visibility).toBe(visibility);
  });

  it.each([
    ['storm', ['sanitary', '污水检查井', 'combined', '雨污合流', '检查井', undefined]],
    ['sanitary', ['storm', '雨水口', '检查井', undefined]],
  ])('hides the manholes of the sewers that are switched off, and none that may be of the others: %s', (look, left) => {
    const { layers } = dressStyle(buildStyle(base), { ...plain, hidden: [`sewer:${look}`] });
    const manholes = layers.find(({ id }) => id === 'manholes') as Extract<LayerSpecification, { type: 'circle' }>;
    const { filter } = featureFilter(manholes.filter, 'manholes.filter');
    const kinds = ['storm', '雨水口', 'sanitary', '污水检查井', 'combined', '雨污合流', '检查井', undefined];
    const shown = kinds.filter((kind) => filter({ zoom: 16 }, { type: 1, properties: kind ? { kind } : {} } as never));
    expect(shown).toEqual(kinds.filter((kind) => left.includes(kind)));
  });
});
