/** `npm run bench -- NAME --scale S --json FILE`: one benchmark with its baselines interleaved. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Command } from 'commander';
import { startCluster } from './cluster.ts';
import { benchCoverage } from './coverage.ts';
import { benchHttp } from './http.ts';
import { benchImport } from './import.ts';
import { benchLink } from './link.ts';
import { benchPyramid } from './pyramid.ts';
import { benchTiles } from './tiles.ts';
import { benchZones } from './zones.ts';

interface Result {
  ratios: Record<string, number | null>;
  medians_ms: object;
  sizes: object;
}

type Bench = (options: { scale: number; seed: number; databaseUrl: string }) => Promise<Result>;

const BENCHES: Record<string, Bench> = {
  coverage: benchCoverage,
  http: benchHttp,
  import: benchImport,
  link: benchLink,
  pyramid: benchPyramid,
  tiles: benchTiles,
  zones: benchZones,
};

/** They measure no database and start none. */
const WITHOUT_DATABASE = ['http'];

const program = new Command('bench')
  .argument('<name>', Object.keys(BENCHES).join(', '))
  .option('--scale <number>', '1, 10 or 100 times the test district', Number, 1)
  .option('--seed <number>', 'of the test district', Number, 1)
  .option('--database <url>', 'an empty PostgreSQL database with PostGIS at hand; without it a private one is started')
  .option('--json <file>', 'write ratios, medians, sizes and the machine')
  .action(run);
await program.parseAsync();

async function run(name: string, options: { scale: number; seed: number; database?: string; json?: string }) {
  const bench = BENCHES[name];
  if (!bench) program.error(`no benchmark ${name}: ${Object.keys(BENCHES).join(', ')}`);
  const cluster = options.database || WITHOUT_DATABASE.includes(name) ? undefined : await startCluster();
  try {
    const databaseUrl = options.database ?? cluster?.url ?? '';
    const result = await bench({ scale: options.scale, seed: options.seed, databaseUrl });
    const [cpu] = cpus();
    const machine = [
      `${cpus().length} × ${cpu.model}`,
      `Node ${process.version}`,
      cluster?.version ?? databaseUrl,
    ].filter((part) => part !== '');
    const peak_memory_mb = Math.round(process.resourceUsage().maxRSS / 1024);
    const report = { name, scale: options.scale, machine: machine.join(', '), peak_memory_mb, ...result };
    if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
    console.table(rounded(result.ratios));
    console.table(rounded(result.medians_ms));
    console.log(`peak memory of this process: ${peak_memory_mb} MB`);
  } finally {
    cluster?.stop();
  }
}

/** Three digits are what such a measurement is good for. */
function rounded(values: object): object {
  const round = (value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(3)) : value);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value)]));
}
