/** Outfalls in, at and near protected zones on a day: what `atlas outfalls --flag` and the API answer. */
import type { Database, Executor } from '../db/database.ts';
import type { District } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import { ZONE_LEVEL } from '../import/values.ts';
import { lastDay } from './as-of.ts';
import { inOneRead } from './one-version.ts';
import type { Column, Report } from './report.ts';
import { FLAG_COLUMNS, REVEALED_FLAG_COLUMNS } from './zone-flags/columns.ts';
import { flagNotes } from './zone-flags/notes.ts';
import { untouchedRows } from './zone-flags/untouched.ts';

/** Kinds of zone that are asked for one by one; `zones` is all, those without a kind included. */
export const ZONE_KINDS = ['drinking_water', 'nature', 'special'] as const;
export const FLAGS = [...ZONE_KINDS, 'zones'] as const;
export type Flag = (typeof FLAGS)[number];

export interface FlagQuestion {
  flag: Flag;
  /** Zones valid on this local day, YYYY-MM-DD. */
  asOf: string;
  /** Only zones of this level. */
  level?: string;
  /** Also what is clear and what could not be checked, so that every outfall has an answer. */
  all?: boolean;
  /** Also who decided about a flag, and why: not public. */
  reveal?: boolean;
}

/** Why it cannot be said whether an outfall is clear (atlas.outfall_flags, atlas.flag_doubts). */
export const FLAG_REASONS = [
  ...(['layer_not_loaded', 'none_valid', 'no_position', 'unlinked'] as const),
  ...(['zones_rejected', 'kind_unknown', 'level_unknown', 'outfall_moved'] as const),
];
export type FlagReason = (typeof FLAG_REASONS)[number];

/** What a layer's date is: its own, else the first day of the zone's validity, else the day of the import. */
export const LAYER_DATE_FROM = ['layer', 'valid_from', 'import'] as const;

export interface FlagRow {
  id: number;
  code: string | null;
  name: string | null;
  /** Its name, else its key, else # and its id; null where no zone is meant. */
  zone: string | null;
  level: string | null;
  relation: 'inside' | 'edge' | 'conduit' | 'receiving' | 'clear' | 'not_checked';
  /** To the boundary, negative inside. */
  distance_m: number | null;
  /** The lesser of up and down. */
  river_distance_m: number | null;
  layer_date: string | null;
  kind: string | null;
  river_up_m: number | null;
  river_down_m: number | null;
  /** Why it could not be checked. */
  reason: FlagReason | null;
  /** On review, while it holds. What was dismissed stays listed. */
  decision: 'confirmed' | 'dismissed' | null;
  /** Local day. */
  decided_on: string | null;
  layer_date_from: (typeof LAYER_DATE_FROM)[number] | null;
  /** With spaces between; of what is clear no_conduit, conduit_rejected, link_doubtful (not looked at), zone_repaired (in such a zone's hull); of what touches a zone, that it was repaired. */
  doubts: string | null;
  zone_id: number | null;
  /** Only with reveal. */
  reviewer?: string | null;
  why?: string | null;
}

export interface FlagAnswer {
  rows: FlagRow[];
  /** Kinds asked for that have no zone on the day, of the level where one is asked: nothing can be said of them. */
  missing: string[];
  notes: string[];
}

/** @throws DomainError `flag_unknown`. */
export function parseFlag(text: string): Flag {
  const flag = FLAGS.find((each) => each === text);
  if (flag) return flag;
  throw new DomainError(
    'flag_unknown',
    `No flag "${text}": use one of ${FLAGS.join(', ')}.`,
    `没有“${text}”标记，可用：${FLAGS.join('、')}。`,
  );
}

/** The level as it is stored: 一级 and Ⅰ are 1. A word of the layer's own stays. */
export function parseLevel(text: string): string {
  return Object.entries(ZONE_LEVEL).find(([, words]) => words.includes(text))?.[0] ?? text;
}

/**
 * Rows by outfall, zone and relation. Relations are read as they were derived; what touches nothing is measured now.
 * @throws DomainError `date_invalid`, `level_unknown`.
 */
export async function zoneFlags(db: Database, key: string, question: FlagQuestion): Promise<FlagAnswer & OfDistrict> {
  return inOneRead(db, key, async (tx, district) => ({ district, ...(await flagsIn(tx, key, question)) }));
}

interface OfDistrict {
  /** As it was when the rows were read. */
  district: District;
}

