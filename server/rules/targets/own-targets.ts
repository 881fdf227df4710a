/** A district's own targets: read, added, changed and taken away by a named person, in one version with its history. */
import type { Database, Executor } from '../../db/database.ts';
import { markDerived } from '../../district/derive/pending.ts';
import { getDistrict } from '../../district/district.ts';
import { DomainError } from '../../errors.ts';
import { beginEdit, type EditBy, lockForEdit } from '../../register/edit-outfall-transaction.ts';
import { subtypeOf } from '../subtypes.ts';
import { COUNTY_SOURCES, METRICS, SCOPES, type Target, type TargetScope } from './target.ts';

/** As the table has it, and as it is given. */
export interface OwnTarget {
  clause: string | null;
  words: string;
  scope: TargetScope['kind'];
  scope_names: readonly string[];
  within_m: number | null;
  types: readonly string[];
  subtypes: readonly string[];
  dry_weather: boolean;
  metric: NonNullable<Target['metric']>;
  threshold: number | null;
  after_km: number;
  from_day: string | null;
  due: string | null;
  hedge: string | null;
}
export type GivenTarget = Partial<OwnTarget>;

export const OWN_FIELDS = [
  ...['clause', 'words', 'scope', 'scope_names', 'within_m', 'types', 'subtypes', 'dry_weather'],
  ...['metric', 'threshold', 'after_km', 'from_day', 'due', 'hedge'],
] as readonly (keyof OwnTarget)[];

/** Words that leave it open do so in rows, too, that were written before these were among them. */
const AS_READ: Partial<Record<keyof OwnTarget, string>> = {
  due: 'due::text',
  from_day: 'from_day::text',
  hedge: 'coalesce(hedge, register.hedge_in(words)) as hedge',
};
const READ = OWN_FIELDS.map((name) => AS_READ[name] ?? name).join(', ');

const ID = /^(?:own-)?(\d{1,9})$/;

/** @throws DomainError `target_unknown` (404): targets of plans stand in the plans. */
export function ownId(text: string): number {
  const [, id] = ID.exec(text) ?? [];
  if (id !== undefined) return Number(id);
  throw unknown(text);
}

/** By number. */
export async function ownTargets(tx: Executor, district: string): Promise<Target[]> {
  const rows = await tx.query<OwnTarget & { id: number }>(
    `select id, ${READ} from register.target where district = $1 order by id`,
    [district],
  );
  return rows.map(toTarget);
}

function toTarget({
  id,
  scope,
  scope_names,
  within_m,
  types,
  subtypes,
  dry_weather,
  ...row
}: OwnTarget & { id: number }): Target {
  const { clause, words, metric, threshold, due, hedge } = row;
  return {
    ...{ id: `own-${id}`, clause, words, metric, threshold, due, hedge, unanswerable: null },
    ...{ afterKm: row.after_km, from: row.from_day },
    scope: { kind: scope, names: scope_names, withinM: within_m },
    outfalls: { types, subtypes: subtypes.flatMap((word) => subtypeOf(word) ?? []), dryWeather: dry_weather },
  };
}

/** A hedge that is given is added to the words; else it is theirs (register.follow_words, a trigger, for psql too). */
function columnsOf(given: GivenTarget): [name: string, value: unknown][] {
  const named = OWN_FIELDS.flatMap((name): [string, unknown][] =>
    given[name] === undefined ? [] : [[name, given[name]]],
  );
  return given.hedge === undefined ? named : [...named, ['hedge_set', true]];
}

/** @throws DomainError `district_unknown` (404), `bad_target`, `hedge_in_words` (409), `bad_author`. */
export async function addTarget(db: Database, district: string, given: GivenTarget, by: EditBy): Promise<Target> {
  if (given.words === undefined || given.metric === undefined) throw badTarget('metric, words');
  checkWords(given);
  return write(db, district, by, async (tx) => {
    const columns = columnsOf(given);
    const [row] = await tx.query<OwnTarget & { id: number }>(
      `insert into register.target (district, id, ${columns.map(([name]) => name).join(', ')})
       values ($1, null, ${columns.map((_, i) => `$${i + 2}`).join(', ')}) returning id, ${READ}`,
      [district, ...columns.map(([, value]) => value)],
    );
    refuseTaken(given, row);
    return toTarget(row);
  });
}

