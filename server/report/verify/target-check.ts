/** Traced river length as targets count it, by town and by river, against its SQL twin. */
import { lastDay, today } from '../as-of.ts';
import { km, percent } from '../coverage.ts';
import { outfallProgress } from '../targets/outfall-progress.ts';
import { type TracedStretch, tracedStretches } from '../targets/traced-length.ts';
import type { Difference, Subject } from './checks.ts';
import { largest, rowDifference } from './row-difference.ts';

const COLUMNS = {
  same: ['key', 'traced_percent'],
  close: ['length_km', 'traced_km', 'no_outfall_km', 'unsurveyed_km'],
  factor: 1_000_000,
};

export async function compareTracedLength({ db, district, snapshot }: Subject): Promise<Difference> {
  const { towns, rivers } = snapshot;
  const keyOf = {
    town: ({ town }: TracedStretch) => (town < 0 ? 'outside' : towns.key[town]),
    river: ({ riverId }: TracedStretch) => rivers.get(riverId)!.key,
  };
  const day = today(snapshot.district);
  const outfalls = await outfallProgress(db, district, day);
  const stretches = tracedStretches(snapshot, { outfalls, lastDay: lastDay(day) });
  const differences: Difference[] = [];
  for (const per of ['town', 'river'] as const) {
    const sql = await db.query<{ key: string }>('select * from atlas.traced_length($1, $2, $3::date)', [
      district,
      per,
      day,
    ]);
    const keys = new Set([...sql.map(({ key }) => key), ...stretches.map(keyOf[per])]);
    const engine = [...keys].map((key) =>
      summed(
        key,
        stretches.filter((stretch) => keyOf[per](stretch) === key),
      ),
    );
    differences.push(rowDifference(engine, sql, COLUMNS));
  }
  return largest(differences);
}

function summed(key: string, stretches: readonly TracedStretch[]) {
  const sum = (of: (stretch: TracedStretch) => number) => stretches.reduce((total, stretch) => total + of(stretch), 0);
  const length = sum(({ lengthMm }) => lengthMm);
  const traced = sum(({ tracedMm }) => tracedMm);
  return {
    key,
    length_km: km(length),
    traced_km: km(traced),
    no_outfall_km: km(sum(({ noOutfallMm }) => noOutfallMm)),
    unsurveyed_km: km(sum(({ unsurveyedMm }) => unsurveyedMm)),
    traced_percent: percent(traced, length),
  };
}
