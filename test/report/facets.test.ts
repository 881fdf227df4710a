/** Reports by any group, two crossed and inside scopes, counted again millimetre by millimetre on random small districts. */
import { describe, expect, it } from 'vitest';
import { MODES, type Mode } from '../../server/district/load-register.ts';
import { type CoverageRow, coverageRows } from '../../server/report/coverage.ts';
import { type Grouped, groupNotes } from '../../server/report/facets/notes.ts';
import { parseScope } from '../../server/report/facets/scope.ts';
import { fundingRows, partySums, sharedRows } from '../../server/report/funding/funding.ts';
import { gapRows } from '../../server/report/gaps.ts';
import { type AnyGroup, PARTITION_GROUPS, type RiverGroup } from '../../server/report/groups.ts';
import { riverRows } from '../../server/report/rivers.ts';
import { seeded } from '../engine/coverage/random.ts';
import { AS_OF, type Counted, countEach, type RandomDistrict, randomDistrict } from './random-district.ts';
import { SUMMED } from './summed-columns.ts';

const GROUPINGS: AnyGroup[] = [...PARTITION_GROUPS, 'zone', 'basin', 'crew', 'method', 'campaign', 'year'];
const PAIRS = GROUPINGS.flatMap((group) =>
  GROUPINGS.flatMap((crossed) => (group === crossed ? [] : [{ group, crossed }])),
);
const districts = [1, 2, 3, 4].map((seed) => randomDistrict(seeded(seed)));

const phase = 'tracing' as const;
/** A phase goes with funding only. */
const phaseOf = (...groups: (AnyGroup | undefined)[]) => (groups.includes('funding') ? phase : undefined);
const mm = (km: number) => Math.round(km * 1e6);

function figures(row: CoverageRow): Counted {
  return {
    length: mm(row.length_km),
    gap: mm(row.gap_km),
    bridged: mm(row.bridged_km),
    duplicate: mm(row.duplicate_km),
    overlap: mm(row.overlap_km),
    banks: mm(row.bank_covered_km),
    recordOnly: mm(row.record_only_km),
    stale: mm(row.stale_km),
    aboveNotUnder: mm(row.above_not_under_km),
  };
}

/** Rows of a report as the counting has them; rows without river are left out. */
function asCounted(rows: readonly CoverageRow[]): Map<string, Counted> {
  const held = rows.filter(({ length_km }) => length_km > 0);
  return new Map(held.map((row) => [[row.key, row.key_2].filter((key) => key !== undefined).join(' '), figures(row)]));
}

/** What is counted, with halves of overlap dealt by keys of rivers and towns, and by routes, apart for rows that may overlap. */
function halved(
  district: RandomDistrict,
  groups: AnyGroup[],
  mode: Mode,
  isIn?: (route: number, at: number) => boolean,
) {
  const atoms = countEach(district, ['river', 'town', 'route', ...groups], mode, isIn);
  const rows = groups.map((group) =>
    coverageRows(district.snapshot, { group, phase: phaseOf(group) }).map(({ key }) => key),
  );
  const order = (key: string) => {
    const [river, town, route, ...cell] = key.split(' ');
    const place = cell.map((each, i) => rows[i].indexOf(each));
    return [Number(river.slice(1)), town === 'outside' ? 9 : town.charCodeAt(0) / 1000, Number(route), ...place];
  };
  const inOrder = [...atoms.keys()].sort((a, b) => {
    const [x, y] = [order(a), order(b)];
    const i = x.findIndex((each, k) => each !== y[k]);
    return i < 0 ? 0 : x[i] - y[i];
  });
  const counted = countEach(district, groups, mode, isIn);
  for (const of of counted.values()) of.overlap = 0;
  const soFar = new Map<string, number>();
  for (const key of inOrder) {
    const cell = key.split(' ').slice(3);
    const apart = cell.filter((_, i) => !PARTITION_GROUPS.some((each) => each === groups[i])).join(' ');
    const before = soFar.get(apart) ?? 0;
    const after = before + atoms.get(key)!.overlap;
    soFar.set(apart, after);
    counted.get(cell.join(' '))!.overlap += Math.ceil(after / 2) - Math.ceil(before / 2);
  }
  return counted;
}

