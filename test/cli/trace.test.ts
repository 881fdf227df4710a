/** `atlas trace` on the demo: the answer in each format, refusals in both languages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { command } from '../support/command.ts';
import { demoDatabase } from '../support/service.ts';

let db: Database;
let outfall: number;
beforeAll(async () => {
  db = await demoDatabase();
  const [{ id }] = await db.query<{ id: number }>(
    `select l.outfall_id as id from register.outfall_link l join register.route r on r.district = l.district and r.id = l.route_id
      where l.status = 'confirmed' and r.role = 'main' order by r.length_mm - l.measure_mm desc limit 1`,
  );
  outfall = id;
}, 400_000);
afterAll(() => db.close());

describe('atlas trace', () => {
  it('prints hits, sources, length and cut as JSON, in each mode', async () => {
    const lengths: Record<string, number> = {};
    for (const mode of ['UM', 'UT', 'DM', 'DD']) {
      const { code, out } = await command(db, `trace --from outfall:${outfall} --mode ${mode} --format json`);
      const answer = JSON.parse(out);
      expect(code).toBe(0);
      expect(Object.keys(answer).slice(0, 4)).toEqual(['hits', 'sources', 'length_km', 'cut']);
      expect(Object.keys(answer.hits[0]).slice(0, 4)).toEqual(['kind', 'id', 'name', 'distance_m']);
      lengths[mode] = answer.length_km;
    }
    expect(lengths.UT).toBeGreaterThanOrEqual(lengths.UM);
    expect(lengths.DD).toBeGreaterThanOrEqual(lengths.DM);
  });

  it('prints a table that says what is not traced and where it was cut', async () => {
    const { out } = await command(db, `trace --from outfall:${outfall} --mode DD --distance-km 0.2`);
    expect(out).toMatch(/DD .* 0\.[0-9]{6} .* distance/);
    expect(out).toContain('管网和排水户尚未接入，未追踪');
    expect(out).toContain('sewers and dischargers are not there yet and are not traced');
    expect(out).toContain('the trace was cut at 0.2 km');
    expect(out).toMatch(/on no river, so not known: outfalls \d+, intakes \d+, sections \d+/);
  });

  it('gives lines as GeoJSON', async () => {
    const { out } = await command(db, `trace --from outfall:${outfall} --mode DD --format geojson`);
    const { features } = JSON.parse(out);
    expect(features[0]).toMatchObject({ geometry: { type: 'LineString' }, properties: { kind: 'water' } });
  });

  it.each([
    ['point:121.5,31.5 --mode DD', 'no_water_near', '米内没有河道'],
    ['pipe:1 --mode DD', 'trace_needs_sewers', '管网'],
    ['nowhere --mode DD', 'trace_start_invalid', '无法从'],
    ['outfall:1 --mode down', 'trace_mode_unknown', '追踪方式'],
    ['outfall:1 --mode DD --distance-km 0', 'trace_distance_invalid', '应大于 0'],
    ['outfall:1 --mode DD --distance-km x', 'trace_distance_invalid', '应大于 0'],
  ])('refuses --from %s', async (line, said, zh) => {
    const { code, out, err } = await command(db, `trace --from ${line}`);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`(${said})`);
    expect(err).toContain(zh);
  });
});
