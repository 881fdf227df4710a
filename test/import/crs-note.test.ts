/** The note on the datum says what was taken for what, and never WGS 84 of what is not. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { resolveCrs } from '../../server/import/crs.ts';
import { crsNote } from '../../server/import/crs-note.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const noteOf = async (text: string) => {
  const { label, datum } = await resolveCrs(db, text);
  return crsNote(label, datum);
};

it.each([
  ['EPSG:4326', 'WGS 84 is taken as CGCS2000'],
  ['EPSG:32651', 'WGS 84 is taken as CGCS2000'],
  ['EPSG:3857', 'WGS 84 is taken as CGCS2000'],
  ['EPSG:2284', 'NAD83 is taken as CGCS2000 without a shift'],
  ['EPSG:4269', 'NAD83 is taken as CGCS2000 without a shift'],
  ['EPSG:2056', 'moved by the parameters'],
  ['EPSG:25832', 'a shift of zero'],
  ['+proj=tmerc +lat_0=0 +lon_0=121 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m', 'does not say how its datum'],
  ['+proj=longlat +ellps=krass +towgs84=15,-130,-82,0,0,0.3,0', 'moved by the parameters'],
])('of %s: %s', async (text, said) => {
  const note = await noteOf(text);
  if (note === null) throw new Error('nothing is said');
  expect(note.en).toContain(said);
  if (!said.startsWith('WGS')) expect(note.en).not.toMatch(/^WGS 84 is taken/);
});

it('of CGCS2000 itself: nothing', async () => {
  for (const text of ['EPSG:4490', 'EPSG:4549', 'EPSG:4510']) expect(await noteOf(text)).toBeNull();
});
