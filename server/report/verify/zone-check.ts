/** Outfalls and protected zones as they are answered, clear and not checked ones too, against the SQL twin. */
import { today } from '../as-of.ts';
import { FLAGS, flagsIn } from '../zone-flags.ts';
import type { Difference, Subject } from './checks.ts';
import { largest, rowDifference } from './row-difference.ts';

const METRES = ['distance_m', 'river_distance_m', 'river_up_m', 'river_down_m'];
const MM_PER_M = 1000;

/** Every flag, of today. */
export async function compareFlags({ db, district, snapshot }: Subject): Promise<Difference> {
  const asOf = today(snapshot.district);
  const differences: Difference[] = [];
  for (const flag of FLAGS) {
    const sql = await db.query('select * from atlas.outfall_flags($1, $2, $3::date, true)', [district, flag, asOf]);
    const { rows } = await flagsIn(db, district, { flag, asOf, all: true });
    differences.push(
      rowDifference(rows, sql, {
        same: [
          'id',
          'code',
          'name',
          'zone',
          'level',
          'relation',
          'layer_date',
          'kind',
          'reason',
          'decision',
          'decided_on',
          'layer_date_from',
          'doubts',
        ],
        close: METRES,
        factor: MM_PER_M,
      }),
    );
  }
  return largest(differences);
}
