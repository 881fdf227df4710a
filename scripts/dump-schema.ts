/** Compares sql/schema.sql with what the migrations make, or writes it (--write). Needs no PostgreSQL. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openThread } from '../server/db/embedded/open.ts';
import { loadTemplate } from '../server/db/embedded/template.ts';
import { dumpSchema } from '../server/db/schema-dump.ts';
import { SQL_FOLDER } from '../server/db/sql-files.ts';

const file = join(SQL_FOLDER, 'schema.sql');
const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-schema-'));
const database = await openThread({ folder: join(folder, 'pg'), template: await loadTemplate() });
try {
  const schema = await dumpSchema(database);
  if (process.argv.includes('--write')) writeFileSync(file, schema);
  else if (schema !== readFileSync(file, 'utf8')) refuse();
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}

function refuse(): void {
  process.stderr.write('sql/schema.sql is not what the migrations make; run: npx tsx scripts/dump-schema.ts --write\n');
  process.exitCode = 1;
}
