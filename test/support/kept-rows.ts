/** The rows of a register, and of the tiles stored of it, as they are now, to be put back instead of imported again. */
import type { Database } from '../../server/db/database.ts';

interface Table {
  name: string;
  columns: string[];
}

/** @returns what puts them back, as often as asked: ids, versions and times are the same again. Sequences go on. */
export async function keepRows(db: Database): Promise<() => Promise<void>> {
  const tables = await tablesOfRegister(db);
  const held: (Table & { rows: Uint8Array })[] = [];
  for (const table of tables)
    held.push({ ...table, rows: await db.copyOut(`select ${table.columns.join(', ')} from ${table.name}`) });
  return () =>
    db.transaction(async (tx) => {
      // no trigger may take this for edits, and the order of tables does not matter
      await tx.run(`set local session_replication_role = replica;
        ${tables.map(({ name }) => `delete from ${name};`).join('\n')}`);
      for (const { name, columns, rows } of held.filter(({ rows }) => rows.length > WITHOUT_ROWS))
        await tx.copyIn(name, columns, [rows]);
    });
}

/** Bytes of a binary COPY's header and trailer. */
const WITHOUT_ROWS = 21;

function tablesOfRegister(db: Database): Promise<Table[]> {
  return db.query<Table>(`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name,
        array_agg(quote_ident(column_name) order by ordinal_position) as columns
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema in ('register', 'tiles') and table_type = 'BASE TABLE' group by 1 order by 1`);
}
