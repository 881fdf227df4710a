/** Where a crew gets to the water: by eye, by command and by request. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { coverageRanges } from '../../server/report/coverage-ranges.ts';
import { gapAccess } from '../../server/report/gaps/access.ts';
import { gapRows } from '../../server/report/gaps.ts';
import { box, load, part, point, polygon, walk } from '../district/small-district.ts';
import { command, itemsOf } from '../support/command.ts';
import { gapScene } from './gap-scene.ts';

let db: Database;
beforeAll(async () => {
  db = await gapScene();
});
afterAll(() => db.close());

const access = async () => {
  const snapshot = await loadSnapshot(db, 'small');
  const rows = gapRows(snapshot, { mode: 'above_water', maxLengthM: 500 });
  return { rows, found: await gapAccess(db, snapshot, rows) };
};

describe('the access of a gap', () => {
  it('is none, and said why, where the register has nothing near', async () => {
    const { found } = await access();
    expect(new Set(found.map(({ access_kind, access_reason }) => `${access_kind} ${access_reason}`))).toEqual(
      new Set(['null none_within_1000_m']),
    );
  });

  it('is the surveyed river where nothing is on land', async () => {
    await load(db, {
      name: 't',
      layer: 'tracks',
      rows: [
        walk('t', '2023-05-01T01:00:00Z', [
          [-30, 3],
          [250, 3],
        ]),
        walk('t2', '2023-05-01T05:00:00Z', [
          [1550, 3],
          [1700, 3],
        ]),
      ],
    });
    const { rows, found } = await access();
    expect([found[0].access_kind, found[0].access_m]).toEqual(['surveyed', 0]);
    expect([found[1].access_kind, found[1].access_m]).toEqual(['surveyed', Math.round(rows[0].length_m * 10) / 10]);
    // and of two the nearer, tried one by one
    const ranges = coverageRanges(await loadSnapshot(db, 'small'), { mode: 'above_water' });
    const surveyed = ranges.filter(({ state, bank }) => state !== 'gap' && bank === 'left');
    rows.forEach(({ route, from_m, to_m }, i) => {
      const away = surveyed
        .filter((each) => each.route === route)
        .map((each) => Math.max(from_m - each.to_m, each.from_m - to_m))
        .filter((metres) => metres <= 1000);
      const nearest = away.length > 0 ? Math.round(Math.min(...away) * 10) / 10 : null;
      expect(found[i].access_m).toBe(nearest);
    });
  });

  it('is the nearest place on land: a manhole 30 m off, an estate at 50, not the levee at 900', async () => {
    await load(db, part('m', 'manholes', [{ source_id: 'M7' }, point(400, -30)]));
    await load(db, part('r', 'residential', [{ key: 'E', name: '小区' }, polygon(box(1100, 50, 1200, 90))]));
    const { found } = await access();
    expect(
      found.slice(0, 3).map(({ access_kind, access_name, access_m }) => [access_kind, access_name, access_m]),
    ).toEqual([
      ['manhole', 'M7', expect.closeTo(30, 0)],
      ['manhole', 'M7', expect.closeTo(100, -1)],
      ['residential', '小区', expect.closeTo(50, 0)],
    ]);
    expect(found[0].access_lon).toBeCloseTo(121 + 400 / 95_360, 8);
  });

  it('goes to the list and to the receiver as a way point', async () => {
    const { out } = await command(db, 'gaps --mode above_water --max-length-m 500 --access --format gpx');
    expect(out).toMatch(/<wpt lat="30\.99\d+" lon="121\.00\d+"><name>青浦塘-01\+2\d\d 进场<\/name><desc>manhole M7, /);
    const rows = itemsOf((await command(db, 'gaps --mode above_water --max-length-m 500 --access --format json')).out);
    const { rows: gaps, found } = await access();
    expect(rows).toEqual(gaps.map((gap, i) => ({ ...gap, ...found[i] })));
  });
});