/** The same within a transaction. */
export async function flagsIn(tx: Executor, district: string, question: FlagQuestion): Promise<FlagAnswer> {
  lastDay(question.asOf);
  await refuseUnknownLevel(tx, district, question);
  const held = await heldRows(tx, district, question);
  const missing = await missingKinds(tx, district, question);
  const rest = question.all ? await untouchedRows(tx, district, question, { held, missing }) : [];
  const rows = rest.length === 0 ? held : [...held, ...rest].sort((a, b) => a.id - b.id);
  return {
    rows: rows.map((row) => shaped(row, flagColumns(question))),
    missing,
    notes: await flagNotes(tx, district, { ...question, missing }),
  };
}

const flagColumns = ({ reveal }: FlagQuestion): Column[] =>
  reveal ? [...FLAG_COLUMNS, ...REVEALED_FLAG_COLUMNS] : FLAG_COLUMNS;

/** In the order of the columns, as scripts know it. */
function shaped(row: FlagRow, columns: readonly Column[]): FlagRow {
  return Object.fromEntries(columns.map(({ key }) => [key, row[key as keyof FlagRow]])) as unknown as FlagRow;
}

async function heldRows(tx: Executor, district: string, { flag, asOf, level }: FlagQuestion): Promise<FlagRow[]> {
  return tx.query<FlagRow>(
    `select o.id, o.code, o.name, z.zone, z.level, f.relation, f.distance_mm / 1000.0::float8 as distance_m,
            least(f.river_up_mm, f.river_down_mm) / 1000.0::float8 as river_distance_m, z.layer_date::text, z.kind,
            f.river_up_mm / 1000.0::float8 as river_up_m, f.river_down_mm / 1000.0::float8 as river_down_m,
            null as reason, d.decision, d.decided_on::text, z.layer_date_from, case when p.repaired then 'zone_repaired' end as doubts, d.reviewer, d.why,
            z.id as zone_id
       from register.outfall_zone f
       join atlas.zones_on($1, $2, $3::date, $4) z on z.id = f.zone_id
       join register.protected_zone p on p.district = f.district and p.id = f.zone_id
       join register.outfall o on o.district = f.district and o.id = f.outfall_id and o.merged_into is null
       left join atlas.flag_decisions($1) d
         on d.holds and d.outfall_id = f.outfall_id and d.zone_id = f.zone_id and d.relation = f.relation
      where f.district = $1
      order by o.id, z.id, array_position(array['inside', 'edge', 'conduit', 'receiving'], f.relation)`,
    [district, flag, asOf, level ?? null],
  );
}

async function missingKinds(tx: Executor, district: string, { flag, asOf, level }: FlagQuestion): Promise<string[]> {
  const rows = await tx.query<{ kind: string }>('select distinct kind from atlas.zones_on($1, $2, $3::date, $4)', [
    district,
    flag,
    asOf,
    level ?? null,
  ]);
  const found = new Set(rows.map(({ kind }) => kind));
  return ZONE_KINDS.filter((kind) => (flag === 'zones' || flag === kind) && !found.has(kind));
}

/** A level that no zone of the kind has would find nothing, and nothing looks like clear. */
async function refuseUnknownLevel(tx: Executor, district: string, { flag, level }: FlagQuestion): Promise<void> {
  if (level === undefined) return;
  const rows = await tx.query<{ level: string | null }>(
    `select distinct level from register.protected_zone where district = $1 and ($2 = 'zones' or kind = $2) order by 1`,
    [district, flag],
  );
  if (rows.length === 0 || rows.some((row) => row.level === level)) return;
  const known = rows.flatMap((row) => row.level ?? []);
  throw new DomainError(
    'level_unknown',
    `No zone has level "${level}"; there are: ${known.join(', ') || 'none'}.`,
    `没有级别为“${level}”的保护区，现有：${known.join('、') || '无'}。`,
  );
}

/** The answer as a report; each row stands at its outfall's recorded point. */
export async function flagReport(
  db: Database,
  district: string,
  question: FlagQuestion,
): Promise<Report & OfDistrict & { missing: string[] }> {
  const { rows, missing, notes, ...of } = await zoneFlags(db, district, question);
  const points = await db.query<{ id: number; lon: number; lat: number }>(
    'select id, st_x(geom) as lon, st_y(geom) as lat from register.outfall where district = $1 and geom is not null',
    [district],
  );
  const at = new Map(points.map(({ id, lon, lat }) => [id, { type: 'Point', coordinates: [lon, lat] }]));
  return {
    title: {
      zh: `保护区排污口 · ${question.asOf} 有效的保护区`,
      en: `Outfalls and protected zones valid on ${question.asOf}`,
    },
    columns: flagColumns(question),
    rows: rows.map((row) => ({ ...row })),
    notes,
    geometries: () => rows.map(({ id }) => at.get(id) ?? null),
    missing,
    ...of,
  };
}
