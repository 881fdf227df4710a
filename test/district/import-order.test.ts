/** What is derived does not depend on how the rows came. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { generateDemoDistrict } from '../../server/demo/district/demo-district.ts';
import { testDatabase } from '../support/database.ts';
import { derivedState, ids, type State } from './derived-state.ts';
import {
  load,
  loadAll,
  PARTS,
  type Part,
  RECORDS,
  RIVERS_EAST,
  RIVERS_WEST,
  TOWNS,
  TRACKS_MAY,
  WATERS,
} from './small-district.ts';

describe('the order of imports', () => {
  let db: Database;
  let usual: State;
  beforeAll(async () => {
    db = await testDatabase();
    await loadAll(db, [...PARTS, RECORDS], 'usual');
    usual = await derivedState(db, 'usual');
  });
  afterAll(() => db.close());

  it('starts from a district in which something is covered, linked and open', () => {
    expect(usual.ranges.length).toBeGreaterThan(8);
    expect(usual.links.filter((link) => link.includes('"unlinked":false')).length).toBeGreaterThan(4);
    expect(usual.gaps.length).toBeGreaterThan(5);
    expect(usual.routes.length).toBe(7);
  });

  it('changes no figure, link, gap or geometry', async () => {
    let districts = 0;
    const parts = fc.shuffledSubarray(PARTS, { minLength: PARTS.length });
    const sameAsUsual = async (order: Part[]) => {
      const key = `order-${++districts}`;
      await loadAll(db, withRecords(order), key);
      expect(named(await derivedState(db, key), key)).toEqual(named(usual, 'usual'));
    };
    await fc.assert(fc.asyncProperty(parts, sameAsUsual), { numRuns: 6, seed: 20221122, endOnFailure: true });
  });

  it('matters as little inside a file', async () => {
    const backwards = (each: Part): Part => ({ ...each, rows: [...each.rows].reverse() });
    await loadAll(db, [...PARTS, RECORDS].map(backwards), 'backwards');
    expect(named(await derivedState(db, 'backwards'), 'backwards')).toEqual(named(usual, 'usual'));
  });

  it('changes nothing of the demo either', async () => {
    const { layers } = generateDemoDistrict({ scale: 0.05, seed: 7 });
    const parts: Part[] = layers.map(({ layer, rows }) => ({ name: layer, layer, rows: [...rows] }));
    const last = parts.filter(({ layer }) => layer === 'surveys' || layer === 'function-zones');
    const others = parts.filter((each) => !last.includes(each));
    await loadAll(db, [...others, ...last], 'demo-a');
    await loadAll(db, [...[...others].reverse(), ...last], 'demo-b');
    expect(named(await derivedState(db, 'demo-b'), 'demo-b')).toEqual(
      named(await derivedState(db, 'demo-a'), 'demo-a'),
    );
  });

  it('the same rows again change nothing, under their own name or another', async () => {
    const before = await ids(db, 'usual', 'surveyed_range');
    expect(await load(db, TRACKS_MAY, 'usual')).toMatchObject({ repeated: true });
    const again = await load(db, TRACKS_MAY, 'usual', { name: 'copy', fingerprint: 'copy' });
    expect(again).toMatchObject({ rows_new: 0, rows_changed: 0, rows_same: 3 });
    expect(await ids(db, 'usual', 'surveyed_range')).toEqual(before);
    expect(await derivedState(db, 'usual')).toEqual(usual);
  });

  it('a track handed in twice under two names is one survey: the copy is kept out', async () => {
    const twice: Part = {
      ...TRACKS_MAY,
      name: 'twice',
      rows: TRACKS_MAY.rows.map((row) => ({
        ...row,
        properties: { ...row.properties, source_id: `${row.properties.source_id} again`, track: 'again' },
      })),
    };
    expect(await load(db, twice, 'usual')).toMatchObject({ rows_new: 0, rows_rejected: 3 });
    expect(await derivedState(db, 'usual')).toEqual(usual);
  });
});

/** As soon as the rivers stand: rows of a river not there are refused, one that gets lines or a lake later is edited (redrawn-whole.test.ts). */
function withRecords(order: readonly Part[]): Part[] {
  const after = 1 + Math.max(...[TOWNS, RIVERS_WEST, RIVERS_EAST, WATERS].map((part) => order.indexOf(part)));
  return [...order.slice(0, after), RECORDS, ...order.slice(after)];
}

/** The district's own key stands in its reports. */
function named(state: State, key: string): State {
  return JSON.parse(JSON.stringify(state).replaceAll(`\\"${key}\\"`, '\\"district\\"'));
}
