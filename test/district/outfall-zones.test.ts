/** Relations of outfalls and zones: only what a change can touch is asked again, and the rows are those of a district made anew. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catchUp } from '../../server/district/derive/catch-up.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { flagOutfalls } from '../../server/district/derive/outfall-zones/flag-outfalls.ts';
import { loadRulers, loadWaterBodies } from '../../server/district/load-network.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { emptiedDatabase, removeDistrict } from '../support/emptied-database.ts';
import {
  box,
  KEY,
  line,
  load,
  loadAll,
  OUTFALLS,
  type Part,
  part,
  point,
  polygon,
  RIVERS_EAST,
  RIVERS_WEST,
  WATERS,
} from './small-district.ts';

//  zone A holds o1, zone B the mouth of o3 on the wide river in the east, zone C lies where nothing is
const A = part('zone A', 'zones', [{ key: 'A', kind: 'nature' }, polygon(box(300, 22, 500, 100))]);
const B = part('zone B', 'zones', [{ key: 'B', kind: 'nature' }, polygon(box(3550, 35, 3700, 200))]);
const C = part('zone C', 'zones', [{ key: 'C', kind: 'nature' }, polygon(box(2500, 1500, 2600, 1600))]);
const K = part('conduit', 'conduits', [{ source_id: 'k', outfall: 'o6' }, line([1000, 1700], [2550, 1550])]);
const PARTS = [RIVERS_WEST, RIVERS_EAST, WATERS, OUTFALLS, A, B, C, K];

interface Held {
  outfall: string;
  zone: string;
  relation: string;
}

describe('relations of outfalls and zones', async () => {
  const db = await emptiedDatabase(async (db) => {
    await loadAll(db, PARTS);
  });

  const rows = (columns = '') =>
    db.query<Held>(
      `select o.source_id as outfall, z.key as zone, f.relation, f.distance_mm, f.river_up_mm, f.river_down_mm ${columns}
         from register.outfall_zone f join register.outfall o on o.district = f.district and o.id = f.outfall_id
         join register.protected_zone z on z.district = f.district and z.id = f.zone_id
        where f.district = $1 order by 1, 2, 3`,
      [KEY],
    );
  const held = async () => (await rows()).map(({ outfall, zone, relation }) => `${outfall} ${zone} ${relation}`);
  const id = async (table: string, name: string, value: string) =>
    (
      await db.query<{ id: number }>(`select id from register.${table} where district = $1 and ${name} = $2`, [
        KEY,
        value,
      ])
    )[0].id;

  /** What the step asks and writes for a scope, everything else being as it is. */
  const asked = (outfalls: 'all' | number[], zones: number[] = [], conduits: number[] = []) =>
    db.transaction(async (tx) => {
      const network = { rulers: await loadRulers(tx, KEY), bodies: await loadWaterBodies(tx, KEY) };
      return flagOutfalls(tx, KEY, network, { outfalls, zones, conduits, portion: 2 }, 99);
    });

  async function fresh(parts: Part[]) {
    await removeDistrict(db);
    await loadAll(db, parts);
    return rows();
  }

  const START = ['o1 A inside', 'o3 B receiving', 'o6 C conduit'];

  it('are there after the imports, whatever their order', async () => {
    expect(await held()).toEqual(START);
    const before = await rows();
    expect(await fresh([C, A, K, OUTFALLS, WATERS, B, RIVERS_EAST, RIVERS_WEST])).toEqual(before);
  });

  it('are asked of the outfalls near an edited zone only, and written where they differ', async () => {
    expect(await asked([], [await id('protected_zone', 'key', 'A')])).toEqual({ asked: 1, written: 0 });
    expect(await asked([], [await id('protected_zone', 'key', 'C')])).toEqual({ asked: 1, written: 0 }); // its conduit
    expect(await asked([await id('outfall', 'source_id', 'o3')])).toEqual({ asked: 1, written: 0 });
    expect(await asked([], [], [await id('conduit', 'source_id', 'k')])).toEqual({ asked: 1, written: 0 });
    expect(await asked('all')).toEqual({ asked: 7, written: 0 });
    await db.query(`delete from register.outfall_zone where relation = 'receiving'`);
    expect(await asked('all')).toEqual({ asked: 7, written: 1 });
  });

  it('of other zones are not written again when one is edited', async () => {
    const before = await rows(', f.version');
    const moved = part('zone A moved', 'zones', [{ key: 'A', kind: 'nature' }, polygon(box(300, 25, 500, 100))]);
    await load(db, moved);
    const after = await rows(', f.version');
    expect(after.filter(({ zone }) => zone !== 'A')).toEqual(before.filter(({ zone }) => zone !== 'A'));
    expect(after.filter(({ zone }) => zone === 'A')).not.toEqual(before.filter(({ zone }) => zone === 'A'));
  });

  it('follow a zone that moves away, is deleted or is taken back', async () => {
    await load(db, part('zone A away', 'zones', [{ key: 'A', kind: 'nature' }, polygon(box(4500, 900, 4600, 1000))]));
    expect(await held()).toEqual(START.slice(1));
    await undoBatch(db, KEY, await last('zones'), 'test', derive);
    expect(await held()).toEqual(START);
    await db.query(`delete from register.protected_zone where key = 'B'`);
    expect(await held()).toEqual(['o1 A inside', 'o6 C conduit']);
  });
  const last = async (layer: string) =>
    (
      await db.query<{ id: number }>(
        'select max(id) as id from register.import_batch where layer = $1 and undone_at is null',
        [layer],
      )
    )[0].id;

  it('follow outfalls that move or come', async () => {
    const moved = part('moved', 'outfalls', [{ source_id: 'o1', receiving_water: '淀浦河' }, point(800, 30)]);
    const before = await rows(', f.version');
    await load(db, moved);
    expect(await held()).toEqual(START.slice(1));
    expect(await rows(', f.version')).toEqual(before.filter(({ outfall }) => outfall !== 'o1'));
    await load(db, part('new', 'outfalls', [{ source_id: 'o9' }, point(400, 80)]));
    expect(await held()).toEqual([...START.slice(1), 'o9 A inside']);
  });

  it('follow a river that is redrawn: only what it receives changes', async () => {
    const before = await rows(', f.version');
    const redrawn = {
      ...RIVERS_EAST,
      name: 'redrawn',
      rows: RIVERS_EAST.rows.map((row) =>
        row.properties.source_id === 's2' ? { ...row, geometry: line([5000, 30], [3500, 20], [1900, 0]) } : row,
      ),
    };
    await load(db, redrawn);
    const after = await rows(', f.version');
    expect(after.filter(({ relation }) => relation === 'inside' || relation === 'conduit')).toEqual(
      before
        .filter(({ relation }) => relation === 'inside' || relation === 'conduit')
        .map((row) => ({ ...row, ...riverOf(after, row) })),
    );
    expect(await rows()).toEqual(await fresh([...PARTS, redrawn]));
  });
  /** The way along the river is another on another river; it is not what is asked here. */
  const riverOf = (all: Held[], row: Held) => {
    const { river_up_mm, river_down_mm, version } = all.find(
      ({ outfall, zone }) => outfall === row.outfall && zone === row.zone,
    ) as never;
    return { river_up_mm, river_down_mm, version };
  };

  it('follow conduits that change their outfall or go', async () => {
    await load(db, part('k to o2', 'conduits', [{ source_id: 'k', outfall: 'o2' }, line([1000, 1700], [2550, 1550])]));
    expect(await held()).toEqual(['o1 A inside', 'o2 C conduit', 'o3 B receiving']);
    await undoBatch(db, KEY, await last('conduits'), 'test', derive);
    expect(await held()).toEqual(START);
    await undoBatch(db, KEY, await last('conduits'), 'test', derive);
    expect(await held()).toEqual(START.slice(0, 2));
  });

  it('follow edits by hand: of a zone, of an outfall, of a link', async () => {
    await db.query(`update register.protected_zone set geom_m = st_translate(geom_m, 0, 500) where key = 'A'`);
    await catchUp(db, KEY);
    expect(await held()).toEqual(START.slice(1));
    await db.query(
      `update register.outfall set geom_m = (select st_centroid(geom_m) from register.protected_zone where key = 'A') where source_id = 'o6'`,
    );
    await catchUp(db, KEY);
    expect(await held()).toEqual(['o3 B receiving', 'o6 A inside', 'o6 C conduit']);
    await db.query(
      `update register.outfall_link l set measure_mm = measure_mm + 700000, status = 'overridden', reviewer = 'x'
         from register.outfall o where o.district = l.district and o.id = l.outfall_id and o.source_id = 'o3'`,
    );
    await catchUp(db, KEY);
    expect(await held()).toEqual(['o6 A inside', 'o6 C conduit']);
    await db.query(`update register.outfall_link l set route_id = null, measure_mm = null from register.outfall o
                     where o.district = l.district and o.id = l.outfall_id and o.source_id = 'o3'`);
    await catchUp(db, KEY);
    expect(await held()).toEqual(['o6 A inside', 'o6 C conduit']);
  });

  it('after any edits are those of a district made anew', async () => {
    const at = fc.tuple(fc.integer({ min: -800, max: 5000 }), fc.integer({ min: -300, max: 1700 }));
    const edit = fc.oneof(
      fc.tuple(
        fc.constant('zones' as const),
        fc.constantFrom('A', 'B', 'C', 'D'),
        at,
        fc.integer({ min: 20, max: 1500 }),
      ),
      fc.tuple(fc.constant('outfalls' as const), fc.constantFrom('o1', 'o3', 'o5', 'o9'), at, fc.constant(0)),
      fc.tuple(fc.constant('conduits' as const), fc.constantFrom('k', 'm'), at, fc.integer({ min: 20, max: 1500 })),
    );
    const partOf = ([layer, name, [x, y], size]: [string, string, [number, number], number], i: number): Part => {
      if (layer === 'zones')
        return part(`${i}`, 'zones', [
          { key: name, kind: 'nature', accuracy_m: size % 30 },
          polygon(box(x, y, x + size, y + size)),
        ]);
      if (layer === 'outfalls') return part(`${i}`, 'outfalls', [{ source_id: name }, point(x, y)]);
      return part(`${i}`, 'conduits', [
        { source_id: name, outfall: `o${1 + (size % 7)}` },
        line([x, y], [x + size, y + 100]),
      ]);
    };
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 5 }), async (edits) => {
        run++;
        const parts = edits.map((each, i) => partOf(each, 10 * run + i));
        await fresh(PARTS);
        await loadAll(db, parts);
        const step = await rows();
        expect(await asked('all')).toMatchObject({ written: 0 });
        expect(await fresh([...PARTS, ...parts])).toEqual(step);
      }),
      { numRuns: 8 },
    );
  });
});
