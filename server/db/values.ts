/** How the text of a column becomes a JavaScript value: one table for both database modes. */
import pg from 'pg';

type Parse = (text: string) => unknown;

/** The type package describes this one wrongly. */
const arrayParser = pg.types.arrayParser as unknown as { create(text: string, parse: Parse): { parse(): unknown[] } };

/** `2026-11-22 01:00:00.5+00` to `2026-11-22T01:00:00.5Z`; sessions run in UTC. */
const isoTime: Parse = (text) => text.replace(' ', 'T').replace(/\+00$/, 'Z');
const asText: Parse = (text) => text;

function bytes(text: string): Uint8Array {
  const buffer = Buffer.from(text.slice(2), 'hex'); // \x...
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

/** Object id of the type, object id of its array, and how one value is read. */
const TYPES: [oid: number, arrayOid: number, parse: Parse][] = [
  [16, 1000, (text) => text === 't'],
  [17, 1001, bytes],
  [20, 1016, Number],
  [21, 1005, Number],
  [23, 1007, Number],
  [26, 1028, Number],
  [700, 1021, Number],
  [701, 1022, Number],
  [1700, 1231, Number],
  [25, 1009, asText],
  [1043, 1015, asText],
  [1082, 1182, asText],
  [1114, 1115, isoTime],
  [1184, 1185, isoTime],
  [114, 199, (text) => JSON.parse(text)],
  [3802, 3807, (text) => JSON.parse(text)],
];

const PARSERS = new Map<number, Parse>();
for (const [oid, arrayOid, parse] of TYPES) {
  PARSERS.set(oid, parse);
  PARSERS.set(arrayOid, (text) => arrayParser.create(text, parse).parse());
}

/** The reader of one column; types without an entry (geometry, ranges, intervals) stay text. */
export function parserOf(oid: number): Parse {
  return PARSERS.get(oid) ?? asText;
}

/** The table in the shape node-postgres takes. */
export const pgTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number) => parserOf(oid)) as pg.CustomTypesConfig['getTypeParser'],
};
