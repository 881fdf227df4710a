/** Rows of outfalls out of a COPY written here, byte by byte after PostgreSQL's manual ("Binary Format" of COPY). */
import { expect, it } from 'vitest';
import type { Executor } from '../../server/db/database.ts';
import type { District } from '../../server/district/district.ts';
import { Slices } from '../../server/district/slices.ts';
import { outfallLayer } from '../../server/report/tile-layers/outfalls.ts';

const ROWS = 9_000;
const LOOK_MS = 15; // one piece is a slice

const int4 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const float8 = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
};

function row(fields: readonly (Buffer | null)[]): Buffer {
  const count = Buffer.from([0, fields.length]);
  return Buffer.concat([count, ...fields.flatMap((field) => (field ? [int4(field.length), field] : [int4(-1)]))]);
}

function outfallRow(id: number): Buffer {
  const text = (value: string) => Buffer.from(value);
  const type = text(id % 2 === 0 ? 'industrial' : 'other');
  const name = id === 2 ? null : text(`Outfall ${id}`);
  const words = [text(`QP-${id}`), name, type, text('confirmed'), text('in_work'), text('confirmed')];
  return row([int4(id), ...words, int4(5), float8(121 + id / 1e6), float8(31)]);
}

const copied = Buffer.concat([
  Buffer.alloc(19),
  ...Array.from({ length: ROWS }, (_, i) => outfallRow(i + 1)),
  Buffer.from([255, 255]),
]);
const db = { copyOut: async () => copied } as unknown as Executor;
const district = { key: 'demo', number: 3 } as District;

it('rows are read some thousand at a time, requests in between', async () => {
  let [time, looks] = [0, 0];
  const slices = new Slices(() => {
    looks++;
    time += LOOK_MS;
    return time;
  });
  const { ids, columns, geometry } = await outfallLayer(db, district, {}, slices);
  expect(looks / 2).toBeGreaterThan(ROWS / 2_500 + 6); // two looks a slice; six columns of words
  expect([ids.length, ids[0], ids[ROWS - 1]]).toEqual([ROWS, 1, ROWS]);
  const { code, name, type, rank } = columns;
  if (code.type !== 'string' || name.type !== 'string' || type.type !== 'string') throw new Error('no words');
  expect([name.codes[1], name.values[name.codes[2]], code.values[code.codes[8]]]).toEqual([-1, 'Outfall 3', 'QP-9']);
  expect([type.values[type.codes[0]], type.values[type.codes[1]], rank.values[0]]).toEqual(['other', 'industrial', 5]);
  expect(geometry.type === 'point' && [geometry.lon[9], geometry.lat[9]]).toEqual([121.00001, 31]);
});

it('of a question only what is meant is left', async () => {
  const { ids } = await outfallLayer(db, district, { type: 'industrial' });
  expect([ids.length, ids[0], ids[1]]).toEqual([ROWS / 2, 2, 4]);
});