/** An insert cannot tell the database null from nothing. */
function refuseTaken(given: GivenTarget, { hedge }: OwnTarget): void {
  if (given.hedge !== null || hedge === null) return;
  throw new DomainError(
    'hedge_in_words',
    `The words say "${hedge}": such a target gets no verdict. Give the part of the sentence that does not say it as a target of its own.`,
    `原文有“${hedge}”，不作达标结论；请把不含该词的部分另设为一项指标。`,
    409,
  );
}

/** @throws DomainError as addTarget, `target_unknown` (404), `nothing_given`. */
export async function editTarget(
  db: Database,
  district: string,
  id: number,
  given: GivenTarget,
  by: EditBy,
): Promise<Target> {
  const columns = columnsOf(given);
  if (columns.length === 0)
    throw new DomainError(
      'nothing_given',
      `Give one of ${OWN_FIELDS.join(', ')}.`,
      `请给出 ${OWN_FIELDS.join('、')} 之一。`,
    );
  checkWords(given);
  return write(db, district, by, async (tx) => {
    const [row] = await tx.query<OwnTarget & { id: number }>(
      `update register.target set ${columns.map(([name], i) => `${name} = $${i + 3}`).join(', ')}
        where district = $1 and id = $2 returning id, ${READ}`,
      [district, id, ...columns.map(([, value]) => value)],
    );
    if (!row) throw unknown(`own-${id}`);
    refuseTaken(given, row);
    return toTarget(row);
  });
}

/** @throws DomainError `target_unknown` (404), `bad_author`. */
export async function removeTarget(db: Database, district: string, id: number, by: EditBy): Promise<void> {
  await write(db, district, by, async (tx) => {
    const gone = await tx.query('delete from register.target where district = $1 and id = $2 returning id', [
      district,
      id,
    ]);
    if (gone.length === 0) throw unknown(`own-${id}`);
  });
}

async function write<Answer>(
  db: Database,
  district: string,
  by: EditBy,
  change: (tx: Executor) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await db.transaction(async (tx) => {
      await lockForEdit(tx, district, by);
      const { version: before, derivedVersion } = await getDistrict(tx, district);
      const version = await beginEdit(tx, district, by);
      const answer = await change(tx);
      if (derivedVersion === before) await markDerived(tx, district, version);
      return answer;
    });
  } catch (error) {
    throw refusal(error);
  }
}

/** What the table refuses: checks, empty words, days that are none. */
const REFUSED = /^(23502|23514|2200[78]|22P02)$/;

function refusal(error: unknown): unknown {
  const { code, constraint, column } = error as { code?: string; constraint?: string; column?: string };
  return REFUSED.test(code ?? '') ? badTarget(fieldOf(constraint) ?? column ?? 'from_day, due') : error;
}

/** Of the table's constraints that are not called after the field that they check. */
const CHECKED: Record<string, string> = {
  target_days: 'from_day, due',
  target_hedge_says: 'hedge',
  target_names: 'scope, scope_names',
  target_percent: 'threshold, after_km',
  target_within: 'scope, within_m',
};

/** Whoever writes a target knows its fields, not what the database calls their checks. */
function fieldOf(constraint: string | undefined): string | undefined {
  return constraint && (CHECKED[constraint] ?? /^target_(.+)_check$/.exec(constraint)?.[1]);
}

function checkWords({ metric, scope, subtypes }: GivenTarget): void {
  if (metric !== undefined && !METRICS.includes(metric)) throw badTarget(`metric=${metric}`);
  if (scope !== undefined && !SCOPES.includes(scope)) throw badTarget(`scope=${scope}`);
  const odd = subtypes?.find((word) => subtypeOf(word) === null);
  if (odd !== undefined) throw badTarget(`subtypes=${odd}`);
}

function badTarget(what: string): DomainError {
  const metrics = METRICS.join(', ');
  const scopes = SCOPES.join(', ');
  return new DomainError(
    'bad_target',
    `This is no target (${what}): words, a metric (${metrics}), a scope (${scopes}; names go with rivers, river_set and basin, ${COUNTY_SOURCES} may with drinking_water, within_m with venues), a threshold above 0 and of percents up to 100, from_day no later than due.`,
    `指标有误（${what}）：须有原文、计量方式（${metrics}）、范围（${scopes}；rivers、river_set、basin 须给名称，drinking_water 可给“${COUNTY_SOURCES}”，venues 须给 within_m），目标值大于 0，百分比不超过 100，起始日不晚于期限。`,
  );
}

function unknown(id: string): DomainError {
  return new DomainError(
    'target_unknown',
    `The district has no target ${id} of its own.`,
    `本区没有自设指标 ${id}。`,
    404,
  );
}
