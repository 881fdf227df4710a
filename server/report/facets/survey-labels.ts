/** Crews, methods, campaigns and years as facets: they divide what was surveyed, not the river. */
import type { Surveyed } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import type { GroupRow, SurveyGroup } from '../groups.ts';

export interface Labels {
  rows: GroupRow[];
  /** Whether an entry of the snapshot's surveyed ranges is the row's. */
  isIn(entry: number, row: number): boolean;
  /** The row's or that of one before it, where rows follow each other in time. */
  isUpTo?(entry: number, row: number): boolean;
}

export const SURVEY_LABELS: Record<SurveyGroup, (snapshot: Snapshot) => Labels> = {
  crew: ({ surveyed }) => byName(surveyed.crew, surveyed.crews),
  method: ({ surveyed }) => byName(surveyed.method, surveyed.methods),
  campaign: ({ surveyed }) => byName(surveyed.campaign, surveyed.campaigns),
  year: ({ surveyed }) => byYear(surveyed),
};

/** In the order of names; what has none is `unknown`, last. */
function byName(index: Int32Array, names: readonly string[]): Labels {
  const order = names.map((_, i) => i).sort((a, b) => (names[a] < names[b] ? -1 : 1));
  const rows: GroupRow[] = order.map((i) => ({ key: names[i], name: names[i] }));
  if (index.includes(-1)) {
    rows.push({ key: 'unknown', name: 'unknown' });
    order.push(-1);
  }
  return { rows, isIn: (entry, row) => index[entry] === order[row] };
}

/** Years of the district's local days, in which anything was surveyed. */
function byYear({ day }: Surveyed): Labels {
  const yearOf = new Map([...new Set(day)].map((one) => [one, new Date(one * 86_400_000).getUTCFullYear()]));
  const years = [...new Set(yearOf.values())].sort((a, b) => a - b);
  return {
    rows: years.map((year) => ({ key: String(year), name: String(year) })),
    isIn: (entry, row) => yearOf.get(day[entry]) === years[row],
    isUpTo: (entry, row) => yearOf.get(day[entry])! <= years[row],
  };
}
