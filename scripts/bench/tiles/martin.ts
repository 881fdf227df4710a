/** A Martin on the PATH over the same rows: its SQL as a function source, asked by HTTP; undefined where there is none. */
import { spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type pg from 'pg';
import { freePort } from '../http/nginx.ts';
import type { Tile } from './set.ts';

export interface Martin {
  /** Fetches a tile; nothing of it is cached there. */
  ask(tile: Tile): Promise<void>;
  stop(): void;
}

const SOURCE = 'bench_tile';
const READY_MS = 15_000;

/** @throws Error when the Martin found does not come up */
export async function startMartin(client: pg.Client, databaseUrl: string): Promise<Martin | undefined> {
  const binary = onPath('martin');
  if (!binary) return undefined;
  const text = readFileSync(new URL('../baselines/tiles-martin.sql', import.meta.url), 'utf8');
  await client.query(`create or replace function public.${SOURCE}(z int, x int, y int) returns bytea
    language sql stable parallel safe as $tile$ ${text} $tile$`);
  const address = `127.0.0.1:${await freePort()}`;
  const options = ['--listen-addresses', address, '--cache-size', '0', '--pool-size', '1', databaseUrl];
  const martin = spawn(binary, options, { stdio: 'ignore' });
  const ask = async ({ z, x, y }: Tile) => {
    const answer = await fetch(`http://${address}/${SOURCE}/${z}/${x}/${y}`, {
      headers: { 'accept-encoding': 'identity' },
    });
    if (answer.status !== 200 && answer.status !== 204) throw new Error(`Martin answered ${answer.status}`);
    await answer.arrayBuffer();
  };
  const stop = () => void martin.kill('SIGTERM');
  try {
    await ready(`http://${address}/health`);
  } catch (error) {
    stop();
    throw error;
  }
  return { ask, stop };
}

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

async function ready(url: string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The Martin on the PATH did not come up within 15 s.');
}
