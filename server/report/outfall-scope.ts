/** Outfalls on the waters of a scope (SC-12: those within 1 km of venues, and of drinking-water sources). */
import type { Executor } from '../db/database.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { findRoute } from '../engine/rulers.ts';
import { scopeNotes } from './facets/notes.ts';
import { type Scope, scopeReach } from './facets/scope.ts';

export interface ScopedOutfalls {
  ids: number[];
  /** What the list does not speak of. */
  notes: string[];
  /** Of these, that no river lies in the scope (most likely its layer is not loaded), and of how many outfalls it is not known. */
  unchecked: string[];
}

interface Linked {
  id: number;
  route: number | null;
  measure: number | null;
}

/**
 * An outfall is in the scope where its link's measure is, ends included. Zones are those that hold today.
 * @throws DomainError `scope_unknown` (404), `within_invalid`
 */
export async function outfallsInScope(db: Executor, snapshot: Snapshot, scope: Scope): Promise<ScopedOutfalls> {
  const { rulers, district } = snapshot;
  const reach = scopeReach(snapshot, scope);
  const rows = await db.query<Linked>(
    `select o.id, l.route_id as route, l.measure_mm as measure from register.outfall o
       left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
      where o.district = $1 and o.merged_into is null order by o.id`,
    [district.key],
  );
  const isIn = ({ route, measure }: Linked) => {
    const ranges = route === null ? [] : (reach[findRoute(rulers, route)] ?? []);
    return ranges.some((from, i) => i % 2 === 0 && from <= measure! && measure! <= ranges[i + 1]);
  };
  const unlinked = rows.filter(({ route }) => route === null).length;
  const isEmpty = reach.every((ranges) => ranges.length === 0);
  const unchecked = [...(isEmpty ? [EMPTY_NOTE] : []), ...(unlinked > 0 ? [unlinkedNote(unlinked)] : [])];
  const notes = [...scopeNotes(snapshot, { scope }), ...unchecked];
  return { ids: rows.filter(isIn).map(({ id }) => id), notes, unchecked };
}

/** An empty list must not be read as none. */
const EMPTY_NOTE = '未核查 not checked: 范围内没有河道 no river lies in the scope';
const unlinkedNote = (count: number) =>
  `未核查 not checked · ${count} 个排污口未挂接到河道，是否在范围内不知 outfalls are linked to no river; whether they are in the scope is not known`;
