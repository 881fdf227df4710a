import { describe, expect, it } from 'vitest';
import { generateDemoDistrict, truthLines } from '../../server/demo/district/demo-district.ts';
import { totalMm } from '../../server/demo/district/exact-length.ts';
import { lengthMm } from '../../server/demo/district/routes.ts';

const district = generateDemoDistrict({ scale: 1, seed: 1 });
const rowsOf = (layer: string) => district.layers.find((one) => one.layer === layer)!.rows;
const share = (rows: { properties: Record<string, unknown> }[], field: string, value: unknown) =>
  rows.filter(({ properties }) => properties[field] === value).length / rows.length;

describe('the demo district', () => {
  it('has 2507.000 km of routes, shores included, to the millimetre, whatever the seed', () => {
    expect(totalMm(district.waterways)).toBe(2_507_000_000);
    for (const seed of [2, 3, 4, 20])
      expect(totalMm(generateDemoDistrict({ scale: 1, seed }).waterways)).toBe(2_507_000_000);
  }, 60_000);

  it('gives the same bytes for the same seed', () => {
    const again = generateDemoDistrict({ scale: 1, seed: 1 });
    expect(JSON.stringify(again.layers)).toBe(JSON.stringify(district.layers));
    expect([...truthLines(again.tracks)]).toEqual([...truthLines(district.tracks)]);
  });

  it("is tiled by the eleven towns of Qingpu: every border is another town's or the district's outer one", () => {
    const sides = new Map<string, number>();
    for (const rings of district.towns)
      for (const ring of rings)
        for (let i = 1; i < ring.length; i++) {
          const [a, b] = [ring[i - 1].join(), ring[i].join()];
          sides.set(`${a} ${b}`, (sides.get(`${a} ${b}`) ?? 0) + 1);
        }
    expect(rowsOf('towns').map(({ properties }) => properties.name)).toEqual([
      '夏阳街道',
      '盈浦街道',
      '香花桥街道',
      '朱家角镇',
      '练塘镇',
      '金泽镇',
      '赵巷镇',
      '徐泾镇',
      '华新镇',
      '重固镇',
      '白鹤镇',
    ]);
    const outer = [...sides.keys()].filter((side) => !sides.has(side.split(' ').reverse().join(' ')));
    expect(Math.max(...sides.values())).toBe(1);
    const starts = new Set(outer.map((side) => side.split(' ')[0]));
    expect(starts.size).toBe(outer.length); // what has no town behind it is one closed line
    const area = district.towns.flat().reduce((sum, ring) => sum + areaOf(ring), 0);
    expect(area / 1e6).toBeGreaterThan(620);
    expect(area / 1e6).toBeLessThan(720);
  });

  it('has towns whose borders do not cross themselves', () => {
    for (const ring of district.towns.flat()) expect(selfCrossings(ring)).toBe(0);
  });

  it('runs some rivers along town lines', () => {
    const sides = new Set(district.towns.flat().flatMap((ring) => ring.map(String)));
    const along = district.routes.filter(
      ({ points }) => points.filter((point) => sides.has(String(point))).length > 12,
    );
    expect(along.length).toBeGreaterThan(20);
  });

  it('has outfalls of every type in the shares of domain.md', () => {
    const confirmed = rowsOf('outfalls').filter(({ properties }) => properties.status === 'confirmed');
    expect(confirmed.length).toBe(8000);
    expect(rowsOf('outfalls').length).toBe(15_000);
    expect(share(confirmed, 'type', 'other')).toBeCloseTo(0.835, 1);
    expect(share(confirmed, 'type', 'industrial')).toBeCloseTo(0.068, 1);
    expect(share(confirmed, 'type', 'agricultural')).toBeCloseTo(0.067, 1);
    expect(share(confirmed, 'type', 'urban_wwtp')).toBeCloseTo(0.03, 1);
    const other = confirmed.filter(({ properties }) => properties.type === 'other');
    expect(share(other, 'subtype', '城镇雨洪排口')).toBeCloseTo(0.5, 1);
    expect(share(confirmed, 'flow_state', 'dry')).toBeCloseTo(0.5, 1);
  });

  it('never merges or bans a storm-water outfall', () => {
    for (const { properties } of rowsOf('outfalls'))
      if (properties.subtype === '城镇雨洪排口') expect(['merge', 'ban']).not.toContain(properties.handle_type);
  });

  it('gives no two outfalls one code, in the pattern of HJ 1235', () => {
    const codes = rowsOf('outfalls').flatMap(({ properties }) => properties.code ?? []);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThan(3000);
    for (const code of codes) expect(code).toMatch(/^[A-Z]{2}-999118-\d{4}-(GY|QT)-00$/);
  });

  it('knows what each track really travelled, inside the routes', () => {
    const length = new Map(district.routes.map((route) => [`${route.key}/${route.seq}`, lengthMm(route)]));
    for (const line of truthLines(district.tracks)) {
      const track = JSON.parse(line);
      expect(track.crossing).toBe(track.ranges.length === 0);
      for (const { river, route, from_mm, to_mm } of track.ranges) {
        expect(from_mm).toBeGreaterThanOrEqual(0);
        expect(to_mm).toBeGreaterThan(from_mm);
        expect(to_mm).toBeLessThanOrEqual(length.get(`${river}/${route}`)!);
      }
    }
  });

  it('has been surveyed to 85-92 % above water and 55-70 % under water, less so in some towns', () => {
    expect(travelledShare('above_water')).toBeGreaterThan(0.85);
    expect(travelledShare('above_water')).toBeLessThan(0.92);
    expect(travelledShare('under_water')).toBeGreaterThan(0.55);
    expect(travelledShare('under_water')).toBeLessThan(0.7);
  });

  it('scales', () => {
    const double = generateDemoDistrict({ scale: 2, seed: 1 });
    expect(totalMm(double.waterways)).toBe(2 * 2_507_000_000);
    expect(double.layers.find(({ layer }) => layer === 'outfalls')!.rows.length).toBe(30_000);
  }, 60_000);
});

function areaOf(ring: [number, number][]): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++)
    twice +=
      (ring[i - 1][0] - ring[0][0]) * (ring[i][1] - ring[0][1]) -
      (ring[i][0] - ring[0][0]) * (ring[i - 1][1] - ring[0][1]);
  return twice / 2;
}

function travelledShare(mode: string): number {
  const ranges = district.tracks.filter((track) => track.mode === mode).flatMap(({ truth }) => truth);
  ranges.sort((a, b) => a.river.localeCompare(b.river) || a.seq - b.seq || a.fromMm - b.fromMm);
  let [covered, end, last] = [0, 0, ''];
  for (const { river, seq, fromMm, toMm } of ranges) {
    if (`${river}/${seq}` !== last) [end, last] = [0, `${river}/${seq}`];
    covered += Math.max(0, toMm - Math.max(fromMm, end));
    end = Math.max(end, toMm);
  }
  return covered / 2_507_000_000;
}

function selfCrossings(ring: [number, number][]): number {
  const side = (a: [number, number], b: [number, number], p: [number, number]) =>
    Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
  let count = 0;
  for (let i = 1; i < ring.length; i++)
    for (let j = i + 2; j < ring.length; j++) {
      const [a, b, c, d] = [ring[i - 1], ring[i], ring[j - 1], ring[j]];
      if (Math.abs(a[0] - c[0]) > 150 || Math.abs(a[1] - c[1]) > 150) continue;
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) count++;
    }
  return count;
}
