/** Features of one collection: one page by key, and how many there are in all. */
import { type RawBuilder, sql } from 'kysely';
import type { Executor } from '../../db/database.ts';
import { kyselyOf } from '../../db/kysely.ts';
import { DomainError } from '../../errors.ts';
import type { Collection } from './collections.ts';
import type { DayInterval, QueryBox } from './parameters.ts';

export interface ItemsQuery {
  district?: string;
  bbox?: QueryBox;
  days?: DayInterval;
  limit: number;
  /** Feature id of the last item of the page before. */
  after?: number;
}

export interface Feature {
  type: 'Feature';
  id: number;
  geometry: object | null;
  properties: Record<string, unknown>;
}

/** Features in the order of their ids (row id + district number × 2^32, as in tiles). */
export async function listItems(db: Executor, collection: Collection, query: ItemsQuery): Promise<Feature[]> {
  const after = query.after === undefined ? sql`` : sql`and ${featureId} > ${query.after}`;
  return features(db, collection, sql`${conditions(collection, query)} ${after}`, query.limit);
}

export async function countItems(db: Executor, collection: Collection, query: ItemsQuery): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${relation(collection.view)} where ${conditions(collection, query)}`.execute(
    kyselyOf(db),
  );
  return rows[0].n;
}

/** @throws DomainError `feature_unknown` (404). */
export async function getItem(db: Executor, collection: Collection, id: number): Promise<Feature> {
  const [feature] = await features(db, collection, sql`${featureId} = ${id}`, 1);
  if (feature) return feature;
  const zh = `${collection.zh}中没有编号为 ${id} 的要素。`;
  throw new DomainError('feature_unknown', `There is no feature ${id} in ${collection.id}.`, zh, 404);
}

/** West, south, east, north of everything in the collection; undefined when it is empty. */
export async function extentOf(db: Executor, { view, extentView }: Collection): Promise<number[] | undefined> {
  const { rows } = await sql<{ box: number[] | null }>`
    select case when e is not null then array[st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)] end as box
      from (select st_extent(f.geom) as e from ${relation(extentView ?? view)}) x`.execute(kyselyOf(db));
  return rows[0].box ?? undefined;
}

const featureId = sql`(f.id + d.number * 4294967296)`;

function relation(view: string): RawBuilder<unknown> {
  return sql`${sql.table(`atlas.${view}`)} f join register.district d on d.key = f.district`;
}

function conditions({ date }: Collection, { district, bbox, days }: ItemsQuery): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (district !== undefined) parts.push(sql`f.district = ${district}`);
  if (bbox) parts.push(inBox(bbox));
  if (days?.from && date) parts.push(sql`${sql.ref(`f.${date}`)} >= ${days.from}::date`);
  if (days?.to && date) parts.push(sql`${sql.ref(`f.${date}`)} <= ${days.to}::date`);
  return sql.join(parts, sql` and `);
}

function inBox([west, south, east, north]: QueryBox): RawBuilder<unknown> {
  if (west > east) return sql`(${inBox([west, south, 180, north])} or ${inBox([-180, south, east, north])})`;
  return sql`st_intersects(f.geom, st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4490))`;
}

/** Nine decimals are the stored precision; the option 0 leaves out the crs member that RFC 7946 forbids. */
async function features(
  db: Executor,
  collection: Collection,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<Feature[]> {
  const { rows } = await sql<Omit<Feature, 'type'>>`
    select ${featureId}::float8 as id, st_asgeojson(f.geom, 9, 0)::json as geometry,
           to_jsonb(f) - 'geom' as properties
      from ${relation(collection.view)} where ${where} order by d.number, f.id limit ${limit}`.execute(kyselyOf(db));
  return rows.map((row) => ({ type: 'Feature', ...row }));
}
