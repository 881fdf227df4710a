/** How far each outfall had come by a day, as targets count it (atlas.outfall_progress). */
import type { Executor } from '../../db/database.ts';
import { type Subtype, subtypeOf } from '../../rules/subtypes.ts';

export interface OutfallProgress {
  id: number;
  type: string | null;
  subtype: Subtype | null;
  town_id: number | null;
  /** Id of the route it is linked to. */
  route_id: number | null;
  measure_mm: number | null;
  found_undated: boolean;
  traced: boolean;
  trace_undated: boolean;
  /** Null: not known whether it flows and can be sampled. */
  obliged: boolean | null;
  monitored: boolean;
  to_remediate: boolean;
  closed: boolean;
  close_undated: boolean;
  dry_weather: boolean;
}

/** Outfalls confirmed by the day, by id. */
export async function outfallProgress(db: Executor, district: string, day: string): Promise<OutfallProgress[]> {
  const rows = await db.query<Omit<OutfallProgress, 'subtype'> & { subtype: string | null }>(
    'select outfall_id as id, p.* from atlas.outfall_progress($1, $2::date) as p',
    [district, day],
  );
  return rows.map((row) => ({ ...row, subtype: subtypeOf(row.subtype) }));
}
