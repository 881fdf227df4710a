/** A district that is deleted, and one that is made anew under its key: no tile of the one is served as the other's. */
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type { Database } from '../../server/db/database.ts';
import { at, KEY, line, load, part } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';
import { removeDistrict } from '../support/emptied-database.ts';
import { readLayer, tileOf } from '../tiles/read-tile.ts';

describe('a district under the key of one that was deleted', () => {
  let db: Database;
  let app: FastifyInstance;
  const { x, y } = tileOf(at(100, 0), 14);

  beforeEach(async () => {
    db = await testDatabase();
    app = await buildApp({ db, config: readConfig({ LOG_LEVEL: 'silent' }) });
    app.prepareTiles();
    await make('旧河');
  });
  afterEach(async () => {
    await app.close();
    await db.close();
  });

  const make = (name: string) => load(db, part(name, 'rivers', [{ key: 'R1', name }, line([0, 0], [900, 0])]));
  const versionNow = async () => {
    const [row] = await db.query<{ version: number }>('select version from register.district where key = $1', [KEY]);
    return row.version;
  };
  const tile = (version: number, district = KEY) =>
    app.inject(`/tiles/${district}/rivers/14/${x}/${y}.mvt?v=${version}`);
  const namesOf = ({ rawPayload }: Awaited<ReturnType<typeof tile>>) =>
    readLayer(rawPayload, 'rivers').map(({ properties }) => properties.name);
  /** Until the tiles are made ahead that the process knows of. */
  const prepared = async () => {
    const pending = async () => /^tile_pyramid_pending\S* (\d+)$/m.exec((await app.inject('/metrics')).body)?.[1];
    while ((await pending()) !== '0') await new Promise((resolve) => setTimeout(resolve, 20));
  };

  it('goes on from its versions, so that what browsers keep of the old one is never the new one’s', async () => {
    const before = await versionNow();
    expect(namesOf(await tile(before))).toEqual(['旧河']);
    await removeDistrict(db);
    await make('新河');
    const after = await versionNow();
    expect(after).toBeGreaterThan(before + 1);
    await app.districts.refresh();
    const [old, now] = [await tile(before), await tile(after)];
    expect([namesOf(old), old.headers['cache-control']]).toEqual([['新河'], 'public, no-cache']);
    expect([namesOf(now), now.headers['cache-control']]).toEqual([['新河'], expect.stringContaining('immutable')]);
  });

  it('is not taken for it, though their versions are equal', async () => {
    const before = await versionNow();
    expect(namesOf(await tile(before))).toEqual(['旧河']);
    await prepared();
    await removeDistrict(db);
    await make('新河');
    await db.query('update register.district set version = $1, derived_version = $1', [before]);
    await app.districts.refresh();
    expect(namesOf(await tile(before))).toEqual(['新河']);
    await prepared();
    expect(namesOf(await tile(before))).toEqual(['新河']);
  });

  it('is not there while nobody makes it: its tiles are gone with it, those made ahead too', async () => {
    const before = await versionNow();
    expect(namesOf(await tile(before))).toEqual(['旧河']);
    await prepared();
    await removeDistrict(db);
    await app.districts.refresh();
    const gone = await tile(before);
    expect([gone.statusCode, gone.json().code]).toEqual([404, 'district_unknown']);
    expect((await app.inject('/metrics')).body).not.toContain(`district="${KEY}"`);
  });

  it('is part of all districts, whose version does not come to the same number again', async () => {
    await load(db, part('other', 'rivers', [{ key: 'R1', name: '他河' }, line([0, 50], [900, 50])]), 'other');
    const allNow = async () => (await app.inject('/tiles/all/rivers.json')).json().data_version;
    const both = await allNow();
    await removeDistrict(db);
    await app.districts.refresh();
    const one = await allNow();
    expect(one).toBeGreaterThan(both);
    expect(namesOf(await tile(one, 'all'))).toEqual(['他河']);
  });
});
