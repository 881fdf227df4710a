/** Named sets of rivers that plans speak of (主要河流, 阿蓬江干流): what reports and targets can be restricted to. */
import type { Database, Executor } from '../db/database.ts';
import { markDerived } from '../district/derive/pending.ts';
import { getDistrict } from '../district/district.ts';
import { LEVELS, type Level } from '../district/load-register.ts';
import { DomainError } from '../errors.ts';
import { beginEdit, type EditBy, lockForEdit } from './edit-outfall-transaction.ts';

/** A river is in the set when its key, its name or its level is listed; also one that comes in later. */
export interface RiverSetDefinition {
  keys?: string[];
  names?: string[];
  levels?: Level[];
  /** Only main routes: a main stem (干流). */
  main_only?: boolean;
  clause?: string | null;
  /** The plan's own. */
  words?: string | null;
}

export interface RiverSet extends Required<RiverSetDefinition> {
  name: string;
  /** Rivers in it now. */
  rivers: number;
  /** Drawn length of their routes, of the main ones where main_only. */
  length_km: number;
}

/** In the order of names. */
export async function listRiverSets(db: Executor, district: string): Promise<RiverSet[]> {
  return db.query<RiverSet>(
    `select s.name, s.keys, s.names, s.levels, s.main_only, s.clause, s.words, count(distinct v.id)::int as rivers,
            coalesce(sum(r.length_mm) / 1000000.0, 0)::float8 as length_km
       from register.river_set s
       left join lateral atlas.set_rivers(s.district, s.name) v on true
       left join register.route r on r.district = s.district and r.river_id = v.id and (r.role = 'main' or not s.main_only)
      where s.district = $1 group by s.district, s.id order by s.name collate "C"`,
    [district],
  );
}

/**
 * Makes the set or writes over the one of that name, in one version with its before-image.
 * @throws DomainError `set_name`, `set_empty`, `level_unknown`, `set_matches_nothing` (no river has any of it), `bad_author`
 */
export async function saveRiverSet(
  db: Database,
  district: string,
  name: string,
  definition: RiverSetDefinition,
  by: EditBy,
): Promise<RiverSet> {
  check(name, definition);
  return inOneVersion(db, district, by, async (tx) => {
    const { keys = [], names = [], levels = [], main_only = false, clause = null, words = null } = definition;
    await tx.query(
      `insert into register.river_set (district, id, name, keys, names, levels, main_only, clause, words)
       values ($1, register.next_ids($1, 'river_set', 1), $2, $3, $4, $5, $6, $7, $8)
           on conflict (district, name) do update set keys = excluded.keys, names = excluded.names, levels = excluded.levels,
              main_only = excluded.main_only, clause = excluded.clause, words = excluded.words`,
      [district, name, keys, names, levels, main_only, clause, words],
    );
    const saved = (await listRiverSets(tx, district)).find((set) => set.name === name)!;
    if (saved.rivers === 0) throw matchesNothing(name);
    return saved;
  });
}

/** @throws DomainError `set_unknown` (404), `bad_author` */
export async function deleteRiverSet(db: Database, district: string, name: string, by: EditBy): Promise<void> {
  await inOneVersion(db, district, by, async (tx) => {
    const gone = await tx.query('delete from register.river_set where district = $1 and name = $2 returning id', [
      district,
      name,
    ]);
    if (gone.length === 0)
      throw new DomainError('set_unknown', `There is no river set "${name}".`, `没有河道集“${name}”。`, 404);
  });
}

/** Nothing is derived from sets: what was derived before stays so. */
async function inOneVersion<Done>(
  db: Database,
  district: string,
  by: EditBy,
  write: (tx: Executor) => Promise<Done>,
): Promise<Done> {
  return db.transaction(async (tx) => {
    await lockForEdit(tx, district, by);
    const before = await getDistrict(tx, district);
    const version = await beginEdit(tx, district, by);
    const done = await write(tx);
    if (before.derivedVersion === before.version) await markDerived(tx, district, version);
    return done;
  });
}

const NAME = /^[^,:@\p{Cc}]{1,80}$/u;

function check(name: string, { keys = [], names = [], levels = [] }: RiverSetDefinition): void {
  if (!NAME.test(name) || name !== name.trim())
    throw new DomainError(
      'set_name',
      `"${name.slice(0, 80)}" cannot name a river set: 1 to 80 characters without comma, colon or @.`,
      `“${name.slice(0, 80)}”不能作河道集名：1 至 80 个字符，不含逗号、冒号和 @。`,
    );
  const unknown = levels.find((level) => !LEVELS.includes(level));
  if (unknown !== undefined)
    throw new DomainError(
      'level_unknown',
      `No level "${unknown}": use ${LEVELS.join(', ')}.`,
      `没有“${unknown}”等级，可用：${LEVELS.join('、')}。`,
    );
  if (keys.length + names.length + levels.length > 0) return;
  throw new DomainError(
    'set_empty',
    'A river set needs keys, names or levels of rivers.',
    '河道集需要河道的编号、名称或等级。',
  );
}

function matchesNothing(name: string): DomainError {
  return new DomainError(
    'set_matches_nothing',
    `No river has a key, name or level of "${name}".`,
    `没有河道符合“${name}”的编号、名称或等级。`,
  );
}
