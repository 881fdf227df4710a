/** The rivers layer, and the projected routes that coverage and gaps are cut from. */

import { type WorldLines, worldLines } from '../../../tiles/geometry/world.ts';
import { type Column, classesBy, type LayerSource, stringColumn } from '../../../tiles/source.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { ROLES } from '../../engine/rulers.ts';

export function projectRoutes({ rulers, routeLonLat }: Snapshot): WorldLines {
  return worldLines(rulers.first, routeLonLat.lon, routeLonLat.lat);
}

/**
 * The river of each line where it is of the two upper levels, else null: those stay apart at every zoom, with their
 * name and river_id, for labels, picks and the selection of whole rivers.
 */
export function mainRivers(rivers: readonly { id: number; level: string | null }[]): Column {
  const isMain = (level: string | null) => level === 'municipal' || level === 'district';
  return { type: 'integer', values: Float64Array.from(rivers, ({ id, level }) => (isMain(level) ? id : Number.NaN)) };
}

/** Lines of one level and role are one feature below z12, main rivers each their own. */
export function riverLayer(snapshot: Snapshot, lines: WorldLines): LayerSource {
  const { rulers, rivers, district } = snapshot;
  const riverOf = Array.from(rulers.riverId, (id) => rivers.get(id)!);
  const level = stringColumn(
    riverOf.map((river) => river.level),
    rulers.count,
  );
  const latin = stringColumn(
    riverOf.map((river) => river.latin),
    rulers.count,
  );
  const role = stringColumn(
    Array.from(rulers.role, (role) => ROLES[role]),
    rulers.count,
  );
  return {
    layer: 'rivers',
    districtNumber: district.number,
    ids: rulers.routeId,
    geometry: { type: 'line', lines },
    columns: {
      river_id: { type: 'integer', values: rulers.riverId },
      name: stringColumn(
        riverOf.map((river) => river.name),
        rulers.count,
      ),
      latin,
      level,
      role,
    },
    mergeClass: classesBy([level, role, mainRivers(riverOf)], rulers.count),
  };
}
