/** A program that imports batch after batch, each in one transaction, and says when one is done; made to be killed. */
import { readConfig } from '../../server/config.ts';
import { openDatabase } from '../../server/db/connect.ts';

export const ROWS_PER_BATCH = 20_000;

if (process.argv[1]?.endsWith('endless-import.ts')) await importForEver();

async function importForEver(): Promise<void> {
  const db = await openDatabase(readConfig());
  await db.query(`insert into register.district (key, number, name, plane_srid) values ('qp', 1, '青浦', 4549)
    on conflict do nothing`);
  const [{ last }] = await db.query<{ last: number }>('select coalesce(max(id), 0) as last from register.import_batch');
  for (let batch = last + 1; ; batch++) {
    const rows = await db.copyOut(`select 'qp'::text, ${batch * ROWS_PER_BATCH} + i, ${batch}, '河' || i
      from generate_series(1, ${ROWS_PER_BATCH}) as i`);
    await db.transaction(async (tx) => {
      await tx.query(
        `insert into register.import_batch (district, id, layer, file_name, sha256, options, version)
         values ('qp', $1, 'rivers', 'made.csv', '', '{}', 0)`,
        [batch],
      );
      await tx.copyIn('register.river', ['district', 'id', 'batch_id', 'name'], [rows]);
    });
    process.stdout.write(`done ${batch}\n`);
  }
}
