/** Features of one collection, read from its view: one page by key, and how many there are in all. */
import { type RawBuilder, sql } from 'kysely';
import type { Database, Executor } from '../../db/database.ts';
import { kyselyOf } from '../../db/kysely.ts';
import type { Collection } from './collections.ts';
import { DISTRICT_STEP, type Feature, type FeaturePage, featureUnknown, type ItemsQuery } from './feature.ts';
import type { QueryBox } from './parameters.ts';

/** Page and count are of one state of the database. */
export async function pageOfView(db: Database, collection: Collection, query: ItemsQuery): Promise<FeaturePage> {
  const columns = await propertyColumns(db, collection.view);
  const where = conditions(collection, query);
  const after = query.after === undefined ? sql`` : sql`and ${featureId} > ${query.after}`;
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read');
    const found = await features(tx, { collection, columns, where: sql`${where} ${after}`, limit: query.limit + 1 });
    const numberMatched = await count(tx, collection, where);
    return { features: found.slice(0, query.limit), numberMatched, more: found.length > query.limit };
  });
}

/** @throws DomainError `feature_unknown` (404). */
export async function getFromView(db: Executor, collection: Collection, id: number): Promise<Feature> {
  const columns = await propertyColumns(db, collection.view);
  const district = Math.floor(id / DISTRICT_STEP);
  const where = sql`d.number = ${district} and f.id = ${id - district * DISTRICT_STEP}::bigint`;
  const [feature] = await features(db, { collection, columns, where, limit: 1 });
  if (feature) return feature;
  throw featureUnknown(collection, id);
}

/** West, south, east, north of everything in the collection; undefined when it is empty. */
export async function extentOf(db: Executor, { view, extentView }: Collection): Promise<number[] | undefined> {
  const { rows } = await sql<{ box: number[] | null }>`
    select case when e is not null then array[st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)] end as box
      from (select st_extent(f.geom) as e from ${relation(extentView ?? view)}) x`.execute(kyselyOf(db));
  return rows[0].box ?? undefined;
}

const featureId = sql`(f.id + d.number * ${sql.lit(DISTRICT_STEP)})`;

function relation(view: string): RawBuilder<unknown> {
  return sql`${sql.table(`atlas.${view}`)} f join register.district d on d.key = f.district`;
}

function conditions({ date }: Collection, { district, bbox, days, ids }: ItemsQuery): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (district !== undefined) parts.push(sql`f.district = ${district}`);
  if (ids) parts.push(sql`f.id = any(${[...ids]}::int[])`);
  if (bbox) parts.push(inBox(bbox));
  if (days?.from && date) parts.push(sql`${sql.ref(`f.${date}`)} >= ${days.from}::date`);
  if (days?.to && date) parts.push(sql`${sql.ref(`f.${date}`)} <= ${days.to}::date`);
  return sql.join(parts, sql` and `);
}

function inBox([west, south, east, north]: QueryBox): RawBuilder<unknown> {
  if (west > east) return sql`(${inBox([west, south, 180, north])} or ${inBox([-180, south, east, north])})`;
  return sql`st_intersects(f.geom, st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4490))`;
}

async function count(db: Executor, collection: Collection, where: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${relation(collection.view)} where ${where}`.execute(kyselyOf(db));
  return rows[0].n;
}

interface Wanted {
  collection: Collection;
  columns: readonly string[];
  where: RawBuilder<unknown>;
  limit: number;
}

/** Nine decimals are the stored precision; the option 0 leaves out the crs member that RFC 7946 forbids. */
async function features(db: Executor, { collection, columns, where, limit }: Wanted): Promise<Feature[]> {
  const members = columns.map((name) => sql`${sql.lit(name)}, ${sql.ref(`f.${name}`)}`);
  const { rows } = await sql<Omit<Feature, 'type'>>`
    select ${featureId}::float8 as id, st_asgeojson(f.geom, 9, 0)::json as geometry,
           json_build_object(${sql.join(members)}) as properties
      from ${relation(collection.view)} where ${where} order by d.number, f.id limit ${limit}`.execute(kyselyOf(db));
  return rows.map((row) => ({ type: 'Feature', ...row }));
}

/** Views change with a migration only, and that is before anybody asks. */
const columnsOfViews = new WeakMap<Executor, Map<string, string[]>>();

/** Every column but the geometry, which would be serialised for nothing, in the order of the view. */
async function propertyColumns(db: Executor, view: string): Promise<string[]> {
  const known = columnsOfViews.get(db) ?? new Map<string, string[]>();
  columnsOfViews.set(db, known);
  const columns = known.get(view) ?? (await readColumns(db, view));
  known.set(view, columns);
  return columns;
}

async function readColumns(db: Executor, view: string): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select attname as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'geom' order by attnum`,
    [`atlas.${view}`],
  );
  return rows.map(({ name }) => name);
}
