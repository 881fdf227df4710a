/**
 * Functions, views and triggers of a database made what their files say. They hold no data: what cannot be replaced (its
 * columns, arguments or result changed) is dropped and made again, with everything that reads it.
 */
import { DomainError } from '../errors.ts';
import type { Executor } from './database.ts';
import type { SqlFile } from './sql-files.ts';

/**
 * A function cannot be given another result or stands beside an older one, a view other columns; or something else reads it;
 * or a view or function that the books say is there has gone.
 */
const IN_THE_WAY = new Set(['42P13', '42725', '42P16', '2BP01', '42P01', '42883']);

/**
 * @param files  all there are; @param known  hash by path of what the database has.
 * @returns paths of those applied
 */
export async function applyObjects(tx: Executor, files: SqlFile[], known: Map<string, string>): Promise<string[]> {
  await tx.run('set local check_function_bodies = off');
  const paths = new Set(files.map(({ path }) => path));
  const gone = [...known.keys()].filter((path) => !paths.has(path));
  const changed = files.filter(({ path, sha256 }) => known.get(path) !== sha256);
  for (const path of [...gone, ...changed.map(({ path }) => path)]) await tryDrop(tx, path);
  const stuck = await applyAll(tx, changed);
  if (stuck) await makeAgain(tx, files, [...gone, ...stuck.map(({ file }) => file.path)]);
  await tx.query('delete from migration.object where path = any($1::text[])', [gone]);
  return changed.map(({ path }) => path);
}

/** What is in the way goes, with our views, which may read it; then every file once more. @throws DomainError `object_needed` (409) */
async function makeAgain(tx: Executor, files: SqlFile[], paths: string[]): Promise<void> {
  const views = files.map(({ path }) => path).filter((path) => path.startsWith('views/'));
  let waiting = [...new Set([...views, ...paths])];
  while (waiting.length > 0) {
    const failed: { path: string; error: unknown }[] = [];
    for (const path of waiting)
      await inSavepoint(tx, () => drop(tx, path)).catch((error) => {
        failed.push({ path, error });
      });
    if (failed.length === waiting.length) throw objectNeeded(failed[0].path, failed[0].error);
    waiting = failed.map(({ path }) => path);
  }
  const stuck = await applyAll(tx, files);
  if (stuck) throw stuck[0].error;
}

/** Someone's own view or function reads it: that is theirs to drop. */
function objectNeeded(path: string, error: unknown): unknown {
  if (codeOf(error) !== '2BP01') return error;
  const { detail = '' } = ((error as Error).cause ?? error) as { detail?: string };
  return new DomainError(
    'object_needed',
    `sql/${path} has to be made again, but something of your own reads it: ${detail} Drop that, start again, and make it anew.`,
    `需要重建 sql/${path}，但有自建对象依赖它：${detail} 请先删除该对象，再次启动后重新建立。`,
    409,
    { cause: error },
  );
}

/**
 * A file that wants an object of a later file is tried again after the rest, so that order among files is free.
 * @returns files whose object stands in its own way, or wants one that is not there; undefined when all are applied
 */
async function applyAll(tx: Executor, files: SqlFile[]): Promise<Failed[] | undefined> {
  let waiting = files;
  while (waiting.length > 0) {
    const failed: Failed[] = [];
    for (const file of waiting)
      await inSavepoint(tx, () => apply(tx, file)).catch((error) => {
        failed.push({ file, error });
      });
    if (failed.length === waiting.length) {
      const stuck = failed.filter(({ error }) => IN_THE_WAY.has(codeOf(error)));
      if (stuck.length === 0) throw failed[0].error;
      return stuck;
    }
    waiting = failed.map(({ file }) => file);
  }
  return undefined;
}

interface Failed {
  file: SqlFile;
  error: unknown;
}

async function apply(tx: Executor, { path, text, sha256 }: SqlFile): Promise<void> {
  await inFile(path, () => tx.run(text));
  await tx.query(
    `insert into migration.object (path, sha256) values ($1, $2)
     on conflict (path) do update set sha256 = excluded.sha256`,
    [path, sha256],
  );
}

/** A view with more columns at its end can be replaced and keeps who reads it; functions of register keep their triggers. */
async function tryDrop(tx: Executor, path: string): Promise<void> {
  if (!path.startsWith('functions/') || path.startsWith('functions/register/')) return;
  await inSavepoint(tx, () => drop(tx, path)).catch((error) => {
    if (codeOf(error) !== '2BP01') throw error; // a view or trigger needs it: replaced in place, or made again with them
  });
}

/**
 * Every function of the file's name, whatever its arguments: an older one beside it would make calls ambiguous. Those of
 * register take their triggers with them, which sql/triggers makes again.
 */
async function drop(tx: Executor, path: string): Promise<void> {
  const [part, schema, file] = path.split('/');
  const name = file?.replace(/\.sql$/, '');
  const behaviour = schema === 'register' ? 'cascade' : 'restrict';
  if (part === 'functions')
    await tx.run(`do $drop$ declare signature text; begin
      for signature in select p.oid::regprocedure from pg_proc p join pg_namespace s on s.oid = p.pronamespace
                        where s.nspname = '${schema}' and p.proname = '${name}'
      loop execute 'drop function ' || signature || ' ${behaviour}'; end loop; end $drop$`);
  else if (part === 'views') await tx.run(`drop view if exists "${schema}"."${name}"`);
}

async function inSavepoint(tx: Executor, work: () => Promise<void>): Promise<void> {
  await tx.run('savepoint object');
  try {
    await work();
  } catch (error) {
    await tx.run('rollback to savepoint object');
    throw error;
  }
}

/** Says which file failed. */
export async function inFile(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Error(`sql/${path}: ${(error as Error).message}`, { cause: error });
  }
}

function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return code ?? cause?.code ?? '';
}
