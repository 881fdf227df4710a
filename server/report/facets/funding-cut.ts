/** Funding parties as a facet (QP-13): every millimetre is paid for once, shared stretches half each. */
import type { Snapshot } from '../../district/snapshot.ts';
import type { Phase } from '../../rules/funding/rule.ts';
import { payersOf } from '../funding/payers.ts';
import { payingTowns } from '../funding/shared-stretches.ts';
import type { GroupRow } from '../groups.ts';
import type { Cut } from './cut.ts';

/** Names of the parties that are no town. */
export const PARTIES = {
  district: '区级财政 district budget',
  same_level: '同级财政 budget of the same level',
  budget: '财政预算（未写明层级） budget, level not stated',
  unknown: '无法确定 cannot be told',
};

/** Rows: the parties that pay for anything, towns in the order of their keys between the budgets and `unknown`. */
export function fundingCut(snapshot: Snapshot, phase?: Phase): Cut {
  const { rulers, rivers, towns } = snapshot;
  const payers = payersOf(snapshot, phase);
  const { first, from, to, town } = payingTowns(snapshot);
  const key = new Array<string>(from.length);
  for (let route = 0; route < rulers.count; route++) {
    const { level } = rivers.get(rulers.riverId[route])!;
    for (let k = first[route]; k < first[route + 1]; k++) {
      const { party } = payers(level, town[k]);
      key[k] = party === 'town' ? towns.key[town[k]] : party;
    }
  }
  const rows = partyRows(snapshot).filter((row) => key.includes(row.key));
  const place = new Map(rows.map((row, i) => [row.key, i]));
  return { rows, first, from, to, row: Int32Array.from(key, (one) => place.get(one)!), isPartition: true };
}

function partyRows({ towns }: Snapshot): GroupRow[] {
  const { unknown, ...budgets } = PARTIES;
  const rowOf = ([key, name]: [string, string]): GroupRow => ({ key, name });
  return [
    ...Object.entries(budgets).map(rowOf),
    ...towns.key.map((key, i) => ({ key, name: towns.name[i] })),
    { key: 'unknown', name: unknown },
  ];
}
