/** The style that other clients read: QGIS 3.22 makes a filter of a few expressions only, and draws everything without one. */
import { featureFilter } from '@maplibre/maplibre-gl-style-spec';
import type { LayerSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { LEVELS, MODES, OUTFALL_TYPES, PROGRESS, STATES } from '../../tiles/manifest.ts';
import { buildStyle } from '../../web/style/build-style.ts';

const DAY = '2026-11-28';
const style = (mode: (typeof MODES)[number], glyphs?: string) =>
  buildStyle({
    theme: 'light',
    mode,
    hasTowns: true,
    day: DAY,
    tiles: { type: 'vector', tiles: ['http://localhost/{z}/{x}/{y}.mvt'] },
    glyphs,
  });
const served = (mode: (typeof MODES)[number] = 'above_water') =>
  style(mode, 'http://localhost/{fontstack}/{range}.pbf');

type Properties = Record<string, string | number>;
type Drawn = LayerSpecification & { 'source-layer'?: string; filter?: unknown };

/** Ids of the layers that draw a feature of a tile's layer. */
function drawnBy(layers: readonly LayerSpecification[], of: string, properties: Properties): string[] {
  const zoom = { zoom: 15 };
  const feature = { type: 'Unknown' as const, properties };
  const draws = ({ filter }: Drawn) =>
    featureFilter(filter as never, 'layers[0].filter').filter(zoom as never, feature as never);
  return (layers as Drawn[]).filter((layer) => layer['source-layer'] === of && draws(layer)).map(({ id }) => id);
}

const isField = (part: unknown) => Array.isArray(part) && part[0] === 'get' && typeof part[1] === 'string';
const isValue = (part: unknown) => typeof part === 'string' || typeof part === 'number';

/** What the converter of QGIS 3.22 reads as it is meant. */
function isPlain(filter: unknown): boolean {
  if (!Array.isArray(filter)) return false;
  const [operator, ...parts] = filter;
  if (operator === 'all' || operator === 'any') return parts.every(isPlain);
  if (operator === 'has') return typeof parts[0] === 'string';
  if (operator === '!') return Array.isArray(parts[0]) && parts[0][0] === 'has' && isPlain(parts[0]);
  return ['==', '!=', '<=', '>=', '<', '>'].includes(operator) && isField(parts[0]) && isValue(parts[1]);
}

const absentOr = (field: string, values: readonly string[]): Properties[] => [
  {},
  ...values.map((value) => ({ [field]: value })),
];
const combined = (...fields: Properties[][]): Properties[] =>
  fields.reduce((all, each) => all.flatMap((one) => each.map((other) => ({ ...one, ...other }))), [{}]);

describe('the style for other clients', () => {
  it('has filters that QGIS reads', () => {
    const filtered = (served().layers as Drawn[]).filter(({ filter }) => filter !== undefined);
    expect(filtered.length).toBeGreaterThan(30);
    expect(filtered.filter(({ filter }) => !isPlain(filter)).map(({ id }) => id)).toEqual([]);
  });

  it('has no layer without a layer of tiles, and none of the selection and the pointer', () => {
    const { layers, sources } = served();
    expect(layers.filter((layer) => layer.type !== 'background' && !('source-layer' in layer))).toEqual([]);
    expect(layers.map(({ id }) => id).filter((id) => /select|hover/.test(id))).toEqual([]);
    expect(Object.keys(sources)).toEqual(['atlas']);
  });

  it.each(MODES)('draws the states %s by level, mode and state', (mode) => {
    const { layers } = served(mode);
    for (const properties of combined(
      absentOr('level', [...LEVELS, 'x']),
      absentOr('mode', MODES),
      absentOr('state', STATES),
    )) {
      const where = properties.level === 'municipal' || properties.level === 'district' ? 'main' : 'canal';
      const layersOf = { once: [''], bridged: ['-casing', ''], repeated: ['', '-core'] };
      const parts = layersOf[properties.state as keyof typeof layersOf] ?? [];
      const meant = properties.mode === mode ? parts.map((part) => `${where}-${properties.state}${part}`) : [];
      expect(drawnBy(layers, 'coverage', properties), JSON.stringify(properties)).toEqual(meant);
    }
  });

  it.each(MODES)('draws gaps %s of that mode only, each once', (mode) => {
    const { layers } = served(mode);
    for (const properties of combined(absentOr('level', LEVELS), absentOr('mode', MODES))) {
      const where = properties.level === 'municipal' || properties.level === 'district' ? 'main' : 'canal';
      const meant = properties.mode === mode ? [`${where}-gap-glow`, `${where}-gap`, 'label-gap'] : [];
      expect(drawnBy(layers, 'gaps', properties), JSON.stringify(properties)).toEqual(meant);
    }
  });

  it('draws rivers of the two upper levels as bands and all others as canals', () => {
    const ids = (level?: string) => drawnBy(served().layers, 'rivers', { name: '河', ...(level && { level }) });
    for (const level of ['municipal', 'district']) expect(ids(level)).toEqual(['band-shore', 'band', 'label-main']);
    for (const level of ['town', 'village', undefined]) expect(ids(level)).toEqual(['canals', 'label-canal']);
  });

  it('draws an outfall by its type over its progress, one of each', () => {
    for (const properties of combined(absentOr('type', OUTFALL_TYPES), absentOr('progress', PROGRESS))) {
      const { type = 'other', progress = 'suspect' } = properties;
      const meant = [`outfalls-${progress}`, `outfalls-${type}`, 'label-outfall'];
      expect(drawnBy(served().layers, 'outfalls', properties), JSON.stringify(properties)).toEqual(meant);
    }
  });
});

describe('zones that the style draws', () => {
  const KINDS = ['drinking_water', 'nature', 'special'];
  const DAYS_FROM: Properties[] = [{}, { valid_from: '2026-11-27' }, { valid_from: DAY }, { valid_from: '2026-11-29' }];
  const DAYS_TO: Properties[] = [{}, { valid_to: '2026-11-27' }, { valid_to: DAY }, { valid_to: '2026-11-29' }];
  const holding = new Set(['|', '2026-11-27|', `${DAY}|`, '|2026-11-29', '2026-11-27|2026-11-29', `${DAY}|2026-11-29`]);

  it.each([
    ['for other clients', served()],
    ['in the page', style('above_water')],
  ])('%s hold on the day, each by one look', (_, { layers }) => {
    for (const zone of combined(
      absentOr('kind', KINDS),
      absentOr('level', ['1', '2', 'quasi', '三级']),
      DAYS_FROM,
      DAYS_TO,
    )) {
      const looks = new Set(drawnBy(layers, 'zones', zone).map((id) => id.split('-')[1]));
      const levelled = zone.kind === 'drinking_water' && ['1', '2', 'quasi'].includes(String(zone.level));
      const holds = holding.has(`${zone.valid_from ?? ''}|${zone.valid_to ?? ''}`);
      expect([...looks], JSON.stringify(zone)).toEqual(holds ? [levelled ? zone.level : 'other'] : []);
    }
  });
});

describe('sewers', () => {
  it.each([
    ['storm', 'storm'],
    ['sanitary', 'sanitary'],
    ['combined', 'sanitary'],
    [undefined, 'sanitary'],
  ])('%s are drawn as %s', (kind, look) => {
    const ids = drawnBy(served().layers, 'sewers', kind ? { kind } : {});
    expect(ids).toEqual(['-casing', '', '-flow'].map((part) => `sewer-${look}${part}`));
  });
});
