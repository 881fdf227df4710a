/** Whether survey rows lie where their grounds place them: what they cover is read off their anchors. */
import type { AnchorRow } from '../../district/derive/place-record.ts';
import { placeRecords, readAnchors } from '../../district/derive/record-anchors.ts';
import type { Difference, Subject } from './checks.ts';

/** Rows whose stored anchors are not those that their grounds have on the routes of today: elsewhere, on another river, or none. */
export async function compareAnchors({ db, district, snapshot }: Subject): Promise<Difference> {
  const stored = await readAnchors(db, district, null);
  const placed = await placeRecords(db, snapshot.district, snapshot.rulers, null);
  const found = new Map(placed.map(({ place, found: { rows } }) => [place.record, rows]));
  const records = [...new Set([...stored.keys(), ...found.keys()])];
  const differing = records.filter((id) => textOf(stored.get(id)) !== textOf(found.get(id)));
  return { compared: records.length, difference: differing.length };
}

function textOf(rows: readonly AnchorRow[] = []): string {
  return rows
    .map(({ route_id, from_mm, to_mm, reversed }) => [route_id, from_mm, to_mm, reversed].join(' '))
    .sort()
    .join();
}
