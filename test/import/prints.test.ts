/** Fingerprints answer as the texts themselves would. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FirstRows } from '../../server/import/prints/first-rows.ts';
import { PrintColumn, PrintIndex } from '../../server/import/prints/print-column.ts';

// few letters, so that texts come again
const texts = fc.array(
  fc.oneof(fc.string({ maxLength: 2, unit: fc.constantFrom('a', 'b', '井', '\0') }), fc.string()),
  {
    maxLength: 400,
  },
);

it('know the first row of every text', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const [prints, map] = [new FirstRows(), new Map<string, number>()];
      all.forEach((text, row) => {
        expect(prints.ofText(text)).toBe(map.get(text));
        if (map.has(text)) return;
        map.set(text, row);
        prints.rememberText(text, row);
      });
    }),
  );
});

it('know the first row of every place, to the last bit', () => {
  const ordinate = fc.oneof(fc.constantFrom(0, -0, 121, 121.000000001), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(fc.array(fc.tuple(ordinate, ordinate), { maxLength: 400 }), (all) => {
      const [prints, map] = [new FirstRows(), new Map<string, number>()];
      all.forEach(([x, y], row) => {
        const key = `${x}, ${y}`;
        expect(prints.ofPlace(x, y, row)).toBe(map.get(key));
        if (!map.has(key)) map.set(key, row);
      });
    }),
  );
});

it('keep two hundred thousand numbered keys and places apart', () => {
  const [keys, places] = [new FirstRows(), new FirstRows()];
  let mistaken = 0; // expect() of each would take a minute
  for (let i = 0; i < 200_000; i++) {
    if (keys.ofText(`W${i}`) !== undefined) mistaken++;
    keys.rememberText(`W${i}`, i);
    if (places.ofPlace(121 + (i % 500) * 1e-7, 31 + Math.floor(i / 500) * 1e-7, i) !== undefined) mistaken++;
  }
  expect(mistaken).toBe(0);
  expect([keys.ofText('W0'), keys.ofText('W199999')]).toEqual([0, 199_999]);
});

it('find the equals of a row in their order, among those that agree', () => {
  const nullable = fc.array(fc.option(fc.constantFrom('', 'a', 'b', 'ab'), { nil: null }), { maxLength: 60 });
  fc.assert(
    fc.property(nullable, nullable, fc.nat(5), (known, asked, least) => {
      const [ours, theirs] = [new PrintColumn(), new PrintColumn()];
      for (const text of known) ours.push(text);
      for (const text of asked) theirs.push(text);
      const index = new PrintIndex(ours);
      asked.forEach((text, j) => {
        if (text === null) return;
        const expected = known.findIndex((other, i) => i >= least && other === text);
        expect(index.find(theirs, j, (i) => i >= least)).toBe(expected);
      });
    }),
  );
});
