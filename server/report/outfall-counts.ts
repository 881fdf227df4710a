/** How many outfalls sit on the rivers of each row of a report: by their link, whatever side of a line the outfall itself lies on. */
import type { Snapshot } from '../district/snapshot.ts';
import type { Grouping } from './groups.ts';
import type { ZoneGrouping } from './zone-groups.ts';

/** Each outfall once: at the line between two towns it belongs to the one that begins there, at a route's end to the last. */
export function outfallsByGroup({ rulers, townRanges, outfallPlaces }: Snapshot, groups: Grouping): number[] {
  const counts = groups.rows.map(() => 0);
  for (let route = 0; route < rulers.count; route++) {
    let k = townRanges.first[route];
    const last = townRanges.first[route + 1] - 1;
    for (let i = outfallPlaces.first[route]; i < outfallPlaces.first[route + 1]; i++) {
      while (k < last && townRanges.to[k] <= outfallPlaces.measure[i]) k++;
      counts[groups.rowOf(rulers.riverId[route], townRanges.town[k])]++;
    }
  }
  return counts;
}

/** Ends of ranges are inside; an outfall counts once per zone. */
export function outfallsInZones(
  { rulers, outfallPlaces }: Snapshot,
  { rows, first, from, to, zone }: ZoneGrouping,
): number[] {
  const counts = rows.map(() => 0);
  for (let route = 0; route < rulers.count; route++) {
    if (first[route] === first[route + 1]) continue;
    for (let i = outfallPlaces.first[route]; i < outfallPlaces.first[route + 1]; i++) {
      const at = outfallPlaces.measure[i];
      const inside = new Set<number>();
      for (let k = first[route]; k < first[route + 1] && from[k] <= at; k++) if (at <= to[k]) inside.add(zone[k]);
      for (const row of inside) counts[row]++;
    }
  }
  return counts;
}
