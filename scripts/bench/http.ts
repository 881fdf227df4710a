/** A hot tile from the service's Fastify route against raw node:http and nginx, each one process, interleaved. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuMs } from './http/cpu.ts';
import { type Load, measureLoad } from './http/load.ts';
import { startNginx } from './http/nginx.ts';
import { addressOf, benchTiles } from './http/tiles-in-memory.ts';

const ROUNDS = 11;
const SECONDS = 1.5;
const WARM_SECONDS = 2;

/** With the server's own processor time per answer: what it needs, whatever else the machine does. */
interface Measured extends Load {
  cpuMs: number;
}

interface Server {
  name: string;
  port: number;
  pid: number;
  stop: () => void;
}

/** Ratios are ours ÷ theirs in requests per second; the load comes from this process, which is the same for all. */
export async function benchHttp({ seed }: { seed: number }) {
  const bench = benchTiles(seed);
  const paths = bench.tiles.map(addressOf);
  const nginx = await startNginx(bench);
  const servers: Server[] = [
    await startScript('raw', 'serve-raw.ts', seed),
    await startScript('fastify', 'serve-fastify.ts', seed),
    ...(nginx ? [{ name: 'nginx', ...nginx }] : []),
  ];
  try {
    for (const { port } of servers) await measureLoad(port, paths, WARM_SECONDS);
    const rounds: Record<string, Measured>[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const loads: Record<string, Measured> = {};
      for (const { name, port, pid } of servers) {
        const before = cpuMs(pid);
        const load = await measureLoad(port, paths, SECONDS);
        loads[name] = { ...load, cpuMs: (cpuMs(pid) - before) / load.answers };
      }
      rounds.push(loads);
    }
    return summarise(rounds, nginx !== undefined);
  } finally {
    for (const { stop } of servers) stop();
  }
}

async function startScript(name: string, file: string, seed: number): Promise<Server> {
  const script = fileURLToPath(new URL(`http/${file}`, import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [...process.execArgv, script, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout!.once('data', (data) => resolve(Number(data)));
    child.once('exit', () => reject(new Error(`${file} ended`)));
  });
  return { name, port, pid: child.pid!, stop: () => child.kill() };
}

function summarise(rounds: readonly Record<string, Measured>[], hasNginx: boolean) {
  const median = (of: (loads: Record<string, Measured>) => number) =>
    rounds.map(of).sort((a, b) => a - b)[rounds.length >> 1];
  const rate = (name: string) => median((loads) => loads[name].requestsPerSecond);
  const against = (name: string) => median((loads) => loads.fastify.requestsPerSecond / loads[name].requestsPerSecond);
  const names = ['raw', 'fastify', ...(hasNginx ? ['nginx'] : [])];
  const cpu = (name: string) => median((loads) => loads[name].cpuMs);
  return {
    ratios: {
      node_http: against('raw'),
      nginx: hasNginx ? against('nginx') : null,
      node_http_cpu: cpu('raw') / cpu('fastify'),
      nginx_cpu: hasNginx ? cpu('nginx') / cpu('fastify') : null,
    },
    medians_ms: Object.fromEntries(
      names.flatMap((name) => [
        [`${name}_per_request`, 1000 / rate(name)],
        [`${name}_cpu_per_request`, cpu(name)],
      ]),
    ),
    sizes: {
      requests_per_second: Object.fromEntries(names.map((name) => [name, Math.round(rate(name))])),
      answer_bytes: Object.fromEntries(names.map((name) => [name, Math.round(rounds[0][name].bytes)])),
    },
  };
}
