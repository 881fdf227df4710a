/** Lines whose columns are known without parsing: a line with another column never passes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { featureShape } from '../../server/import/formats/feature-shape.ts';

const feature = (properties: object, geometry: object | null = { type: 'Point', coordinates: [121.5, 31.25] }) =>
  JSON.stringify({ type: 'Feature', properties, geometry });

test('a line passes as JSON.stringify and as ogr2ogr write it', () => {
  const isKnown = featureShape(['a', '名称']);
  expect(isKnown(feature({ a: 1.5e-7, 名称: '排口' }))).toBe(true);
  expect(isKnown(feature({ 名称: null }, null))).toBe(true);
  expect(
    isKnown(
      '{ "type": "Feature", "id": 7, "properties": { "a": true }, "geometry": { "type": "Point", "coordinates": [ 1, 2 ] } }',
    ),
  ).toBe(true);
});

test('a line with a column of its own, a nested cell, an escape or properties said twice is parsed', () => {
  const isKnown = featureShape(['a']);
  expect(isKnown(feature({ a: 1, b: 2 }))).toBe(false);
  expect(isKnown(feature({ a: { b: 1 } }))).toBe(false);
  expect(isKnown(feature({ a: 'x","b":"y' }))).toBe(false);
  const once = feature({ a: 1 });
  expect(isKnown(once)).toBe(true);
  expect(isKnown(`${once.slice(0, -1)},"properties":{"b":1}}`)).toBe(false);
  expect(isKnown(`${once.slice(0, -1)},"\\u0070roperties":{"b":1}}`)).toBe(false);
  expect(featureShape(['x"y'])(feature({ 'x"y': 1 }))).toBe(false);
  expect(featureShape([])(feature({}))).toBe(false);
});

test('whatever passes has known columns only', () => {
  const name = fc.oneof(
    fc.constantFrom('a', 'b', 'a.b', 'a*', '(', 'ab', 'properties', 'geometry'),
    fc.string({ maxLength: 3 }),
  );
  const cell = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue());
  fc.assert(
    fc.property(fc.array(name), fc.dictionary(name, cell), fc.jsonValue(), (columns, properties, geometry) => {
      const line = feature(properties, geometry as object);
      if (!featureShape(columns)(line)) return;
      for (const column of Object.keys(JSON.parse(line).properties)) expect(columns).toContain(column);
    }),
    { numRuns: 1000 },
  );
});
