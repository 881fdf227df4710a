/** What is said of recorded things that a redrawn river moved or left without a place. */
import { type Issue, issue } from '../../import/issues.ts';

/** A place along a river in mm; a link has one measure, a range two. */
export interface Place {
  /** The river's key, or '#' and its id. */
  river: string;
  measures: readonly number[];
}

export interface Moved {
  kind: 'outfall' | 'survey' | 'function_zone' | 'key_reach';
  id: number;
  from: readonly Place[];
  to: readonly Place[];
  /** How far it went on the ground. */
  movedMm: number;
  /** Of a range: how much less it covers than before; less than a metre is a line drawn round to other millimetres. */
  lostMm?: number;
  /** Of a range: how much of its ground lies at no line now, where that is not what it covers less. */
  unplacedMm?: number;
  /** Of a survey of a whole river: how much of it, as drawn now, is not what was surveyed. */
  newMm?: number;
}

/** A warning of the batch that redrew; `original` has the figures for scripts. */
export function movedIssue({ kind, id, from, to, movedMm, lostMm = 0, unplacedMm = 0, newMm = 0 }: Moved): Issue {
  const isLost = to.length === 0 || lostMm >= METRE || unplacedMm > 0;
  const metres = (mm: number) => (mm / 1000).toFixed(3);
  const lost =
    lostMm >= METRE ? { zh: `，少覆盖 ${metres(lostMm)} 米`, en: `, covers ${metres(lostMm)} m less` } : NOTHING;
  const unplaced =
    unplacedMm > 0
      ? {
          zh: `，其地面 ${metres(unplacedMm)} 米旁已无河线`,
          en: `, ${metres(unplacedMm)} m of its ground lie at no line of the river now`,
        }
      : NOTHING;
  const open =
    newMm > 0
      ? {
          zh: `，河道现有 ${metres(newMm)} 米不是当时所查，不计入该记录；若确已查到，请撤销该记录的批次后重新导入`,
          en: `, ${metres(newMm)} m of the river are not what was surveyed then and do not count for it; if they were, undo the row's batch and import it again`,
        }
      : NOTHING;
  const way = `${textOf(from)} → ${textOf(to)}`;
  const detail = {
    zh: `${way}，地面位移 ${metres(movedMm)} 米${lost.zh}${unplaced.zh}${open.zh}`,
    en: `${way}, moved ${metres(movedMm)} m on the ground${lost.en}${unplaced.en}${open.en}`,
  };
  return {
    ...issue(isLost ? 'anchor_lost' : 'reanchored', { row: null, field: `${kind} ${id}`, detail }),
    original: {
      ...{ [kind]: id, from: figures(from), to: figures(to), moved_m: movedMm / 1000, lost_m: lostMm / 1000 },
      ...(unplacedMm > 0 ? { unplaced_m: unplacedMm / 1000 } : {}),
      ...(newMm > 0 ? { not_surveyed_m: newMm / 1000 } : {}),
    },
  };
}

export const METRE = 1000;

const NOTHING = { zh: '', en: '' };

function textOf(places: readonly Place[]): string {
  const each = places.map(
    ({ river, measures }) => `${river} ${measures.map((mm) => (mm / 1000).toFixed(3)).join('–')} m`,
  );
  return each.join(' + ') || '—';
}

function figures(places: readonly Place[]) {
  return places.map(({ river, measures }) => ({ river, measures_m: measures.map((mm) => mm / 1000) }));
}
