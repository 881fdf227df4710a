/** Of stretches along rivers, and of what moved when a river was redrawn. */
import type { IssueText } from '../issue-text.ts';

export const REACHES = {
  reach_unmatched: {
    severity: 'warning',
    zh: '“{value}”的线有一部分不在任何河道上：{detail}',
    en: 'a part of the line of "{value}" is on no river: {detail}',
  },
  reach_far: {
    severity: 'warning',
    zh: '“{value}”的线与河道相距较远：{detail}',
    en: 'the line of "{value}" is far from its river: {detail}',
  },
  reach_name_disagrees: {
    severity: 'warning',
    zh: '“{value}”的线与登记的河道不一致：{detail}',
    en: 'the line of "{value}" is not on the river it names: {detail}',
  },
  reach_river_unknown: {
    severity: 'warning',
    zh: '“{value}”的河道“{detail}”不在库中，暂无位置',
    en: 'the river of "{value}" ({detail}) is not known: it has no place yet',
  },
  reach_river_ambiguous: {
    severity: 'warning',
    zh: '“{value}”：名为“{detail}”的河道不止一条，请改填河道编码；暂无位置',
    en: 'several rivers bear the name that "{value}" gives ({detail}): write the key of one; it has no place yet',
  },
  reach_routes_ambiguous: {
    severity: 'warning',
    zh: '“{value}”：河道“{detail}”由不相连的几段组成，无法确定里程沿哪一段，请改用线；暂无位置',
    en: 'the river of "{value}" ({detail}) is drawn in several parts, and nobody said along which the measures run: give a line; it has no place yet',
  },
  reach_beyond: {
    severity: 'warning',
    zh: '“{value}”的里程超出河道图上长度：{detail}',
    en: 'the measures of "{value}" go beyond the drawn river: {detail}',
  },
  survey_outside_town: {
    severity: 'warning',
    zh: '“{value}”有一部分不在所填街镇内，不计入：{detail}',
    en: 'a part of "{value}" lies outside the town it names and does not count: {detail}',
  },
  survey_routes_ambiguous: {
    severity: 'warning',
    zh: '“{value}”的河道由不相连的几段组成，无法确定里程沿哪一段，计 0 米：请改用轨迹，或按整条河道（及街镇）填写',
    en: 'the river of "{value}" is drawn in several parts, and nobody said along which the measures run: 0 m count; give a track, or the whole river (and a town)',
  },
  survey_river_undrawn: {
    severity: 'warning',
    zh: '“{value}”的河道没有图上线，计 0 米',
    en: 'the river of "{value}" is not drawn: 0 m count',
  },
  river_lines_beside: {
    severity: 'warning',
    zh: '河道“{value}”已有线：{detail}。若是重绘的同一段，长度已重复计入：请撤销本批，在新旧两个文件中给同一条线写上同一编号，把编号列指定到字段 source_id（命令行：--map source_id=列名），先重新导入旧文件（线不变，只补上编号，之后的排查不受影响），再同样导入本文件',
    en: 'river "{value}" had lines: {detail}. If these are the same stretch redrawn, its length counts twice now: undo this batch, number the same line alike in both files, map the field source_id to that column (command line: --map source_id=COLUMN), import the earlier file again (its lines stay and get their numbers, whatever was surveyed since), then this file in the same way',
  },
  reanchored: {
    severity: 'warning',
    zh: '{field} 已落到改线后的河道上：{detail}',
    en: '{field} was placed anew on the redrawn river: {detail}',
  },
  anchor_lost: {
    severity: 'warning',
    zh: '{field} 在改线后的河道上没有（完整的）位置：{detail}',
    en: '{field} lost its place, or part of it, with the redrawn river: {detail}',
  },
  town_recut: {
    severity: 'warning',
    zh: '街镇界线改变，{field} 在所填“{value}”内覆盖的河段已重新计算：{detail}',
    en: 'town edges changed; what {field} covers in "{value}", the town it names, was computed anew: {detail}',
  },
  town_lost: {
    severity: 'warning',
    zh: '街镇界线改变，{field} 在所填“{value}”内覆盖的河段减少：{detail}',
    en: 'town edges changed; {field} covers less in "{value}", the town it names: {detail}',
  },
  tracks_reanchored: {
    severity: 'warning',
    zh: '河道或水面改绘后，河道“{value}”上轨迹覆盖的河段已重新计算：{detail}',
    en: 'rivers or waters were redrawn; what tracks cover of river "{value}" was computed anew: {detail}',
  },
  tracks_lost: {
    severity: 'warning',
    zh: '河道或水面改绘后，河道“{value}”上轨迹的覆盖减少（轨迹本身保留）：{detail}',
    en: 'rivers or waters were redrawn; tracks cover less of river "{value}" (the tracks themselves are kept): {detail}',
  },
} as const satisfies Record<string, IssueText>;
