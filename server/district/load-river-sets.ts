/** Reads the district's named sets of rivers with the rivers that are in them now. */
import type { Executor } from '../db/database.ts';

export interface RiverSetMembers {
  name: string;
  /** Only routes of role main: a main stem (干流). */
  mainOnly: boolean;
  /** Ids, ascending. */
  rivers: number[];
}

export async function loadRiverSets(db: Executor, district: string): Promise<RiverSetMembers[]> {
  return db.query<RiverSetMembers>(
    `select s.name, s.main_only as "mainOnly", array(select r.id from atlas.set_rivers($1, s.name) r) as rivers
       from register.river_set s where s.district = $1 order by s.name collate "C"`,
    [district],
  );
}
