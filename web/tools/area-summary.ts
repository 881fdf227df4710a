/** The figures of a drawn area: what the legend leaves on the map, counted. Pure. */
import type { Feature } from 'geojson';
import type { Outfall } from '../api/types.ts';
import { progressOf } from '../panels/progress.ts';
import type { OutfallType, Progress } from '../style/layers/outfalls.ts';
import type { AreaFound, LineInside } from './area-found.ts';

export interface LineSum {
  count: number;
  insideM: number;
}

export interface AreaSummary {
  outfalls: Feature[];
  /** Inside too, and switched off. */
  outfallsHidden: number;
  /** In the legend's classes: those without a type are with the other ones. */
  byType: Map<OutfallType, number>;
  byProgress: Map<Progress, number>;
  /** By kind, of those that are shown. */
  lines: Map<LineInside['kind'], LineSum>;
  /** All that was counted. */
  features: Feature[];
}

const typeOf = ({ properties }: Feature): OutfallType => properties?.type ?? 'other';
const stepOf = ({ properties }: Feature): Progress => progressOf(properties as Outfall);

function countBy<Class>(features: readonly Feature[], key: (feature: Feature) => Class): Map<Class, number> {
  const counts = new Map<Class, number>();
  for (const feature of features) counts.set(key(feature), (counts.get(key(feature)) ?? 0) + 1);
  return counts;
}

function sumByKind(lines: readonly LineInside[]): AreaSummary['lines'] {
  const sums: AreaSummary['lines'] = new Map();
  for (const { kind, insideM } of lines) {
    const { count, insideM: before } = sums.get(kind) ?? { count: 0, insideM: 0 };
    sums.set(kind, { count: count + 1, insideM: before + insideM });
  }
  return sums;
}

/** Whole, as the service has it, with how much of it lies in the area: these lengths are what was summed. */
const measured = ({ feature, insideM }: LineInside): Feature => ({
  ...feature,
  properties: { ...feature.properties, inside_m: insideM },
});

/** `hidden`: legend keys switched off. */
export function summaryOf(found: AreaFound, hidden: readonly string[]): AreaSummary {
  const off = new Set(hidden);
  const isShown = (each: Feature) =>
    !off.has('outfalls') && !off.has(`type:${typeOf(each)}`) && !off.has(`progress:${stepOf(each)}`);
  const outfalls = found.outfalls.filter(isShown);
  const lines = found.lines.filter(({ kind }) => !off.has(kind));
  return {
    outfalls,
    outfallsHidden: found.outfalls.length - outfalls.length,
    byType: countBy(outfalls, typeOf),
    byProgress: countBy(outfalls, stepOf),
    lines: sumByKind(lines),
    features: [...outfalls, ...lines.map(measured)],
  };
}
