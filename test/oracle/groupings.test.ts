/** Every group and every two of them crossed, in both modes: engine, API, command and SQL say the same, and rows add up to the whole. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type { Database } from '../../server/db/database.ts';
import { loadSnapshot, type Snapshot } from '../../server/district/snapshot.ts';
import { createToken } from '../../server/register/tokens.ts';
import { type CoverageQuery, type CoverageRow, coverageRows } from '../../server/report/coverage.ts';
import { parseScope } from '../../server/report/facets/scope.ts';
import {
  ALL_GROUPS,
  type AnyGroup,
  isSurveyGroup,
  isZoneGroup,
  PARTITION_GROUPS,
  RIVER_GROUPS,
  SURVEY_GROUPS,
  ZONE_GROUPS,
} from '../../server/report/groups.ts';
import { KEY } from '../district/small-district.ts';
import { SUMMED } from '../report/summed-columns.ts';
import { command, itemsOf } from '../support/command.ts';
import { filledDatabase } from '../support/database.ts';
import { loadGrouped } from './grouped-scene.ts';

let db: Database;
let app: Awaited<ReturnType<typeof buildApp>>;
let snapshot: Snapshot;
let bearer: string;
beforeAll(async () => {
  db = await filledDatabase('grouped', loadGrouped);
  app = await buildApp({ db, config: readConfig({ RATE_LIMIT_PER_MINUTE: '1000000', LOG_LEVEL: 'silent' }) });
  bearer = `Bearer ${(await createToken(db, { role: 'viewer', name: 'test' })).secret}`;
  snapshot = await loadSnapshot(db, KEY);
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const PHASE = 'tracing';
type Summed = (typeof SUMMED)[number];
/** Each two once. */
const PAIRS = ALL_GROUPS.flatMap((group, i) =>
  ALL_GROUPS.slice(i + 1).map((crossed): [AnyGroup, AnyGroup] => [group, crossed]),
);

const mm = (km: number) => Math.round(km * 1e6);
const isPartition = (group: AnyGroup) => !isZoneGroup(group) && !isSurveyGroup(group);
const phaseOf = (...groups: AnyGroup[]) => (groups.includes('funding') ? ({ phase: PHASE } as const) : {});
/** In both modes; asked again and again. */
function rowsOf(group: AnyGroup, crossed?: AnyGroup, more: Partial<CoverageQuery> = {}): CoverageRow[] {
  const asked = `${group} ${crossed} ${JSON.stringify(more)}`;
  if (!made.has(asked))
    made.set(asked, coverageRows(snapshot, { group, crossed, ...phaseOf(group, crossed ?? group), ...more }));
  return made.get(asked)!;
}
const made = new Map<string, CoverageRow[]>();

/** Millimetres of a column over rows, per key and mode. */
function sums(rows: readonly CoverageRow[], columns: readonly Summed[], keyOf: (row: CoverageRow) => string) {
  const found = new Map<string, number[]>();
  for (const row of rows) {
    const place = `${keyOf(row)} ${row.mode}`;
    const before = found.get(place) ?? columns.map(() => 0);
    found.set(
      place,
      before.map((sum, i) => sum + mm(row[columns[i]])),
    );
  }
  return found;
}

describe('the scene', () => {
  it('has at least two rows with river and a difference between them in every group', () => {
    for (const group of ALL_GROUPS.filter((each) => each !== 'district')) {
      const covered = rowsOf(group).filter(({ length_km }) => length_km > 0);
      expect([
        group,
        new Set(covered.map(({ covered_km, length_km }) => `${covered_km} ${length_km}`)).size > 1,
      ]).toEqual([group, true]);
    }
  });
});

describe('engine and SQL', () => {
  it.each(ALL_GROUPS)('say the same by %s, alone and crossed with every other group', async (group) => {
    for (const crossed of ALL_GROUPS.filter((each) => each !== group)) {
      const sql = await db.query(`select * from atlas.coverage_by($1, $2, $3, plan => 'QP', phase => $4)`, [
        KEY,
        group,
        crossed,
        PHASE,
      ]);
      const ours = rowsOf(group, crossed).map((row) => ({
        ...Object.fromEntries(['key', 'key_2', 'mode', ...SUMMED].map((name) => [name, row[name as Summed]])),
        first_covered_km: row.first_covered_km ?? null,
      }));
      expect([crossed, ours]).toEqual([crossed, sql]);
      // two kinds of zones may have nothing in common
      if (!isZoneGroup(group) || !isZoneGroup(crossed)) expect(ours.length).toBeGreaterThan(1);
    }
  });
});

describe('the API', () => {
  it('says what the engine says, by every group and every two', async () => {
    for (const [group, crossed] of [...ALL_GROUPS.map((each) => [each] as [AnyGroup, AnyGroup?]), ...PAIRS]) {
      const asked = [group, crossed].filter((each) => each !== undefined);
      const phase = asked.includes('funding') ? `&phase=${PHASE}` : '';
      const url = `/api/v1/coverage?group=${asked.join(',')}&limit=1000${phase}`;
      const { items, next } = (await app.inject({ url, headers: { authorization: bearer } })).json();
      expect([asked, next]).toEqual([asked, null]);
      expect([asked, items.map(({ bbox, ...row }: { bbox?: number[] }) => row)]).toEqual([
        asked,
        rowsOf(group, crossed),
      ]);
    }
  });
});

