/** Coordinates typed into the search with the name of their system. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOADING_MS, openService, type Service } from '../support/service.ts';

let service: Service;
/** The middle of the district, in degrees and in metres of EPSG:4549. */
let [lon, lat, x, y] = [0, 0, 0, 0];
beforeAll(async () => {
  service = await openService();
  [{ lon, lat, x, y }] = await service.db.query<Record<'lon' | 'lat' | 'x' | 'y', number>>(
    `select st_x(p) as lon, st_y(p) as lat, st_x(st_transform(p, 4549)) as x, st_y(st_transform(p, 4549)) as y
       from (select st_setsrid(st_centroid(st_extent(geom)), 4490) as p from register.route) middle`,
  );
}, LOADING_MS);
afterAll(() => service.close());

interface Hit {
  kind: string;
  name: string;
  detail: string;
  outside_km: number;
}
const said = async (q: string) => (await service.app.inject(`/api/v1/search?q=${encodeURIComponent(q)}`)).json();
const placed = async (q: string): Promise<Hit> => {
  const { items, detail } = await said(q);
  if (!items?.[0]) throw new Error(`${q}: ${detail ?? 'nothing'}`);
  return items[0];
};
/** Full-width, as Chinese keyboards write it. */
const wide = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const isMiddle = ({ name }: Hit): boolean => {
  const [east, north] = name.split(', ').map(Number);
  return Math.max(Math.abs(east - lon), Math.abs(north - lat)) < 2e-6;
};

describe('coordinates of a system that is named', () => {
  it.each(['WGS84', 'wgs 84', 'WGS-84', 'WGS84坐标系'])('are read as degrees of %s', async (name) => {
    for (const words of [`${name} ${lon},${lat}`, `${name}：${lat}，${lon}`, `${lon} ${lat} ${name}`]) {
      const hit = await placed(words);
      expect([words, isMiddle(hit), hit.detail]).toEqual([words, true, 'EPSG:4326 WGS 84']);
    }
  });

  it.each(['CGCS2000', 'cgcs 2000', '国家2000', '2000国家大地坐标系', wide('CGCS2000')])(
    'are read as degrees of %s, or as metres of its zones',
    async (name) => {
      expect(await placed(`${name} ${lon},${lat}`)).toSatisfy(isMiddle);
      expect(await placed(`${name} ${x},${y}`)).toSatisfy(isMiddle);
      expect((await placed(`${name} ${x},${y}`)).detail).toBe('EPSG:4549 CGCS2000 / 3-degree Gauss-Kruger CM 120E');
    },
  );

  it('are read as a Chinese keyboard writes them', async () => {
    for (const words of [`EPSG：4549 ${x}，${y}`, wide(`EPSG:4549 ${x},${y}`), `EPSG4549 ${x} ${y}`])
      expect(await placed(words), words).toSatisfy(isMiddle);
    for (const name of ['GCJ02', 'gcj-02', 'BD09', 'bd-09', wide('BD-09')])
      expect((await placed(`${name}：${lon}，${lat}`)).detail).toMatch(/^(GCJ-02|BD-09)$/);
  });

  it.each([
    ['NAD27', 'unknown_crs', '1,1'],
    ['zzz', 'unknown_crs', '121.1 31.1'],
    ['北京54', 'crs_without_datum', '610623,3442293'],
    ["Xi'an 80", 'crs_without_datum', '610623,3442293'],
    ['GCJ-02', 'no_degrees', '610623,3442293'],
  ])('are refused by its name: %s (%s)', async (name, refused, pair) => {
    const { code, detail, detail_zh } = await said(`${name} ${pair}`);
    expect(code).toBe(refused);
    for (const sentence of [detail, detail_zh]) expect(sentence).toContain(name);
  });

  it('are not asked of a name that is there', async () => {
    await service.db.query(`update register.town set name = '排口 3 4' where id = (select min(id) from register.town)`);
    expect((await said('排口 3 4')).items).toMatchObject([{ kind: 'town', name: '排口 3 4' }]);
  });
});

describe('zone numbers in front of eastings', () => {
  it('are read where they are those of the zone, and it is said', async () => {
    for (const words of [`EPSG:4549 ${40e6 + x},${y}`, `EPSG:4549 ${y},${40e6 + x}`]) {
      const hit = await placed(words);
      expect(hit).toSatisfy(isMiddle);
      expect(hit).toMatchObject({
        detail: 'EPSG:4549 → EPSG:4528 CGCS2000 / 3-degree Gauss-Kruger zone 40',
        outside_km: 0,
      });
    }
    const without = await placed(`EPSG:4528 ${x},${y}`);
    expect(without).toSatisfy(isMiddle);
    expect(without.detail).toBe('EPSG:4528 → EPSG:4549 CGCS2000 / 3-degree Gauss-Kruger CM 120E');
  });

  it('are refused where they are those of another zone, with the system that has it, or of none', async () => {
    for (const words of [`EPSG:4549 ${39e6 + 610_623.4},3442293.3`, `EPSG:4549 3442293.3,${39e6 + 610_623.4}`]) {
      const other = await said(words);
      expect(other.code).toBe('zone_disagrees');
      for (const sentence of [other.detail, other.detail_zh]) {
        for (const part of ['EPSG:4549', '39610623.4', '117°', 'EPSG:4527']) expect(sentence).toContain(part);
        expect(sentence).not.toContain('--');
      }
    }
    const none = await said('EPSG:4549 99610623.4,3442293.3');
    expect(none.code).toBe('no_easting');
    for (const sentence of [none.detail, none.detail_zh]) expect(sentence).toContain('99610623.4');
  });
});