describe('coverage by', () => {
  it.each(GROUPINGS)('%s is what is counted', (group) => {
    for (const district of districts)
      for (const mode of MODES)
        expect(asCounted(coverageRows(district.snapshot, { group, mode, phase: phaseOf(group), asOf: AS_OF }))).toEqual(
          halved(district, [group], mode),
        );
  });

  it('any two crossed is what is counted', () => {
    const [district] = districts;
    for (const { group, crossed } of PAIRS) {
      const rows = coverageRows(district.snapshot, {
        group,
        crossed,
        mode: 'above_water',
        phase: phaseOf(group, crossed),
        asOf: AS_OF,
      });
      expect([group, crossed, asCounted(rows)]).toEqual([
        group,
        crossed,
        halved(district, [group, crossed], 'above_water'),
      ]);
    }
  });

  it('one group crossed with the district is that group', () => {
    for (const { snapshot } of districts)
      for (const group of GROUPINGS.filter((each) => each !== 'district')) {
        const single = coverageRows(snapshot, { group, phase: phaseOf(group) }).filter(
          ({ length_km }) => length_km > 0,
        );
        for (const crossing of [
          { group, crossed: 'district' as const },
          { group: 'district' as const, crossed: group },
        ]) {
          const crossed = coverageRows(snapshot, { ...crossing, phase: phaseOf(group) });
          expect(
            crossed.map(({ key, name, key_2, name_2, ...row }) => ({ ...row, key: key === 'D' ? key_2 : key })),
          ).toEqual(single.map(({ name, ...row }) => row));
        }
      }
  });
});

describe('rows that hold each millimetre once', () => {
  const sums = (rows: readonly CoverageRow[]) =>
    SUMMED.map((name) => rows.reduce((sum, row) => sum + mm(row[name]), 0));

  it('add up to the whole, ledger km too, alone and crossed, inside any scope', () => {
    for (const { snapshot } of districts)
      for (const scope of [undefined, parseScope('zone:Z1'), parseScope('set:主要河流,basin')])
        for (const group of PARTITION_GROUPS)
          for (const crossed of [undefined, ...PARTITION_GROUPS.filter((each) => each !== group)]) {
            const query = { mode: 'under_water' as const, scope };
            const parts = { ...query, group, crossed, phase: phaseOf(group, crossed) };
            expect(sums(coverageRows(snapshot, parts))).toEqual(
              sums(coverageRows(snapshot, { ...query, group: 'district' })),
            );
          }
  });

  it('add up to each zone when crossed with zones', () => {
    for (const { snapshot } of districts) {
      const zones = coverageRows(snapshot, { group: 'zone', mode: 'above_water' });
      const cells = coverageRows(snapshot, { group: 'zone', crossed: 'town', mode: 'above_water' });
      for (const zone of zones) expect(sums(cells.filter(({ key }) => key === zone.key))).toEqual(sums([zone]));
    }
  });

  it('of rivers add up as well, and official lengths stand where rivers are whole', () => {
    for (const { snapshot } of districts) {
      const lengths = (group: RiverGroup, crossed?: RiverGroup) =>
        riverRows(snapshot, { group, crossed, phase: phaseOf(group, crossed) }).reduce(
          (sum, { length_km }) => sum + mm(length_km),
          0,
        );
      for (const group of PARTITION_GROUPS.filter((each) => each !== 'town'))
        expect(lengths(group, 'town')).toBe(lengths('district'));
      const official = (rows: { official_length_km: number | null }[]) =>
        rows.reduce((sum, row) => sum + mm(row.official_length_km ?? 0), 0);
      expect(official(riverRows(snapshot, { group: 'level', crossed: 'river' }))).toBe(
        official(riverRows(snapshot, { group: 'district' })),
      );
    }
  });
});

describe('the funding report', () => {
  it('has the rows of towns, levels and parties add up to the whole, to each party and to the ledger', () => {
    for (const { snapshot } of districts)
      for (const scope of [undefined, parseScope('zone:Z1')]) {
        const rows = fundingRows(snapshot, { phase, scope });
        const [all] = partySums(rows).slice(-1);
        const [whole] = riverRows(snapshot, { group: 'district', scope });
        expect(all.length_km).toBe(whole.length_km);
        const parties = riverRows(snapshot, { group: 'funding', phase, scope }).filter(
          ({ length_km }) => length_km > 0,
        );
        expect(
          new Map(
            partySums(rows)
              .filter(({ party }) => party !== 'all')
              .map((sum) => [sum.party, sum.length_km]),
          ),
        ).toEqual(new Map(parties.map(({ key, length_km }) => [key, length_km])));
      }
  });

  it('lists what two towns share, each half, and no more is shared', () => {
    for (const { snapshot } of districts) {
      const shared = sharedRows(snapshot);
      expect(shared.length).toBeGreaterThan(0);
      for (const { half_m, half_before_m, length_m } of shared) {
        expect(mm(half_m + half_before_m)).toBe(mm(length_m));
        expect(Math.abs(half_m - half_before_m)).toBeLessThanOrEqual(0.001);
      }
      const sum = (list: number[]) => mm(list.reduce((a, b) => a + b, 0));
      expect(sum(fundingRows(snapshot, { phase }).map(({ shared_km }) => shared_km * 1000))).toBe(
        sum(shared.map(({ length_m }) => length_m)),
      );
    }
  });

  it('asks for a phase, and for a plan', () => {
    const [{ snapshot }] = districts;
    const without = { ...snapshot, district: { ...snapshot.district, pack: null } };
    expect(() => coverageRows(snapshot, { group: 'funding' })).toThrow(
      expect.objectContaining({ code: 'phase_needed' }),
    );
    expect(() => fundingRows(without, { phase })).toThrow(
      expect.objectContaining({ code: 'plan_unknown', status: 409 }),
    );
  });
});

