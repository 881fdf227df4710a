/** nginx serving the same tiles as .gz files (gzip_static), one process; undefined where it is not installed. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encodeTile } from '../../../tiles/tile-set.ts';
import { BENCH_LAYERS } from '../tiles/set.ts';
import { addressOf, type BenchTiles } from './tiles-in-memory.ts';

const BINARY = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'].find((file) => existsSync(file));

export async function startNginx({
  set,
  tiles,
}: BenchTiles): Promise<{ port: number; pid: number; stop: () => void } | undefined> {
  if (!BINARY) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-nginx-'));
  for (const tile of tiles) {
    const file = join(folder, addressOf(tile).replace(/\?.*/, '.gz'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, gzipSync(encodeTile(set, BENCH_LAYERS, tile.z, tile.x, tile.y)));
  }
  const port = await freePort();
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port));
  const nginx = spawn(BINARY, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'error.log'], { stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const stop = () => {
    nginx.kill('SIGTERM');
    nginx.once('exit', () => rmSync(folder, { recursive: true }));
  };
  return { port, pid: nginx.pid!, stop };
}

function configuration(folder: string, port: number): string {
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return `${user} daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 256; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=1000;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  types { application/vnd.mapbox-vector-tile mvt; }
  server { listen 127.0.0.1:${port}; root ${folder}; gzip_static always; add_header Cache-Control "public, max-age=31536000, immutable"; }
}
`;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
