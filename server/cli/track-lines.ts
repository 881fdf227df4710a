/** What became of the fixes of each track, in lines of a terminal. */
import type { BatchReport } from '../import/request.ts';

type Track = BatchReport['tracks'][number];

const SHOWN = 20; // tracks of a terminal; `atlas batches show ID --tracks` has all

/** What was left out, and by which filter. */
const LEFT_OUT = [
  ['fixes_unsure', '精度不足 unsure'],
  ['fixes_too_fast', '过快 too fast'],
  ['fixes_outliers', '跳点 outliers'],
  ['fixes_thinned', '抽稀 thinned'],
  ['fixes_alone', '孤点 alone'],
] as const;

/** Of what was kept, where it says something. */
const BESIDE = [
  ['cuts', '断开 cut'],
  ['fixes_averaged', '取均值 averaged'],
  ['fixes_same_time', '同一时刻 same moment'],
] as const;

export function trackLines(tracks: readonly Track[]): string[] {
  const more = tracks.length - SHOWN;
  return [
    ...tracks.slice(0, SHOWN).map(trackLine),
    ...(more > 0 ? [`  … ${more} more: atlas batches show ID --tracks`] : []),
  ];
}

/** `轨迹 track 12 甲: 定位点 fixes 120 = 用于匹配 kept 80 + 跳点 outliers 1 + 抽稀 thinned 39 · 断开 cut 2` */
function trackLine(track: Track): string {
  const left = LEFT_OUT.filter(([key]) => track[key] > 0).map(([key, words]) => ` + ${words} ${track[key]}`);
  const beside = BESIDE.filter(([key]) => track[key] > 0).map(([key, words]) => ` · ${words} ${track[key]}`);
  const name = track.track === null ? `#${track.id}` : `#${track.id} ${track.track}`;
  return `  轨迹 track ${name}: 定位点 fixes ${track.fixes_read} = 用于匹配 kept ${track.fixes_kept}${left.join('')}${beside.join('')}`;
}