describe('years', () => {
  it('add up to what is covered, of each crew and town too', () => {
    for (const district of districts)
      for (const group of ['district', 'town', 'crew', 'zone'] as const) {
        const years = coverageRows(district.snapshot, { group, crossed: 'year', mode: 'above_water' });
        for (const row of coverageRows(district.snapshot, { group, mode: 'above_water' }))
          expect(
            years
              .filter(({ key }) => key === row.key)
              .reduce((sum, { first_covered_km }) => sum + mm(first_covered_km!), 0),
          ).toBe(mm(row.covered_km));
      }
  });

  it('are said to add up to the whole where they stand alone, to each row of another group beside it', () => {
    const [{ snapshot }] = districts;
    const said = (asked: Grouped) => groupNotes(snapshot, asked).filter((note) => note.includes('first covered km'));
    expect(said({ group: 'year' })[0]).toMatch(/years add up to what is covered$/);
    expect(said({ group: 'crew', crossed: 'year' })[0]).toMatch(/years add up to what it covered by itself/);
  });

  it('first covered is what a year-end adds to the one before', () => {
    for (const district of districts) {
      const covered = (until: string) =>
        [...countEach(district, ['district'], 'above_water', undefined, until).values()].map(
          ({ length, gap }) => length - gap,
        )[0];
      for (const { key, first_covered_km } of coverageRows(district.snapshot, { group: 'year', mode: 'above_water' }))
        expect(mm(first_covered_km!)).toBe(covered(`${key}-12-31`) - covered(`${Number(key) - 1}-12-31`));
    }
  });
});

describe('scopes', () => {
  const inZone = ({ snapshot }: RandomDistrict, name: 'zone' | 'basin', key?: string) => {
    const { first, from, to, zone, zones } = snapshot.zoneRanges[name];
    return (route: number, at: number) => {
      for (let k = first[route]; k < first[route + 1]; k++)
        if (from[k] <= at && at < to[k] && (key === undefined || zones[zone[k]].key === key)) return true;
      return false;
    };
  };
  const inSet =
    ({ snapshot: { rulers, riverSets } }: RandomDistrict) =>
    (route: number) =>
      riverSets[0].rivers.includes(rulers.riverId[route]) && (!riverSets[0].mainOnly || rulers.role[route] === 0);

  it('hold what one of their terms holds, for any grouping', () => {
    for (const district of districts) {
      const tests = {
        'set:主要河流': inSet(district),
        'zone:Z2': inZone(district, 'zone', 'Z2'),
        'set:主要河流,basin': (route: number, at: number) =>
          inSet(district)(route) || inZone(district, 'basin')(route, at),
        'town:夏阳街道': (route: number, at: number) => district.towns[route][at] === 'b',
      };
      for (const [text, isIn] of Object.entries(tests))
        for (const group of ['district', 'town', 'basin', 'year'] as const)
          expect(
            asCounted(
              coverageRows(district.snapshot, { group, mode: 'above_water', scope: parseScope(text), asOf: AS_OF }),
            ),
          ).toEqual(halved(district, [group], 'above_water', isIn));
    }
  });

  it('cut gaps and lengths as they cut coverage', () => {
    for (const { snapshot } of districts)
      for (const text of ['zone:Z1', 'set:主要河流,basin:Z3']) {
        const scope = parseScope(text);
        const [row] = coverageRows(snapshot, { group: 'district', mode: 'above_water', scope });
        const gaps = gapRows(snapshot, { mode: 'above_water', scope });
        expect(Math.round(gaps.reduce((sum, { length_m }) => sum + length_m * 1000, 0))).toBe(mm(row.gap_km));
        expect(riverRows(snapshot, { group: 'district', scope })[0].length_km).toBe(row.length_km);
      }
  });

  it.each(['', 'set', 'lake:1', 'town@5', 'basin:x@5', 'park@0', 'venue@x'])('refuse %j', (text) => {
    expect(() => parseScope(text)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(scope|within)_invalid$/) }),
    );
  });

  it.each(['set:无', 'zone:none', 'town:nowhere'])('say that there is no %s', (text) => {
    const query = { group: 'district' as const, scope: parseScope(text) };
    expect(() => coverageRows(districts[0].snapshot, query)).toThrow(
      expect.objectContaining({ code: 'scope_unknown', status: 404 }),
    );
  });
});
