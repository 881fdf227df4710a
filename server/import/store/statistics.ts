/** Tells the planner what came in: an embedded database has nobody who does, and elsewhere it comes minutes later. */
import type { Database } from '../../db/database.ts';

const FEW_PAGES = 8; // below it any way to read a table will do

/**
 * Analyses tables of the register that hold more than twice what the planner last saw of them. Without statistics each
 * index that starts with the district looks as good as the key, and a question about every outfall reads all of a layer
 * for each. Doubling keeps the cost of many imports that of a few. After the import, not in it: it locks until its end.
 * The embedded PostGIS must not know where geometries lie: db/embedded/shape-statistics.ts.
 */
export async function analyseGrown(db: Database): Promise<void> {
  const grown = await db.query<{ name: string; columns: string }>(
    `select c.oid::regclass::text as name,
            (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid <> 'geometry'::regtype) as columns
       from pg_class c
      where c.relnamespace = 'register'::regnamespace and c.relkind = 'r'
        and pg_relation_size(c.oid) / current_setting('block_size')::int >= ${FEW_PAGES}
        and (c.reltuples < 0
             or pg_relation_size(c.oid) / current_setting('block_size')::int > 2 * greatest(c.relpages, 1))
      order by 1`,
  );
  if (grown.length === 0) return;
  const named = grown.map(({ name, columns }) => (db.mode === 'embedded' ? `${name} (${columns})` : name));
  await db.run(`analyze ${named.join(', ')}`);
}
