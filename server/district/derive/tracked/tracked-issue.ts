/** What is said of a river on which tracks cover other stretches than before rivers were redrawn. */
import { type Issue, issue } from '../../../import/issues.ts';
import type { Mode } from '../../load-register.ts';

/** All lengths in millimetres. */
export interface TrackedRiver {
  river: number;
  /** Its key, else its name, else '#' and its id. */
  name: string;
  drawnWas: number;
  drawnIs: number;
  /** Tracks that cover other stretches of it, and those of them that cover less. */
  changed: number;
  losing: number;
  /** Summed over these; what of it other rivers have now. */
  less: number;
  elsewhere: number;
  /** Union of all tracks of a mode. */
  modes: { mode: Mode; was: number; is: number }[];
  /** Tracks with the largest loss. */
  most: { track: number; name: string | null; was: number; is: number; elsewhere: number }[];
}

/** A line drawn anew has other millimetres at its vertices: less than this is named as moved, with its figures. */
const ROUNDING_MM = 1000;

const MODE_WORDS: Record<Mode, { zh: string; en: string }> = {
  above_water: { zh: '水上', en: 'above water' },
  under_water: { zh: '水下', en: 'under water' },
};

/** A warning of the batch that redrew; `original` has the figures for scripts. */
export function trackedIssue(river: TrackedRiver): Issue {
  const lost = river.less - river.elsewhere;
  const code = lost >= ROUNDING_MM ? 'tracks_lost' : 'tracks_reanchored';
  const detail = { zh: detailZh(river, lost), en: detailEn(river, lost) };
  return {
    ...issue(code, { row: null, field: `river ${river.river}`, value: river.name, detail }),
    original: figures(river, lost),
  };
}

const metres = (mm: number) => (mm / 1000).toFixed(3);
const way = (was: number, is: number) => `${metres(was)} → ${metres(is)}`;

function detailZh({ drawnWas, drawnIs, modes, changed, losing, less, elsewhere, most }: TrackedRiver, lost: number) {
  const covered = modes.map(({ mode, was, is }) => `${MODE_WORDS[mode].zh} ${way(was, is)} 米`).join('，');
  const all = `图上线长 ${way(drawnWas, drawnIs)} 米；轨迹覆盖 ${covered}；${changed} 条轨迹有变化`;
  if (losing === 0) return `${all}，均未减少`;
  const named = most.map(({ track, name, was, is }) => `${name ?? '轨迹'}（#${track}）${way(was, is)} 米`).join('，');
  return `${all}，其中 ${losing} 条共减少 ${metres(less)} 米（${metres(elsewhere)} 米转到其他河道，${metres(lost)} 米无着落），减少最多：${named}`;
}

function detailEn({ drawnWas, drawnIs, modes, changed, losing, less, elsewhere, most }: TrackedRiver, lost: number) {
  const covered = modes.map(({ mode, was, is }) => `${MODE_WORDS[mode].en} ${way(was, is)} m`).join(', ');
  const all = `drawn length ${way(drawnWas, drawnIs)} m; covered by tracks ${covered}; tracks changed: ${changed}`;
  if (losing === 0) return `${all}, none with less`;
  const named = most.map(({ track, name, was, is }) => `${name ?? 'track'} (#${track}) ${way(was, is)} m`).join(', ');
  return `${all}, ${losing} of them with ${metres(less)} m less (${metres(elsewhere)} m are on other rivers now, ${metres(lost)} m nowhere), most of it: ${named}`;
}

function figures(
  { river, drawnWas, drawnIs, modes, changed, losing, less, elsewhere, most }: TrackedRiver,
  lost: number,
) {
  return {
    river,
    drawn: { was_m: drawnWas / 1000, is_m: drawnIs / 1000 },
    covered: modes.map(({ mode, was, is }) => ({ mode, was_m: was / 1000, is_m: is / 1000 })),
    tracks: { changed, losing, less_m: less / 1000, elsewhere_m: elsewhere / 1000, lost_m: lost / 1000 },
    most: most.map(({ track, name, was, is, elsewhere }) => ({
      ...{ track, name, was_m: was / 1000, is_m: is / 1000, elsewhere_m: elsewhere / 1000 },
    })),
  };
}
