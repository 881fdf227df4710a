/** Builds what is missing, opens the database, loads the demo into an empty one or the rest of it, serves the map. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_DEMO } from '../server/cli/demo.ts';
import { runCommand } from '../server/cli/run.ts';
import type { Config } from '../server/config.ts';
import type { Database } from '../server/db/database.ts';
import { loadTemplate } from '../server/db/embedded/template.ts';
import { isCutShort } from '../server/demo/load-demo.ts';
import { DomainError } from '../server/errors.ts';
import { serve } from '../server/main.ts';
import { buildWeb } from './web-build.ts';

export async function buildAndServe(config: Config): Promise<void> {
  await Promise.all([
    timed('page built', '网页构建', buildWeb),
    timed('database template', '数据库模板', () => prepareTemplate(config)),
  ]);
  const { address } = await serve({ config, say, prepare: loadDemo });
  process.stdout.write(`\nOutfall Atlas 入河排污口一张图  ${address}/\n`);
}

/** Needed once, by a new folder of the embedded database. */
async function prepareTemplate({ databaseUrl, dataDir }: Config): Promise<boolean> {
  if (databaseUrl || existsSync(join(dataDir, 'complete'))) return false;
  await loadTemplate();
  return true;
}

async function loadDemo(db: Database): Promise<void> {
  const [{ empty }] = await db.query<{ empty: boolean }>('select not exists (select from register.district) as empty');
  if (!empty && !(await isCutShort(db, DEFAULT_DEMO))) return;
  await timed('demo district loaded (synthetic)', '演示辖区载入（合成演示数据）', async () => {
    const code = await runCommand(['demo'], {
      open: async () => db,
      out: () => {}, // its summary; the map shows the same
      err: (text) => void process.stderr.write(text),
      isTerminal: Boolean(process.stderr.isTTY),
      cwd: process.cwd(),
    });
    if (code !== 0) throw new DomainError('demo_failed', 'The demo could not be loaded.', '演示数据载入失败。');
    return true;
  });
}

/** Says what was done; silent about what there was no need to do. */
async function timed(step: string, stepZh: string, work: () => Promise<boolean>): Promise<void> {
  const start = performance.now();
  if (await work()) say(`${step} ${stepZh}`, (performance.now() - start) / 1000);
}

function say(step: string, seconds: number): void {
  process.stdout.write(`${seconds.toFixed(1).padStart(6)} s  ${step}\n`);
}
