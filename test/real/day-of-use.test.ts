/** A first day with real data: Liechtenstein's rivers and municipalities, a walk along the Rhine, coverage and gaps. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import { loadSnapshot, type Snapshot } from '../../server/district/snapshot.ts';
import { importFile } from '../../server/import/import.ts';
import type { FileRequest } from '../../server/import/request.ts';
import { type CoverageRow, coverageRows } from '../../server/report/coverage.ts';
import { gapRows, routesByRiver } from '../../server/report/gaps.ts';
import { verify } from '../../server/report/verify.ts';
import { seeded } from '../engine/coverage/random.ts';
import { fileOf } from '../import/files.ts';
import { testDatabase } from '../support/database.ts';
import { hasRealData } from './layers.ts';

const DATA = new URL('../../../shared/data/', import.meta.url).pathname;
const LI = `${DATA}osm-liechtenstein/li.gpkg`;
const CET = 60;

describe.skipIf(!hasRealData)(`a day of use${hasRealData ? '' : ' (../shared/data is not here)'}`, () => {
  let db: Database;
  let walkedMm: number;
  beforeAll(async () => {
    db = await testDatabase();
    await load({ file: LI, layer: 'rivers', sourceLayer: 'waterways', mapping: { key: 'name' } });
    await load({
      file: LI,
      layer: 'towns',
      sourceLayer: 'admin',
      where: [{ column: 'admin_level', value: '8' }],
    });
  });
  afterAll(() => db.close());

  const load = (request: Omit<FileRequest, 'district'>, utcOffsetMinutes?: number) =>
    importFile(db, { district: { key: 'li', utcOffsetMinutes }, ...request }, { derive });

  it('refuses the outfalls of Iowa row by row', async () => {
    const report = await load({ file: `${DATA}iowa-npdes-outfalls/outfalls.geojson`, layer: 'outfalls' });
    expect(report).toMatchObject({ rows_read: 239, rows_new: 0, rows_rejected: 239 });
    expect(report.issues_by_code).toEqual({ outside_district: 237, lon_equals_lat: 2, coarse_coordinates: 1 });
  });

  it('asks for the local time before it takes a GPX track', async () => {
    const { gpx, lengthMm } = await walkAlongRhine();
    walkedMm = lengthMm;
    const request = { file: fileOf('rhine.gpx', gpx), layer: 'tracks', defaults: { mode: 'above_water' } } as const;
    await expect(load(request)).rejects.toThrow('--utc-offset');
    expect(await load(request, CET)).toMatchObject({ rows_new: 1, rows_rejected: 0 });
    expect((await getDistrict(db, 'li')).utcOffsetMinutes).toBe(CET);
  });

  it('covers what was walked, within one percent, on the day it was walked', async () => {
    const [above, under] = rhine(await loadSnapshot(db, 'li'));
    expect(Math.abs(above.covered_km * 1e6 - walkedMm)).toBeLessThan(walkedMm / 100);
    expect(under.covered_km).toBe(0);
    expect(await db.query('select distinct day from register.surveyed_range')).toEqual([{ day: '2023-06-01' }]);
  });

  it('adds up: covered and gaps are the length, towns and outside are the whole', async () => {
    const snapshot = await loadSnapshot(db, 'li');
    const mm = (km: number) => Math.round(km * 1e6);
    const [whole] = coverageRows(snapshot, { group: 'district', mode: 'above_water' });
    const gaps = gapRows(snapshot, { mode: 'above_water' }).reduce(
      (sum, gap) => sum + Math.round(gap.length_m * 1000),
      0,
    );
    expect(mm(whole.covered_km) + gaps).toBe(mm(whole.length_km));
    const towns = coverageRows(snapshot, { group: 'town', mode: 'above_water' });
    for (const field of ['length_km', 'covered_km', 'gap_km', 'ledger_km'] as const)
      expect(towns.reduce((sum, town) => sum + mm(town[field]), 0)).toBe(mm(whole[field]));
  });

  it('is the same in SQL, track by track', async () => {
    const { checks } = await verify(db, await getDistrict(db, 'li'), { tracks: 'all' });
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  /** The middle half of the Rhine's longest route, a fix each 10 s at 14 m, 5 m off to any side. */
  async function walkAlongRhine(): Promise<{ gpx: string; lengthMm: number }> {
    const snapshot = await loadSnapshot(db, 'li');
    const { rulers, routeLonLat } = snapshot;
    const [route] = routesByRiver(snapshot, rhineId(snapshot));
    const [head, end] = [rulers.first[route], rulers.first[route + 1] - 1];
    const length = rulers.m[end];
    const random = seeded(5);
    const noise = (metresPerDegree: number) => (10 * random() - 5) / metresPerDegree;
    const [from, to] = [length / 4, (3 * length) / 4];
    const fixes: string[] = [];
    for (let m = from, v = head; m <= to; m += 14_000) {
      while (rulers.m[v + 1] < m) v++;
      const t = (m - rulers.m[v]) / (rulers.m[v + 1] - rulers.m[v]);
      const between = (axis: Float64Array) => axis[v] + t * (axis[v + 1] - axis[v]);
      const [lon, lat] = [between(routeLonLat.lon) + noise(75_500), between(routeLonLat.lat) + noise(111_200)];
      const time = new Date(Date.parse('2023-05-31T23:30:00Z') + fixes.length * 10_000).toISOString();
      fixes.push(`<trkpt lat="${lat.toFixed(7)}" lon="${lon.toFixed(7)}"><time>${time}</time></trkpt>`);
    }
    const gpx = `<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Rhein</name><trkseg>${fixes.join('')}</trkseg></trk></gpx>`;
    return { gpx, lengthMm: to - from };
  }

  function rhineId({ rivers }: Snapshot): number {
    return [...rivers.values()].find(({ name }) => name === 'Rhein' || name === 'Alpenrhein')!.id;
  }

  function rhine(snapshot: Snapshot): CoverageRow[] {
    const id = rhineId(snapshot);
    return coverageRows(snapshot, { group: 'river' }).filter(({ river_id }) => river_id === id);
  }
});
