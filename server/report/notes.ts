/** What stands under every report, so that a printed sheet can be traced. */
import type { District } from '../district/district.ts';

export function reportNotes(district: District, asOf?: string): string[] {
  const notes = [
    `${district.name} · 数据版本 data version ${district.version} · 截至 as of ${asOf ?? '全部排查 all surveys'}`,
  ];
  if (district.isPast)
    notes.push(
      '登记簿按该版本当时所知，之后的导入、修改和撤销不计 · the register as known at that version: what came after does not count',
    );
  if (district.recomputing) notes.push(recomputingNote(district));
  if (district.synthetic) notes.push('合成演示数据 · synthetic demonstration data');
  return notes;
}

export function recomputingNote({ derivedVersion }: Pick<District, 'derivedVersion'>): string {
  return `有手工修改尚未计入，正在重新计算（计算至版本 ${derivedVersion}） · edits by hand are being recomputed; links and coverage are of version ${derivedVersion}`;
}
