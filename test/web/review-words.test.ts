/** The review page in two languages, and the shapes of its small map. */
import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import { choicesOf } from '../../web/review/decisions.ts';
import type { ReviewWithMap } from '../../web/review/review-api.ts';
import { boxOf, overlayOf } from '../../web/review/review-map.ts';
import { parsePlace } from '../../web/review/show-place.ts';
import { REVIEW_WORDS, type ReviewKey, sayer } from '../../web/review/words.ts';

const slots = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe('the words of the review page', () => {
  it('say each thing in both languages with the same values in it', () => {
    for (const [key, zh] of Object.entries(REVIEW_WORDS.zh)) {
      const en = REVIEW_WORDS.en[key as ReviewKey];
      expect(en.trim(), key).not.toBe('');
      expect(slots(en), key).toEqual(slots(zh));
      expect(`${zh}${en}`, key).not.toMatch(/[!！]|请您/);
    }
    expect(sayer('en')('insideBy', { m: 3 })).toBe('3 m inside');
  });

  it('name every key of a decision in the line of keys', () => {
    const items = [
      { kind: 'link', state: 'open', candidates: [{}, {}] },
      { kind: 'flag', state: 'open' },
      { kind: 'link', state: 'decided' },
      { kind: 'duplicate', state: 'open', code: 'A1' },
      { kind: 'duplicate', state: 'decided', decision: 'merged' },
    ] as unknown as ReviewWithMap[];
    for (const language of ['zh', 'en'] as const) {
      const say = sayer(language);
      const deciding = { say, begin: () => {}, draw: () => {} };
      const keys = items.flatMap((item) => choicesOf(item, deciding)).map(({ key }) => key.toUpperCase());
      expect(new Set(keys)).toEqual(new Set([...'A12DRCXMO']));
      const named = say('keys').replace('1–9', '1 2');
      for (const key of keys) expect(named.split(/[ ·]+/), language).toContain(key);
    }
  });
});

describe('the small map', () => {
  const point = (role: string, coordinates: [number, number]) => ({
    type: 'Feature' as const,
    properties: { role },
    geometry: { type: 'Point' as const, coordinates },
  });
  const map: FeatureCollection = {
    type: 'FeatureCollection',
    features: [
      point('linked', [1, 2]),
      point('candidate', [1, 2]),
      point('candidate', [1, 2.001]),
      point('outfall', [1.001, 2]),
    ],
  };

  it('numbers candidates as the list does and leads to each from the outfall', () => {
    const { features } = overlayOf(map, [1.002, 2]);
    const marks = features
      .filter(({ properties }) => properties?.role === 'candidate')
      .map(({ properties }) => properties?.mark);
    expect(marks).toEqual(['1', '2']);
    expect(features.filter(({ properties }) => properties?.role === 'leader')).toHaveLength(3);
  });

  it('holds every point, and none is no box', () => {
    expect(boxOf(map)).toEqual([
      expect.closeTo(0.9997),
      expect.closeTo(1.9997),
      expect.closeTo(1.0013),
      expect.closeTo(2.0013),
    ]);
    expect(boxOf({ type: 'FeatureCollection', features: [] })).toBeNull();
  });
});

describe('a place that is written', () => {
  it('is longitude and latitude, however they are parted', () => {
    for (const text of ['121.1224702, 31.1194722', '121.1224702 31.1194722', ' １２１.1224702，31.1194722° '])
      expect(parsePlace(text)).toEqual({ lon: 121.1224702, lat: 31.1194722 });
    expect(parsePlace('-93.5,-41')).toEqual({ lon: -93.5, lat: -41 });
  });

  it('is nothing else', () => {
    for (const text of ['', '河边', '121.1', '31.1194722, 121.1224702', '1,2,3', '181,3'])
      expect(parsePlace(text)).toBeNull();
  });
});
