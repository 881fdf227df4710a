/** Coverage of the rivers inside zones: sums per zone, each for itself (twin: atlas.coverage_in). */
import type { Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { eachStretch } from '../engine/coverage/states.ts';
import { routeLength } from '../engine/rulers.ts';
import { routeBanks } from './bank-surveys.ts';
import { addStretch, type CoveragePart, countsInLedger, emptyPart } from './coverage-parts.ts';
import { type LedgerPart, scaled } from './ledger.ts';
import { addOverlays, routeOverlays } from './overlays.ts';
import type { ZoneGrouping } from './zone-groups.ts';

/** A part of a river inside one zone; `row` is the zone's. */
export interface ZonePart extends CoveragePart {
  row: number;
}

/** One part per route and zone it runs in. */
export function zoneParts(snapshot: Snapshot, grouping: ZoneGrouping, mode: Mode, lastDay: number): ZonePart[] {
  const parts: ZonePart[] = [];
  const { first, from, to, zone } = grouping;
  for (let route = 0; route < snapshot.rulers.count; route++) {
    if (first[route] === first[route + 1]) continue;
    const { left, right } = routeBanks(snapshot, route, mode, lastDay);
    const byRow = new Map<number, ZonePart>();
    eachStretch(left, right, (start, end, l, r) => {
      for (let k = first[route]; k < first[route + 1] && from[k] < end; k++) {
        const length = Math.min(end, to[k]) - Math.max(start, from[k]);
        if (length <= 0) continue;
        let part = byRow.get(zone[k]);
        if (!part) {
          part = { ...emptyPart(snapshot, route, mode, -1), row: zone[k] };
          byRow.set(zone[k], part);
        }
        addStretch(part, length, left, right, l, r);
      }
    });
    const overlays = routeOverlays(snapshot, route, mode, lastDay);
    for (let k = first[route]; k < first[route + 1]; k++)
      addOverlays(byRow.get(zone[k])!.overlays, overlays, from[k], to[k]);
    parts.push(...byRow.values());
  }
  return parts;
}

/** Per zone and river: official × covered in the zone ÷ drawn of the whole river, each rounded for itself. */
export function zoneLedger(snapshot: Snapshot, parts: readonly ZonePart[]): (LedgerPart & { row: number })[] {
  const covered = new Map<string, { row: number; riverId: number; mm: number }>();
  for (const { row, riverId, countsInLedger: counts, lengthMm, gapMm } of parts) {
    if (!counts) continue;
    const key = `${row} ${riverId}`;
    const sum = covered.get(key) ?? { row, riverId, mm: 0 };
    sum.mm += lengthMm - gapMm;
    covered.set(key, sum);
  }
  const drawn = drawnLengths(snapshot);
  return [...covered.values()].map(({ row, riverId, mm }) => {
    const official = snapshot.rivers.get(riverId)?.officialLengthMm ?? null;
    const ledgerMm = official === null ? mm : scaled(official, mm, drawn.get(riverId)!);
    return { row, riverId, town: -1, ledgerMm, drawnOnlyMm: official === null ? mm : 0 };
  });
}

/** Of routes that official lengths are compared with. */
function drawnLengths({ rulers }: Snapshot): Map<number, number> {
  const lengths = new Map<number, number>();
  for (let route = 0; route < rulers.count; route++)
    if (countsInLedger(rulers, route))
      lengths.set(rulers.riverId[route], (lengths.get(rulers.riverId[route]) ?? 0) + routeLength(rulers, route));
  return lengths;
}
