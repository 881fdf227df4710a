/** GeoJSON documents cut into pieces anywhere: their parts are those of JSON.parse. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TooDeep, TooLong } from '../../server/import/formats/json/cursor.ts';
import { JsonFault, sentenceOf } from '../../server/import/formats/json/fault.ts';
import { partsOf } from '../../server/import/formats/json/features.ts';

const LIMITS = { depth: 62, length: 1_000_000 };

function* cut(text: string, sizes: readonly number[]): Generator<string> {
  for (let [at, i] = [0, 0]; at < text.length; i++) {
    const size = sizes[i % sizes.length];
    yield text.slice(at, at + size);
    at += size;
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 });
const root = fc.tuple(
  fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
  fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 6 }),
  fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
);

function readParts(texts: Iterable<string>): { members: object; features: unknown[] } {
  const members: [string, unknown][] = [];
  const features: unknown[] = [];
  for (const { member, text } of partsOf(texts, LIMITS))
    if (member === null) features.push(JSON.parse(text));
    else members.push([member, JSON.parse(text)]);
  return { members: Object.fromEntries(members), features };
}

describe('the parts of a document', () => {
  it('are those of JSON.parse, wherever a piece ends, on one line or printed over many', () => {
    fc.assert(
      fc.property(root, sizes, fc.constantFrom(0, 2), ([before, features, behind], pieces, indent) => {
        const text = JSON.stringify({ ...before, features, ...behind }, null, indent);
        const whole = JSON.parse(text);
        const isArray = Array.isArray(whole.features);
        const parts = readParts(cut(text, pieces));
        expect(parts.features).toEqual(isArray ? whole.features : []);
        expect(parts.members).toEqual(isArray ? { ...whole, features: [] } : whole);
      }),
    );
  });

  it('stand where they are said to', () => {
    const text = '{ "type": "FeatureCollection",\n "features": [ {"a":1}, null ], "crs": {} }';
    for (const part of partsOf(cut(text, [7]), LIMITS))
      if (part.member !== 'features') expect(text.slice(part.at, part.at + part.text.length)).toBe(part.text);
  });

  it('are none of a text that JSON.parse refuses: one character less, or another, at any place', () => {
    const text = '{"type":"FeatureCollection","features":[{"a":"\\"x"},[1,null]],"crs":{"b":[true]}}';
    const isValid = (changed: string) => {
      try {
        return JSON.parse(changed) !== undefined;
      } catch {
        return false;
      }
    };
    const isRead = (changed: string) => {
      try {
        return readParts(cut(changed, [5])) !== undefined;
      } catch {
        return false;
      }
    };
    for (let at = 0; at < text.length; at++)
      for (const other of ['', ',', ']', '}', '"', ' ', '\\']) {
        const changed = text.slice(0, at) + other + text.slice(at + 1);
        // a root that is no object is refused in any case
        expect([changed, isRead(changed)]).toEqual([changed, isValid(changed) && changed.startsWith('{')]);
      }
  });
});

describe('a document is refused', () => {
  const drain = (text: string, limits = LIMITS) => [...partsOf(cut(text, [4]), limits)];

  it('when a feature is too deep or too long, before it is parsed', () => {
    const deep = `{"features":[${'['.repeat(63)}${']'.repeat(63)}]}`;
    expect(() => drain(deep)).toThrow(TooDeep);
    expect(drain(deep.replace('[[[', '[[').replace(']]]', ']]'))).toHaveLength(2);
    expect(() => drain('{"features":["12345678901"]}', { depth: 9, length: 10 })).toThrow(TooLong);
  });

  it('with line and column of what is wrong', () => {
    const faultOf = (text: string) => {
      try {
        drain(text);
      } catch (fault) {
        return sentenceOf(fault as JsonFault, cut(text, [3])).en;
      }
    };
    expect(faultOf('{"features":[1,\n\n 2 3]}')).toContain('line 3, column 4');
    expect(faultOf('{"features":[]} x')).toContain('line 1, column 17');
    expect(faultOf('{"features":[')).toContain('ends too early');
    expect(faultOf('[]')).toContain('line 1, column 1');
    expect(new JsonFault(3, 'x').at).toBe(3);
  });
});
