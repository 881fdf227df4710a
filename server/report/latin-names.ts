/** How the names of rivers and towns are spelled in Latin letters, for pages in English. */
import type { Executor } from '../db/database.ts';

export interface LatinName {
  name: string;
  latin: string;
}

/** By name; of rivers alone where towns are not to be told. */
export async function latinNames(db: Executor, district: string, towns: boolean): Promise<LatinName[]> {
  return db.query<LatinName>(
    `select n.name, n.latin from register.latin_name n
      where n.district = $1
        and (exists (select from register.river v where v.district = n.district and v.name = n.name)
             or $2 and exists (select from register.town t where t.district = n.district and t.name = n.name))
      order by n.name collate "C"`,
    [district, towns],
  );
}
