/** A private PostGIS for a benchmark: its own cluster in a temporary folder on a free port, removed afterwards. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INSTALLED = '/usr/lib/postgresql';

export interface Cluster {
  url: string;
  version: string;
  stop(): void;
}

/** @throws when no PostgreSQL ≥ 15 with PostGIS is installed. */
export async function startCluster(): Promise<Cluster> {
  const version = newestVersion();
  const bin = join(INSTALLED, version, 'bin');
  const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-bench-'));
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(data);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync('chown', ['postgres', data]);
  const run = (program: string, args: string[]) => {
    const command = [join(bin, program), ...args];
    const [file, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    execFileSync(file, rest, { cwd: '/', stdio: 'ignore' });
  };
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']);
  const port = await freePort();
  appendFileSync(join(data, 'postgresql.conf'), settings(port, data));
  run('pg_ctl', ['-D', data, '-l', join(data, 'server.log'), '-w', 'start']);
  const stop = () => {
    run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
    rmSync(folder, { recursive: true });
  };
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, version: `PostgreSQL ${version}`, stop };
}

function newestVersion(): string {
  const hasPostgis = (version: string) => existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`);
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).filter((v) => Number(v) >= 15 && hasPostgis(v)) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (!newest) throw new Error('no PostgreSQL 15 or newer with PostGIS under /usr/lib/postgresql; give --database URL');
  return newest;
}

// as a server is set up for the work: enough memory that everything is in cache, commits that wait for the disk
function settings(port: number, data: string): string {
  return `
port = ${port}
listen_addresses = '127.0.0.1'
unix_socket_directories = '${data}'
shared_buffers = 1GB
work_mem = 256MB
jit = off
`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
