/** The SQL of this repository as the migrator sees it: path, text and hash of every file. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface SqlFile {
  /** Relative to the sql folder, with slashes. */
  path: string;
  text: string;
  sha256: string;
}

export interface SqlFiles {
  /** In the order of their numbers. */
  migrations: SqlFile[];
  /** Functions, then views, then triggers; re-applied when changed. */
  objects: SqlFile[];
}

export const SQL_FOLDER = fileURLToPath(new URL('../../sql', import.meta.url));

export function readSqlFiles(folder: string = SQL_FOLDER): SqlFiles {
  return {
    migrations: sqlUnder(folder, 'migrations'),
    objects: ['functions', 'views', 'triggers'].flatMap((part) => sqlUnder(folder, part)),
  };
}

/** One hash over everything that makes a database: the key of templates. */
export function hashOf({ migrations, objects }: SqlFiles): string {
  const hash = createHash('sha256');
  for (const file of [...migrations, ...objects]) hash.update(`${file.path} ${file.sha256}\n`);
  return hash.digest('hex').slice(0, 16);
}

function sqlUnder(folder: string, part: string): SqlFile[] {
  const names = readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, part, name), 'utf8');
      return { path: join(part, name), text, sha256: createHash('sha256').update(text).digest('hex') };
    });
}
