import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A file imports from its own stage or from one further left. */
const STAGES = [
  ['server/errors.ts', 'server/config.ts', 'server/origins.ts', 'server/db/'],
  ['server/engine/'],
  ['server/import/'],
  ['server/district/'],
  ['server/register/'],
  ['server/rules/'],
  ['server/demo/'],
  ['server/report/', 'tiles/'],
  ['server/http/'],
  ['server/cli/', 'server/cli.ts', 'server/app.ts', 'server/main.ts', 'server/stop-on-signal.ts'],
];
const PURE = /^(server\/engine|tiles)\//;
/** What pure stages may not have: the database, the web, and node's ways to the outside. */
const IMPURE = /^(server\/(db|http)\/|node:(?!assert)|pg$|fastify|kysely|@fastify)/;

const stageOf = (file: string) => STAGES.findIndex((stage) => stage.some((start) => file.startsWith(start)));

const sources = ['server', 'tiles'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);

/** [file, what it imports]; relative paths from the root of the repository. */
const imports = sources.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?:[^;']*?from )?'([^']+)'|import\('([^']+)'\)/gms)].map(
    ([, from = '', lazily = '']): [string, string] => {
      const target = from || lazily;
      return [file, target.startsWith('.') ? normalize(join(dirname(file), target)) : target];
    },
  ),
);

describe('architecture', () => {
  it('finds the imports it judges', () => {
    expect(imports).toContainEqual(['server/db/connect.ts', 'server/db/migrate.ts']);
  });

  it('knows the stage of every file', () => {
    expect(sources.filter((file) => stageOf(file) < 0)).toEqual([]);
  });

  it('imports nothing from the right', () => {
    const wrong = imports.filter(([file, target]) => stageOf(target) > stageOf(file));
    expect(wrong).toEqual([]);
  });

  it('keeps engine and tiles pure', () => {
    expect(imports.filter(([file, target]) => PURE.test(file) && IMPURE.test(target))).toEqual([]);
  });

  it('names tests that exist where SQL says what it is tested by', () => {
    const named = readdirSync('sql', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.sql'))
      .flatMap((name) => readFileSync(join('sql', name), 'utf8').match(/test\/[\w/.-]+\.test\.ts/g) ?? []);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
  });
});
