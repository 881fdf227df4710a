/** The parts of a GeoJSON document in their order, a feature at a time: the document may be larger than memory, a part may not. */
import { JsonCursor, type JsonLimits } from './cursor.ts';
import { JsonFault, parseValue } from './fault.ts';

/** A member of the root, or an element of its `features`; `at` is the number of characters before it. */
export interface Part {
  /** The member's name; null for a feature. An array of features is itself a member, without text, in front of them. */
  member: string | null;
  text: string;
  at: number;
}

/** @throws JsonFault, TooDeep, TooLong */
export function* partsOf(texts: Iterable<string>, limits: JsonLimits): Generator<Part> {
  const cursor = new JsonCursor(texts, limits);
  try {
    cursor.expect('{');
    if (!cursor.takes('}'))
      do yield* memberOf(cursor);
      while (cursor.expect(',', '}') === ',');
    if (cursor.peek() !== '') throw new JsonFault(cursor.at, 'text behind the end');
  } finally {
    cursor.end();
  }
}

function* memberOf(cursor: JsonCursor): Generator<Part> {
  const name = nameOf(cursor);
  const isFeatures = name === 'features' && cursor.peek() === '[';
  if (!isFeatures) return yield partOf(cursor, name);
  yield { member: name, text: '[]', at: cursor.at };
  cursor.expect('[');
  if (cursor.takes(']')) return;
  do yield partOf(cursor, null);
  while (cursor.expect(',', ']') === ',');
}

function nameOf(cursor: JsonCursor): string {
  const next = cursor.peek();
  if (next !== '"') cursor.expect('"');
  const { at } = cursor;
  const name = parseValue(cursor.value(), at) as string;
  cursor.expect(':');
  return name;
}

function partOf(cursor: JsonCursor, member: string | null): Part {
  cursor.peek();
  const { at } = cursor;
  return { member, text: cursor.value(), at };
}
