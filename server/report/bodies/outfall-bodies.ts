/** Who has to do with an outfall by the plan that holds in its district: facts read from the register, answers from the plans' task lists. */
import type { Executor } from '../../db/database.ts';
import type { District } from '../../district/district.ts';
import { type Bodies, bodiesOf, type OutfallFacts } from '../../rules/bodies/bodies-of.ts';
import { packOf } from '../../rules/packs.ts';
import { EDGE_M } from '../surroundings/surroundings.ts';

/** An outfall's facts with the states that are counted. */
export interface KnownOutfall extends OutfallFacts {
  id: number;
  status: string;
  handle_stage: string | null;
  closed_out: boolean;
}

/** Facts of all outfalls by id, or of one. Records merged into another are left out. */
export async function outfallFacts(db: Executor, district: string, only?: number): Promise<KnownOutfall[]> {
  return db.query<KnownOutfall>(
    `select o.id, o.status, o.handle_stage, o.closed_out_on is not null as closed_out, o.type, o.subtype, o.source_facility,
            t.name as town, f.in_park, f.in_sewer_service_area, o.trace_result,
            o.responsible_party is not null as has_responsible_party
       from atlas.outfall_facts($1, $2, $3) f
       join register.outfall o on o.district = $1 and o.id = f.outfall_id
       left join register.outfall_link l on l.district = $1 and l.outfall_id = o.id
       left join register.town t on t.district = $1 and t.id = l.town_id
      order by o.id`,
    [district, only ?? null, EDGE_M],
  );
}

/**
 * Of one outfall; null for a record that was merged into another. No person is named: the river's chief is the card's
 * private part. Where no plan is known for the district, pack is null and nothing is said.
 */
export async function outfallBodies(
  db: Executor,
  district: Pick<District, 'key' | 'pack'>,
  outfall: number,
): Promise<Bodies | null> {
  const [facts] = await outfallFacts(db, district.key, outfall);
  return facts ? bodiesOf(packOf(district), facts) : null;
}
