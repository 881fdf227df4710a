/** The range algebra against PostgreSQL's own int8multirange. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import {
  complement,
  countOverlaps,
  difference,
  intersection,
  normalise,
  splitAt,
  totalLength,
  union,
} from '../../server/engine/ranges.ts';
import { testDatabase } from '../support/database.ts';

const CASES = 250;

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

// few distinct ends, so that ranges touch, repeat and are empty; some as far as a real measure goes
const end = fc.oneof(fc.integer({ min: -5, max: 40 }), fc.constantFrom(0, 2_507_000_000, 250_700_000_000));
const pairs = fc
  .array(fc.tuple(end, end), { maxLength: 9 })
  .map((list) => list.flatMap(([a, b]) => (a <= b ? [a, b] : [b, a])));

const QUERY = `
  with one as (
    select c.n, coalesce((select range_agg(int8range(p[1], p[2])) from lateral (
             select array[(c.a ->> i)::int8, (c.a ->> (i + 1))::int8] as p
               from generate_series(0, jsonb_array_length(c.a) - 2, 2) as i) as r), '{}') as a,
           coalesce((select range_agg(int8range((c.b ->> i)::int8, (c.b ->> (i + 1))::int8))
                       from generate_series(0, jsonb_array_length(c.b) - 2, 2) as i), '{}') as b,
           c.a as raw, c.lo, c.hi, c.cuts
      from jsonb_to_recordset($1::jsonb) as c (n int, a jsonb, b jsonb, lo int8, hi int8, cuts jsonb)
  )
  select n, a::text as plain, (a + b)::text as joined, (a * b)::text as both, (a - b)::text as rest,
         (int8multirange(int8range(least(lo, hi), greatest(lo, hi))) - a)::text as outside,
         atlas.multirange_mm(a)::float8 as length,
         -- cut at a measure: what lies before it and what does not, for each two successive cuts
         (select coalesce(string_agg(part::text, ',' order by lower(part)), '')
            from (select lag(cut) over (order by cut) as low, cut as high
                    from (select -1000 as cut union select 1000000000000
                          union select v::int8 from jsonb_array_elements_text(cuts) as v) as bounds (cut)) as s
           cross join lateral unnest(a * int8multirange(int8range(s.low, s.high))) as part
           where s.low is not null) as pieces,
         -- how often each range between successive ends is covered, neighbours of one count joined
         (select coalesce(string_agg(times || ':' || set::text, ' ' order by times), '')
            from (select o.times, range_agg(o.part) as set
                    from (select part, (select count(*) from generate_series(0, jsonb_array_length(raw) - 2, 2) as i
                                         where part <@ int8range((raw ->> i)::int8, (raw ->> (i + 1))::int8)) as times
                            from (select int8range(lag(v) over (order by v), v) as part
                                    from (select distinct x::int8 as v from jsonb_array_elements_text(raw) as x) as ends) as p
                           where not lower_inf(part)) as o
                   where o.times > 0 group by o.times) as counted) as counts
    from one order by n`;

type Answer = Record<'plain' | 'joined' | 'both' | 'rest' | 'outside' | 'pieces' | 'counts', string> & {
  length: number;
};

describe('range algebra', () => {
  it('says what int8multirange says', async () => {
    const cases = fc.sample(fc.tuple(pairs, pairs, end, end, fc.array(end, { maxLength: 6 })), {
      numRuns: CASES,
      seed: 20_261_128,
    });
    const rows = cases.map(([a, b, lo, hi, cuts], n) => ({ n, a, b, lo, hi, cuts }));
    const answers = await db.query<Answer>(QUERY, [JSON.stringify(rows)]);
    cases.forEach(([p, q, lo, hi, cuts], n) => {
      const [a, b] = [normalise(p), normalise(q)];
      const ascending = [...cuts].sort((x, y) => x - y);
      const ours: Answer = {
        plain: spell(a),
        joined: spell(union(a, b)),
        both: spell(intersection(a, b)),
        rest: spell(difference(a, b)),
        outside: spell(complement(a, Math.min(lo, hi), Math.max(lo, hi))),
        length: totalLength(a),
        pieces: spell(splitAt(a, ascending)).slice(1, -1),
        counts: spellCounts(countOverlaps(p)),
      };
      expect({ n, ...ours }).toEqual(answers[n]);
    });
  });
});

function spell(ranges: readonly number[]): string {
  const parts = ranges.filter((_, i) => i % 2 === 0).map((from, i) => `[${from},${ranges[2 * i + 1]})`);
  return `{${parts.join(',')}}`;
}

/** "1:{[0,5)} 2:{[5,9)}", the ranges of each count. */
function spellCounts(counted: readonly number[]): string {
  const sets = new Map<number, number[]>();
  for (let i = 0; i < counted.length; i += 3)
    sets.set(counted[i + 2], [...(sets.get(counted[i + 2]) ?? []), counted[i], counted[i + 1]]);
  return [...sets]
    .sort(([a], [b]) => a - b)
    .map(([times, ranges]) => `${times}:${spell(ranges)}`)
    .join(' ');
}
