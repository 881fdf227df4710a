/** Iowa's permits, seven outfalls across: refused, then taken apart by a profile, against the points someone else made of the same table. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { command } from '../support/command.ts';
import { testDatabase } from '../support/database.ts';

const IOWA = join(import.meta.dirname, '../../../shared/data/iowa-npdes-outfalls');
const WIDE = 'Major_Municipal_Outfalls.csv';
const RULE = 'outfall_no=X{n}.Outfall..,outfall_name=X{n}.Outfl.Name,lat=Lat|Lat.{n},lon=Long|Long.{n}';

// without the data of ../shared/data there is nothing to read
describe.skipIf(!existsSync(IOWA))('the wide table of Iowa', () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());
  const atlas = (line: string) => command(db, line, IOWA);

  it('is refused with the rule that reads it', async () => {
    const { code, err } = await atlas(`import ${WIDE} --district iowa --layer outfalls --crs EPSG:4326`);
    expect(code).toBe(1);
    expect(err).toContain('--unpivot "lat=Lat|Lat.{n},lon=Long|Long.{n},');
  });

  it('gives the 239 points of the GeoJSON, permits kept; what has no position is named', async () => {
    const map = 'permit_reference=Permit..,name=outfall_name';
    const first = await atlas(
      `import ${WIDE} --district iowa --layer outfalls --crs EPSG:4326 --unpivot ${RULE} --map ${map} --save-profile iowa --format json`,
    );
    const batch = JSON.parse(first.out);
    expect(batch).toMatchObject({ rows_read: 287, rows_new: 237, rows_rejected: 50, profile: null });
    expect(batch.issues_by_code).toMatchObject({ position_elsewhere: 48, lon_equals_lat: 2 });
    const lost = batch.issues.filter(({ code }: { code: string }) => code === 'position_elsewhere'); // the plant's own Latitude, Longitude
    const permits = lost.map(({ original }: { original: Record<string, string> }) => original['Permit..']);
    expect(permits.filter((permit: string) => permit === '2424001')).toHaveLength(4); // all it has, and none with a position

    const { features } = JSON.parse(readFileSync(join(IOWA, 'outfalls.geojson'), 'utf8'));
    const wanted = features.map(
      // biome-ignore lint/suspicious/noExplicitAny: a file's own words
      ({ properties, geometry }: any) => `${properties.permit} ${geometry.coordinates.join(' ')}`,
    );
    const stored = await db.query<{ permit: string; lon: number; lat: number }>(
      'select permit_reference as permit, st_x(geom) as lon, st_y(geom) as lat from register.outfall',
    );
    const equal = batch.issues.filter(({ code }: { code: string }) => code === 'lon_equals_lat');
    const found = [
      ...stored.map(({ permit, lon, lat }) => `${permit} ${lon} ${lat}`),
      ...equal.map(
        ({ original: o }: { original: Record<string, string> }) => `${o['Permit..']} ${Number(o.lon)} ${Number(o.lat)}`,
      ),
    ];
    expect(found.sort()).toEqual(wanted.sort());
  });

  it('comes again by the saved profile alone; mended rows of the list are taken by it too', async () => {
    const again = await atlas(
      `import ${WIDE} --district iowa --profile iowa --dry-run --map receiving_water=FAC.DES.BASIN --format json`,
    );
    expect(JSON.parse(again.out)).toMatchObject({ rows_changed: 237, rows_new: 0, profile: 'iowa' });
    const other = await atlas('import outfalls.geojson --district iowa --profile iowa');
    expect(other.err).toContain('profile_columns');
    const layer = await atlas(`import ${WIDE} --district iowa --profile iowa --layer manholes`);
    expect(layer.err).toContain('profile_layer');
    const unknown = await atlas(`import ${WIDE} --district iowa --profile utah`);
    expect(unknown.err).toContain('profile_unknown');
  });
});
