/** What the environment says, read once. The only reader of process.env in the service. */
import { resolve } from 'node:path';
import { DomainError } from './errors.ts';
import { type Origins, readOrigins } from './origins.ts';

export interface Config {
  /** PostgreSQL with PostGIS; undefined means the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Folder of the embedded database and its lock file; absolute. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Bounds over all districts; least recently used engines and tiles leave first. */
  readonly engineMemoryMb: number;
  readonly tileMemoryMb: number;
  /** Requests per minute and client address before 429. */
  readonly rateLimitPerMinute: number;
  /** Largest body of one request. */
  readonly bodyLimitMb: number;
  /** Largest upload, all its files together. */
  readonly uploadLimitMb: number;
  /** Longest time for an upload to arrive, and for its import to run. */
  readonly uploadSeconds: number;
  readonly importSeconds: number;
  /** Uploads that may be arriving, waiting or running at once. */
  readonly importJobs: number;
  /** Largest number of features one /ogc page may hold. */
  readonly featureLimit: number;
  /** Sites whose pages may read the API. */
  readonly corsOrigins: Origins;
  /** Sites whose pages may show /embed in a frame. */
  readonly frameOrigins: Origins;
  /** Whether anyone may read what is public; else a token or a share is needed. */
  readonly openReading: boolean;
  /** `tianditu:KEY`, the address of raster tiles, a .pmtiles file or address; empty: a blank ground, and nothing comes from elsewhere. */
  readonly basemap: string;
  readonly logLevel: string;
}

/** Relative folders start from `cwd`. */
export function readConfig(env: NodeJS.ProcessEnv = process.env, cwd: string = process.cwd()): Config {
  return Object.freeze({
    databaseUrl: env.DATABASE_URL || undefined,
    dataDir: resolve(cwd, env.DATA_DIR || 'data'),
    host: env.HOST || '127.0.0.1',
    port: portNumber(env, 'PORT', 8080),
    engineMemoryMb: wholeNumber(env, 'ENGINE_MEMORY_MB', 1024),
    tileMemoryMb: wholeNumber(env, 'TILE_MEMORY_MB', 256),
    rateLimitPerMinute: wholeNumber(env, 'RATE_LIMIT_PER_MINUTE', 6000),
    bodyLimitMb: wholeNumber(env, 'BODY_LIMIT_MB', 64),
    uploadLimitMb: wholeNumber(env, 'UPLOAD_LIMIT_MB', 200),
    uploadSeconds: wholeNumber(env, 'UPLOAD_SECONDS', 600),
    importSeconds: wholeNumber(env, 'IMPORT_SECONDS', 1800),
    importJobs: wholeNumber(env, 'IMPORT_JOBS', 8),
    featureLimit: wholeNumber(env, 'FEATURE_LIMIT', 10_000),
    corsOrigins: readOrigins(env, 'CORS_ORIGINS'),
    frameOrigins: readOrigins(env, 'FRAME_ORIGINS'),
    openReading: oneOf(env, 'READING', ['open', 'token']) === 'open',
    basemap: env.BASEMAP || '',
    logLevel: env.LOG_LEVEL || 'warn',
  });
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new DomainError(
    'bad_setting',
    `${name} is "${text}"; it must be a whole number.`,
    `环境变量 ${name} 为“${text}”，应为整数。`,
  );
}

function portNumber(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const port = wholeNumber(env, name, otherwise);
  if (port <= 65_535) return port;
  throw new DomainError(
    'bad_setting',
    `${name} is ${port}; ports go from 0 (any that is free) to 65535.`,
    `环境变量 ${name} 为 ${port}，端口应在 0（任意空闲端口）至 65535 之间。`,
  );
}

function oneOf<Word extends string>(env: NodeJS.ProcessEnv, name: string, words: readonly [Word, ...Word[]]): Word {
  const text = env[name] || words[0];
  const found = words.find((word) => word === text);
  if (found) return found;
  throw new DomainError(
    'bad_setting',
    `${name} is "${text}"; it must be one of ${words.join(', ')}.`,
    `环境变量 ${name} 为“${text}”，应为 ${words.join('、')} 之一。`,
  );
}
