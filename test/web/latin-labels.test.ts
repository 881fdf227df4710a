/** Labels as a map would set them: the style's own expressions, evaluated by the reference implementation. */
import { expression, latest } from '@maplibre/maplibre-gl-style-spec';
import type { FeatureCollection, Polygon } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { dressStyle } from '../../web/map/dress-style.ts';
import { buildStyle } from '../../web/style/build-style.ts';
import { LOOKS, type Look } from '../../web/style/tokens.ts';
import { labelPoints } from '../../web/viewer/places.ts';

type SymbolLayer = Extract<LayerSpecification, { type: 'symbol' }>;

const styleOf = (theme: Look, more: object = {}) =>
  buildStyle({
    theme,
    mode: 'above_water',
    hasTowns: true,
    day: '2026-11-28',
    tiles: { type: 'vector', tiles: ['http://localhost/{z}/{x}/{y}.mvt'], minzoom: 6, maxzoom: 16 },
    ...more,
  });
const layerOf = (id: string, theme: Look = 'light') =>
  styleOf(theme).layers.find((layer) => layer.id === id) as SymbolLayer;

interface Section {
  text: string;
  scale: number | null;
  textColor: { toString(): string } | null;
}

/** The sections of a label at a zoom; a plain text is one. */
function set(layer: SymbolLayer, zoom: number, properties: Record<string, unknown>): Section[] {
  const made = expression.createPropertyExpression(
    layer.layout!['text-field'],
    'text-field',
    latest.layout_symbol['text-field'] as never,
  );
  if (made.result !== 'success') throw new Error(JSON.stringify(made.value));
  const label = made.value.evaluate({ zoom }, { type: 1, properties } as never);
  return (label as { sections: Section[] }).sections;
}
const text = (layer: SymbolLayer, zoom: number, properties: Record<string, unknown>) =>
  set(layer, zoom, properties)
    .map((section) => section.text)
    .join('');

const DIANPU = { name: '淀浦河', latin: 'Dianpu He', level: 'district' };
const LAKE = { name: '淀山湖', latin: 'Dianshan Hu', kind: 'lake' };

describe('names in Latin letters on the map', () => {
  it.each(['label-town', 'label-lake'])('stand under the name of %s from zoom 12', (id) => {
    expect(text(layerOf(id), 12, LAKE)).toBe('淀山湖');
    expect(layerOf(`${id}-latin`)).toMatchObject({ minzoom: 12, source: layerOf(id).source });
    expect(text(layerOf(`${id}-latin`), 12, LAKE)).toBe('淀 山 湖\nDianshan Hu');
    expect(text(layerOf(`${id}-latin`), 12, { name: '荡', latin: 'Dang' })).toBe('荡\nDang');
    expect(JSON.stringify(layerOf(`${id}-latin`).filter)).toContain('["has","latin"]');
    expect(JSON.stringify(layerOf('label-lake-latin').filter)).toContain(JSON.stringify(layerOf('label-lake').filter));
  });

  it.each(['label-main-latin', 'label-canal-latin'])('follow the name along the river in %s', (id) => {
    expect(text(layerOf(id), 14, DIANPU).replace(/ +/g, ' ')).toBe('淀 浦 河 Dianpu He');
    expect(layerOf(id).minzoom).toBe(id.includes('main') ? 12 : 13);
    expect(layerOf(id).minzoom! - layerOf(id.replace('-latin', '')).minzoom!).toBe(id.includes('main') ? 3 : 0);
  });

  it.each([
    ['label-town-latin', 0.65, 'town-latin'],
    ['label-lake-latin', 0.65, 'water-latin'],
    ['label-main-latin', 0.65, 'water-latin'],
    ['label-canal-latin', 0.75, 'water-latin'],
  ] as const)('are smaller than the name and paler in %s, in every look', (id, scale, token) => {
    for (const look of ['light', 'dark', 'print'] as const) {
      const last = set(layerOf(id, look), 14, DIANPU).at(-1)!;
      expect(last.text.trim()).toBe('Dianpu He');
      expect(last.scale).toBe(scale);
      const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(LOOKS[look][token].slice(at, at + 2), 16));
      expect(String(last.textColor)).toBe(`rgba(${red},${green},${blue},1)`);
    }
  });

  it('go before the name without them, which stands where there is no room, and not twice in one place', () => {
    const ids = styleOf('light').layers.map(({ id }) => id);
    for (const water of ['main', 'canal', 'lake', 'town']) {
      expect(ids.indexOf(`label-${water}-latin`)).toBe(ids.indexOf(`label-${water}`) + 1); // higher is placed first
      const [short, long] = [`label-${water}`, `label-${water}-latin`].map(
        (id) => layerOf(id).layout!['symbol-spacing'],
      );
      expect(long).toEqual(short); // at the same places along the river
      for (const name of [`label-${water}`, `label-${water}-latin`])
        expect(layerOf(name).layout).not.toHaveProperty('text-allow-overlap');
    }
  });

  it('beside symbols say how many stand behind: of crowds alone where nearly every symbol has some', () => {
    const symbols = styleOf('light', { symbols: 'drawn' }).layers.find(({ id }) => id === 'outfalls') as SymbolLayer;
    const said = (zoom: number, count?: number) => text(symbols, zoom, { count });
    expect([said(11.9, 9), said(12, 5), said(12, 6), said(12.9, 2), said(13, 2)]).toEqual(['', '', '+5', '', '+1']);
    expect([said(12, 1), said(13, 1), said(16)]).toEqual(['', '', '']);
  });

  it('go with the names when the legend hides those', () => {
    const dress = {
      mode: 'above_water',
      selection: null,
      hover: null,
      spotlight: null,
      asOf: null,
      left: null,
    } as const;
    const { layers } = dressStyle(styleOf('light'), { ...dress, hidden: ['labels'] });
    const named = layers.filter(({ id }) => id.startsWith('label-') && id !== 'label-gap') as SymbolLayer[];
    expect(named.map(({ layout }) => layout?.visibility)).toEqual(named.map(() => 'none'));
  });

  it('are those of towns also at the points of the page', () => {
    const ring = [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
      [0, 0],
    ];
    const town = (properties: object): FeatureCollection<Polygon>['features'][number] => ({
      type: 'Feature',
      properties: { key: 'a', ...properties },
      geometry: { type: 'Polygon', coordinates: [ring] },
    });
    const towns = {
      type: 'FeatureCollection' as const,
      features: [town({ name: '重固镇', latin: 'Chonggu Zhen' }), town({ name: 'X', latin: null })],
    };
    expect(labelPoints(towns).features.map(({ properties }) => properties)).toEqual([
      { name: '重固镇', latin: 'Chonggu Zhen' },
      { name: 'X' },
    ]);
  });
});
