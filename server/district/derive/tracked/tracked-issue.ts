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
  /** Summed over these: what they cover less of it, and more of other rivers, be it the same ground or not. */
  less: number;
  elsewhere: number;
  /** What each covers less and not at least as much more of other rivers. */
  unmatched: number;
  /** Union of all tracks of a mode. */
  modes: { mode: Mode; was: number; is: number }[];
  /** All that cover less of it. */
  ids: number[];
  /** Tracks with the largest loss, and from where to where they covered the river then and cover it now. */
  most: {
    track: number;
    name: string | null;
    was: number;
    is: number;
    elsewhere: number;
    wasAt: [number, number][];
    isAt: [number, number][];
  }[];
}

/** A line drawn anew has other millimetres at its vertices: less than this is named as moved, with its figures. */
const ROUNDING_MM = 1000;

const MODE_WORDS: Record<Mode, { zh: string; en: string }> = {
  above_water: { zh: '水上', en: 'above water' },
  under_water: { zh: '水下', en: 'under water' },
};

/** A warning of the batch that redrew; `original` has the figures for scripts. */
export function trackedIssue(river: TrackedRiver): Issue {
  const code = river.unmatched >= ROUNDING_MM ? 'tracks_lost' : 'tracks_reanchored';
  const detail = { zh: detailZh(river), en: detailEn(river) };
  return {
    ...issue(code, { row: null, field: `river ${river.river}`, value: river.name, detail }),
    original: figures(river),
  };
}

const metres = (mm: number) => (mm / 1000).toFixed(3);
const way = (was: number, is: number) => `${metres(was)} → ${metres(is)}`;
/** Of a track that left the line often; `original` has all. */
const RANGES_NAMED = 4;
const along = (ranges: readonly [number, number][]) =>
  ranges
    .slice(0, RANGES_NAMED)
    .map(([from, to]) => `${metres(from)}–${metres(to)}`)
    .concat(ranges.length > RANGES_NAMED ? '…' : [])
    .join(' + ') || '—';

function detailZh({ drawnWas, drawnIs, modes, changed, losing, less, elsewhere, most }: TrackedRiver) {
  const covered = modes.map(({ mode, was, is }) => `${MODE_WORDS[mode].zh} ${way(was, is)} 米`).join('，');
  const all = `图上线长 ${way(drawnWas, drawnIs)} 米；轨迹覆盖 ${covered}`;
  if (changed === 0) return `${all}；各轨迹的起止里程未变，但所在的线不同`;
  if (losing === 0) return `${all}；${changed} 条轨迹有变化，均未减少`;
  const others =
    elsewhere === 0
      ? '这些轨迹在其他河道没有增加'
      : `这些轨迹在其他河道增加 ${metres(elsewhere)} 米（不一定是同一河段）`;
  const named = most
    .map(({ track, name, was, is, wasAt, isAt }) => {
      return `${name ?? '轨迹'}（#${track}）${way(was, is)} 米（里程 ${along(wasAt)} → ${along(isAt)}）`;
    })
    .join('，');
  return `${all}；${changed} 条轨迹有变化，其中 ${losing} 条在本河道共减少 ${metres(less)} 米；${others}；减少最多：${named}`;
}

function detailEn({ drawnWas, drawnIs, modes, changed, losing, less, elsewhere, most }: TrackedRiver) {
  const covered = modes.map(({ mode, was, is }) => `${MODE_WORDS[mode].en} ${way(was, is)} m`).join(', ');
  const all = `drawn length ${way(drawnWas, drawnIs)} m; covered by tracks ${covered}`;
  if (changed === 0) return `${all}; each track has the measures it had, on other lines`;
  if (losing === 0) return `${all}; tracks changed: ${changed}, none with less`;
  const others =
    elsewhere === 0
      ? 'these tracks cover no more on other rivers'
      : `these tracks cover ${metres(elsewhere)} m more on other rivers (which may be other ground)`;
  const named = most
    .map(({ track, name, was, is, wasAt, isAt }) => {
      return `${name ?? 'track'} (#${track}) ${way(was, is)} m (at ${along(wasAt)} → ${along(isAt)})`;
    })
    .join(', ');
  return `${all}; tracks changed: ${changed}, ${losing} of them with ${metres(less)} m less here; ${others}; most of the loss: ${named}`;
}

function figures({ river, drawnWas, drawnIs, modes, most, ...tracks }: TrackedRiver) {
  const { changed, losing, ids, less, elsewhere, unmatched } = tracks;
  return {
    river,
    drawn: { was_m: drawnWas / 1000, is_m: drawnIs / 1000 },
    covered: modes.map(({ mode, was, is }) => ({ mode, was_m: was / 1000, is_m: is / 1000 })),
    tracks: {
      ...{ changed, losing, losing_ids: ids, less_m: less / 1000 },
      ...{ more_elsewhere_m: elsewhere / 1000, unmatched_m: unmatched / 1000 },
    },
    most: most.map(({ track, name, was, is, elsewhere, wasAt, isAt }) => ({
      ...{ track, name, was_m: was / 1000, is_m: is / 1000, more_elsewhere_m: elsewhere / 1000 },
      ...{ was_at_m: inMetres(wasAt), is_at_m: inMetres(isAt) },
    })),
  };
}

const inMetres = (ranges: readonly [number, number][]) => ranges.map(([from, to]) => [from / 1000, to / 1000]);
