/** How rows are called where a person reads them. */
import type { Key, Translate } from '../i18n/dictionary.ts';
import { nameIn } from '../i18n/spellings.ts';
import type { OutfallType } from '../style/layers/outfalls.ts';

/** A river by name; rivers of the register often have none, then by number. */
export const riverName = (t: Translate, name: string | null | undefined, id: number | string): string =>
  name?.trim() ? nameIn(t, name) : t('unnamedRiver', { id });

const SHORT: Readonly<Record<string, Key>> = {
  municipal: 'municipal',
  district: 'districtLevel',
  town: 'town',
  village: 'village',
};
const LONG: Readonly<Record<string, Key>> = {
  municipal: 'municipalLong',
  district: 'districtLong',
  town: 'townLong',
  village: 'villageLong',
  unknown: 'unknown',
};

/** One letter for a level, as the table's tag has it; null when the level is not known. */
export const levelTag = (t: Translate, level: string | null | undefined): string | null =>
  level && SHORT[level] ? t(SHORT[level]) : null;

/** A class of the legend's outfall types; those without a type are with the other ones, as the map draws them. */
export const typeClassName = (t: Translate, type: OutfallType): string => t(type === 'other' ? 'otherOrUntyped' : type);

/** A level in full. */
export const levelName = (t: Translate, level: string): string => (LONG[level] ? t(LONG[level]) : level);

/** A town of a coverage row: what lies outside every town says so. */
export const townName = (t: Translate, row: { key: string; name: string | null }): string =>
  row.key === 'outside' ? t('outside') : nameIn(t, row.name ?? row.key);

/** The towns of a gap as it is drawn, which may run over several (`a、b`). */
export const townNames = (t: Translate, towns: string | null): string =>
  (towns ?? '')
    .split('、')
    .map((name) => nameIn(t, name))
    .join(t('listJoin'));

/** What kind of protection a zone is, and of which level where that is known. */
export function zoneLevel(t: Translate, { kind, level }: { kind?: string | null; level?: string | null }): string {
  if (kind === 'nature' || kind === 'special') return t(`zoneKind_${kind}`);
  if (kind !== 'drinking_water') return t('zone_other');
  return level === '1' || level === '2' || level === 'quasi' ? t(`zone_${level}`) : (level ?? t('zoneLevelUnknown'));
}

/** The data version as it stands under what is shown, and whether figures are still behind it. */
export function dataVersionName(t: Translate, { version, recomputing }: { version: number; recomputing?: boolean }) {
  const name = t('dataVersion', { version: String(version).padStart(4, '0') });
  return recomputing ? `${name} · ${t('recomputing')}` : name;
}
