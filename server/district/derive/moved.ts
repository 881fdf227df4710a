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
  /** Of a range: how much of it has no place any more. */
  lostMm?: number;
  /** Of a survey of a whole river: how much of it, as drawn now, is not what was surveyed. */
  newMm?: number;
}

/** A warning of the batch that redrew; `original` has the figures for scripts. */
export function movedIssue({ kind, id, from, to, movedMm, lostMm = 0, newMm = 0 }: Moved): Issue {
  const isLost = to.length === 0 || lostMm > 0;
  const metres = (mm: number) => (mm / 1000).toFixed(3);
  const lost =
    lostMm > 0 ? { zh: `，${metres(lostMm)} 米无着落`, en: `, ${metres(lostMm)} m without a place` } : NOTHING;
  const open =
    newMm > 0
      ? {
          zh: `，河道现有 ${metres(newMm)} 米不是当时所查，不计入该记录；若确已查到，请撤销该记录的批次后重新导入`,
          en: `, ${metres(newMm)} m of the river are not what was surveyed then and do not count for it; if they were, undo the row's batch and import it again`,
        }
      : NOTHING;
  const way = `${textOf(from)} → ${textOf(to)}`;
  const detail = {
    zh: `${way}，地面位移 ${metres(movedMm)} 米${lost.zh}${open.zh}`,
    en: `${way}, moved ${metres(movedMm)} m on the ground${lost.en}${open.en}`,
  };
  return {
    ...issue(isLost ? 'anchor_lost' : 'reanchored', { row: null, field: `${kind} ${id}`, detail }),
    original: {
      ...{ [kind]: id, from: figures(from), to: figures(to), moved_m: movedMm / 1000, lost_m: lostMm / 1000 },
      ...(newMm > 0 ? { not_surveyed_m: newMm / 1000 } : {}),
    },
  };
}

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
