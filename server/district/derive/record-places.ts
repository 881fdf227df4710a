/** Records with their ground lines, as they are stored. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import { endsOf } from '../../engine/anchor/stretch.ts';
import { literal } from '../literal.ts';
import { type GroundLine, measuredVertices, readGroundLines } from './ground-lines.ts';

export interface RecordPlace {
  record: number;
  river: number;
  riverKey: string;
  /** Null of a whole river. */
  range: { from: number; to: number } | null;
  /** Of a whole river one for each route it had; of measures one; none where the river was not drawn so far, or in several parts. */
  grounds: Ground[];
}

export interface Ground {
  /** md5 of the line of the route that it was taken from. */
  routeLine: string;
  /** All of that line; of grounds taken before it was kept their own part of it. */
  whole: GroundLine;
  /** Which part the record is along it. */
  part: readonly [fromMm: number, toMm: number];
}

/** The chosen records (null: all) with their ground lines, by id. */
export async function readRecordPlaces(
  tx: Executor,
  district: string,
  ids: readonly number[] | null,
): Promise<RecordPlace[]> {
  const wholes = await readGroundLines(tx, district, ids);
  const chosen = ids === null ? '' : `and s.id in (${[-1, ...ids].map(Number).join(', ')})`;
  const copy = new CopyReader(
    await tx.copyOut(
      `select s.id, s.river_id, coalesce(v.key, '#' || v.id), s.from_mm, s.to_mm, g.route_line, g.taken_from, g.line_m
         from register.survey_record s
         join register.river v on v.district = s.district and v.id = s.river_id
         left join register.record_ground g on g.district = s.district and g.record_id = s.id
               and g.river_id = s.river_id and g.until is null
               and (s.from_mm is null and g.day = s.date or g.from_mm = s.from_mm and g.to_mm = s.to_mm and g.day is null)
        where s.district = ${literal(district)} ${chosen}
          and (s.from_mm < s.to_mm or s.from_mm is null and s.to_mm is null) order by s.id`,
    ),
  );
  const places: RecordPlace[] = [];
  while (copy.next()) {
    const [record, river, riverKey] = [copy.int()!, copy.int()!, copy.string()!];
    const range = rangeOf(copy.int(), copy.int());
    if (places.at(-1)?.record !== record) places.push({ record, river, riverKey, range, grounds: [] });
    const [routeLine, takenFrom, bytes] = [copy.string(), copy.string(), copy.binary()];
    if (routeLine === null) continue;
    const line = measuredVertices(new EwkbReader(bytes!).line());
    const own = { id: `${record} ${routeLine}`, line, drawnAs: [], beside: [] };
    const whole = (takenFrom !== null && wholes.get(takenFrom)) || own;
    places.at(-1)!.grounds.push({ routeLine, whole, part: endsOf(line) });
  }
  return places;
}

function rangeOf(from: number | null, to: number | null): { from: number; to: number } | null {
  return from === null || to === null ? null : { from, to };
}
