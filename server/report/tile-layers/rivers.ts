/** The rivers layer, and the projected routes that coverage and gaps are cut from. */

import { projectLines, type WorldLines } from '../../../tiles/geometry/world.ts';
import { type Column, classesBy, type LayerSource, stringColumn } from '../../../tiles/source.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import type { InPieces } from '../../engine/in-pieces.ts';
import { ROLES, routeLength } from '../../engine/rulers.ts';
import type { RouteFeatures } from './route-features.ts';

export function projectRoutes({ rulers, routeLonLat }: Snapshot): InPieces<WorldLines> {
  return projectLines(rulers.first, routeLonLat.lon, routeLonLat.lat);
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
export function* riverLayer(snapshot: Snapshot, lines: WorldLines): InPieces<LayerSource> {
  const { layer, districtNumber, ids, columns, alike } = riverFeatures(snapshot);
  yield;
  const mergeClass = classesBy(alike, ids.length);
  return { layer, districtNumber, ids, geometry: { type: 'line', lines }, columns, mergeClass };
}

/** The routes, each as a whole. */
export function riverFeatures({ rulers, rivers, district }: Snapshot): RouteFeatures {
  const riverOf = Array.from(rulers.riverId, (id) => rivers.get(id)!);
  const strings = (of: (river: (typeof riverOf)[number], route: number) => string | null) =>
    stringColumn(riverOf.map(of), rulers.count);
  const [level, role] = [strings((river) => river.level), strings((_, route) => ROLES[rulers.role[route]])];
  const route = Int32Array.from(rulers.routeId.keys());
  return {
    layer: 'rivers',
    districtNumber: district.number,
    ids: rulers.routeId,
    ranges: {
      route,
      fromMm: new Float64Array(rulers.count),
      toMm: Float64Array.from(route, (i) => routeLength(rulers, i)),
    },
    columns: {
      river_id: { type: 'integer', values: rulers.riverId },
      name: strings((river) => river.name),
      latin: strings((river) => river.latin),
      level,
      role,
    },
    alike: [level, role, mainRivers(riverOf)],
  };
}
