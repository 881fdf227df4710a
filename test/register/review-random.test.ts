/** Random decisions between imports, redrawn rivers and undos: decisions are kept or reported, and nothing doubtful disappears. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { DomainError } from '../../server/errors.ts';
import { decideReview, type Verdict } from '../../server/register/review/decide.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { KEY, line, part } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';
import { degrees, groundOf, listed, loadReviewDistrict, outfalls, PLACES, reload, zone } from './review-district.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const LINES: [number, number][][] = [
  [
    [0, 0],
    [900, 40],
    [1900, 0],
  ],
  [
    [0, 20],
    [900, 60],
    [1900, 0],
  ],
  [
    [0, -400],
    [900, -360],
    [1900, 0],
  ],
  [
    [1900, 0],
    [900, 40],
    [0, 0],
  ],
];

type Step =
  | { do: 'decide'; which: number; verdict: Verdict['decision'] }
  | { do: 'reopen'; which: number }
  | { do: 'redraw'; line: number }
  | { do: 'move'; name: string; by: number }
  | { do: 'zone'; by: number }
  | { do: 'undo' };

const which = fc.nat(20);
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('decide' as const),
        which,
        verdict: fc.constantFrom('accept', 'choose', 'draw', 'reject', 'confirm', 'dismiss'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), which }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('redraw' as const), line: fc.nat(LINES.length - 1) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('move' as const),
        name: fc.constantFrom(...Object.keys(PLACES)),
        by: fc.constantFrom(0, 1, 8, 30, 170),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('zone' as const), by: fc.constantFrom(0, 1, 5, 300) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  ),
  { minLength: 4, maxLength: 9 },
);

/** What the test itself remembers of a decision. */
interface Kept {
  verdict: Verdict['decision'];
  ground: { x: number; y: number } | null;
}

const REOPENING = ['review_lost', 'outfall_moved', 'boundary_moved', 'river_changed', 'flag_gone'];

describe('a review list', () => {
  it('keeps decisions or says what became of them, and shows everything that is doubtful', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (path) => {
        await loadReviewDistrict(db);
        const kept = new Map<string, Kept>();
        const batches: number[] = [];
        // most is decided at first: what is to be seen is what becomes of it
        for (const verdict of ['accept', 'confirm'] as const)
          for (let each = 0; each < 4; each++) await take({ do: 'decide', which: each, verdict }, 0, kept, batches);
        for (const [i, step] of path.entries()) {
          await take(step, i, kept, batches);
          await nothingHides();
          await decisionsHold(kept);
        }
      }),
      { numRuns: 5, seed: 20261122, endOnFailure: true },
    );
  });
});

async function take(step: Step, i: number, kept: Map<string, Kept>, batches: number[]): Promise<void> {
  const brought = (id: number | null) => {
    if (id !== null && !batches.includes(id)) batches.push(id);
  };
  if (step.do === 'decide' || step.do === 'reopen') return decideAbout(step, kept);
  if (step.do === 'redraw')
    brought(
      (await reload(db, part(`line ${i}`, 'rivers', [{ key: 'R1', source_id: 's1', n: i }, line(...LINES[step.line])])))
        .id,
    );
  if (step.do === 'move') {
    const [x, y, water] = PLACES[step.name];
    brought((await reload(db, outfalls({ [step.name]: [x, y + step.by, water] }, `move ${i}`))).id);
  }
  if (step.do === 'zone')
    brought((await reload(db, zone('B', { kind: 'drinking_water', level: '2' }, 3601 + step.by, -100, 3900, 100))).id);
  if (step.do === 'undo' && batches.length > 0)
    await allowed(() => undoBatch(db, KEY, batches.pop()!, 'tester', derive));
}

async function decideAbout(step: Extract<Step, { which: number }>, kept: Map<string, Kept>): Promise<void> {
  const rows = await listed(db, { state: step.do === 'reopen' ? 'decided' : 'open' });
  if (rows.length === 0) return;
  const { id, outfall, candidates, seen } = rows[step.which % rows.length];
  const decision = step.do === 'reopen' ? 'reopen' : step.verdict;
  const [first] = candidates;
  const verdict = {
    decision,
    route: decision === 'choose' && first && 'route' in first ? first.route : undefined,
    ...(decision === 'draw' ? degrees(1200, 30) : {}),
  };
  const done = await allowed(() => decideReview(db, KEY, id, verdict, { author: '王工', reason: '现场', seen }));
  if (!done) return;
  if (decision === 'reopen') kept.delete(id);
  else kept.set(id, { verdict: decision, ground: id.startsWith('link') ? await groundOf(db, outfall) : null });
}

/** A refusal is an answer; anything else is a bug. */
async function allowed(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return false;
  }
}

/** Links that the SQL twin doubts, edges, and water or pipes in a zone whose outfall is outside: all are in the list. */
async function nothingHides(): Promise<void> {
  const rows = new Set((await listed(db, { state: 'all' })).map(({ id }) => id));
  const doubtful = await db.query<{ id: string }>(
    `select 'link-' || outfall_id as id from atlas.links($1) where status = 'proposed'
      union all
     select format('flag-%s-%s-%s', f.outfall_id, f.zone_id, f.relation) from atlas.zone_relations($1) f
      where f.relation = 'edge' or f.relation <> 'inside' and not exists (
            select from atlas.zone_relations($1) i
             where i.outfall_id = f.outfall_id and i.zone_id = f.zone_id and i.relation = 'inside')`,
    [KEY],
  );
  const hidden: string[] = [];
  for (const { id } of doubtful) if (!rows.has(id) && !(await isReviewed(id))) hidden.push(id);
  expect(hidden).toEqual([]);
}

async function isReviewed(id: string): Promise<boolean> {
  if (!id.startsWith('link-')) return false;
  const rows = await db.query(
    'select from register.outfall_link where district = $1 and outfall_id = $2 and reviewer is not null',
    [KEY, Number(id.slice(5))],
  );
  return rows.length > 0;
}

/** Decided still, on the same place within the link tolerance; or open, with what happened. */
async function decisionsHold(kept: Map<string, Kept>): Promise<void> {
  const rows = new Map((await listed(db, { state: 'all' })).map((row) => [row.id, row]));
  for (const [id, { verdict, ground }] of kept) {
    const row = rows.get(id);
    expect(row, id).toMatchObject({ decision: verdict, reviewer: '王工', why: '现场' });
    if (row!.state === 'open') {
      expect(
        row!.reasons.filter((reason) => REOPENING.includes(reason)),
        id,
      ).not.toEqual([]);
      continue;
    }
    if (!id.startsWith('link')) continue;
    const now = await groundOf(db, row!.outfall);
    expect(now === null, id).toBe(ground === null);
    if (now && ground) expect(Math.hypot(now.x - ground.x, now.y - ground.y), id).toBeLessThan(50.01);
  }
}
