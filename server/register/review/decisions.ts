/** Rows of register.review_decision: the decision that holds, and what was judged. */
import type { Executor } from '../../db/database.ts';
import type { EditBy } from '../edit-outfall-transaction.ts';
import type { ReviewItem } from './items.ts';

/** The place of the outfall, the distance to the boundary and the river, as atlas.review_items compares them later. */
const SEEN = `(select jsonb_build_object(
                'x_mm', floor(st_x(o.geom_m) * 1000 + 0.5)::bigint, 'y_mm', floor(st_y(o.geom_m) * 1000 + 0.5)::bigint,
                'river', coalesce(v.key, '#' || v.id), 'zone', coalesce(z.name, z.key),
                'distance_mm', f.distance_mm, 'reasons', to_jsonb($9::text[]))
           from register.outfall o
           left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
           left join register.route r on r.district = l.district and r.id = l.route_id
           left join register.river v on v.district = r.district and v.id = r.river_id
           left join register.protected_zone z on z.district = o.district and z.id = $4
           left join register.outfall_zone f
             on f.district = o.district and f.outfall_id = o.id and f.zone_id = $4 and f.relation = $5
          where o.district = $1 and o.id = $3)`;

/** Puts a decision in the place of an earlier one; after the link was written. */
export async function storeDecision(
  tx: Executor,
  district: string,
  { kind, outfall, zone, relation, reasons }: ReviewItem,
  { decision, by }: { decision: string; by: EditBy },
): Promise<void> {
  await tx.query(
    `insert into register.review_decision
            (district, id, kind, outfall_id, zone_id, relation, decision, reviewer, reason, seen)
     select $1, coalesce((select d.id from register.review_decision d
                           where d.district = $1 and d.kind = $2 and d.outfall_id = $3
                             and d.zone_id is not distinct from $4 and d.relation is not distinct from $5),
                         register.next_ids($1, 'review_decision', 1)),
            $2, $3, $4::int, $5::text, $6, $7, $8, ${SEEN}
         on conflict on constraint review_decision_item do update
        set decision = excluded.decision, reviewer = excluded.reviewer, reason = excluded.reason,
            decided_at = now(), seen = excluded.seen`,
    [district, kind, outfall, zone, relation, decision, by.author, by.reason?.trim() || null, reasons],
  );
}

/** The decision leaves; the history keeps it. */
export async function dropDecision(tx: Executor, district: string, { decision }: ReviewItem): Promise<void> {
  await tx.query('delete from register.review_decision where district = $1 and id = $2', [district, decision]);
}
