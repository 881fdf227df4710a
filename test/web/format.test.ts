/** Numbers as pages write them. */
import { createExpression } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { translator } from '../../web/i18n/dictionary.ts';
import { dayAndClock, km, kmOfM, metres, percent } from '../../web/i18n/format.ts';
import { stripSentence } from '../../web/panels/strip-sentences.ts';
import { buildStyle } from '../../web/style/build-style.ts';

describe('a length in metres', () => {
  it('is whole, and where it is less than one never none', () => {
    const written = [0, 0.001, 0.044, 0.4, 0.96, 1, 1.4, 1234.5].map((value) => metres(value).replace(/\u2009/g, ' '));
    expect(written).toEqual(['0 m', '0.001 m', '0.04 m', '0.4 m', '1 m', '1 m', '1 m', '1 235 m']);
  });

  it('is never none in kilometres either, where it is no place', () => {
    expect([0, 0.000001, 0.0004, 0.0005, 12.3456].map(km)).toEqual(['0.000', '0.000001', '0.0004', '0.001', '12.346']);
    expect(kmOfM(0.4)).toBe('0.000');
  });

  it('is rounded as the ledger is, a half up, whatever binary fractions make of it', () => {
    expect(km(2509.2365).replace(/\u2009/g, ' ')).toBe('2 509.237');
    expect([0.0025, 1.0005, 1.000499].map(km)).toEqual(['0.003', '1.001', '1.000']);
    for (let metre = 0; metre < 3000; metre += 1)
      expect(kmOfM(metre + 0.5)).toBe(
        `${Math.trunc((metre + 1) / 1000)}.${String((metre + 1) % 1000).padStart(3, '0')}`,
      );
    expect([92.35, 92.34, 99.99, null].map((value) => percent(value))).toEqual(['92.4', '92.3', '99.9', '–']);
  });

  it('is said of gaps in both languages', () => {
    const mode = { mode: 'above_water' as const, percent: 99.99, gaps: 1, longestM: 0.4 };
    for (const language of ['zh', 'en'] as const)
      expect(stripSentence(translator(language), '淀浦河', [mode])).toContain('0.4 m');
  });

  it('is never none on the map, whose tiles have whole metres', () => {
    const tiles = { type: 'vector' as const, tiles: ['http://localhost/{z}/{x}/{y}.mvt'], minzoom: 6, maxzoom: 16 };
    const { layers } = buildStyle({ theme: 'light', mode: 'above_water', hasTowns: true, day: '2026-11-28', tiles });
    const label = layers.find(({ id }) => id === 'label-gap')!;
    const field = (label.layout as { 'text-field': unknown })['text-field'];
    const expression = createExpression(field, { type: 'string' } as never);
    const read = (length_m: number) =>
      expression.result === 'success' && expression.value.evaluate({ zoom: 15 }, { type: 2, properties: { length_m } });
    expect([0, 1, 47].map(read)).toEqual(['<1 m', '1 m', '47 m']);
  });
});

it('moments of the service, in any offset, are told by the reader’s clock', () => {
  const moment = new Date(2026, 10, 30, 8, 1);
  const utc = moment.toISOString();
  const elsewhere = new Date(moment.getTime() + 9 * 3_600_000).toISOString().replace('Z', '+09:00');
  expect([utc, elsewhere].map(dayAndClock)).toEqual(['2026-11-30 08:01', '2026-11-30 08:01']);
});
