/** Tracks as they should not be: each has its issue or its documented treatment, and the ledger stays exact. */
import { describe, expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { importFile } from '../../server/import/import.ts';
import type { FileRequest } from '../../server/import/request.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { fileOf, geojsonOf } from '../import/files.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { at, KEY, line, load, part } from './small-district.ts';

type Metres = [number, number];
const RIVER = part('river', 'rivers', [{ key: 'R1', source_id: 's1' }, line([0, 0], [3000, 0])]);

/** A walk along the river, a fix each 10 m and ten seconds. */
const walked = (from: number, to: number): Metres[] =>
  Array.from({ length: (to - from) / 10 + 1 }, (_, i): Metres => [from + 10 * i, 5]);
const times = (count: number) => Array.from({ length: count }, (_, i) => Date.UTC(2023, 4, 1, 1, 0, 10 * i));

interface Recorded {
  name?: string;
  times?: readonly number[];
  /** Of each fix what its receiver says: `<hdop>1</hdop>`. */
  said?: (i: number) => string;
}

function gpx(
  fixes: readonly Metres[],
  { name = 't1', times: at10 = times(fixes.length), said = () => '' }: Recorded = {},
) {
  const points = fixes.map(([x, y], i) => {
    const [lon, lat] = at(x, y);
    const time = at10[i] === undefined ? '' : `<time>${new Date(at10[i]).toISOString()}</time>`;
    return `<trkpt lon="${lon}" lat="${lat}">${time}${said(i)}</trkpt>`;
  });
  return fileOf(`${name}.gpx`, `<gpx><trk><name>${name}</name><trkseg>${points.join('')}</trkseg></trk></gpx>`);
}

const db = await emptiedDatabase(async (db) => {
  await load(db, RIVER);
});

function take(file: string, more: Partial<FileRequest> = {}) {
  const defaults = { mode: '水上', crew: '一队', ...more.defaults };
  return importFile(db, { file, district: { key: KEY }, layer: 'tracks', ...more, defaults }, { derive });
}

const said = ({ issues }: { issues: readonly { code: string; value: string | null }[] }) =>
  issues.map(({ code, value }) => (value === null ? code : `${code} ${value}`));

/** Kilometres covered above water, and those of them surveyed twice. */
async function ledger() {
  const [row] = await db.query<{ covered: number; repeated: number }>(
    `select coalesce(sum(atlas.multirange_mm(bridged) + atlas.multirange_mm(once) + atlas.multirange_mm(repeated)), 0)::float8 / 1e6 as covered,
            coalesce(sum(atlas.multirange_mm(repeated)), 0)::float8 / 1e6 as repeated
       from atlas.river_states($1, 'above_water')`,
    [KEY],
  );
  return row;
}

describe('a track', () => {
  it('of a boat with a fix every 30 s loses the fix that jumped, which it says', async () => {
    const fixes = Array.from({ length: 30 }, (_, i): Metres => [72 * i, 5]).with(12, [864, 600]);
    const seldom = fixes.map((_, i) => Date.UTC(2023, 4, 1, 1, 0, 30 * i));
    expect(said(await take(gpx(fixes, { times: seldom })))).toEqual(['outliers_dropped 1']);
    expect((await ledger()).covered).toBeCloseTo(2.088, 2);
  });

  it('of one point is no track', async () => {
    const alone = await take(gpx([[100, 5]]));
    expect([alone.rows_new, said(alone)]).toEqual([0, ['too_few_fixes']]);
    expect(alone.issues[0].reason_zh).toBe('轨迹“t1”少于两个定位点');
    expect(alone.issues[0].reason_en).toBe('track "t1" has fewer than two fixes');
  });

  it('with time running backwards keeps the order of the file and says so', async () => {
    const fixes = walked(0, 1000);
    const backwards = times(fixes.length).map((time, i) => (i < 50 ? time : time - 3_600_000));
    const told = await take(gpx(fixes, { times: backwards, name: '甲' }));
    expect(said(told)).toEqual(['time_backwards 1']);
    expect(told.issues[0].reason_zh).toMatch(/^轨迹“甲”：1 个/);
    expect(told.issues[0].reason_en).toMatch(/^track "甲": 1 fixes/);
    expect((await ledger()).covered).toBeCloseTo(1, 2);
  });

  it('of a table whose times run backwards is joined by its times, and says so', async () => {
    const fixes = walked(0, 1000);
    const row = (at10: number, [x, y]: Metres) => `T,${at(x, y).join()},${new Date(at10).toISOString()}`;
    const rows = times(fixes.length).map((time, i) => row(time, fixes[i]));
    const table = fileOf('backwards.csv', ['track,lon,lat,time', ...rows.toReversed()].join('\n'));
    expect(said(await take(table, { crs: 'EPSG:4490' }))).toContain('fixes_sorted 100');
    expect((await ledger()).covered).toBeCloseTo(1, 2);
  });

  it.each([
    ['goes there and back within 40 m', [...walked(500, 530), ...walked(500, 530).toReversed()]],
    ['crosses the river', Array.from({ length: 40 }, (_, i): Metres => [700, 10 * i - 200])],
  ])('that %s covers nothing, and says so', async (_, fixes) => {
    expect(said(await take(gpx(fixes)))).toEqual(['track_covers_nothing']);
    expect((await ledger()).covered).toBe(0);
  });

  it('that jumps 500 km and comes back loses the jump, and stays in the district', async () => {
    const fixes = walked(0, 1000);
    fixes[40] = [500_000, 5];
    expect(said(await take(gpx(fixes)))).toEqual(['outliers_dropped 1']);
    expect((await ledger()).covered).toBeCloseTo(1, 2);
    // and does not stretch the district to there
    const far = walked(0, 1000).map(([x, y]): Metres => [x + 250_000, y]);
    expect(said(await take(gpx(far, { name: 'far' })))).toEqual([expect.stringContaining('outside_district')]);
  });

  it('that jumps 500 km and stays there is cut, and what it surveyed before counts', async () => {
    const fixes = walked(0, 1000).map(([x, y], i): Metres => (i < 60 ? [x, y] : [x + 500_000, y]));
    expect(said(await take(gpx(fixes)))).toEqual([expect.stringMatching(/^track_jumps 50\d$/)]); // in the plane
    expect((await ledger()).covered).toBeCloseTo(0.59, 2);
    const [track] = await db.query('select silences, fixes_dropped, fixes_thinned from register.survey_track');
    expect(track).toEqual({ silences: 1, fixes_dropped: 0, fixes_thinned: expect.any(Number) });
  });

  it('dated to come, or by a receiver that had found no satellite, is kept out: it would close gaps', async () => {
    const fixes = walked(0, 1000);
    const from = (start: number) => times(fixes.length).map((time) => time - times(1)[0] + start);
    const today = new Date(Date.now() + 480 * 60_000).toISOString().slice(0, 10); // of the district, at UTC+8
    const midnight = Date.parse(`${today}T00:00:00+08:00`) + 86_400_000;
    const day = (time: number) => new Date(time + 480 * 60_000).toISOString().slice(0, 10);
    for (const [start, code] of [
      [Date.UTC(2099, 0, 1), 'surveyed_in_future 2099-01-01'],
      [midnight - 300_000, `surveyed_in_future ${day(midnight)}`], // only its last fixes are of tomorrow
      [0, 'surveyed_too_early 1970-01-01'],
      [Date.UTC(1980, 0, 6), 'surveyed_too_early 1980-01-06'],
    ] as const)
      expect(said(await take(gpx(fixes, { name: code, times: from(start) })))).toEqual([code]);
    const dated = { times: [], name: 'dated' };
    expect(said(await take(gpx(fixes, dated), { defaults: { date: day(midnight) } }))).toEqual([
      `surveyed_in_future ${day(midnight)}`,
    ]);
    expect(await ledger()).toEqual({ covered: 0, repeated: 0 });
    expect(said(await take(gpx(fixes, dated), { defaults: { date: today } }))).toEqual([]);
    expect((await ledger()).covered).toBeCloseTo(1, 2);
  });

  it('that was drawn loses a vertex 500 km off in the same way', async () => {
    const line = [0, 200, 400, 500_000, 600, 800].map((x): Metres => [x, 5]);
    const drawn = geojsonOf('drawn.geojson', [[{ track: 'T' }, 'LineString', line.map(([x, y]) => at(x, y))]]);
    expect(said(await take(drawn, { defaults: { date: '2023-05-01' } }))).toEqual([
      expect.stringMatching(/^track_jumps 50\d$/),
    ]);
    expect((await ledger()).covered).toBeCloseTo(0.6, 2);
  });

  it('far from every river is kept, covers nothing and says how far it is', async () => {
    const south = walked(0, 500).map(([x]): Metres => [x, -28_000]);
    const report = await take(gpx(south));
    expect([report.rows_new, said(report)]).toEqual([1, ['track_far 28']]);
    expect(await ledger()).toEqual({ covered: 0, repeated: 0 });
    const near = walked(0, 500).map(([x]): Metres => [x, -900]);
    expect(said(await take(gpx(near, { name: 'near' })))).toEqual(['track_covers_nothing']); // a crew on land beside its river
  });

  it('outside the district, of an unknown mode, or in another system than said is kept out', async () => {
    const outside = walked(0, 500).map(([x, y]): Metres => [x + 300_000, y]);
    expect(said(await take(gpx(outside)))).toEqual([expect.stringContaining('outside_district')]);
    await expect(take(gpx(walked(0, 500)), { defaults: { mode: '空中' } })).rejects.toMatchObject({ code: 'bad_set' });
    const grid = fileOf(
      'grid.csv',
      'track,lon,lat,time\nT,345000,3431000,2023-05-01 08:00:00\nT,345010,3431000,2023-05-01 08:00:10',
    );
    const wrong = take(grid, { crs: 'EPSG:4326' });
    const codes = await wrong.then(said, ({ code }: { code: string }) => [code]);
    expect(codes.join()).toMatch(/out_of_range|crs/);
    expect((await ledger()).covered).toBe(0);
  });

  it('under another name is a copy: named, kept out, and counted once', async () => {
    await take(gpx(walked(0, 1000)));
    const before = await ledger();
    const copy = await take(gpx(walked(0, 1000), { name: 'copied' }), { defaults: { crew: '二队' } });
    expect([copy.rows_new, copy.rows_rejected, said(copy)]).toEqual([0, 1, ['duplicate_track']]);
    expect(copy.issues[0].reason_en).toContain('"t1"');
    expect(await ledger()).toEqual(before);
    // the same file with more in it is no copy of itself
    const again = await take(gpx(walked(0, 1000), { said: () => '<ele>3</ele>' }));
    expect([again.rows_same, again.rows_rejected]).toEqual([1, 0]);
  });

  /** As another program writes it: degrees with six decimals, another name, and every fix as far off as said. */
  function kml(fixes: readonly Metres[], { name = 'rounded', at10 = times(fixes.length) } = {}): string {
    const whens = at10.map((time) => `<when>${new Date(time).toISOString()}</when>`);
    const coords = fixes.map(
      ([x, y]) =>
        `<gx:coord>${at(x, y)
          .map((degrees) => degrees.toFixed(6))
          .join(' ')} 0</gx:coord>`,
    );
    const track = `<gx:Track>${whens.join('')}${coords.join('')}</gx:Track>`;
    return fileOf(`${name}.kml`, `<kml><Document><Placemark><name>${name}</name>${track}</Placemark></Document></kml>`);
  }
  const crewless = { defaults: { crew: '' } };

  it('in another format with rounded degrees is a copy, whichever came first, and undone leaves the ledger', async () => {
    const fixes = walked(0, 1000);
    for (const [first, second] of [
      [gpx(fixes), kml(fixes)],
      [kml(fixes), gpx(fixes)],
    ]) {
      const original = await take(first, crewless);
      const before = await ledger();
      const copy = await take(second, crewless);
      expect([original.rows_new, copy.rows_new, said(copy)]).toEqual([1, 0, ['duplicate_track']]);
      expect(await ledger()).toEqual(before);
      await undoBatch(db, KEY, copy.id!, 'test', derive);
      expect(await ledger()).toEqual(before);
      await undoBatch(db, KEY, original.id!, 'test', derive);
      expect((await ledger()).covered).toBe(0);
    }
  });

  it('as GeoJSON of its fixes is a copy of the line', async () => {
    const fixes = walked(0, 300);
    await take(gpx(fixes), crewless);
    const features = fixes.map(([x, y], i) => ({
      type: 'Feature',
      properties: { track: 'points', time: new Date(times(fixes.length)[i]).toISOString() },
      geometry: { type: 'Point', coordinates: at(x, y).map((degrees) => Number(degrees.toFixed(6))) },
    }));
    const file = fileOf('points.geojson', JSON.stringify({ type: 'FeatureCollection', features }));
    const copy = await take(file, crewless);
    expect([copy.rows_new, copy.rows_rejected, said(copy)]).toEqual([0, 31, ['duplicate_track']]);
  });

  it('is a copy where each fix is within a metre, at the same time, in the same mode', async () => {
    const fixes = walked(0, 300);
    await take(gpx(fixes));
    const moved = (metres: number, name: string) => gpx(fixes.with(7, [70, 5 + metres]), { name });
    expect(said(await take(moved(0.97, 'near')))).toEqual(['duplicate_track']);
    expect((await take(moved(1.03, 'far'))).rows_new).toBe(1);
    const later = times(fixes.length).with(7, times(fixes.length)[7] + 1);
    expect((await take(gpx(fixes, { name: 'later', times: later }))).rows_new).toBe(1);
    expect((await take(gpx(fixes, { name: 'below' }), { defaults: { mode: '水下' } })).rows_new).toBe(1);
    expect((await take(gpx(fixes.slice(0, -1), { name: 'shorter' }))).rows_new).toBe(1);
  });

  it('is told from a copy in the same file too, on either side of a metre east', async () => {
    for (const shift of [-0.6, 0.6]) {
      const rows = [0, shift].map((dx, k) => {
        const day = times(31);
        const fixes = walked(0, 300).map(
          ([x, y], i) => `t${k},${at(x + dx, y).join(',')},${new Date(day[i]).toISOString()}`,
        );
        return fixes.join('\n');
      });
      const file = fileOf(`both${shift}.csv`, `track,lon,lat,time\n${rows.join('\n')}`);
      const both = await take(file, { crs: 'EPSG:4490' });
      expect([both.rows_read, both.rows_rejected, said(both)]).toEqual([62, 31, ['duplicate_track']]);
      await undoBatch(db, KEY, both.id!, 'test', derive);
    }
  });

  it('as a table of fixes under another name is kept out with every row of it', async () => {
    const table = (track: string) => {
      const day = times(20);
      const rows = walked(0, 200)
        .slice(0, 20)
        .map(([x, y], i) => [track, ...at(x, y), new Date(day[i]).toISOString()]);
      return fileOf(`${track}.csv`, ['track,lon,lat,time', ...rows.map((row) => row.join(','))].join('\n'));
    };
    const first = await take(table('one'), { crs: 'EPSG:4490' });
    expect([first.rows_read, first.rows_new]).toEqual([20, 20]);
    const copy = await take(table('other'), { crs: 'EPSG:4490' });
    expect([copy.rows_read, copy.rows_new, copy.rows_rejected, said(copy)]).toEqual([20, 0, 20, ['duplicate_track']]);
  });

  it('without times may be drawn alike on another day or by another crew, not twice by one on one day', async () => {
    const drawn = (name: string) => gpx(walked(0, 1000), { name, times: [] });
    await take(drawn('a'), { defaults: { date: '2023-05-01' } });
    expect((await take(drawn('b'), { defaults: { date: '2023-05-01' } })).rows_rejected).toBe(1);
    expect(await ledger()).toMatchObject({ repeated: 0 });
    expect((await take(drawn('c'), { defaults: { date: '2024-05-01' } })).rows_new).toBe(1);
    expect((await ledger()).repeated).toBeCloseTo(1, 2);
  });

  it('that stands still is said to, and changes nothing', async () => {
    await take(gpx(walked(0, 1000)));
    const before = await ledger();
    const waits = Array.from({ length: 60 }, (): Metres => [2000, 5]);
    const trembles = waits.map(([x, y], i): Metres => [x + (i % 3) * 4, y - (i % 2) * 3]);
    const astray = waits.map(([x, y], i): Metres => (i === 30 ? [x, y + 400] : [x, y]));
    expect(said(await take(gpx(waits, { name: 'waits' })))).toEqual(['track_stationary']);
    expect(await ledger()).toEqual(before);
    expect(said(await take(gpx(astray, { name: 'astray' })))).toEqual(['outliers_dropped 1', 'track_stationary']);
    expect(await ledger()).toEqual(before);
    expect(said(await take(gpx(trembles, { name: 'trembles' })))).toEqual(['track_stationary']);
    expect((await ledger()).covered - before.covered).toBeLessThan(0.015);
    expect(said(await take(gpx(walked(2500, 2520), { name: 'short' })))).toEqual([]);
  });

  it('loses the fixes its receiver was unsure of', async () => {
    // off the river by 60 m for 200 m, where the receiver says so
    const lost = (i: number) => i >= 40 && i < 60;
    const fixes = walked(0, 1000).map(([x, y], i): Metres => (lost(i) ? [x, y + 60] : [x, y]));
    const unsure = (i: number) => (lost(i) ? '<sat>3</sat><hdop>9.9</hdop>' : '<sat>9</sat><hdop>0.9</hdop>');
    expect(said(await take(gpx(fixes, { said: unsure })))).toEqual(['fixes_unsure 20']);
    const csv = fixes.map(
      ([x, y], i) => `T,${at(x, y).join()},2023-05-0${x < 500 ? 2 : 3} 08:00:00,${lost(i) ? 40 : 3}`,
    );
    const table = fileOf('accuracy.csv', ['track,lon,lat,time,定位精度', ...csv].join('\n'));
    expect(said(await take(table, { crs: 'EPSG:4490' }))).toContain('fixes_unsure 20');
  });

  it('is named where its fixes were unsure, each track with its own, and those of which none or one is left', async () => {
    const row = (track: string, i: number, accuracy: number) =>
      `${track},${at(10 * i, 5).join()},${new Date(times(20)[i]).toISOString()},${accuracy}`;
    const rows = ['甲', '乙', '', '丁', '戊'].flatMap((track, k) =>
      times(20).map((_, i) => row(track, i, i < [3, 5, 7, 19, 20][k] ? 40 : 3)),
    );
    const file = fileOf('several.csv', ['track,lon,lat,time,定位精度', ...rows].join('\n'));
    const report = await take(file, { crs: 'EPSG:4490' });
    const unsure = report.issues.filter(({ code }) => code === 'fixes_unsure');
    expect(unsure.map(({ reason_zh }) => reason_zh.split('个')[0])).toEqual([
      '轨迹“甲”：3 ',
      '轨迹“乙”：5 ',
      '轨迹（第 41 行）：7 ',
      '轨迹“丁”：19 ',
      '轨迹“戊”：20 ',
    ]);
    expect(unsure[2].reason_en).toContain('track of row 41: 7 fixes were left out');
    expect(report.issues.filter(({ code }) => code === 'too_few_fixes').map(({ row }) => row)).toEqual([61, 81]);
    expect([report.rows_read, report.rows_new, report.rows_rejected]).toEqual([100, 60, 40]);
    const none = await take(gpx(walked(0, 200), { name: 'lost', said: () => '<sat>2</sat>' }));
    expect(said(none)).toEqual(['missing_geometry', 'fixes_unsure 21']);
    expect(none.issues[1].reason_en).toContain('track "lost": 21 fixes');
  });
});

describe('a river drawn anew', () => {
  it('never drops a survey: the track is covered again, and where the river left it nothing is deleted', async () => {
    await take(gpx(walked(0, 1000)));
    const redraw = (...metres: Metres[]) =>
      load(db, part(`redrawn ${metres.join()}`, 'rivers', [{ key: 'R1', source_id: 's1' }, line(...metres)]));
    await redraw([-500, 0], [3000, 0]);
    expect((await ledger()).covered).toBeCloseTo(1, 2);
    await redraw([-500, 400], [3000, 400]);
    expect((await ledger()).covered).toBe(0);
    expect(await db.query('select id from register.survey_track')).toHaveLength(1);
    await redraw([0, 0], [3000, 0]);
    expect((await ledger()).covered).toBeCloseTo(1, 2);
  });
});
