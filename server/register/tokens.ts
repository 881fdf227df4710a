/** Bearer tokens of the API: made, listed, revoked, recognised. The database holds hashes only. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Executor } from '../db/database.ts';
import { isDay } from '../engine/coverage/days.ts';
import { DomainError } from '../errors.ts';

/** Each may do what those before it may. */
export const ROLES = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface AccessToken {
  id: number;
  name: string;
  role: Role;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

export interface NewToken {
  role: Role;
  name: string;
  /** The last day it is good for, UTC. */
  expires?: string;
}

const COLUMNS = 'id, name, role, created_at, expires_at, revoked_at';
const SECRET_BYTES = 32;
/** `oa_` lets people and scanners of leaked secrets see what it is; the id finds the row, the rest proves it. */
const SHAPE = /^oa_(\d{1,9})_([A-Za-z0-9_-]{43})$/;

export const includesRole = (held: Role, wanted: Role) => ROLES.indexOf(held) >= ROLES.indexOf(wanted);

/** Makes a token. `secret` is what the client sends; it is nowhere kept. @throws DomainError bad_expiry */
export async function createToken(
  db: Executor,
  { role, name, expires }: NewToken,
): Promise<AccessToken & { secret: string }> {
  const random = randomBytes(SECRET_BYTES).toString('base64url');
  const [row] = await db.query<AccessToken>(
    `insert into register.access_token (name, role, secret_hash, expires_at)
     values ($1, $2, $3, $4::timestamptz) returning ${COLUMNS}`,
    [name, role, hashOf(random), expires === undefined ? null : endOf(expires)],
  );
  return { ...row, secret: `oa_${row.id}_${random}` };
}

/** Oldest first, revoked and expired ones too. */
export async function listTokens(db: Executor): Promise<AccessToken[]> {
  return db.query<AccessToken>(`select ${COLUMNS} from register.access_token order by id`);
}

/** A token revoked twice keeps its first time. @throws DomainError token_unknown */
export async function revokeToken(db: Executor, id: number): Promise<AccessToken> {
  const [row] = await db.query<AccessToken>(
    `update register.access_token set revoked_at = coalesce(revoked_at, now()) where id = $1 returning ${COLUMNS}`,
    [id],
  );
  if (!row) throw new DomainError('token_unknown', `There is no token ${id}.`, `没有令牌 ${id}。`, 404);
  return row;
}

/** The token behind a secret. @throws DomainError token_invalid, token_revoked, token_expired (401) */
export async function recogniseToken(db: Executor, secret: string, now: number): Promise<AccessToken> {
  const [, id, random] = SHAPE.exec(secret) ?? [];
  if (id === undefined) throw invalid();
  const [row] = await db.query<AccessToken & { secret_hash: Uint8Array }>(
    `select ${COLUMNS}, secret_hash from register.access_token where id = $1`,
    [Number(id)],
  );
  if (!row || !timingSafeEqual(row.secret_hash, hashOf(random))) throw invalid();
  if (row.revoked_at !== null)
    throw new DomainError('token_revoked', 'This token has been revoked.', '该令牌已被吊销。', 401);
  if (row.expires_at !== null && Date.parse(row.expires_at) <= now) throw expired(lastDayOf(row.expires_at));
  const { secret_hash, ...token } = row;
  return token;
}

/** 256 random bits need no slow hash: there is nothing to guess from. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function expired(lastDay: string): DomainError {
  const last = { en: `This token expired on ${lastDay}.`, zh: `该令牌已于 ${lastDay} 到期。` };
  return new DomainError('token_expired', last.en, last.zh, 401);
}

function invalid(): DomainError {
  return new DomainError('token_invalid', 'This token is not known here.', '令牌无效。', 401);
}

const DAY_MS = 86_400_000;

/** A day later has five figures of a year, which no two of its readers write alike. */
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z');

/** The moment a last day (UTC) ends. @throws DomainError bad_expiry */
export function endOf(day: string): string {
  const start = isDay(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(start) || start + DAY_MS <= Date.now())
    throw new DomainError(
      'bad_expiry',
      `"${day}" is not a day from today on, like 2027-12-31.`,
      `“${day}”应为今天或以后的日期，如 2027-12-31。`,
    );
  return new Date(Math.min(start + DAY_MS, LAST_MOMENT)).toISOString();
}

/** The last day of what ends at a moment, YYYY-MM-DD. */
export const lastDayOf = (end: string): string => new Date(Date.parse(end) - 1).toISOString().slice(0, 10);
