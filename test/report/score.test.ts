/** Precision and recall of the demo as it stands in the database: the command against SQL on the same truth. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { demoTruth, loadDemo } from '../../server/demo/load-demo.ts';
import { derive } from '../../server/district/derive/derive.ts';
import type { ScoreRow } from '../../server/report/score/score.ts';
import { command, itemsOf } from '../support/command.ts';
import { testDatabase } from '../support/database.ts';

/** What a first start loads. */
const DEMO = { profile: 'district', scale: 1, seed: 1, district: 'demo' } as const;

let db: Database;
let folder: string;
const truth = [...demoTruth(DEMO)];
beforeAll(async () => {
  db = await testDatabase();
  await loadDemo(db, DEMO, { derive, say: () => {} });
  folder = mkdtempSync(join(tmpdir(), 'score-'));
  writeFileSync(join(folder, 'truth.jsonl'), truth.join(''));
}, 400_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.close();
});

const score = async (more = ''): Promise<ScoreRow[]> => {
  const { out } = await command(db, `coverage score --truth truth.jsonl --format json${more}`, folder);
  return itemsOf(out);
};

/** Per mode and river, banks or not. $1 the file's lines, $2 whether each bank counts by itself */
const IN_SQL = `
  with said as (select l::jsonb as track from unnest($1::text[]) l),
  truth as (
    select track ->> 'mode' as mode, r ->> 'river' as river, (r ->> 'route')::int as seq, r ->> 'bank' as bank,
           int8range((r ->> 'from_mm')::bigint, (r ->> 'to_mm')::bigint) as range
      from said cross join jsonb_array_elements(track -> 'ranges') r),
  ledger as (
    select g.mode, v.key as river, r.seq, g.bank, int8range(g.from_mm, g.to_mm) as range
      from register.surveyed_range g
      join register.route r on r.district = g.district and r.id = g.route_id
      join register.river v on v.district = r.district and v.id = r.river_id
     where g.track_id is not null),
  side as (select unnest(case when $2 then '{left,right}'::text[] else '{any}' end) as name),
  t as (select mode, river, seq, name, range_agg(range) as r from truth, side
         where not $2 or bank in (name, 'both') group by 1, 2, 3, 4),
  l as (select mode, river, seq, name, range_agg(range) as r from ledger, side
         where not $2 or bank in (name, 'both') group by 1, 2, 3, 4)
  select mode, river, sum(atlas.multirange_mm(coalesce(t.r, '{}')))::float8 as travelled,
         sum(atlas.multirange_mm(coalesce(l.r, '{}')))::float8 as ledger, sum(atlas.multirange_mm(coalesce(t.r * l.r, '{}')))::float8 as right
    from t full join l using (mode, river, seq, name) group by rollup (mode, river) order by mode, river`;

interface InSql {
  mode: string | null;
  river: string | null;
  travelled: number;
  ledger: number;
  right: number;
}

describe('atlas coverage score', () => {
  it('finds precision and recall of the demo at 0.99 or better, of rivers and of banks', async () => {
    const whole = (await score()).filter(({ river }) => river === null);
    expect(whole.map(({ mode }) => mode)).toEqual(['above_water', 'under_water']);
    for (const { precision, recall, bank_precision, bank_recall } of whole)
      expect(Math.min(precision!, recall!, bank_precision!, bank_recall!)).toBeGreaterThanOrEqual(0.99);
  });

  it('gives the figures that SQL gives, for all rivers and for each', async () => {
    const rows = new Map((await score(' --worst 99999')).map((row) => [`${row.mode} ${row.river}`, row]));
    const [lines, banks] = [false, true].map((byBank) => db.query<InSql>(IN_SQL, [truth, byBank]));
    const bank = new Map((await banks).map((row) => [`${row.mode} ${row.river}`, row]));
    let compared = 0;
    for (const { mode, river, travelled, ledger, right } of await lines) {
      if (mode === null) continue; // both modes together
      const row = rows.get(`${mode} ${river}`)!;
      const ofBanks = bank.get(`${mode} ${river}`)!;
      expect([row.travelled_km, row.ledger_km, row.missed_km, row.wrong_km]).toEqual(
        [travelled, ledger, travelled - right, ledger - right].map((mm) => mm / 1e6),
      );
      expect(row.bank_recall === null ? null : row.bank_recall * ofBanks.travelled).toSatisfy(
        (found: number | null) => found === null || Math.abs(found - ofBanks.right) <= ofBanks.travelled * 1e-6,
      );
      compared++;
    }
    expect(compared).toBe(rows.size);
  });

  it('lists the worst rivers of each mode first, as many as asked for', async () => {
    const of = (rows: ScoreRow[], mode: string) =>
      rows.filter((row) => row.mode === mode && row.river !== null).map(({ river }) => river);
    const [ten, all] = [await score(), await score(' --worst 99999')];
    for (const mode of ['above_water', 'under_water']) expect(of(ten, mode)).toEqual(of(all, mode).slice(0, 10));
    const errors = all
      .filter(({ mode, river }) => mode === 'under_water' && river)
      .map((r) => r.missed_km + r.wrong_km);
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
  });

  it('leaves out tracks that the file has not, and says how many', async () => {
    writeFileSync(join(folder, 'half.jsonl'), truth.slice(0, 100).join(''));
    const { out } = await command(db, 'coverage score --truth half.jsonl --worst 0', folder);
    expect(out).toContain(`100 tracks scored, ${truth.length - 100} that the truth file has not`);
  });

  it('refuses a file that is none, and one of something else', async () => {
    expect(await command(db, 'coverage score --truth none', folder)).toMatchObject({ code: 1, out: '' });
    writeFileSync(join(folder, 'other'), `${truth[0]}{"track":1}\n`);
    const { code, err } = await command(db, 'coverage score --truth other', folder);
    expect([code, err]).toEqual([1, expect.stringContaining('Line 2')]);
  });
});
