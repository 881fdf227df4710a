/** Rivers within metres of parks and residential areas (SC-3: 沿河、沿湖工业园区、居住区), each area a row. */
import type { Snapshot } from '../../district/snapshot.ts';
import { rangesNearEdges } from '../../engine/near-polygon.ts';
import { normalise } from '../../engine/ranges.ts';
import { type Cut, type CutEntry, packCut, rangesOfRow } from './cut.ts';

/** Kinds of areas whose surroundings can be asked for. */
export const NEARABLE = ['park', 'residential'] as const;
export type Nearable = (typeof NEARABLE)[number];

/** What lies inside an area and what is within metres of its edge; rows in the order of the areas' ids. */
export function nearAreas(snapshot: Snapshot, kind: Nearable, withinM: number): Cut {
  const { rulers, zoneRanges } = snapshot;
  const rows = zoneRanges[kind].zones.map(({ id, key, name }) => ({ key, name, zoneId: id }));
  const entries: CutEntry[] = [];
  for (let route = 0; route < rulers.count; route++)
    entries.push(...routeEntries(snapshot, kind, route, Math.floor(withinM * 1000 + 0.5)));
  return packCut(rulers.count, rows, entries);
}

function routeEntries({ rulers, zoneRanges, areas }: Snapshot, kind: Nearable, route: number, withinMm: number) {
  const { zone: row, ...inside } = zoneRanges[kind];
  const entries: CutEntry[] = [];
  for (let area = 0; area < areas[kind].count; area++) {
    const within = rangesOfRow({ ...inside, row }, route, area);
    const ranges = normalise([...within, ...rangesNearEdges(rulers, route, areas[kind], area, withinMm)]);
    for (let k = 0; k < ranges.length; k += 2) entries.push([route, ranges[k], ranges[k + 1], area]);
  }
  return entries.sort((a, b) => a[1] - b[1] || a[3] - b[3]);
}
