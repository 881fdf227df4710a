/** The service listening on a free port, with a token per role, and ways to upload to it. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type { Database } from '../../server/db/database.ts';
import { createToken, type Role } from '../../server/register/tokens.ts';
import { testDatabase } from './database.ts';

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of the body
  body: any;
  headers: Headers;
}

export interface UploadService {
  db: Database;
  address: string;
  tokens: Record<Role, string>;
  ask(role: Role | undefined, path: string, init?: RequestInit): Promise<Answer>;
  /** Posts a form; files by name. */
  post(fields: Record<string, string>, files: Record<string, string | Uint8Array>, role?: Role): Promise<Answer>;
  /** Posts a form and waits until its job has ended; the job. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  upload(fields: Record<string, string>, files: Record<string, string | Uint8Array>, role?: Role): Promise<any>;
  close(): Promise<void>;
}

export async function openUploadService(env: Record<string, string> = {}): Promise<UploadService> {
  const db = await testDatabase();
  const config = readConfig({ RATE_LIMIT_PER_MINUTE: '1000000', LOG_LEVEL: 'silent', ...env });
  const app = await buildApp({ db, config });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const secretOf = async (role: Role) => (await createToken(db, { role, name: `${role}-name` })).secret;
  const tokens = { viewer: await secretOf('viewer'), editor: await secretOf('editor'), admin: await secretOf('admin') };
  const ask: UploadService['ask'] = async (role, path, init = {}) => {
    const headers = new Headers(init.headers);
    if (role) headers.set('authorization', `Bearer ${tokens[role]}`);
    const response = await fetch(`${address}/api/v1/${path}`, { ...init, headers });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  };
  const post: UploadService['post'] = (fields, files, role = 'editor') =>
    ask(role, 'imports', { method: 'POST', body: formOf(fields, files) });
  const upload: UploadService['upload'] = async (fields, files, role = 'editor') => {
    const { status, body } = await post(fields, files, role);
    if (status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`);
    await ask(role, `imports/${body.job}/events`);
    return (await ask(role, `imports/${body.job}`)).body;
  };
  const close = async () => {
    await app.close();
    await db.close();
  };
  return { db, address, tokens, ask, post, upload, close };
}

/** A file whose name begins with `control:` is the part of that name. */
export function formOf(fields: Record<string, string>, files: Record<string, string | Uint8Array>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, content] of Object.entries(files)) {
    const part = name.startsWith('control:') ? 'control' : 'file';
    form.append(part, new Blob([content as Uint8Array<ArrayBuffer>]), name.replace('control:', ''));
  }
  return form;
}

// a folder for the uploads of this process alone
process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'outfall-atlas-uploads-'));

/** Folders of uploads that are still there. */
export const uploadFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('outfall-atlas-upload-'));

/** Rivers near Vaduz, one line each. */
export function riversGeojson(names: readonly string[]): string {
  const features = names.map((name, i) => ({
    type: 'Feature',
    properties: { name },
    geometry: {
      type: 'LineString',
      coordinates: [
        [9.5, 47.1 + i / 100],
        [9.52, 47.11 + i / 100],
      ],
    },
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

/** A CSV of outfalls beside those rivers; `rows` are name, lon, lat. */
export function outfallsCsv(rows: readonly (readonly [string, string, string])[]): string {
  return ['name,lon,lat', ...rows.map((row) => row.join(','))].join('\n');
}
