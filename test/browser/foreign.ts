/** A server of another origin: the built examples, with the address of the service under test written into them. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
const WRITTEN = 'http://127.0.0.1:8080'; // the address the examples have

export interface Foreign {
  origin: string;
  close(): Promise<void>;
}

/** Serves the examples, and `pages` by path beside them. */
export async function serveExamples(service: string, pages: Readonly<Record<string, string>> = {}): Promise<Foreign> {
  await build({ root: 'examples', configFile: 'examples/vite.config.js', logLevel: 'warn' });
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url!, WRITTEN).pathname);
    try {
      const text = pages[path] ?? (await readFile(join('examples/dist', path), 'utf8'));
      response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
      response.end(text.replaceAll(WRITTEN, service));
    } catch {
      response.writeHead(404).end(); // a browser's own favicon.ico
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
