/** A person's edit of a district's settings: its name, the plan that holds, and what of measuring is a matter of the place. */
import type { Database, Executor } from '../db/database.ts';
import { catchUp } from '../district/derive/catch-up.ts';
import { markDerived } from '../district/derive/pending.ts';
import { getDistrict } from '../district/district.ts';
import { PACKS } from '../district/packs.ts';
import { DomainError } from '../errors.ts';
import { type EditBy, lockForEdit } from './edit-outfall-transaction.ts';

type Setting = string | number | null;

interface Rule {
  /** Whether everything measured has to be made again. */
  measured: boolean;
  accepts: (value: Setting) => boolean;
  zh: string;
  en: string;
}

const number = (from: number, to: number, whole: boolean) => (value: Setting) =>
  typeof value === 'number' && value >= from && value <= to && (!whole || Number.isInteger(value));

export const SETTINGS = {
  name: {
    measured: false,
    accepts: (value) => typeof value === 'string' && value.trim() !== '' && value.length <= 200,
    zh: '1 至 200 字',
    en: 'a text of 1 to 200 characters',
  },
  pack: {
    measured: false,
    accepts: (value) => value === null || PACKS.some((pack) => pack === value),
    zh: `${PACKS.join('、')} 之一，或空（按区划代码）`,
    en: `one of ${PACKS.join(', ')}, or empty for that of the code`,
  },
  one_pass_width_m: { measured: true, accepts: number(0, 1000, false), zh: '0 至 1000 米', en: '0 to 1000 metres' },
  stale_after_months: {
    measured: false,
    accepts: number(1, 1200, true),
    zh: '1 至 1200 个整月',
    en: '1 to 1200 whole months',
  },
  link_tolerance_m: { measured: true, accepts: number(1, 1000, false), zh: '1 至 1000 米', en: '1 to 1000 metres' },
} as const satisfies Record<string, Rule>;

export type SettingName = keyof typeof SETTINGS;
export type GivenSettings = Partial<Record<SettingName, Setting>>;

export interface DistrictEdit {
  key: string;
  /** The version of the settings as they now stand. */
  version: number;
  changes: { field: string; before: Setting; after: Setting }[];
}

/**
 * Changes settings in one version, with its before-image in the history; what was measured with them is then made again.
 * @throws DomainError `district_unknown` (404), `nothing_given`, `bad_value`, `bad_author`.
 */
export async function editDistrict(
  db: Database,
  key: string,
  given: GivenSettings,
  options: EditBy,
): Promise<DistrictEdit> {
  const names = Object.keys(given) as SettingName[];
  if (names.length === 0) throw nothingGiven();
  for (const name of names) if (!SETTINGS[name].accepts(given[name]!)) throw badValue(name, given[name]!);
  const edit = await db.transaction((tx) => write(tx, key, given, options));
  if (edit.changes.some(({ field }) => SETTINGS[field as SettingName].measured)) await catchUp(db, key);
  return edit;
}

async function write(tx: Executor, key: string, given: GivenSettings, options: EditBy): Promise<DistrictEdit> {
  await lockForEdit(tx, key, options);
  const { derivedVersion, version: before } = await getDistrict(tx, key);
  const names = Object.keys(given) as SettingName[];
  const [held] = await tx.query<Record<string, Setting>>(
    `select ${names.join(', ')} from register.district where key = $1`,
    [key],
  );
  const changes = names
    .filter((name) => held[name] !== given[name])
    .map((field) => ({ field, before: held[field], after: given[field]! }));
  if (changes.length === 0) return { key, version: before, changes };
  await tx.query(`select set_config('atlas.author', $1, true), set_config('atlas.reason', $2, true)`, [
    options.author,
    options.reason ?? '',
  ]);
  const sets = changes.map(({ field }, i) => `${field} = $${i + 2}`).join(', ');
  await tx.query(`update register.district set ${sets} where key = $1`, [key, ...changes.map(({ after }) => after)]);
  const { version } = await getDistrict(tx, key);
  const isMeasured = changes.some(({ field }) => SETTINGS[field as SettingName].measured);
  if (!isMeasured && derivedVersion === before) await markDerived(tx, key, version);
  return { key, version, changes };
}

function nothingGiven(): DomainError {
  const names = Object.keys(SETTINGS).join(', ');
  return new DomainError('nothing_given', `Give one of ${names}.`, `请给出 ${names} 之一。`);
}

function badValue(name: SettingName, value: Setting): DomainError {
  const { zh, en } = SETTINGS[name];
  return new DomainError('bad_value', `${name} is ${en}, not "${value}".`, `${name} 应为${zh}，而不是“${value}”。`);
}
