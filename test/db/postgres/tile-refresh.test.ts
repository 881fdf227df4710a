/** Whose coverage and gaps a tile has computed: of districts with a river in it, and of no others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { derive } from '../../../server/district/derive/derive.ts';
import { importFile } from '../../../server/import/import.ts';
import { geojsonOf } from '../../import/files.ts';
import { testDatabase } from '../../support/database.ts';
import { readLayer } from '../../tiles/read-tile.ts';

const HERE = [121.1, 31.1] as const;
const MOVED = [121.3, 31.1] as const;
const FAR = [10.2, 50.1] as const;
type Place = readonly [number, number];

let db: Database;
let files = 0;
async function drawRiver(district: string, [lon, lat]: Place, length = 0.01) {
  const ends = [
    [lon, lat],
    [lon + length, lat + length],
  ];
  const file = geojsonOf(`refresh-${++files}.geojson`, [[{ source_id: 'r', key: 'R' }, 'LineString', ends]]);
  const mapping = { source_id: 'source_id', key: 'key' };
  await importFile(db, { file, district: { key: district }, layer: 'rivers', crs: 'EPSG:4490', mapping }, { derive });
}

function tileAt([lon, lat]: Place, z = 14): [number, number, number] {
  const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
  return [z, Math.floor((lon / 360 + 0.5) * 2 ** z), Math.floor(y * 2 ** z)];
}

async function bytesAt(place: Place, z?: number): Promise<Uint8Array> {
  const [{ tile }] = await db.query<{ tile: Uint8Array }>('select tiles.gaps($1, $2, $3) as tile', tileAt(place, z));
  return tile;
}
const gapsAt = async (place: Place) => readLayer(await bytesAt(place), 'gaps').length;

/** Districts whose gaps are those of their version. */
const made = async () =>
  (
    await db.query<{ district: string }>(
      `select m.district from tiles.made m join register.district d on d.key = m.district and d.version = m.version
        where m.layer = 'gaps' order by 1`,
    )
  ).map(({ district }) => district);

describe('a tile of gaps', () => {
  beforeAll(async () => {
    db = await testDatabase();
    await drawRiver('here', HERE);
    await drawRiver('far', FAR);
  });
  afterAll(() => db.close());

  it('has them computed of the districts with a river in it alone, and is the same tile', async () => {
    const nowhere: Place = [60, 10];
    expect([await gapsAt(nowhere), await made()]).toEqual([0, []]);
    const here = await bytesAt(HERE);
    expect([readLayer(here, 'gaps').length, await made()]).toEqual([2, ['here']]);
    expect([await gapsAt(FAR), await made()]).toEqual([2, ['far', 'here']]);
    await db.query('select tiles.refresh()');
    expect(await bytesAt(HERE)).toEqual(here);
  });

  it('shows a river that moved out no more, and in the tile it moved into, whichever is asked first', async () => {
    for (const first of [HERE, MOVED]) {
      await drawRiver('here', first === HERE ? MOVED : HERE);
      const [from, to] = first === HERE ? [HERE, MOVED] : [MOVED, HERE];
      const asked = [await gapsAt(first), await gapsAt(first === from ? to : from)];
      expect(asked).toEqual([0, 2]);
    }
    await drawRiver('here', MOVED);
    expect([await gapsAt(MOVED), await gapsAt(HERE)]).toEqual([2, 0]);
  });

  it('has rivers at the edge of the world, where the margin lies beyond it', async () => {
    await drawRiver('edge', [179.98, 31.1], 0.0199);
    await db.query(`delete from tiles.made; delete from tiles.line`);
    expect(await gapsAt([179.99, 31.11])).toBe(2);
  });

  it('widens its box of degrees by a metre and no more', async () => {
    const [{ by }] = await db.query<{ by: number }>(
      `select st_distance(st_pointn(st_exteriorring(tiles.degrees_box(b)), 1)::geometry,
                          st_pointn(st_exteriorring(st_setsrid(st_transform(st_expand(b, 1), 4326), 4490)), 1)) as by
         from st_tileenvelope(14, 13703, 6704) as b`,
    );
    expect(by).toBeLessThan(1e-9);
  });
});
