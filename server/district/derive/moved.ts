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
  /** How far what has a place lies from where it was, at most. */
  movedMm: number;
  /** Of a range: how much less it covers than before; less than a metre is a line drawn round to other millimetres. */
  lostMm?: number;
  /** Of a range: how much of its ground lies at no line now, where that is not what it covers less. */
  unplacedMm?: number;
  /** Of a range: how much of its ground lay at no line before. */
  wasUnplacedMm?: number;
  /** Of a range: how much of its ground has a place that had none before. */
  regainedMm?: number;
  /** Of a range in a town: how much of what it covers less has a place, outside that town. */
  outsideMm?: number;
  /** Of a survey of a whole river: how much of it, as drawn now, is not what was surveyed. */
  newMm?: number;
  /** How far what was lost is from the nearest line of its river, at most; infinite where it has none, undefined where nobody looked. */
  besideMm?: number;
}

/** A warning of the batch that redrew; `original` has the figures for scripts. */
export function movedIssue(moved: Moved): Issue {
  const { kind, id, from, to, movedMm, lostMm = 0, unplacedMm = 0, outsideMm = 0, newMm = 0, besideMm = 0 } = moved;
  const { wasUnplacedMm = 0, regainedMm = 0 } = moved;
  const isLost = to.length === 0 || lostMm >= METRE || unplacedMm >= wasUnplacedMm + METRE;
  const near = isLost ? beside(besideMm) : undefined;
  const said = [kept(moved), regained(regainedMm), lost(moved), outside(outsideMm), near, open(newMm)];
  const way = `${textOf(from)} → ${textOf(to)}`;
  const detail = {
    zh: [way, ...said.flatMap((words) => words?.zh ?? [])].join('，'),
    en: [way, ...said.flatMap((words) => words?.en ?? [])].join(', '),
  };
  return {
    ...issue(isLost ? 'anchor_lost' : 'reanchored', { row: null, field: `${kind} ${id}`, detail }),
    original: {
      ...{ [kind]: id, from: figures(from), to: figures(to), moved_m: movedMm / 1000, lost_m: lostMm / 1000 },
      ...(regainedMm > 0 ? { regained_m: regainedMm / 1000 } : {}),
      ...(unplacedMm > 0 ? { unplaced_m: unplacedMm / 1000 } : {}),
      ...(outsideMm > 0 ? { outside_town_m: outsideMm / 1000 } : {}),
      ...(newMm > 0 ? { not_surveyed_m: newMm / 1000 } : {}),
      ...(isLost && besideMm > 0 && Number.isFinite(besideMm) ? { nearest_line_m: besideMm / 1000 } : {}),
    },
  };
}

type Words = Record<'zh' | 'en', string> | undefined;

const metres = (mm: number) => (mm / 1000).toFixed(3);

/** Of what has a place. Movement of what has none would be that of its neighbours. */
function kept({ to, movedMm }: Moved): Words {
  if (to.length === 0) return undefined;
  if (movedMm === 0) return { zh: '所在地面不变', en: 'on the ground where it was' };
  const isPoint = to[0].measures.length === 1;
  return isPoint
    ? { zh: `距原处 ${metres(movedMm)} 米`, en: `${metres(movedMm)} m from where it was` }
    : {
        zh: `有位置的部分距原处最多 ${metres(movedMm)} 米`,
        en: `what has a place lies up to ${metres(movedMm)} m from where it was`,
      };
}

function regained(mm: number): Words {
  if (mm === 0) return undefined;
  return { zh: `其地面 ${metres(mm)} 米重新有了位置`, en: `${metres(mm)} m of its ground have a place again` };
}

function lost({ to, lostMm = 0, unplacedMm = 0 }: Moved): Words {
  const all = to.length === 0 ? [{ zh: '全部失位', en: 'all of it is lost' }] : [];
  const less =
    lostMm > FEW_MM ? [{ zh: `少覆盖 ${metres(lostMm)} 米`, en: `${metres(lostMm)} m less are covered` }] : [];
  const unplaced =
    unplacedMm > 0
      ? [
          {
            zh: `其地面 ${metres(unplacedMm)} 米旁已无河线`,
            en: `${metres(unplacedMm)} m of its ground lie at no line of the river now`,
          },
        ]
      : [];
  const said = [...all, ...less, ...unplaced];
  if (said.length === 0) return undefined;
  return { zh: said.map(({ zh }) => zh).join('，'), en: said.map(({ en }) => en).join(', ') };
}

function outside(mm: number): Words {
  if (mm === 0) return undefined;
  return {
    zh: `其中 ${metres(mm)} 米有位置，但已在该记录所填镇（街道）之外`,
    en: `${metres(mm)} m of them have a place, outside the town that the row names`,
  };
}

function beside(mm: number): Words {
  if (mm === 0) return undefined;
  return Number.isFinite(mm)
    ? {
        zh: `失位处距该河现有河线最远 ${metres(mm)} 米`,
        en: `the nearest line of the river is now up to ${metres(mm)} m from what was lost`,
      }
    : { zh: '该河现已没有河线', en: 'the river has no line now' };
}

function open(newMm: number): Words {
  if (newMm === 0) return undefined;
  return {
    zh: `河道现有 ${metres(newMm)} 米不是当时所查，不计入该记录；若确已查到，请撤销该记录的批次后重新导入`,
    en: `${metres(newMm)} m of the river are not what was surveyed then and do not count for it; if they were, undo the row's batch and import it again`,
  };
}

export const METRE = 1000;
/** What other millimetres at the vertices of the same line make: no word is worth less. */
export const FEW_MM = 5;
export const isNear = (one: number, other: number) => Math.abs(one - other) <= FEW_MM;

/** Whether each of the one has one of the other that is the same by `isSame`, in whatever order. */
export function areSame<Each>(was: readonly Each[], is: readonly Each[], isSame: (a: Each, b: Each) => boolean) {
  const left = [...is];
  for (const one of was) {
    const at = left.findIndex((other) => isSame(one, other));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
}

export function textOf(places: readonly Place[]): string {
  const each = places.map(
    ({ river, measures }) => `${river} ${measures.map((mm) => (mm / 1000).toFixed(3)).join('–')} m`,
  );
  return each.join(' + ') || '—';
}

export function figures(places: readonly Place[]) {
  return places.map(({ river, measures }) => ({ river, measures_m: measures.map((mm) => mm / 1000) }));
}
