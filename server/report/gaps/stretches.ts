/** The stretches that gap lists are made along: a town's, in parts with numbers counted along the river (twin: atlas.town_stretches). */
import type { Snapshot } from '../../district/snapshot.ts';
import { partAt, partCount, partStart } from '../../engine/gaps/parts.ts';
import { type ShownStretch, shownTowns } from '../../engine/gaps/shown-towns.ts';

/** Parts that numbers count where nobody asks for a greatest length; metres. */
export const PART_M = 500;

export interface WorkStretch extends ShownStretch {
  /** The river as numbers name it. */
  label: string;
  parts: number;
  /** Parts of the river before it, on this route and those before. */
  before: number;
}

/** Per route (index) its stretches in order; parts are counted over a river's routes in their order, which outlives their ids. */
export function workStretches({ rulers, townRanges, rivers }: Snapshot, mostMm: number): WorkStretch[][] {
  const labels = riverLabels(rivers);
  const counted = new Map<number, number>();
  const ofRoute: WorkStretch[][] = [];
  for (const route of alongRivers(rulers)) {
    const riverId = rulers.riverId[route];
    let before = counted.get(riverId) ?? 0;
    ofRoute[route] = shownTowns(townsAlong(townRanges, route)).map((stretch) => {
      const parts = partCount(stretch, mostMm);
      before += parts;
      return { ...stretch, label: labels.get(riverId)!, parts, before: before - parts };
    });
    counted.set(riverId, before);
  }
  return ofRoute;
}

function alongRivers({ count, seq }: Snapshot['rulers']): number[] {
  return Array.from({ length: count }, (_, route) => route).sort((a, b) => seq[a] - seq[b]);
}

function townsAlong({ first, from, to, town }: Snapshot['townRanges'], route: number) {
  return Array.from({ length: first[route + 1] - first[route] }, (_, k) => {
    const i = first[route] + k;
    return { from: from[i], to: to[i], town: town[i] };
  });
}

/** The name; with the key where two rivers have it, the key where there is none. */
function riverLabels(rivers: Snapshot['rivers']): Map<number, string> {
  const bearers = new Map<string | null, number>();
  for (const { name } of rivers.values()) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  return new Map(
    [...rivers.values()].map(({ id, key, name }) => [
      id,
      name === null ? key : bearers.get(name)! > 1 ? `${name}(${key})` : name,
    ]),
  );
}

/**
 * 青浦塘-03: begins with the river's third part; 青浦塘-03+120: begins 120 m into it. So a number stays whatever else is
 * surveyed, and changes when the beginning of its own gap is.
 */
export function numberAt(stretch: WorkStretch, from: number): string {
  const part = partAt(stretch, stretch.parts, from);
  const into = from - partStart(stretch, stretch.parts, part);
  const number = String(stretch.before + part + 1).padStart(2, '0');
  return `${stretch.label}-${number}${into > 0 ? `+${Math.floor(into / 1000)}` : ''}`;
}

/** Numbers are given once in a list: what begins in the same metre as another gets .2, .3 behind. */
export function onlyOnce(): (number: string) => string {
  const given = new Map<string, number>();
  return (number) => {
    const times = (given.get(number) ?? 0) + 1;
    given.set(number, times);
    return times === 1 ? number : `${number}.${times}`;
  };
}
