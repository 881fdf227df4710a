/** District, rivers, routes, towns, levels, who pays and squares of the survey net as facets: every millimetre in exactly one row (twin: atlas.report_group). */
import { LEVELS } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import type { Phase } from '../../rules/funding/rule.ts';
import type { GroupRow, PartitionGroup } from '../groups.ts';
import { cellCut } from './cell-cut.ts';
import { type Cut, cutByRoute } from './cut.ts';
import { fundingCut } from './funding-cut.ts';

export const RIVER_CUTS: Record<PartitionGroup, (snapshot: Snapshot, phase?: Phase) => Cut> = {
  district: byDistrict,
  river: byRiver,
  town: byTown,
  level: byLevel,
  route: byRoute,
  funding: fundingCut,
  cell: cellCut,
};

function byDistrict({ district, rulers }: Snapshot): Cut {
  const rows = [{ key: district.key, name: district.name }];
  return { ...cutByRoute(rulers, rows, () => 0), rowOfRiver: () => 0 };
}

function byRiver(snapshot: Snapshot): Cut {
  const list = [...snapshot.rivers.values()];
  const index = new Map(list.map((river, i) => [river.id, i]));
  const rows = list.map((river) => ({ key: river.key, name: river.name, riverId: river.id }));
  return cutByRiver(snapshot, rows, (riverId) => index.get(riverId)!);
}

function byRoute({ rulers, rivers }: Snapshot): Cut {
  const rows = Array.from(rulers.routeId, (routeId, route): GroupRow => {
    const riverId = rulers.riverId[route];
    return { key: String(routeId), name: rivers.get(riverId)!.name, riverId, routeId };
  });
  return cutByRoute(rulers, rows, (route) => route);
}

function byLevel(snapshot: Snapshot): Cut {
  const levelOf = (riverId: number) => snapshot.rivers.get(riverId)!.level ?? 'unknown';
  const drawn = new Set(Array.from(snapshot.rulers.riverId, levelOf));
  const keys: string[] = [...LEVELS, 'unknown'].filter((level) => drawn.has(level as never));
  const rows = keys.map((key) => ({ key, name: key }));
  return cutByRiver(snapshot, rows, (riverId) => keys.indexOf(levelOf(riverId)));
}

function cutByRiver({ rulers }: Snapshot, rows: GroupRow[], rowOfRiver: (riverId: number) => number): Cut {
  return { ...cutByRoute(rulers, rows, (route) => rowOfRiver(rulers.riverId[route])), rowOfRiver };
}

/** Every town has a row, in the order of ids, also without a river; `outside` only when some river is there. */
function byTown({ towns, townRanges }: Snapshot): Cut {
  const order = Array.from(towns.id, (_, i) => i).sort((a, b) => towns.id[a] - towns.id[b]);
  const place = new Map(order.map((town, row) => [town, row]));
  const rows: GroupRow[] = order.map((town) => ({ key: towns.key[town], name: towns.name[town] }));
  if (townRanges.town.includes(-1)) rows.push({ key: 'outside', name: 'outside' });
  const row = townRanges.town.map((town) => (town < 0 ? order.length : place.get(town)!));
  return { rows, first: townRanges.first, from: townRanges.from, to: townRanges.to, row, isPartition: true };
}
