/** What derivation of a past register begins with, so that what did not change since keeps its ids and its place. */
import type { Executor } from '../../db/database.ts';
import { DomainError } from '../../errors.ts';
import type { Past } from './past-rows.ts';

/** Ids of routes that are drawn no more come after these. */
export const PAST_ROUTE_IDS = 1_000_000_000;

/**
 * Today's routes: those the past drew the same way are kept by derivation under their ids, the others go. They are in no
 * town until the towns of then cut them: where there were none, nothing would.
 */
export async function copyRoutes(tx: Executor, { district, under }: Past): Promise<void> {
  await tx.query(
    `insert into register.route (district, id, river_id, seq, role, closed, length_mm, geom, line_m)
     select $2, id, river_id, seq, role, closed, length_mm, geom, line_m from register.route where district = $1`,
    [district, under],
  );
  await tx.query(
    `insert into register.route_town (district, route_id, from_mm, to_mm, town_id)
     select district, id, 0, length_mm, null from register.route where district = $1`,
    [under],
  );
  await tx.query(`insert into register.counter (district, table_name, last_id) values ($1, 'route', $2)`, [
    under,
    PAST_ROUTE_IDS,
  ]);
}

/** As they are named now: a set belongs to the question, not to the register that is asked. */
export async function copyRiverSets(tx: Executor, { district, under }: Past): Promise<void> {
  await tx.query(
    `insert into register.river_set (district, id, name, keys, names, levels, main_only)
     select $2, id, name, keys, names, levels, main_only from register.river_set where district = $1`,
    [district, under],
  );
}

/**
 * Ground lines are kept once, when a record is first placed, and outlive it; those of records removed before that was so are
 * lost. Placing such a record anew is exact only where its river did not change between its coming and the version.
 * @throws DomainError `known_at_ground_lost` (409)
 */
export async function copyGrounds(tx: Executor, past: Past): Promise<void> {
  await tx.query(
    `insert into register.record_ground (district, record_id, river_id, from_mm, to_mm, day, since, route_line, line_m, taken_from)
     select $2, g.record_id, g.river_id, g.from_mm, g.to_mm, g.day, g.since, g.route_line, g.line_m, g.taken_from
       from register.record_ground g join register.survey_record s on s.district = $2 and s.id = g.record_id
      where g.district = $1 and g.since <= $3 and (g.until is null or g.until > $3)`,
    [past.district, past.under, past.version],
  );
  await tx.query(
    `insert into register.ground_line (district, id, line_m, drawn_as, beside)
     select $2, l.id, l.line_m, l.drawn_as, l.beside from register.ground_line l
      where l.district = $1 and l.id in (select taken_from from register.record_ground where district = $2)`,
    [past.district, past.under],
  );
  const lost = await tx.query<{ id: number }>(
    `select s.id from register.survey_record s
       join register.lost_ground l on l.district = $1 and l.record_id = s.id
      where s.district = $2 and (s.from_mm < s.to_mm or s.from_mm is null)
        and exists (select from register.change_row c
                     where c.district = $1 and ${OF_ITS_RIVER}
                       and c.version <= $3 and c.version > (
                           select max(i.version) from register.change_row i
                            where i.district = $1 and i.table_name = 'survey_record' and i.row_id = s.id and i.version <= $3))
      order by 1`,
    [past.district, past.under, past.version],
  );
  if (lost.length > 0) throw groundLost(lost.map(({ id }) => id));
}

/** A change c of the lines of record s's river, or of waters, whose shores may be: a line is known by what it was, or is in the register of then. */
const OF_ITS_RIVER = `(
  c.table_name = 'water_body'
  or c.table_name = 'river' and c.row_id = s.river_id
  or c.table_name = 'source_segment' and (
     (c.before ->> 'river_id')::int = s.river_id
     or exists (select from register.source_segment g
                 where g.district = s.district and g.id = c.row_id and g.river_id = s.river_id)))`;

function groundLost(ids: readonly number[]): DomainError {
  const list = ids.slice(0, 5).join(', ');
  return new DomainError(
    'known_at_ground_lost',
    `The ledger of that moment cannot be made again: where records since removed (${list}) lay on rivers redrawn before is not kept.`,
    `无法重现当时的台账：已删除的记录（${list}）在河道改绘后的位置没有保存。`,
    409,
  );
}