describe('the command', () => {
  it.each<[AnyGroup, AnyGroup?]>([
    ...ALL_GROUPS.map((each) => [each] as [AnyGroup]),
    ['town', 'year'],
    ['funding', 'basin'],
    ['zone', 'crew'],
    ['key_reach', 'method'],
  ])('says what the engine says by %s %s', async (group, crossed) => {
    const asked = [group, crossed].filter((each) => each !== undefined);
    const phase = asked.includes('funding') ? ` --phase ${PHASE}` : '';
    const { out } = await command(db, `coverage --group ${asked.join(',')}${phase} --format json`);
    expect(itemsOf(out)).toEqual(rowsOf(group, crossed));
  });
});

describe('rows that hold each millimetre once', () => {
  const whole = () => sums(rowsOf('district'), SUMMED, () => '');

  it('add up to the district by every group and every two, every figure to the millimetre', () => {
    for (const group of PARTITION_GROUPS)
      for (const crossed of [undefined, ...PARTITION_GROUPS.filter((each) => each !== group)])
        expect([group, crossed, sums(rowsOf(group, crossed), SUMMED, () => '')]).toEqual([group, crossed, whole()]);
  });

  it('add up to each row of the group that they divide: zones, crews, methods, campaigns and years too', () => {
    for (const group of ALL_GROUPS)
      for (const crossed of PARTITION_GROUPS.filter((each) => each !== group)) {
        const rows = rowsOf(group).filter(({ length_km }) => length_km > 0);
        // of rows that hold each millimetre once overlap and ledger are dealt over the whole: each is right to the millimetres of its rows
        const columns = isPartition(group)
          ? SUMMED.filter((each) => each !== 'overlap_km' && each !== 'ledger_km')
          : SUMMED;
        expect([group, crossed, sums(rowsOf(group, crossed), columns, ({ key }) => key)]).toEqual([
          group,
          crossed,
          sums(rows, columns, ({ key }) => key),
        ]);
      }
  });

  it('are the same whichever of two groups is named first, but for the millimetres that are dealt', () => {
    const columns = SUMMED.filter((each) => each !== 'overlap_km' && each !== 'ledger_km');
    for (const [group, crossed] of PAIRS)
      expect(sums(rowsOf(group, crossed), columns, ({ key, key_2 }) => `${key} × ${key_2}`)).toEqual(
        sums(rowsOf(crossed, group), columns, ({ key, key_2 }) => `${key_2} × ${key}`),
      );
  });
});

describe('every row', () => {
  it('is covered and gap, and no more is bridged or repeated than covered', () => {
    for (const [group, crossed] of PAIRS)
      for (const row of rowsOf(group, crossed)) {
        expect(mm(row.covered_km) + mm(row.gap_km)).toBe(mm(row.length_km));
        expect(row.bridged_km + row.duplicate_km).toBeLessThanOrEqual(row.covered_km + 1e-9);
        expect(row.bank_covered_km).toBeGreaterThanOrEqual(2 * row.covered_km - 1e-9);
      }
  });
});

describe('rows of zones', () => {
  it.each(ZONE_GROUPS)('by %s are each what the report is inside the scope of that row', (group) => {
    for (const row of rowsOf(group, undefined, { mode: 'above_water' })) {
      const [inside] = rowsOf('district', undefined, { mode: 'above_water', scope: parseScope(`${group}:${row.key}`) });
      // within a zone a river's official length is dealt over what lies there
      for (const name of SUMMED) expect([row.key, name, row[name]]).toEqual([row.key, name, inside[name]]);
    }
  });

  it('add up to their union and once more what lies in two, three … of them', async () => {
    for (const group of ZONE_GROUPS.filter((each) => each !== 'venue')) {
      const [{ union, more }] = await db.query<Record<string, number>>(
        `select sum(atlas.multirange_mm(all_of))::float8 as union, sum(each - atlas.multirange_mm(all_of))::float8 as more
           from (select route_id, range_agg(int8range(from_mm, to_mm)) as all_of, sum(to_mm - from_mm) as each
                   from register.route_zone where district = $1 and kind = $2 group by route_id) as route`,
        [KEY, group],
      );
      const length = (rows: CoverageRow[]) => rows.reduce((sum, { length_km }) => sum + mm(length_km), 0);
      expect(length(rowsOf('district', undefined, { mode: 'above_water', scope: parseScope(group) }))).toBe(union);
      expect(length(rowsOf(group, undefined, { mode: 'above_water' }))).toBe(union + more);
      if (group === 'zone' || group === 'function_zone') expect(more).toBeGreaterThan(100_000);
      if (group === 'basin') expect([more, union]).toEqual([0, mm(rowsOf('district')[0].length_km)]);
    }
  });
});

describe('rows of surveys', () => {
  it('leave the length whole, and what each covers is of what all cover', () => {
    for (const group of SURVEY_GROUPS)
      for (const crossed of RIVER_GROUPS) {
        const all = new Map(rowsOf(crossed).map((row) => [`${row.key} ${row.mode}`, row]));
        for (const row of rowsOf(crossed, group)) {
          const whole = all.get(`${row.key} ${row.mode}`)!;
          expect(row.length_km).toBe(whole.length_km);
          expect(row.covered_km).toBeLessThanOrEqual(whole.covered_km);
        }
      }
  });

  it('of years add up to what is covered by what each covered first, of every row of every group', () => {
    for (const group of ALL_GROUPS.filter((each) => each !== 'year')) {
      const firsts = rowsOf(group, 'year').map((row) => ({ ...row, covered_km: row.first_covered_km! }));
      const rows = rowsOf(group).filter(({ length_km }) => length_km > 0);
      expect([group, sums(firsts, ['covered_km'], ({ key }) => key)]).toEqual([
        group,
        sums(rows, ['covered_km'], ({ key }) => key),
      ]);
    }
  });
});
